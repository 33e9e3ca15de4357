/** What a member knows of a case and never sends: it decides what may leave, and the wire never carries it. */
import type { Status } from './status.ts'

/** That the person was told of asylum, and what came of it (practice §3). */
export interface ProtectionCheck {
  /** The day on which the person was told. */
  readonly informedOn: string
  /** In which language, BCP 47. */
  readonly language: string
  readonly outcome: 'none' | 'considering' | 'pending' | 'granted' | 'refusedFinal' | 'waivedByPerson'
  /**
   * Every country of citizenship, former residence or feared harm, as the person said. Left out: any country may be
   * one of them.
   */
  readonly countries?: readonly string[] | undefined
}

/** A body: a member as a whole, or one organisation of it. */
export interface Body {
  readonly member: string
  readonly organisation?: string | undefined
}

/** The recovery and reflection period (R28; Directive 2004/81/EC Art 6). */
export interface ReflectionPeriod {
  readonly status: 'notStarted' | 'running' | 'ended' | 'waived'
  /** The first day. */
  readonly start?: string | undefined
  /** The last day; missing while nobody has set it. */
  readonly end?: string | undefined
}

/** A body that is to know nothing, or one of which the person has changed her mind. */
export interface Exclusion extends Body {
  readonly lifted?: boolean | undefined
}

/** That a recipient has said that it has room (practice §7). */
export interface CapacityConfirmed extends Body {
  /** RFC 3339 UTC. */
  readonly confirmedAt: string
  readonly channel: 'telephone' | 'email' | 'meeting'
}

/** One thing that was recorded about a case. Nothing of it is changed later: the last word on a matter counts. */
export type LocalRecord =
  | ({ readonly kind: 'protectionCheck' } & ProtectionCheck)
  | ({ readonly kind: 'exclusion' } & Exclusion)
  | ({ readonly kind: 'reflectionPeriod' } & ReflectionPeriod)
  | ({ readonly kind: 'capacity' } & CapacityConfirmed)

/** Another referral between the same two members, and how it stands here. */
export interface Linked {
  readonly referral: string
  readonly status: Status
}

export interface Local {
  /** Absent: it has not been recorded yet, and then nothing that names anybody goes to a state that may be feared. */
  readonly protection?: ProtectionCheck | undefined
  /** Whom the person excluded (R19). Routing data: no excluded party ever sees it. */
  readonly excluded: readonly Body[]
  /** When the recipient last said that it has room, RFC 3339: an inquiry answered, a list of services, an earlier yes. */
  readonly capacityConfirmedAt?: string | undefined
  /** The recovery and reflection period, where the section that would tell of it does not travel (R28). */
  readonly reflectionPeriod?: ReflectionPeriod | undefined
  /** The referrals that belong to this one, as far as they are known here. Absent: none is. */
  readonly linked?: readonly Linked[] | undefined
  /** The same recipient has accepted in this case before. */
  readonly hasSaidYes?: boolean | undefined
  /** Another open referral of the case already moves responsibility. */
  readonly isCarried?: boolean | undefined
  /** The permissions under which earlier referrals of the case stood that have ended. */
  readonly endedPermissions?: readonly string[] | undefined
}

/** A case of which nothing has been recorded here. */
export const nothingKnown: Local = { excluded: [] }

/** What these records come to, the oldest first. A kind that this version does not know says nothing to it. */
export function localOf(records: readonly LocalRecord[]): Local {
  let protection: ProtectionCheck | undefined
  let reflectionPeriod: ReflectionPeriod | undefined
  const excluded = new Map<string, Body>()
  for (const record of records) {
    if (record.kind === 'protectionCheck') {
      const { kind: _kind, ...check } = record
      protection = check
    }
    if (record.kind === 'reflectionPeriod') {
      const { kind: _kind, ...period } = record
      reflectionPeriod = period
    }
    if (record.kind === 'exclusion') {
      const { member, organisation, lifted } = record
      const name = `${member}/${organisation ?? ''}`
      if (lifted) excluded.delete(name)
      else excluded.set(name, organisation === undefined ? { member } : { member, organisation })
    }
  }
  return {
    ...(protection && { protection }),
    ...(reflectionPeriod && { reflectionPeriod }),
    excluded: [...excluded.values()],
  }
}

/** True when the person has excluded this body, all of its member, or, of a member as a whole, any body in it. */
export function excludes({ excluded }: Pick<Local, 'excluded'>, body: Body): boolean {
  return excluded.some(
    ({ member, organisation }) =>
      member === body.member &&
      (organisation === undefined || body.organisation === undefined || organisation === body.organisation),
  )
}
