/** When a clock stands still: while the receiver waits for information that it has asked for (domain §9). */
import type { Entry, Referral } from '../referral.ts'

/** A time in which the receiver waited; without an end it still does. */
export interface Spell {
  readonly from: string
  readonly to?: string
}

/** The spells since a clock was started, one after the other: where requests overlap, they are one spell. */
export function spellsSince({ entries, facets }: Referral, start: Entry): readonly Spell[] {
  const isWaiting = facets.response.state === 'informationRequested'
  const spells = entries.flatMap((entry): readonly Spell[] => {
    if (entry.said.type !== 'information.requested' || entry.at < start.at) return []
    const to = answeredAt(entries, entry.said.data.requestId)
    // A question that nobody answered before the decision holds nothing up any more.
    if (to === undefined) return isWaiting ? [{ from: entry.at }] : []
    return to > entry.at ? [{ from: entry.at, to }] : []
  })
  return spells
    .toSorted((a, b) => (a.from < b.from ? -1 : 1))
    .reduce<readonly Spell[]>((merged, spell) => {
      const last = merged.at(-1)
      if (!last || (last.to !== undefined && last.to < spell.from)) return merged.concat(spell)
      return merged.slice(0, -1).concat(joined(last, spell))
    }, [])
}

/** The time at which a clock that is due at `at` comes there when it stands still in these spells. */
export function shifted(at: string, spells: readonly Spell[]): { at: string; standsStillSince?: string } {
  let time = at
  for (const { from, to } of spells) {
    // What is asked when the time is over gives no more of it.
    if (from >= time) break
    if (to === undefined) return { at: time, standsStillSince: from }
    time = new Date(Date.parse(time) + Date.parse(to) - Date.parse(from)).toISOString()
  }
  return { at: time }
}

function answeredAt(entries: Referral['entries'], requestId: string): string | undefined {
  const answer = entries.find(
    ({ said }) => said.type === 'information.provided' && said.data.requestId === requestId,
  )
  return answer?.at
}

function joined(a: Spell, b: Spell): Spell {
  if (a.to === undefined || b.to === undefined) return { from: a.from }
  return { from: a.from, to: a.to > b.to ? a.to : b.to }
}
