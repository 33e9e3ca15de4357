/** For each rule on how a permission comes about, what keeps it and what breaks it. */
import type { EventData, Permission } from '@onward/contract'
import { agreementOnChildren, childOffer } from '../deadlines/child-offer.test-data.ts'
import { after, at, offer, permission, requestId, type Saying, scope, words } from '../example.test-data.ts'
import type { Example } from './rule-examples.test-data.ts'

const saying = (change: Partial<Permission>, more: Partial<EventData['referral.submitted']> = {}) => ({
  data: { ...offer, ...more, permission: { ...permission, ...more.permission, ...change } },
  agreement: agreementOnChildren,
})
const incapacity = { assessedBy: 'doctor-4', until: '2026-11-22' }
/** Without consent, decided on the 20th at ten. */
const decided: Permission = { ...permission, givenBy: 'none', author: 'desk-9', provision: 'Act 1' }
const inDanger = { kind: 'vitalInterests', reason: 'ThreatToLife', reviewDate: '2026-11-23' } as const
/** NL protects the life of somebody who cannot be asked; that is reviewed after three days. */
export const override: Permission = { ...decided, ...inDanger, incapacity }
const byLaw = { ...decided, kind: 'legalDuty', reviewDate: '2026-12-01' } as const
const { reason: _reason, ...unexplained } = override
const overriding = (change: Partial<Permission> = {}, more: Partial<EventData['referral.submitted']> = {}) =>
  saying({ ...override, ...change }, more)

const inEmergency = { urgency: 'emergency' } as const
const told = { what: true, toWhom: true, why: true, canStop: true }
/** Said by word of mouth; what an ordinary consent explains was not explained yet. */
export const spoken: Permission = {
  ...permission,
  form: 'verbal',
  informed: { ...permission.informed, purpose: false, use: false, withdrawal: false },
  emergency: { worker: 'desk-9', told },
}
const emergency = after(['submit', saying(spoken, inEmergency)])
const sendingRisk: Saying = { data: words.amend, at: '2026-11-23T10:00:00.000Z' }
const sendingPerson = (time: string): Saying => ({
  at: time,
  data: { dataScope: ['person'], sections: { person: offer.sections.person }, reason: 'Correction' },
})

const { subjectKind, to, dataScope, sections } = childOffer
const ofChild = { subjectKind, to, dataScope, sections, permission: childOffer.permission }
const byGuardian = (views: NonNullable<Permission['views']>, kind: Permission['kind'] = 'consent') => {
  const { scope } = childOffer.permission
  return saying({ ...(kind === 'consent' ? {} : byLaw), kind, givenBy: 'guardian', views, scope }, ofChild)
}

