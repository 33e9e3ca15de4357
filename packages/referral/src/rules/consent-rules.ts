/** Rules on permission: nothing leaves without one that is current for this recipient, purpose and content (R17). */
import { currentScope, isWithin, namesRecipient } from '../consent.ts'
import { contentMoves } from '../moves.ts'
import { type Rule, sendingMoves, sent } from './rule.ts'

const sending = [...sendingMoves, 'grantConsent'] as const

export const consentRules: readonly Rule[] = [
  {
    name: 'consent-not-expired',
    requirements: ['R17'],
    source: 'domain §9',
    guards: "the person's say over how long others know",
    code: 'BIZ_CONSENT',
    reason: 'The permission to share has expired.',
    remedy: 'The sender asks the person anew and records the new permission.',
    looksAt: 'state',
    applies: contentMoves.filter((verb) => verb !== 'submit' && verb !== 'grantConsent'),
    holds: ({ before: { facets } }) => facets.consent.state !== 'expired',
  },
  {
    name: 'permission-not-lapsed',
    requirements: ['R17'],
    source: 'BG 1.4 step 1',
    guards: "the person's say over how long others know",
    code: 'BIZ_CONSENT',
    reason: 'The permission to share has reached its end.',
    remedy: 'Ask the person anew and record the new permission.',
    looksAt: 'state',
    applies: sendingMoves.filter((verb) => verb !== 'submit'),
    holds: ({ before: { facets }, at }) => at < (facets.consent.permission?.validUntil ?? ''),
  },
  {
    name: 'permission-current',
    requirements: ['R17'],
    source: 'BG 1.4 step 1',
    guards: "the person's say over when others know",
    code: 'BIZ_CONSENT',
    pointer: '/permission/validUntil',
    reason: 'The permission was not yet given, or has already ended.',
    remedy: 'Check the dates of the permission; if it has ended, ask the person anew.',
    looksAt: 'words',
    applies: ['submit', 'grantConsent'],
    holds: ({ said, at }) =>
      (said.type === 'referral.submitted' || said.type === 'consent.granted') &&
      said.data.permission.givenAt <= at &&
      at < said.data.permission.validUntil,
  },
  {
    name: 'permission-names-recipient',
    requirements: ['R17', 'R19'],
    source: 'BG 1.4 step 1; DACT',
    guards: "the person's choice of who knows",
    code: 'BIZ_CONSENT',
    pointer: '/permission/scope/recipients',
    reason: 'The person has not agreed to this organisation.',
    remedy: 'Ask whether the person agrees to this organisation, or offer to one the person has chosen.',
    looksAt: 'words',
    applies: contentMoves,
    holds: ({ after }) => {
      const to = after.facets.offer.terms?.to
      return to !== undefined && namesRecipient(currentScope(after), to.member, to.organisation)
    },
  },
  {
    name: 'permission-covers-purpose',
    requirements: ['R17'],
    source: 'BG 1.4; GDPR 5(1)(b)',
    guards: "the person's say over what it is used for",
    code: 'BIZ_CONSENT',
    pointer: '/permission/scope/purposes',
    reason: 'The person has not agreed to this purpose.',
    remedy: 'Ask the person about this purpose, or choose one that was agreed.',
    looksAt: 'words',
    applies: sending,
    holds: ({ after }) => currentScope(after)?.purposes.includes(after.purpose) === true,
  },
  {
    name: 'permission-covers-sections',
    requirements: ['R17', 'R22'],
    source: 'BG 1.4; GDPR 5(1)(c)',
    guards: "the person's say over what others know",
    code: 'BIZ_CONSENT',
    pointer: '/dataScope',
    reason: 'The person has not agreed to share one of these sections.',
    remedy: 'Leave out that section, or ask the person about it.',
    looksAt: 'words',
    applies: sendingMoves,
    holds: ({ after, said }) =>
      sent(said)?.scope.every((name) => currentScope(after)?.sections.includes(name)) ?? true,
  },
  {
    name: 'consent-is-informed',
    requirements: ['R18'],
    source: 'DIR 11(5); HT con_Consent; practice §7',
    guards: 'the person from a yes that was not understood',
    code: 'BIZ_CONSENT',
    pointer: '/permission/informed',
    reason:
      'Consent counts only if the person was told why, how and by whom the data is used, and how to stop it.',
    remedy: 'Explain these points in a language the person understands, then record the consent.',
    looksAt: 'words',
    applies: ['submit', 'grantConsent'],
    holds: ({ said }) => {
      if (said.type !== 'referral.submitted' && said.type !== 'consent.granted') return false
      const { kind, givenBy, informed, emergency } = said.data.permission
      // In an emergency four points stand for these, see `emergency-consent-is-told`.
      if (kind !== 'consent' || emergency) return true
      return givenBy !== 'none' && informed.purpose && informed.use && informed.withdrawal
    },
  },
  {
    name: 'override-has-a-ground',
    requirements: ['R17', 'R21'],
    source: 'practice §2; GDPR 9(2)(c)',
    guards: 'the person from being overruled without a reason that can be reviewed',
    code: 'BIZ_CONSENT',
    pointer: '/permission/provision',
    reason:
      'Sharing without consent needs an author, the provision it rests on and a review date; to protect life, also the reason.',
    remedy: 'Fill in who decided, on which provision, when it is reviewed, and why.',
    looksAt: 'words',
    applies: ['submit', 'grantConsent'],
    holds: ({ said }) => {
      if (said.type !== 'referral.submitted' && said.type !== 'consent.granted') return false
      const { kind, author, provision, reviewDate, reason } = said.data.permission
      if (kind === 'consent') return true
      return Boolean(author && provision && reviewDate) && (kind !== 'vitalInterests' || reason !== undefined)
    },
  },
  {
    name: 'names-the-permission',
    requirements: ['R18', 'R20'],
    source: 'domain §8',
    guards: "the person's latest word, against one that it has replaced",
    code: 'BIZ_CONSENT',
    pointer: '/permissionId',
    reason: 'This is not the permission in force.',
    remedy: 'Read the referral again and choose the current permission.',
    looksAt: 'words',
    // Never for a withdrawal: whatever permission it names, the person has said stop.
    applies: ['narrowConsent', 'expireConsent'],
    holds: ({ before: { facets }, said }) =>
      (said.type === 'consent.narrowed' || said.type === 'consent.expired') &&
      facets.consent.permission?.permissionId === said.data.permissionId,
  },
  {
    name: 'narrowing-only-narrows',
    requirements: ['R17', 'R20'],
    source: 'GDPR 7(3)',
    guards: 'the person from a yes dressed as a no',
    code: 'BIZ_CONSENT',
    pointer: '/scope',
    reason: 'This would allow more than the person has agreed to.',
    remedy: 'To allow more, record a new permission.',
    looksAt: 'words',
    applies: ['narrowConsent'],
    holds: ({ before: { facets }, said }) =>
      said.type === 'consent.narrowed' &&
      facets.consent.permission !== undefined &&
      isWithin(said.data.scope, facets.consent.permission.scope),
  },
  {
    name: 'expiry-is-due',
    requirements: ['R17'],
    source: 'protocol §4',
    guards: "the person's yes, for as long as it was given",
    code: 'BIZ_CONSENT',
    pointer: '/validUntil',
    reason: 'The permission has not reached its end.',
    remedy: 'Nothing to do: the gateway notes the end when it comes.',
    looksAt: 'words',
    applies: ['expireConsent'],
    holds: ({ before: { facets }, said, at }) =>
      said.type === 'consent.expired' &&
      facets.consent.permission?.validUntil === said.data.validUntil &&
      said.data.validUntil <= at,
  },
]
