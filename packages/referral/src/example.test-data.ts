/** An invented case between NL and RO, and how to bring it to any point by saying things in turn. */
import type { Agreement, Event, EventData, EventType, Permission, Scope } from '@onward/contract'
import { decide } from './decide.ts'
import type { History, Recorded } from './history.ts'
import { moves, type Verb } from './moves.ts'

export const id = '01936c00-0000-7000-8000-000000000001'
export const at = '2026-11-22T05:00:00.000Z'

export const agreement: Agreement = {
  id: 'NL-RO-2026-1',
  parties: ['NL', 'RO'],
  purposes: ['SafeReturn', 'SupportInOrigin'],
  sections: ['person', 'victimContext', 'needs', 'risk'],
  neverSend: [
    { to: 'RO', subjects: ['prostitution', 'genderIdentity', 'pregnancyOutsideMarriage', 'asylum'] },
  ],
  languages: ['en'],
  controllers: [{ member: 'NL', name: 'CoMensha', contact: 'dpo.nl' }],
  officers: [{ member: 'NL', name: 'Officer', contact: 'dpo.nl' }],
  complaintBody: [{ member: 'NL', name: 'AP', contact: 'ap.nl' }],
  onwardTransfer: 'forbidden',
  purposeClause: true,
  retention: { daysAfterClosure: 365 },
  from: '2026-01-01T00:00:00.000Z',
  until: '2028-01-01T00:00:00.000Z',
  exercise: false,
}

export const scope: Scope = {
  recipients: [{ member: 'RO', organisation: 'RO-ANITP' }],
  sections: ['person', 'needs', 'risk'],
  purposes: ['SafeReturn'],
}

export const permission: Permission = {
  permissionId: '0b0a1c9e-6a3f-4c56-9a55-0d4f6f6a7c01',
  kind: 'consent',
  givenBy: 'self',
  scope,
  informed: {
    purpose: true,
    use: true,
    research: true,
    access: true,
    retention: true,
    withdrawal: true,
    interview: true,
  },
  language: 'ro',
  interpreter: true,
  form: 'written',
  givenAt: '2026-11-20T10:00:00.000Z',
  validUntil: '2027-11-20T10:00:00.000Z',
}

export const person = {
  personPseudonym: 'P-1',
  prs_Gender: 'Feminine',
  prs_Citizenship: ['RO'],
  prs_PrimaryLanguage: 'ro',
  intendedRegion: 'North-East',
} as const

export const needs = { needs: [{ needCode: 'SafeAccommodation', priority: 'urgent' }] } as const

export const offer: EventData['referral.submitted'] = {
  caseRef: 'NL-R-7F3K9Q',
  purpose: 'SafeReturn',
  urgency: 'urgent',
  urgencyReason: 'NoSafePlaceTonight',
  subjectKind: 'adult',
  from: { member: 'NL', organisation: 'NL-COMENSHA', role: 'FocalPoint' },
  to: { member: 'RO', organisation: 'RO-ANITP', role: 'FocalPoint' },
  transfersResponsibility: true,
  legalBasis: 'consent',
  permission,
  dataScope: ['person', 'needs'],
  sections: { person, needs },
}

export const responsible = { staffId: 'desk-1', organisation: 'RO-ANITP', role: 'FocalPoint' } as const
export const alternate = { staffId: 'desk-2', organisation: 'RO-ANITP', role: 'FocalPoint' } as const
export const requestId = '5f0c2b6e-2f70-4d62-8f0e-2f6f5a1c0001'

