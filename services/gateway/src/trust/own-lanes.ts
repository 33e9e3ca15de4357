/** The lanes on which this member speaks and hears: those of the directory as it is trusted now, which may open at any time. */
import type { Directory, Lane } from '@onward/directory'
import { withoutCalendar } from '../time/working-time.ts'

export interface OwnLanesDeps {
  readonly member: string
  /** An exercise gateway speaks on exercise lanes and on no other (protocol §8). */
  readonly exercise: boolean
  readonly directory: () => Directory
  readonly alarm: (code: string, facts: Readonly<Record<string, string>>) => void
}

/** Each function tells of the directory that is trusted when it is called. */
export interface OwnLanes {
  readonly outgoing: () => readonly string[]
  readonly incoming: () => readonly string[]
  /** Members at an end of our lanes whose working days nobody knows: their lanes are left out. */
  readonly withoutCalendar: () => readonly string[]
}

/** Raises `CALENDAR_UNKNOWN` once in each directory for a member whose lanes are left out. */
export function ownLanes({ member, exercise, directory, alarm }: OwnLanesDeps): OwnLanes {
  let known:
    | { readonly of: Directory; readonly lanes: readonly Lane[]; readonly unknown: readonly string[] }
    | undefined
  const now = () => {
    const of = directory()
    if (known?.of === of) return known
    const all = of.lanes().filter((lane) => lane.exercise === exercise && endsOf(lane).includes(member))
    const unknown = withoutCalendar(of, [...new Set(all.flatMap(endsOf))])
    known = { of, unknown, lanes: all.filter((lane) => !endsOf(lane).some((end) => unknown.includes(end))) }
    for (const end of unknown) alarm('CALENDAR_UNKNOWN', { member: end })
    return known
  }
  const named = (isOurs: (lane: Lane) => boolean) =>
    now()
      .lanes.filter(isOurs)
      .map(({ name }) => name)
  return {
    outgoing: () => named(({ from }) => from === member),
    incoming: () => named(({ to }) => to === member),
    withoutCalendar: () => now().unknown,
  }
}

function endsOf({ to, from }: Lane): readonly string[] {
  return [to, from]
}
