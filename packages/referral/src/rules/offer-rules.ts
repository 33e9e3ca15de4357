/** Rules on the offer, its content, and the agreement under which it may travel. */
import { withdrawn } from '../consent.ts'
import { contentMoves, openingMoves } from '../moves.ts'
import { sealedIn } from '../statement.ts'
import { openRequests } from '../status.ts'
import type { Rule } from './rule.ts'
import { sendingMoves, sent } from './rule.ts'

const laterContentMoves = contentMoves.filter((verb) => verb !== 'submit')

export const offerRules: readonly Rule[] = [
  {
    name: 'sharing-not-withdrawn',
    requirements: ['R17', 'R20'],
    source: 'practice §2; GDPR 7(3)',
    guards: "the person's word that sharing stops",
    code: 'BIZ_CONSENT',
    reason: 'The person has withdrawn permission to share.',
    remedy: 'Stop here. If the person asks for help again, begin a new referral with new permission.',
    looksAt: 'state',
    applies: laterContentMoves,
    holds: ({ before }) => !withdrawn(before).includes('sharing'),
  },
  {
    name: 'referral-not-withdrawn',
    requirements: ['R31', 'R49'],
    source: 'practice §2',
    guards: "the person's word that this referral stops",
    code: 'BIZ_STATE',
    reason: 'The person has withdrawn from this referral.',
    remedy: 'Stop here. If the person changes their mind, begin a new referral.',
    looksAt: 'state',
    applies: laterContentMoves,
    holds: ({ before }) => !withdrawn(before).includes('referral'),
  },
  {
    name: 'offer-stands',
    requirements: ['R49'],
    source: 'domain §9',
    guards: 'both sides from acting on an offer that is no longer made',
    code: 'BIZ_STATE',
    reason: 'There is no standing offer: it was cancelled, or it never arrived.',
    remedy: 'Ask the sender for a new referral if help is still wanted.',
    looksAt: 'state',
    applies: laterContentMoves,
    holds: ({ before: { facets } }) => facets.offer.state === 'submitted' || facets.offer.state === 'amended',
  },
  {
    name: 'something-was-asked',
    requirements: ['R9'],
    source: 'domain §9',
    guards: 'the person from more being told than was asked for',
    code: 'BIZ_STATE',
    reason: 'The receiver has not asked for information, or every question is answered.',
    remedy: 'To correct or add to what was sent, amend the referral.',
    looksAt: 'state',
    applies: ['provideInformation'],
    holds: ({ before }) => openRequests(before).length > 0,
  },
  {
    name: 'answers-a-request',
    requirements: ['R9'],
    source: 'domain §9',
    guards: 'the receiver from an answer that it cannot place',
    code: 'BIZ_STATE',
    pointer: '/requestId',
    reason: 'This is not one of the open questions.',
    remedy: 'Choose the request that you are answering.',
    looksAt: 'words',
    applies: ['provideInformation'],
    holds: ({ before, said }) =>
      said.type === 'information.provided' &&
      openRequests(before).some(({ requestId }) => requestId === said.data.requestId),
  },
  {
    name: 'parties-are-the-lane',
    requirements: ['R1'],
    source: 'DBN 19(1)',
    guards: 'each member from being spoken for by another',
    code: 'BIZ_STATE',
    pointer: '/from/member',
    reason: 'The offer names other members than those it travels between.',
    remedy: 'Offer in the name of your own member, to another member.',
    looksAt: 'words',
    applies: openingMoves,
    holds: ({ before: { sender, receiver }, said: { data } }) =>
      'from' in data &&
      'to' in data &&
      data.from.member === sender &&
      data.to.member === receiver &&
      sender !== receiver,
  },
  {
    name: 'urgency-has-a-reason',
    requirements: ['R12'],
    source: 'DBN 1(3); IARF',
    guards: 'those who wait, from urgency that nobody can explain',
    code: 'BIZ_STATE',
    pointer: '/urgencyReason',
    reason: 'An urgent referral says why it cannot wait.',
    remedy: 'Give the reason for the urgency, or send it as normal.',
    looksAt: 'words',
    applies: ['submit'],
    holds: ({ said }) =>
      said.type === 'referral.submitted' &&
      (said.data.urgency === 'normal' || said.data.urgencyReason !== undefined),
  },
  {
    name: 'only-what-is-named',
    requirements: ['R22'],
    source: 'BG 1.4; GDPR 25',
    guards: 'the person from content that nobody sees leaving',
    code: 'BIZ_CONSENT',
    pointer: '/dataScope',
    reason: 'The list of sections differs from the sections that are there.',
    remedy: 'Name exactly the sections you send.',
    looksAt: 'words',
    applies: sendingMoves,
    holds: ({ said }) => {
      const content = sent(said)
      const sealed = sealedIn(said).map(({ section }) => section)
      return !content || sameNames(content.scope, [...new Set([...Object.keys(content.sections), ...sealed])])
    },
  },
  {
    name: 'agreement-in-force',
    requirements: ['R53'],
    source: 'GBV; CPIMS; GDPR 26',
    guards: 'the person from content that no law between the members covers',
    code: 'BIZ_CONSENT',
    reason: 'No agreement between the two members is in force.',
    remedy: 'Ask your focal point which agreement applies; nothing can be shared without one.',
    looksAt: 'words',
    applies: [...new Set([...contentMoves, ...openingMoves])],
    holds: ({ before: { sender, receiver }, agreement, at }) =>
      agreement !== undefined &&
      sameNames(agreement.parties, [sender, receiver]) &&
      agreement.from <= at &&
      at < agreement.until,
  },
  {
    name: 'purpose-agreed',
    requirements: ['R17', 'R53'],
    source: 'GDPR 5(1)(b)',
    guards: 'the person from use of what was shared for something else',
    code: 'BIZ_CONSENT',
    pointer: '/purpose',
    reason: 'The agreement does not allow this purpose.',
    remedy: 'Choose a purpose that the agreement lists.',
    looksAt: 'words',
    applies: [...sendingMoves, 'grantConsent'],
    holds: ({ after, agreement }) =>
      agreement?.purposes.some((purpose) => purpose === after.purpose) === true,
  },
  {
    name: 'sections-agreed',
    requirements: ['R22', 'R53'],
    source: 'GDPR 25',
    guards: 'the person from content that the members never agreed to exchange',
    code: 'BIZ_CONSENT',
    pointer: '/dataScope',
    reason: 'The agreement does not allow one of these sections to be shared.',
    remedy: 'Leave out the section that the agreement does not list.',
    looksAt: 'words',
    applies: sendingMoves,
    holds: ({ said, agreement }) =>
      sent(said)?.scope.every((name) => agreement?.sections.includes(name)) ?? true,
  },
]

function sameNames(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && new Set([...a, ...b]).size === a.length
}