/** Data with which each verb is legal at the point where it belongs. */
export const words: { readonly [V in Verb]: EventData[(typeof moves)[V]['type']] } = {
  submit: offer,
  amend: {
    dataScope: ['risk'],
    sections: { risk: { assessedAt: '2026-11-21', assessedBy: 'NL-COMENSHA', levelOverall: 'medium' } },
    reason: 'NewInformation',
  },
  cancel: { reason: 'NoLongerNeeded' },
  grantConsent: { permission: { ...permission, permissionId: '0b0a1c9e-6a3f-4c56-9a55-0d4f6f6a7c02' } },
  narrowConsent: { permissionId: permission.permissionId, scope: { ...scope, sections: ['needs'] } },
  withdrawConsent: { permissionId: permission.permissionId, concerns: ['sharing'], withdrawnAt: at },
  expireConsent: { permissionId: permission.permissionId, validUntil: permission.validUntil },
  recordWish: { kind: 'complaint', concerns: ['support'], toldAt: at, language: 'ro' },
  acknowledge: { responsible, alternate, reviewDate: '2026-11-25' },
  requestInformation: { requestId, topics: ['Needs'] },
  provideInformation: { requestId, dataScope: ['needs'], sections: { needs } },
  accept: { acceptedBy: responsible },
  acceptWithConditions: { acceptedBy: responsible, conditions: [{ code: 'AccommodationReserved' }] },
  decline: { reason: 'NoCapacity' },
  redirect: { organisations: ['RO-OTHER'], reason: 'SpecialisedServiceNeeded' },
  reopen: { reason: 'CapacityAvailable' },
}

/** Who may say each verb. */
export function speakerOf(verb: Verb): string {
  return moves[verb].pen === 'receiver' ? 'RO' : 'NL'
}

export function actorOf(verb: Verb): string {
  return `ORG/${verb === 'expireConsent' ? 'gateway' : 'focal-point'}/desk-1`
}

/** When each verb is said, unless told otherwise: expiry comes at the end of the permission. */
export function timeOf(verb: Verb): string {
  return verb === 'expireConsent' ? permission.validUntil : at
}

/** What differs from the usual. */
export interface Saying {
  readonly by?: string
  readonly data?: unknown
  readonly at?: string
  readonly actor?: string
  readonly agreement?: Agreement | undefined
  readonly under?: 'no agreement'
}

/** Decides one verb with its usual words. */
export function tryTo(history: History, verb: Verb, saying: Saying = {}) {
  return decide({
    history,
    member: saying.by ?? speakerOf(verb),
    verb,
    data: saying.data ?? words[verb],
    at: saying.at ?? timeOf(verb),
    actor: saying.actor ?? actorOf(verb),
    agreement: saying.under ? undefined : (saying.agreement ?? agreement),
    subject: id,
  })
}

/** Signs what was decided. The digest stands for the real one: unique by author and number. */
export function recorded(history: History, verb: Verb, saying: Saying = {}): Recorded {
  const decision = tryTo(history, verb, saying)
  if (!decision.accepted) throw new Error(`${verb} refused: ${decision.rule ?? decision.code}`)
  const author = saying.by ?? speakerOf(verb)
  const { type, data, sequence, cause } = decision
  const event = eventOf({
    author,
    type,
    data,
    sequence,
    at: saying.at ?? timeOf(verb),
    actor: saying.actor ?? actorOf(verb),
    cause,
  })
  return { event, digest: digestOf(event), standing: 'applied' }
}

export function digestOf(event: Event): string {
  return `digest of ${event.id}`
}

export function eventOf(of: {
  author: string
  type: EventType
  data: EventData[EventType]
  sequence: number
  at?: string
  actor?: string
  cause?: string | undefined
}): Event {
  const other = of.author === 'NL' ? 'RO' : 'NL'
  const event = {
    specversion: '1.0',
    id: `${of.author}-${of.sequence}`,
    source: `urn:onward:member:${of.author}`,
    type: of.type,
    subject: id,
    time: of.at ?? at,
    datacontenttype: 'application/json',
    dataschema: 'https://onward.example/schemas/v1/event/x.schema.json',
    schemadigest: 'x',
    audience: other,
    lane: `lane.${other}.${of.author}`,
    agreement: 'x',
    actor: of.actor ?? 'ORG/focal-point/desk-1',
    sequence: of.sequence,
    ...(of.cause === undefined ? {} : { cause: of.cause }),
    correlation: offer.caseRef,
    purpose: offer.purpose,
    nonce: 'x',
    data: of.data,
  }
  // Sound: `type` and `data` come as a pair from a decision or from a test that names both.
  return event as Event
}

type Step = Verb | readonly [Verb, Saying]

/** The history after these steps, each decided by its usual author with everything before it in view. */
export function after(...steps: readonly Step[]): History {
  const history: Recorded[] = []
  for (const step of steps) {
    const [verb, saying] = typeof step === 'string' ? [step, {}] : step
    history.push(recorded(history, verb, saying))
  }
  return history
}
