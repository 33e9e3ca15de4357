/** To whom a statement goes. */
import type { KnownReferral } from '../known-referral.ts'
import type { SubmitDeps } from '../submit.ts'

/** To whom, on which lane, under which agreement: from the referral, or for a new one from what opens it. */
export function routeOf(
  deps: Pick<SubmitDeps, 'member' | 'directory'>,
  known: KnownReferral | undefined,
  data: unknown,
) {
  const directory = deps.directory()
  const peer = known ? (known.sender === deps.member ? known.receiver : known.sender) : offeredTo(data)
  const lane = directory.lane(`lane.${peer}.${deps.member}`)
  const document = lane && directory.agreement(lane.agreement)
  if (!lane || !document) {
    return {
      accepted: false,
      code: 'NO_LANE',
      reason: `there is no agreement between ${deps.member} and ${peer}`,
      remedy: 'choose a member that the directory lists a lane to',
      ...(known ? {} : { pointer: '/to/member' }),
    } as const
  }
  return { peer, lane: lane.name, agreement: { digest: lane.agreement, document } }
}

function offeredTo(data: unknown): string {
  if (typeof data !== 'object' || data === null || !('to' in data)) return '?'
  const { to } = data
  return typeof to === 'object' && to !== null && 'member' in to && typeof to.member === 'string'
    ? to.member
    : '?'
}
