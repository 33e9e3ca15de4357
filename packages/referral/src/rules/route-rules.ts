/** Rules on the route: protection before contact (practice §3), and "nobody of my state" (§4). */
import { currentScope } from '../consent.ts'
import type { Local, ProtectionCheck } from '../local.ts'
import { contentMoves, moveOf, type Verb, verbs } from '../moves.ts'
import { bodiesNamed, isShutOut, mayBeFeared, readerOf, sealedTo } from '../route.ts'
import { type OwnProposal, type Rule, sendingMoves, sent } from './rule.ts'

/**
 * What only stops, ends, undoes or says no, or is about no person: it goes to an excluded party too, which would else
 * go on with what it holds. Every other move is kept from it, one that is made later among them.
 */
const endings: readonly Verb[] = [
  ...([
    'cancel',
    'narrowConsent',
    'expireConsent',
    'confirmStopped',
    'confirmErased',
    'keepWithGround',
  ] as const),
  ...(['recordTold', 'unlinkReferral', 'withdrawInquiry', 'withdrawFamilyRequest', 'decline'] as const),
  ...([
    'withdrawHandover',
    'refuseHandover',
    'refusePlacement',
    'refuseRecords',
    'confirmCorrection',
  ] as const),
  ...([
    'cancelReception',
    'cancelJourney',
    'cancelService',
    'close',
    'closeIncident',
    'endGuardianship',
  ] as const),
  ...([
    'acknowledgeRisk',
    'queryDeparture',
    'answerDeparture',
    'raiseTransferConcern',
    'decideTransfer',
  ] as const),
  ...(['noteOverdue', 'announceOutage', 'endOutage', 'publishServices'] as const),
]

/** What tells somebody there of the person, or asks there about her. */
const contacts: readonly Verb[] = [
  ...contentMoves.filter((verb) => moveOf(verb).pen !== 'receiver' && verb !== 'grantConsent'),
  'notifyChild',
]

