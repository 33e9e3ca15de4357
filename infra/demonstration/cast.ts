// Who acts in the story, each with a token of the own sign-in service and a role. All posts are invented.
import type { LocalMember } from '../setup/members.ts'
import type { TokenHolder } from '../setup/token.ts'
import { type Caller, type CallerSettings, callerAt } from './api.ts'
import type { AuditedSide } from './audit.ts'
import type { Staff } from './handover.ts'

export interface Cast {
  readonly staff: Staff
  /** Looks after RO's gateway; never sees the content of a case. */
  readonly operator: Caller
  /** An auditor's way in at both sides. */
  readonly auditors: readonly CallerSettings[]
}

export async function makeCast(nl: LocalMember, ro: LocalMember): Promise<Cast> {
  const [one, other, focalPoint, operator] = await Promise.all([
    access(nl, 'caseworker', 'nl-fp-02'),
    access(nl, 'caseworker', 'nl-fp-05'),
    access(ro, 'focal-point', 'ro-fp-03'),
    access(ro, 'operator', 'ro-it-01'),
  ])
  return {
    staff: { nl: callerAt(one), nlColleague: callerAt(other), ro: callerAt(focalPoint) },
    operator: callerAt(operator),
    auditors: await Promise.all([nl, ro].map((member) => access(member, 'auditor', 'auditor-01'))),
  }
}

/** Each auditor notes the newest checkpoint of its log, which the log may never contradict from now on. */
export function noteCheckpoints(auditors: readonly CallerSettings[]): Promise<readonly AuditedSide[]> {
  return Promise.all(
    auditors.map(async (settings) => {
      const { body: earlier } = await callerAt(settings).get<string>('/v1/audit/checkpoint')
      return { ...settings, earlier }
    }),
  )
}

/** What somebody at this member needs to call its gateway. */
export async function access(
  { code, url, issueToken }: LocalMember,
  role: TokenHolder['role'],
  staffId: string,
  seconds?: number,
): Promise<CallerSettings> {
  const organisation = `${code.toLowerCase()}-focal-point`
  const token = await issueToken({ role, organisation, staffId, ...(seconds !== undefined && { seconds }) })
  return { member: code, url, token, staffId }
}
