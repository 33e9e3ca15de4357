/**
 * Rules on why somebody travels, and on what is known of the danger there (practice §8; R8, R28, R30, R31).
 *
 * A voluntary return rests on the person's own declaration. Whatever else it is, it says so: with objection, lawyer, appeal
 * and the danger in the receiving country, and never under the name of help to return.
 */
import { confirmation, feedbackBeforeReturn, isAccepted } from '../journey.ts'
import type { ReflectionPeriod } from '../local.ts'
import type { Entry, Referral } from '../referral.ts'
import type { Statement } from '../statement.ts'
import { type Journey, ofJourney, planned, planning } from './movement-rules.ts'
import { type Rule, sendingMoves, sent } from './rule.ts'

export const movementBasisRules: readonly Rule[] = [
  {
    name: 'voluntary-is-declared',
    requirements: ['R31'],
    source: 'COE 16(2); BG 3.2; practice §8',
    guards: "the person's own decision to go, and the right to change it until departure",
    code: 'BIZ_STATE',
    pointer: '/voluntaryDeclaration',
    reason: 'A voluntary journey needs a declaration of the person that was made and has not been overtaken.',
    remedy:
      'Ask the person, in their language, and record the declaration; or state the ground it really has.',
    looksAt: 'words',
    applies: planning,
    holds: ofJourney(({ movementBasis, voluntaryDeclaration, objection }, { before, at }) => {
      if (movementBasis !== 'voluntary') return true
      if (!voluntaryDeclaration || objection === true) return false
      return voluntaryDeclaration.date <= dayOf(at) && lastDoubt(before) <= voluntaryDeclaration.date
    }),
  },
  {
    name: 'agrees-with-reception',
    requirements: ['R31', 'R32'],
    source: 'BG 1.4 step 2; BG 3.2',
    guards: "the person's choice of who waits, and where",
    code: 'BIZ_STATE',
    reason: 'The person was not told of the reception, or does not agree with it.',
    remedy: 'Tell the person; if they do not agree, ask the receiver to arrange another reception.',
    looksAt: 'words',
    applies: planning,
    holds: ofJourney(({ movementBasis }, { before }) => {
      const { toldPerson, agreedByPerson } = confirmation(before)?.data ?? {}
      return movementBasis !== 'voluntary' || (toldPerson !== false && agreedByPerson !== false)
    }),
  },
  {
    name: 'objection-is-recorded',
    requirements: ['R31'],
    source: 'practice §8',
    guards: 'the person who does not travel by own will, and whoever defends them',
    code: 'BIZ_STATE',
    pointer: '/objection',
    reason:
      'A journey that is not voluntary says whether the person objects, has a lawyer who knows, and has appealed.',
    remedy: 'Ask the person and the lawyer, and fill in all three; "no" is an answer.',
    looksAt: 'words',
    applies: planning,
    holds: ofJourney(
      ({ movementBasis, objection, lawyerInformed, suspensiveAppeal }) =>
        movementBasis === 'voluntary' ||
        (objection !== undefined && lawyerInformed !== undefined && suspensiveAppeal !== undefined),
    ),
  },
  {
    name: 'appeal-is-decided',
    requirements: ['R31'],
    source: 'practice §8',
    guards: 'the person whose appeal holds the journey back',
    code: 'BIZ_STATE',
    pointer: '/suspensiveAppeal',
    reason: 'An appeal that holds the journey back has not been decided.',
    remedy: 'Wait for the decision on the appeal.',
    looksAt: 'words',
    applies: planning,
    holds: ofJourney(({ suspensiveAppeal }) => suspensiveAppeal !== 'pending'),
  },
  {
    name: 'danger-is-named',
    requirements: ['R30', 'R31'],
    source: 'practice §8; DIR 12(3)',
    guards: 'the person who is taken to a country, from a danger there that nobody has looked at',
    code: 'BIZ_STATE',
    reason:
      'A journey that is not voluntary needs a risk section that names the danger in the receiving country.',
    remedy: 'Assess the risk, name the country with each danger, and send it before planning.',
    looksAt: 'words',
    applies: planning,
    holds: ofJourney(
      ({ movementBasis, arrival }, { before }) =>
        movementBasis === 'voluntary' ||
        before.sections.risk?.factors?.some(({ country }) => country === arrival.place.country) === true,
    ),
  },
  {
    name: 'removal-is-no-help-to-return',
    requirements: ['R31'],
    source: 'practice §8; COE 16(2)',
    guards: 'everybody who reads of a safe return, from one that was forced',
    code: 'BIZ_STATE',
    pointer: '/movementBasis',
    reason: 'A referral for safe return is for voluntary journeys; this one has another ground.',
    remedy: 'Begin a referral for the purpose it really has, such as support in the country of origin.',
    looksAt: 'words',
    applies: [...planning, ...sendingMoves],
    holds: planned(({ before, said }) => {
      const basis = basisOf(said)
      return basis === undefined || basis === 'voluntary' || before.purpose !== 'SafeReturn'
    }),
  },
  {
    name: 'reflection-is-undisturbed',
    requirements: ['R28'],
    source: 'COE 13; BG 2.2; D04 6',
    guards: 'the time to recover and to reflect',
    code: 'BIZ_STATE',
    pointer: '/dateWishedByPerson',
    reason:
      'The departure lies in a running recovery and reflection period, and the person has not asked for it.',
    remedy: 'Choose a day after the period; or ask the person, and record that they wish this date.',
    // What the sender knows of the period need not travel, so only the sender can ask.
    looksAt: 'local',
    applies: planning,
    holds: planned(({ before, said, local }) => {
      if (said.type !== 'journey.planned' && said.type !== 'journey.changed') return false
      const period = local.reflectionPeriod ?? before.sections.legalStatus?.reflectionPeriod
      return !isWithin(period, said.data.departure.at) || isWished(said.data)
    }),
  },
  {
    name: 'risk-goes-along',
    requirements: ['R30'],
    source: 'DIR 12(3); TACT',
    guards: 'the person from a return that is accepted without a look at the danger',
    code: 'BIZ_STATE',
    reason: 'No individual assessment of the risk has been sent, and the receiver has made none.',
    remedy: 'Ask the sender for the risk section, or give an assessment of your own first.',
    looksAt: 'state',
    applies: ['accept', 'acceptWithConditions'],
    holds: ({ before: { purpose, sections, facets } }) =>
      purpose !== 'SafeReturn' ||
      sections.risk !== undefined ||
      Object.keys(facets.risk.sender).length > 0 ||
      facets.assessment.state === 'given',
  },
  {
    name: 'risk-seen-by-both',
    requirements: ['R8', 'R30'],
    source: 'BLU; TACT; DIR 12(3)',
    guards: 'the person from a destination that only one side holds to be safe',
    code: 'BIZ_STATE',
    pointer: '/assessmentWaiver',
    reason:
      'The risk was not sent, or the receiver has not found safety and care at the destination adequate.',
    remedy:
      'Send the risk section and wait for the feedback; or say why the journey does not wait: for a voluntary one an adult who was told may wish it, "Other" needs a note.',
    looksAt: 'words',
    applies: planning,
    holds: ofJourney((journey, { before }) => {
      const isSeen = before.sections.risk !== undefined && feedbackBeforeReturn(before)?.adequate === true
      return isSeen || isWaived(journey, before)
    }),
  },
  {
    name: 'address-after-acceptance',
    requirements: ['R22', 'R32'],
    source: 'domain §8',
    guards: 'the place where the person will live, from everybody who may still say no',
    code: 'BIZ_CONSENT',
    pointer: '/sections/person/addressAfter',
    reason: 'An address travels only after an acceptance that stands, and names it by its digest.',
    remedy: 'Leave the address out until the receiver has accepted; then name that acceptance.',
    looksAt: 'words',
    applies: sendingMoves,
    holds: ({ before, said }) => {
      const person = sent(said)?.sections.person
      if (!person || !Object.keys(person).some((field) => field.startsWith('prs_Mailing'))) return true
      return isAccepted(before) && before.entries.some((entry) => isYes(entry, person.addressAfter))
    },
  },
]