export const routeRules: readonly Rule[] = [
  {
    name: 'protection-before-contact',
    requirements: ['R29'],
    source: 'practice §3; DIR 11(4)',
    guards: 'the person from the state she may have to fear',
    code: 'BIZ_CONSENT',
    reason:
      'It is not recorded that the person was told of asylum, and this may be a country she has to fear.',
    remedy:
      'Tell the person about asylum in a language she understands, record it with the case, then send this. If no country is to be feared but others, name those in the record.',
    looksAt: 'local',
    untold: true,
    applies: contacts,
    holds: (proposal) => !isContact(proposal) || proposal.local.protection !== undefined,
  },
  {
    name: 'asylum-shuts-out-the-state',
    requirements: ['R29'],
    source: 'practice §3; DIR 11(4)',
    guards: 'whoever seeks asylum from the state she seeks it from',
    code: 'BIZ_CONSENT',
    reason:
      'The person considers, seeks or has asylum. Nothing goes to state or police there, or through a gateway that they run; others need to be named by the person.',
    remedy:
      'Choose an organisation there that is not of the state, behind a gateway that is not, and that the person names; or wait until she has decided.',
    looksAt: 'local',
    untold: true,
    applies: contacts,
    holds: (proposal) => {
      if (!isContact(proposal) || !isAsylumOpen(proposal.local)) return true
      const { after, side, register, said } = proposal
      const reader = readerOf(after, side)
      const readers = [{ member: reader.member }, reader, ...sealedTo(said, after)]
      const kinds = readers.map((body) => register.operatorOf(body))
      const isCivil = kinds.every((kind) => kind === 'ngo' || kind === 'igo')
      const isNamed = currentScope(after)?.recipients.some(
        ({ member, organisation }) =>
          member === reader.member && organisation !== undefined && organisation === reader.organisation,
      )
      return isCivil && isNamed === true && !wants(said, 'ConsularDocument')
    },
  },
  {
    name: 'asylum-facts-stay-here',
    requirements: ['R29', 'R41'],
    source: 'practice §3',
    guards: 'whoever seeks asylum from the state she seeks it from',
    code: 'BIZ_CONSENT',
    pointer: '/sections/needs/needs',
    reason: 'A need for advice on asylum tells of asylum, and this may be the country the person fears.',
    remedy: 'Leave that need out; the person can be advised where she is.',
    looksAt: 'local',
    untold: true,
    applies: sendingMoves,
    holds: (proposal) =>
      !isContact(proposal) ||
      proposal.local.protection === undefined ||
      proposal.local.protection.outcome === 'none' ||
      !wants(proposal.said, 'AsylumInformation'),
  },
  {
    name: 'consulate-after-protection',
    requirements: ['R29'],
    source: 'practice §3, §13',
    guards: 'the person from being made known to her state by those who help her',
    code: 'BIZ_CONSENT',
    pointer: '/need',
    reason:
      'A paper from the consulate is contact with the state, and nothing says that the person need not fear it.',
    remedy:
      'Tell the person about asylum and record it, or ask the sender whether the check was made. If she considers or seeks asylum, leave the consulate out.',
    looksAt: 'local',
    untold: true,
    applies: ['planService'],
    holds: ({ said, local, after }) => {
      if (said.type !== 'service.planned' || said.data.need !== 'ConsularDocument') return true
      if (local.protection) return !isAsylumOpen(local)
      return after.sections.legalStatus?.nonRefoulementCleared === true
    },
  },
  {
    name: 'return-is-cleared',
    requirements: ['R29'],
    source: 'practice §3; DIR 11(4)',
    guards: 'the person from being returned to harm',
    code: 'BIZ_STATE',
    reason:
      'What was sent about her legal status does not say that the check was made and nothing stands against a return.',
    remedy:
      'Make the check. If nothing stands against a return, send the legal status with it; else plan none.',
    looksAt: 'state',
    applies: ['planJourney'],
    marks: ['depart'],
    // What is sealed was sent, and neither side's rules can read that it is cleared.
    holds: ({ before: { sections, sealed } }) =>
      sections.legalStatus === undefined
        ? !sealed.some(({ section }) => section === 'legalStatus')
        : sections.legalStatus.nonRefoulementCleared === true,
  },
  {
    name: 'advice-is-not-followed-by-itself',
    requirements: ['R19'],
    source: 'practice §4',
    guards: "the person's choice of who knows",
    code: 'BIZ_STATE',
    reason: 'The receiver has advised to ask somebody else. That is advice: this referral goes no further.',
    remedy: 'Ask the person about the organisations advised, and offer anew to one that she names.',
    looksAt: 'state',
    applies: [
      'amend',
      'provideInformation',
      'confirmReception',
      'planJourney',
      'changeJourney',
      'proposeHandover',
    ],
    marks: ['depart'],
    holds: ({ before: { facets } }) => facets.response.state !== 'redirected',
  },
  {
    name: 'advice-names-others',
    requirements: ['R19'],
    source: 'practice §4',
    guards: 'the person from being sent round in a circle',
    code: 'BIZ_STATE',
    pointer: '/organisations',
    reason: 'The organisation that was asked is among those it advises.',
    remedy: 'Name others, or accept or decline the referral yourself.',
    looksAt: 'words',
    applies: ['redirect'],
    holds: ({ before: { facets }, said }) =>
      said.type === 'referral.redirected' &&
      said.data.organisations.every((organisation) => organisation !== facets.offer.terms?.to.organisation),
  },
  {
    name: 'excluded-party',
    requirements: ['R19'],
    source: 'practice §4; BG 1.4 step 1',
    guards: "the person's word on who must not know",
    code: 'BIZ_CONSENT',
    reason:
      'The person has excluded somebody on this way: who reads it, who runs the gateway there, or who is named to go on with it.',
    remedy: 'Choose another way, or ask the person. Read with the case whom she excluded.',
    looksAt: 'local',
    untold: true,
    applies: verbs.filter((verb) => moveOf(verb).about !== 'fact' && !endings.includes(verb)),
    holds: ({ after, said, side, local, register }) => {
      const author = after[side]
      const ways = [readerOf(after, side), ...sealedTo(said, after), ...bodiesNamed(said, author)]
      return !ways.some((body) => isShutOut(local, register, body))
    },
  },
]

/** The sender, or who opened the referral, speaks to a member that may be one to fear. Who answers knows already. */
function isContact({ after, side, local }: OwnProposal): boolean {
  return side === 'sender' && mayBeFeared(after.receiver, after.sections, local.protection)
}

const open: readonly ProtectionCheck['outcome'][] = ['considering', 'pending', 'granted']

function isAsylumOpen({ protection }: Local): boolean {
  return protection !== undefined && open.includes(protection.outcome)
}

/** Whether the content that leaves with it names this need. */
function wants(said: OwnProposal['said'], need: 'ConsularDocument' | 'AsylumInformation'): boolean {
  return sent(said)?.sections.needs?.needs.some(({ needCode }) => needCode === need) === true
}