export const permissionExamples: readonly Example[] = [
  {
    rule: 'override-has-a-ground',
    verb: 'submit',
    passes: [[], overriding()],
    refused: [[], saying(unexplained)],
  },
  {
    rule: 'override-shares-the-least',
    verb: 'submit',
    passes: [[], overriding()],
    refused: [[], overriding({ scope: { ...scope, sections: ['person', 'needs', 'risk', 'legalStatus'] } })],
  },
  {
    rule: 'override-shares-the-least',
    verb: 'submit',
    passes: [
      [],
      overriding({}, { sections: { ...offer.sections, person: { ...person(), prs_FirstName: 'Ana' } } }),
    ],
    refused: [
      [],
      overriding(
        {},
        {
          sections: {
            ...offer.sections,
            person: { ...person(), safeContact: { method: 'phone', value: '+31 6 0000 0417' } },
          },
        },
      ),
    ],
  },
  {
    rule: 'sharing-without-consent-is-reviewed',
    verb: 'submit',
    passes: [[], overriding({ reviewDate: '2026-11-23' })],
    refused: [[], overriding({ reviewDate: '2026-11-24' })],
  },
  {
    rule: 'sharing-without-consent-is-reviewed',
    verb: 'submit',
    passes: [[], saying({ ...byLaw, reviewDate: '2026-11-22' })],
    refused: [[], saying({ ...byLaw, reviewDate: '2026-11-21' })],
  },
  {
    rule: 'review-has-not-passed',
    verb: 'amend',
    passes: [after(['submit', overriding()]), { at: '2026-11-23T09:59:59.999Z' }],
    refused: [after(['submit', overriding()]), { at: '2026-11-23T10:00:00.000Z' }],
  },
  {
    rule: 'review-has-not-passed',
    verb: 'amend',
    passes: [after(['submit', saying(byLaw)]), { at: '2026-12-01T23:59:59.999Z' }],
    refused: [after(['submit', saying(byLaw)]), { at: '2026-12-02T00:00:00.000Z' }],
  },
  {
    rule: 'given-by-who-may-give-it',
    verb: 'submit',
    passes: [[], saying({ givenBy: 'supportedDecision' })],
    refused: [[], saying({ givenBy: 'guardian' })],
  },
  {
    rule: 'given-by-who-may-give-it',
    verb: 'submit',
    passes: [[], saying({ givenBy: 'self+guardian' }, ofChild)],
    refused: [[], saying({ givenBy: 'self' }, ofChild)],
  },
  {
    rule: 'given-by-who-may-give-it',
    verb: 'grantConsent',
    passes: [after(['submit', saying({ givenBy: 'assent' }, ofChild)]), renewed({ givenBy: 'assent' })],
    refused: [
      after(['submit', saying({ givenBy: 'assent' }, ofChild)], 'appointGuardian'),
      renewed({ givenBy: 'assent' }),
    ],
  },
  {
    rule: 'given-by-who-may-give-it',
    verb: 'submit',
    passes: [[], overriding()],
    // With a yes there is nothing to override; it would only not be asked for properly.
    refused: [[], overriding({ givenBy: 'self' })],
  },
  {
    rule: 'nobody-only-for-who-cannot-decide',
    verb: 'submit',
    passes: [[], overriding()],
    refused: [[], saying({ ...decided, ...inDanger })],
  },
  {
    rule: 'nobody-only-for-who-cannot-decide',
    verb: 'submit',
    passes: [[], saying(byLaw)],
    refused: [[], saying({ ...byLaw, kind: 'publicTask' })],
  },
  {
    rule: 'nobody-only-for-who-cannot-decide',
    verb: 'submit',
    passes: [[], overriding({ incapacity: { ...incapacity, until: '2026-11-22' } })],
    refused: [[], overriding({ incapacity: { ...incapacity, until: '2026-11-21' } })],
  },
  {
    rule: 'consent-is-free',
    verb: 'submit',
    passes: [[], saying({ circumstances: { alone: true, understoodBack: true } })],
    refused: [[], saying({ circumstances: { alone: false } })],
  },
  {
    rule: 'consent-is-free',
    verb: 'submit',
    passes: [[], saying({ ...byLaw, circumstances: { notDuringPoliceInterview: false } })],
    refused: [[], saying({ circumstances: { notDuringPoliceInterview: false } })],
  },
  {
    rule: 'consent-is-free',
    verb: 'submit',
    passes: [[], saying({ ...spoken, circumstances: { interpreterIndependent: false } }, inEmergency)],
    refused: [[], saying({ circumstances: { interpreterIndependent: false } })],
  },
  {
    rule: 'consent-is-free',
    verb: 'grantConsent',
    passes: [after('submit'), renewed({ circumstances: { understoodBack: true } })],
    refused: [after('submit'), renewed({ circumstances: { understoodBack: false } })],
  },
  {
    rule: 'emergency-consent-is-told',
    verb: 'submit',
    passes: [[], saying(spoken, inEmergency)],
    refused: [
      [],
      saying({ ...spoken, emergency: { worker: 'desk-9', told: { ...told, canStop: false } } }, inEmergency),
    ],
  },
  {
    rule: 'emergency-consent-is-told',
    verb: 'submit',
    passes: [[], saying({ form: 'verbal' })],
    refused: [[], saying({ form: 'verbal' }, inEmergency)],
  },
  {
    rule: 'emergency-consent-is-told',
    verb: 'submit',
    passes: [[], saying({ form: 'witnessed' }, inEmergency)],
    refused: [[], saying(spoken)],
  },
  {
    rule: 'emergency-consent-is-told',
    verb: 'submit',
    passes: [[], { ...saying(spoken, inEmergency), at: '2026-11-23T09:59:59.999Z' }],
    refused: [[], { ...saying(spoken, inEmergency), at: '2026-11-23T10:00:00.000Z' }],
  },
  {
    rule: 'recorded-in-full-after-72-hours',
    verb: 'amend',
    passes: [emergency, sendingPerson('2026-11-23T09:59:59.999Z')],
    refused: [emergency, sendingPerson('2026-11-23T10:00:00.000Z')],
  },
  {
    rule: 'recorded-in-full-after-72-hours',
    verb: 'amend',
    passes: [emergency, sendingRisk],
    refused: [emergency, sendingPerson(sendingRisk.at ?? at)],
  },
  {
    rule: 'recorded-in-full-after-72-hours',
    verb: 'provideInformation',
    passes: [
      after(['submit', saying(spoken, inEmergency)], 'acknowledge', 'requestInformation', 'grantConsent'),
      { at: '2026-11-24T05:00:00.000Z', data: answer() },
    ],
    refused: [
      after(['submit', saying(spoken, inEmergency)], 'acknowledge', 'requestInformation'),
      { at: '2026-11-24T05:00:00.000Z', data: answer() },
    ],
  },
  {
    rule: 'child-and-guardian-agree',
    verb: 'submit',
    passes: [[], byGuardian({ child: 'agrees', guardian: 'agrees' })],
    refused: [[], byGuardian({ child: 'opposes', guardian: 'agrees' })],
  },
  {
    rule: 'child-and-guardian-agree',
    verb: 'submit',
    // What the authority has decided stands, and both views stay in the record.
    passes: [[], byGuardian({ child: 'agrees', guardian: 'opposes' }, 'courtOrder')],
    refused: [[], byGuardian({ child: 'agrees', guardian: 'opposes' })],
  },
  {
    rule: 'child-and-guardian-agree',
    verb: 'submit',
    passes: [[], byGuardian({ guardian: 'agrees' })],
    refused: [[], byGuardian({ guardian: 'conflicted' })],
  },
  {
    rule: 'child-and-guardian-agree',
    verb: 'amend',
    passes: [after(['submit', byGuardian({ child: 'undecided' })]), sendingPerson(at)],
    refused: [
      after(
        ['submit', byGuardian({ child: 'undecided' })],
        ['grantConsent', renewed({ givenBy: 'guardian', views: { child: 'opposes', guardian: 'agrees' } })],
      ),
      sendingPerson(at),
    ],
  },
]

function renewed(change: Partial<Permission>): Saying {
  return { data: { permission: { ...words.grantConsent.permission, ...change } } }
}

function person() {
  const { person: section } = offer.sections
  if (!section) throw new Error('the example has a person')
  return section
}

function answer() {
  return { requestId, dataScope: ['person'], sections: { person: person() } }
}