/** The ground of a journey, wherever it is said. */
function basisOf(said: Statement): Journey['movementBasis'] | undefined {
  if (said.type === 'journey.planned' || said.type === 'journey.changed') return said.data.movementBasis
  return sent(said)?.sections.return?.movementBasis
}

/** The last day on which the person objected to the return or took it back, whichever party was told; '' if never. */
function lastDoubt({ facets: { wishes } }: Referral): string {
  const days = [...wishes.sender.list, ...wishes.receiver.list]
    .filter(({ said: { kind, concerns } }) => doubts.includes(kind) && concerns.includes('return'))
    .map(({ said }) => dayOf(said.toldAt))
  return days.reduce((last, day) => (day > last ? day : last), '')
}

const doubts: readonly string[] = ['objection', 'withdrawal']

/** True if a running period holds this instant; one whose end is not told holds all that follows. */
function isWithin(period: ReflectionPeriod | undefined, at: string): boolean {
  return period?.status === 'running' && (period.end === undefined || dayOf(at) <= period.end)
}

/** Nobody but the person gives the period up, so no journey that is not voluntary can be wished. */
function isWished({ movementBasis, dateWishedByPerson }: Journey): boolean {
  return movementBasis === 'voluntary' && dateWishedByPerson === true
}

/** Whether a reason is given that counts for this journey. One we do not know does not (R10). */
function isWaived({ assessmentWaiver, movementBasis, note }: Journey, { facets }: Referral): boolean {
  switch (assessmentWaiver?.reason) {
    case 'PersonDoesNotShareRisk':
    case 'ReceiverCannotAssess':
    case 'ThreatToLife':
      return true
    case 'PersonInformedAndWishes':
      return movementBasis === 'voluntary' && facets.offer.terms?.subjectKind === 'adult'
    case 'DecidedByAuthority':
      return movementBasis !== 'voluntary'
    case 'Other':
      return note !== undefined
    default:
      return false
  }
}

/** True for what the receiver has signed as its yes, if this is its digest. */
function isYes({ said, event }: Entry, digest: string | undefined): boolean {
  return (
    (said.type === 'referral.accepted' || said.type === 'referral.acceptedWithConditions') &&
    event?.digest === digest
  )
}

function dayOf(at: string): string {
  return at.slice(0, 10)
}
