/**
 * Step 5. What time brings about is written down, never read off a clock while folding: a stage of a deadline that has
 * come is fired once, and what the other side must be able to rely on is a signed event. A consent that has run out is
 * said to have expired by its sender's gateway; an answer that the other side owes and has not given is said to be
 * overdue. Silence never becomes anything else (R11).
 */
import { type Deadline, fold, localOf, type Referral, type Register } from '@onward/referral'
import type { Actor } from './actor.ts'
import type { KnownReferral } from './case/known-referral.ts'
import { type OutsideDeps, untoldOutside } from './case/outside-told.ts'
import type { Gap } from './gap.ts'
import type { Firing, StageRow } from './store/deadlines.ts'
import type { Command, Refused, Submitted } from './submit.ts'
import { deadlineRows, nextDue } from './time/due.ts'
import { escalatedTo, type Ways } from './time/escalation.ts'
import type { DeadlinesOf } from './time/working-time.ts'

export interface RemindDeps extends OutsideDeps {
  readonly member: string
  readonly now: () => Date
  /** Referrals of which something may be due, longest due first. */
  readonly due: (at: string) => Promise<readonly string[]>
  readonly load: (referral: string) => Promise<KnownReferral | undefined>
  readonly deadlinesOf: DeadlinesOf
  /** What the directory says of bodies that could be named. */
  readonly register: () => Register
  readonly submit: (command: Command) => Promise<Submitted | Refused>
  /** Fires stages and moves the referral on, both or neither; resolves with the stages that are new. */
  readonly fire: (firing: Firing) => Promise<readonly StageRow[]>
  readonly fired: (referral: string, stage: StageRow) => void
  readonly onRefusal: (referral: string, verb: string, code: string) => void
  readonly reached: (gap: Gap) => void
}

/** What could not be said is tried again after this. */
const AGAIN_MS = 3_600_000

/** One round over what is due. Resolves with how many referrals it has taken further; 0 when nothing was due. */
export async function remind(deps: RemindDeps): Promise<number> {
  const due = await deps.due(deps.now().toISOString())
  const faults: unknown[] = []
  for (const id of due) {
    // One that cannot be opened must not keep the others waiting; the round is then repeated as a whole.
    await remindOf(deps, id).catch((error: unknown) => faults.push(error))
  }
  if (faults.length > 0) throw faults[0]
  return due.length
}

async function remindOf(deps: RemindDeps, id: string): Promise<void> {
  const at = deps.now().toISOString()
  const known = await deps.load(id)
  const referral = fold(known?.history ?? [])
  if (!known) return
  const still = { referral: id, version: known.version, at }
  // What has been erased is nobody's to be reminded of.
  if (!referral) return void (await deps.fire({ ...still, stages: [], nextDue: undefined, deadlines: [] }))

  const running = deps.deadlinesOf(referral, at)
  const refused = new Set<string>()
  for (const { key, verb, data } of unsaid(deps.member, known, referral, running, at)) {
    // Only if the referral is still as it was looked at: whoever comes second, another replica or this one after a
    // crash, finds the event in the history. An Idempotency-Key is forgotten after days; the history never is.
    const command = { verb, data, referral: id, actor: actorOf(deps.member), seen: known.version }
    const outcome = await deps.submit(command)
    if (outcome.accepted) return deps.reached('remind.said')
    if (outcome.code === 'VERSION_CONFLICT') return
    deps.onRefusal(id, verb, outcome.code)
    refused.add(key)
  }
  for (const { to, data } of await untoldOutside(deps, known)) {
    const command = {
      verb: 'reportIncident',
      data,
      referral: to.id,
      actor: actorOf(deps.member),
      seen: to.version,
    }
    const outcome = await deps.submit(command)
    // The round ends here and begins anew: the next look finds what is still untold.
    if (outcome.accepted) return deps.reached('remind.told')
    if (outcome.code === 'VERSION_CONFLICT') return
    deps.onRefusal(to.id, 'reportIncident', outcome.code)
    refused.add(data.incidentId)
  }

  const ways = { local: localOf(known.kept.map(({ said }) => said)), register: deps.register() }
  const stages = running.flatMap((deadline) => stagesOf(deps.member, referral, { deadline, ways, now: at }))
  const firing = {
    ...still,
    stages: stages.filter((stage) => !(stage.stage === 'overdue' && refused.has(stage.deadline))),
    nextDue: sooner(
      nextDue(referral, running, at),
      refused.size > 0 ? new Date(Date.parse(at) + AGAIN_MS).toISOString() : undefined,
    ),
    deadlines: deadlineRows(referral, running, known.history),
  }
  const fired = await deps.fire(firing)
  deps.reached('remind.fired')
  for (const stage of fired) deps.fired(id, stage)
}

interface Saying {
  readonly key: string
  readonly verb: string
  readonly data: unknown
}

/** What the gateway of this member has to say itself and has not said: that consent has expired, that silence is overdue. */
function unsaid(
  member: string,
  known: KnownReferral,
  referral: Referral,
  running: readonly Deadline[],
  at: string,
): readonly Saying[] {
  const { consent } = referral.facets
  const isOurs = referral.sender === member && (consent.state === 'granted' || consent.state === 'narrowed')
  const expired =
    isOurs && consent.permission.validUntil <= at
      ? [
          {
            key: 'consent',
            verb: 'expireConsent',
            data: {
              permissionId: consent.permission.permissionId,
              validUntil: consent.permission.validUntil,
            },
          },
        ]
      : []
  const overdue = running
    .filter(({ state, owedBy }) => state === 'overdue' && referral[owedBy] !== member)
    .filter((deadline) => !hasSaid(member, known, deadline))
    .map(({ id, owedBy, since, due }) => ({
      key: id,
      verb: 'noteOverdue',
      data: { deadline: id, owedBy, since, due, at },
    }))
  return [...expired, ...overdue]
}

/** Said is said, even if the other gateway would not have it. */
function hasSaid(member: string, { history }: KnownReferral, { id, since }: Deadline): boolean {
  return history.some(
    ({ event }) =>
      event.type === 'deadline.overdue' &&
      event.source === `urn:onward:member:${member}` &&
      event.data.deadline === id &&
      event.data.since === since,
  )
}

/** The stages of a deadline that have come, each numbered among those of its name. */
function stagesOf(
  member: string,
  referral: Referral,
  { deadline, ways, now }: { readonly deadline: Deadline; readonly ways: Ways; readonly now: string },
): readonly StageRow[] {
  const { id, since, stages } = deadline
  return stages
    .map(({ stage, at }, index) => ({
      deadline: id,
      since,
      stage,
      nth: stages.slice(0, index + 1).filter((each) => each.stage === stage).length,
      at,
      escalatedTo: stage === 'escalation' ? escalatedTo(referral, deadline, member, ways) : undefined,
    }))
    .filter(({ at }) => at <= now)
}

function sooner(one: string | undefined, other: string | undefined): string | undefined {
  return [one, other].filter((each) => each !== undefined).toSorted()[0]
}

function actorOf(member: string): Actor {
  return { member, organisation: member, role: 'gateway', staffId: 'gateway' }
}
