/**
 * Words that fit the moment often enough to reach every corner, and miss it often enough to be refused. What a
 * statement is about is chosen from what there is in the referral.
 */
import type { EventData, EventType, Permission } from '@onward/contract'
import { at, offer, permission, person, scope, words } from './example.test-data.ts'
import { isVerb, moveOf, type Verb } from './moves.ts'
import { journeyFor } from './plausible-journeys.test-data.ts'
import type { Referral } from './referral.ts'
import { responsible } from './responsibility.ts'
import { override } from './rules/permission-rule-examples.test-data.ts'
import { otherSide, type Side } from './side.ts'
import { isThreadFacet, threadsOf } from './thread.ts'
import type { WayBack } from './way-back.ts'

/** The data with which a side says a verb; `pick` chooses among what there is. */
export function wordsFor(
  verb: Verb,
  referral: Referral | undefined,
  side: Side,
  pick: number,
): EventData[EventType] {
  const { item } = moveOf(verb)
  const data = special(verb, referral, side, pick)
  const id = item && thingOf(verb, item, referral, side, pick)
  // Sound: the item is a field of the data, and its value another id or code of the same kind.
  return (id === undefined ? data : { ...data, [item ?? '']: id }) as EventData[EventType]
}

const codes: Readonly<Record<string, readonly string[]>> = {
  answer: ['acknowledged', 'accepted', 'declined', 'arrived'],
  point: ['arrival', 'day30', 'day90'],
  day: ['7', '30'],
  deadline: ['decide', 'acknowledge', 'stopSharing:receiver'],
}

/** Which thing: one that was asked about, one of one's own, or a new one. */
function thingOf(
  verb: Verb,
  item: string,
  referral: Referral | undefined,
  side: Side,
  pick: number,
): string | undefined {
  const known = codes[item]
  if (known) return choose(known, pick)
  if (!referral) return undefined
  const { facet, answers = [], from } = moveOf(verb)
  const idsOf = (name: string, by: Side) =>
    isThreadFacet(name) ? Object.keys(threadsOf(referral.facets, name, by)) : []
  const asked = answers.flatMap((question) => idsOf(facetNamed(question), otherSide(side)))
  const own = idsOf(facet, side)
  const goesOn = from === 'any' ? pick % 2 === 0 : !from.includes('none') || pick % 9 === 0
  const things = answers.length > 0 ? asked : goesOn ? own : []
  return choose(things, pick >> 1) ?? `${side}-${facet}-${own.length}`
}

function facetNamed(verb: string): string {
  return isVerb(verb) ? moveOf(verb).facet : ''
}

function choose<T>(things: readonly T[], pick: number): T | undefined {
  return things[pick % Math.max(1, things.length)]
}

function special(verb: Verb, referral: Referral | undefined, side: Side, pick: number) {
  const current = referral?.facets.consent.permission ?? permission
  const concerns = choose([['return'], ['sharing'], ['support', 'return'], ['referral']] as const, pick)
  switch (verb) {
    case 'submit': {
      const back = choose(waysBack, pick)
      const given = { ...permission, ...(back && { wayBack: back }) }
      return { ...offer, permission: given, transfersResponsibility: pick % 8 !== 0 }
    }
    case 'amend':
    case 'correct':
      return { ...words[verb], ...sectionsOf(pick) }
    case 'grantConsent': {
      const narrower = pick % 2 ? scope : { ...scope, sections: ['needs'] as const }
      const given = { ...permission, permissionId: `permission ${pick}`, scope: narrower }
      return { permission: { ...given, ...choose(yeses, pick >> 1) } }
    }
    case 'narrowConsent': {
      const { sections } = current.scope
      const fewer = sections.length > 1 ? sections.slice(pick % 2) : sections
      return { permissionId: current.permissionId, scope: { ...current.scope, sections: fewer } }
    }
    case 'withdrawConsent':
      return { permissionId: current.permissionId, concerns: concerns ?? ['sharing'], withdrawnAt: at }
    case 'expireConsent':
      return { permissionId: current.permissionId, validUntil: current.validUntil }
    case 'recordWish': {
      const kinds = [
        'complaint',
        'narrowing',
        'objection',
        'withdrawal',
        'noContact',
        'anotherProvider',
      ] as const
      const kind = choose(kinds, pick)
      const narrower = pick % 2 ? (['person', 'needs'] as const) : (['risk'] as const)
      const wished = { kind: kind ?? 'complaint', concerns: concerns ?? ['sharing'] }
      return { ...wished, scope: { ...scope, sections: narrower }, toldAt: at, language: 'ro' }
    }
    case 'keepWithGround':
      return { ...words.keepWithGround, ground: choose(grounds, pick) ?? 'legalObligation' }
    case 'planService':
      return { ...words.planService, agreedByPerson: pick % 3 !== 0 }
    case 'scheduleFollowUps':
      return { ...words.scheduleFollowUps, points: ['day30'] as const, chosenByPerson: pick % 2 === 0 }
    case 'requestInformation':
      return { requestId: `request ${pick}`, topics: ['Needs'] as const }
    case 'provideInformation': {
      const requestId = choose(referral?.facets.response.requests ?? [], pick)?.requestId ?? 'none'
      return { ...words.provideInformation, requestId }
    }
    case 'planJourney':
    case 'changeJourney':
      return journeyFor(verb, referral, pick)
    case 'sharePlan': {
      const shared = referral?.facets.supportPlan.said.length ?? 0
      return { ...words.sharePlan, revision: pick % 4 ? shared + 1 : 1 }
    }
    case 'close': {
      const { notTold: _, ...closed } = words.close
      return pick % 8 ? words.close : closed
    }
    case 'proposeHandover': {
      const [own, to] = side === 'sender' ? [offer.from, offer.to] : [offer.to, offer.from]
      const has = referral && responsible(referral)
      // Mostly by the organisation that has it; now and then by one that thinks so.
      const from = has?.side === side && pick % 8 > 0 ? has.organisation : own
      return { ...words.proposeHandover, from, to }
    }
    case 'takeHandover': {
      const { organisation } = side === 'sender' ? offer.from : offer.to
      const { responsible: one, alternate: two } = words.takeHandover
      return {
        ...words.takeHandover,
        responsible: { ...one, organisation },
        alternate: { ...two, organisation },
      }
    }
    default:
      return words[verb]
  }
}

/** How a permission comes about: mostly as it should, now and then as it must not. */
const yeses: readonly Partial<Permission>[] = [
  ...[{}, {}, {}, { wayBack: { content: 'none' } as const }],
  override,
  { ...override, reviewDate: '2026-12-24' },
  { circumstances: { alone: false } },
  { givenBy: 'guardian' },
]
const waysBack: readonly (WayBack | undefined)[] = [
  ...[undefined, { content: 'none' as const }, { content: 'sections' as const, sections: ['case' as const] }],
  { content: 'sections', sections: ['needs', 'person'], points: ['day30'] },
]
const grounds = ['legalObligation', 'childProtectionDuty', 'ownServiceRelationship'] as const

/** A section to send: three that may be, and one that the agreement does not allow. */
function sectionsOf(pick: number) {
  const name = choose(['person', 'needs', 'risk', 'legalStatus'] as const, pick) ?? 'person'
  const sections = {
    person: { ...person, intendedRegion: `Region ${pick % 4}` },
    needs: offer.sections.needs,
    risk: words.amend.sections.risk,
    legalStatus: {},
  }
  return { dataScope: [name], sections: { [name]: sections[name] } }
}
