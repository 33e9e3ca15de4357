/** An invented child who may return from NL to RO: everything that must be there for it is there, unless told otherwise. */
import type { ChildSection, EventData, PersonSection } from '@onward/contract'
import { agreementOnChildren, childOffer } from '../deadlines/child-offer.test-data.ts'
import { after, type Step, words } from '../example.test-data.ts'
import type { History } from '../history.ts'

const risk = {
  assessedAt: '2026-11-20',
  assessedBy: 'NL-COMENSHA',
  levelOverall: 'medium',
  factors: [{ factor: 'retrafficking', level: 'medium', country: 'RO' }],
} as const

/** What is different; `none`: it is missing. */
export interface Otherwise {
  readonly section?: Partial<ChildSection>
  readonly person?: Partial<PersonSection>
  readonly offer?: Partial<EventData['referral.submitted']>
  readonly finding?: Partial<EventData['child.bestInterestsDetermined']> | 'none'
  readonly guardian?: Partial<EventData['guardian.appointed']> | 'none'
  readonly placement?: Partial<EventData['placement.consented']> | 'none'
  readonly firstNight?: EventData['reception.arranged']['firstNight']
}

/** The offer of the child, with what is different. */
export function childOffered({ section, person, offer }: Otherwise = {}): EventData['referral.submitted'] {
  const { sections } = childOffer
  if (!sections.person || !sections.child) throw new Error('the example has both sections')
  const child: ChildSection = {
    ...sections.child,
    guardianAgreement: { state: 'agreed', date: '2026-11-19' },
    ...section,
  }
  const { scope } = childOffer.permission
  return {
    ...childOffer,
    permission: { ...childOffer.permission, scope: { ...scope, sections: ['person', 'risk', 'child'] } },
    dataScope: ['person', 'risk', 'child'],
    ...offer,
    sections: { person: { ...sections.person, ...person }, risk, child },
  }
}

/** The step with which it is offered. */
export function offering(otherwise: Otherwise = {}): Step {
  return ['submit', { data: childOffered(otherwise), agreement: agreementOnChildren }]
}

const protecting = { staffId: 'desk-1', organisation: 'RO-ANITP', role: 'ChildProtectionFocalPoint' } as const

/** Child protection there has looked at it and takes the child. */
export const taken: readonly Step[] = [
  [
    'acknowledge',
    {
      data: {
        ...words.acknowledge,
        responsible: protecting,
        alternate: { ...protecting, staffId: 'desk-2' },
      },
    },
  ],
  'giveFeedback',
  ['accept', { data: { acceptedBy: protecting } }],
]

/** The history after which the journey of the child can be planned, but for what is different. */
export function returning(otherwise: Otherwise = {}, ...more: readonly Step[]): History {
  const { finding, guardian, placement, firstNight } = otherwise
  const steps: readonly (Step | false)[] = [
    offering(otherwise),
    ...taken,
    finding !== 'none' && [
      'determineBestInterests',
      { data: { ...words.determineBestInterests, destination: 'RO', ...finding } },
    ],
    guardian !== 'none' && [
      'appointGuardian',
      { by: 'RO', data: { ...words.appointGuardian, country: 'RO', ...guardian } },
    ],
    placement !== 'none' && [
      'consentPlacement',
      { data: { ...words.consentPlacement, from: '2026-12-01', ...placement } },
    ],
    ['arrangeReception', { data: { ...words.arrangeReception, ...(firstNight && { firstNight }) } }],
    'confirmReception',
  ]
  return after(...steps.filter((step) => step !== false), ...more)
}

/** The journey of a child: the usual one, with somebody who travels along. */
export const escorted: EventData['journey.planned'] = { ...words.planJourney, escort: 'professional' }
