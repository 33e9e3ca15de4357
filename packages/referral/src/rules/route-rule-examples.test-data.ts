/** For each rule on the route, what keeps it and what breaks it. */
import type { LegalStatusSection } from '@onward/contract'
import {
  after,
  agreement,
  local,
  offer,
  permission,
  register,
  type Saying,
  type Step,
  scope,
  words,
} from '../example.test-data.ts'
import { accepted, received } from '../journey-steps.test-data.ts'
import type { Local } from '../local.ts'
import type { OperatorKind } from '../register.ts'
import type { Example } from './rule-examples.test-data.ts'

const unchecked: Local = { ...local, protection: undefined }
const seeking = (countries?: readonly string[]): Local => ({
  ...local,
  protection: {
    informedOn: '2026-11-20',
    language: 'ro',
    outcome: 'pending',
    ...(countries && { countries }),
  },
})
const excluding = (organisation: string, member = 'RO'): Local => ({
  ...local,
  excluded: [{ member, organisation }],
})
const runBy = (kind: OperatorKind): Saying => ({ register: { ...register, operatorOf: () => kind } })
const withNeed = (needCode: 'ConsularDocument' | 'AsylumInformation') => {
  const needs = { needs: [{ needCode, priority: 'soon' }] } as const
  return { data: { dataScope: ['needs'], sections: { needs }, reason: 'NeedsChanged' } } as const
}
const lifted = { agreement: { ...agreement, neverSend: [{ to: 'RO', subjects: [] }] } }
const consulate = { data: { ...words.planService, need: 'ConsularDocument' } } as const
const permitting = (recipients: typeof scope.recipients) => ({
  data: { ...offer, permission: { ...permission, scope: { ...scope, recipients } } },
})
const redirected = after('submit', 'acknowledge', 'redirect')
const legal = (legalStatus: LegalStatusSection): Step => [
  'submit',
  {
    data: {
      ...offer,
      permission: { ...permission, scope: { ...scope, sections: [...scope.sections, 'legalStatus'] } },
      dataScope: [...offer.dataScope, 'legalStatus'],
      sections: { ...offer.sections, legalStatus },
    },
    agreement: { ...agreement, sections: [...agreement.sections, 'legalStatus'] },
  },
]
const [, ...untilReception] = received
const cleared = legal({ nonRefoulementCleared: true })
const uncleared = legal({ reflectionPeriod: { status: 'ended' } })

export const routeExamples: readonly Example[] = [
  {
    rule: 'protection-before-contact',
    verb: 'submit',
    passes: [[]],
    refused: [[], { local: unchecked }],
  },
  {
    rule: 'protection-before-contact',
    verb: 'notifyChild',
    passes: [[]],
    refused: [[], { local: unchecked }],
  },
  {
    rule: 'protection-before-contact',
    verb: 'requestFamilyAssessment',
    passes: [after('submit')],
    refused: [after('submit'), { local: unchecked }],
  },
  {
    rule: 'asylum-shuts-out-the-state',
    verb: 'submit',
    passes: [[], { local: seeking(), ...runBy('ngo') }],
    refused: [[], { local: seeking(), ...runBy('state') }],
  },
  {
    rule: 'asylum-shuts-out-the-state',
    verb: 'submit',
    passes: [[], { local: seeking(), ...runBy('igo') }],
    refused: [[], { ...permitting([{ member: 'RO' }]), local: seeking(), ...runBy('igo') }],
  },
  {
    rule: 'asylum-shuts-out-the-state',
    verb: 'amend',
    passes: [after('submit'), { ...withNeed('ConsularDocument'), ...runBy('ngo') }],
    refused: [after('submit'), { ...withNeed('ConsularDocument'), local: seeking(), ...runBy('ngo') }],
  },
  {
    rule: 'asylum-facts-stay-here',
    verb: 'amend',
    passes: [after('submit'), { ...withNeed('AsylumInformation'), ...lifted }],
    refused: [
      after('submit'),
      { ...withNeed('AsylumInformation'), ...lifted, local: seeking(), ...runBy('ngo') },
    ],
  },
  {
    rule: 'consulate-after-protection',
    verb: 'planService',
    passes: [after('submit'), consulate],
    refused: [after('submit'), { ...consulate, local: seeking() }],
  },
  {
    rule: 'consulate-after-protection',
    verb: 'planService',
    passes: [after(cleared), { ...consulate, local: unchecked }],
    refused: [after('submit'), { ...consulate, local: unchecked }],
  },
  {
    rule: 'return-is-cleared',
    verb: 'planJourney',
    passes: [after(cleared, ...untilReception)],
    refused: [after(uncleared, ...untilReception)],
  },
  {
    rule: 'advice-is-not-followed-by-itself',
    verb: 'amend',
    passes: [after('submit', 'acknowledge', 'redirect', 'reopen')],
    refused: [redirected],
  },
  {
    rule: 'advice-names-others',
    verb: 'redirect',
    passes: [after('submit', 'acknowledge')],
    refused: [
      after('submit', 'acknowledge'),
      { data: { ...words.redirect, organisations: ['RO-OTHER', offer.to.organisation] } },
    ],
  },
  {
    rule: 'stays-with-the-chosen-organisation',
    verb: 'arrangeReception',
    passes: [after(...accepted)],
    refused: [
      after(...accepted),
      {
        data: {
          ...words.arrangeReception,
          meetBy: { ...words.arrangeReception.meetBy, organisation: 'RO-OTHER' },
        },
      },
    ],
  },
  {
    rule: 'excluded-party',
    verb: 'submit',
    passes: [[], { local: excluding('RO-POLICE') }],
    refused: [[], { local: excluding(offer.to.organisation) }],
  },
]
