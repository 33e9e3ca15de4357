/** To whom a statement goes. */

import type { Agreement } from '@onward/contract'
import type { KnownReferral } from '../case/known-referral.ts'
import type { Refused, SubmitDeps } from '../submit.ts'

export interface Route {
  readonly peer: string
  readonly lane: string
  readonly agreement: { readonly digest: string; readonly document: Agreement }
}

/** To whom, on which lane, under which agreement: from the referral, or for a new one from what opens it. */
export function routeOf(
  deps: Pick<SubmitDeps, 'member' | 'directory'>,
  known: KnownReferral | undefined,
  data: unknown,
): Route | Refused {
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
  if (lane.suspended) {
    return {
      accepted: false,
      code: 'MEMBER_SUSPENDED',
      reason: `the lanes between ${deps.member} and ${peer} are closed: one of them is suspended`,
      remedy: 'reach the other member by its contact points',
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
