/** What a section has held: each version with who wrote it, when, and why (R48). */
import { type SectionName, type Sections, sectionNames } from '@onward/contract'
import { authorOf, type Entry, fold, type History } from '@onward/referral'

export interface SectionVersion {
  readonly event: string
  readonly digest: string
  readonly author: string
  /** `<organisation>/<role>/<staff id>`. */
  readonly actor: string
  readonly at: string
  readonly type: string
  /** The code of the amendment or correction; null for what was sent first. */
  readonly reason: string | null
  /** `advice`: the receiver's correction, which is the sender's to take up. */
  readonly standing: 'current' | 'replaced' | 'advice'
  /** That one section. */
  readonly sections: Sections
}

/** Every version of a section that had an effect, oldest first. */
export function sectionVersions(history: History, name: SectionName): readonly SectionVersion[] {
  const referral = fold(history)
  if (!referral) return []
  const versions = referral.entries.flatMap((entry) => {
    const content = contentOf(entry)?.[name]
    if (content === undefined) return []
    const author = referral[entry.side]
    const recorded = history.find(
      ({ event, standing }) =>
        standing === 'applied' && event.sequence === entry.sequence && authorOf(event) === author,
    )
    if (!recorded) return []
    const { event, digest } = recorded
    const { data } = entry.said
    return [
      {
        event: event.id,
        digest,
        author,
        actor: event.actor,
        at: event.time,
        type: event.type,
        reason: 'reason' in data && typeof data.reason === 'string' ? data.reason : null,
        side: entry.side,
        sections: { [name]: content },
      },
    ]
  })
  const current = versions.findLast(({ side }) => side === 'sender')
  return versions
    .map(({ side, ...version }) => ({
      ...version,
      standing: standingOf(side, version.event === current?.event),
    }))
    .toSorted((one, other) => (one.at < other.at ? -1 : 1))
}

function standingOf(side: Entry['side'], isNewest: boolean): SectionVersion['standing'] {
  if (side === 'receiver') return 'advice'
  return isNewest ? 'current' : 'replaced'
}

/** The sections that become those of the referral; a question whether somebody is known is not one of them. */
function contentOf({ said }: Entry): Sections | undefined {
  switch (said.type) {
    case 'referral.submitted':
    case 'referral.amended':
    case 'information.provided':
    case 'data.corrected':
      return said.data.sections
    default:
      return undefined
  }
}

/** The sections that one side has ever sent the other, in force or not. */
export function sectionsEverSent(history: History): readonly SectionName[] {
  const entries = fold(history)?.entries ?? []
  return sectionNames.filter((name) => entries.some((entry) => contentOf(entry)?.[name] !== undefined))
}
