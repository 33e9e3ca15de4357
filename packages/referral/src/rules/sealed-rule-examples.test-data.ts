/** For each rule on what is sealed, what keeps it and what breaks it; and how it stands with the others. */
import type { EventData, LegalStatusSection, SealedSection, SectionName } from '@onward/contract'
import { agreementOnChildren } from '../deadlines/child-offer.test-data.ts'
import {
  after,
  agreement,
  local,
  offer,
  permission,
  person,
  register,
  type Saying,
  type Step,
  scope,
} from '../example.test-data.ts'
import { received } from '../journey-steps.test-data.ts'
import { childOffered } from './child-return.test-data.ts'
import type { Example } from './rule-examples.test-data.ts'

export const lawyer = 'ro-lawyer'

/** Sealed to the lawyer unless told; what the rules see of it is the same whatever it holds. */
export function sealed(section: SectionName, organisation = lawyer): SealedSection {
  return { section, organisation, kid: 'A'.repeat(43), jwe: `sealed ${section}` }
}

const sections: readonly SectionName[] = ['person', 'needs', 'risk', 'legalStatus', 'child', 'case', 'return']
const theirs = { member: 'RO', organisation: lawyer }
const scopeWith = (recipients: typeof scope.recipients = [...scope.recipients, theirs]) => ({
  ...scope,
  recipients,
  sections: [...sections],
})
const listed = {
  ...register,
  isLegalPartner: ({ organisation }: { organisation?: string | undefined }) => organisation === lawyer,
}

/** An offer with these sections sealed, under a permission that names the lawyer. */
export function offering(
  parts: readonly SealedSection[],
  change: Partial<EventData['referral.submitted']> = {},
): Saying {
  const open: readonly string[] = Object.keys(change.sections ?? offer.sections)
  return {
    data: {
      ...offer,
      permission: { ...permission, scope: scopeWith() },
      dataScope: sections.filter(
        (name) => open.includes(name) || parts.some(({ section }) => section === name),
      ),
      sealed: [...parts],
      ...change,
    },
    agreement: { ...agreement, sections: [...sections] },
    register: listed,
  }
}

const toLawyer = [sealed('legalStatus')]
const excluding = (organisation: string): Saying => ({
  local: { ...local, excluded: [{ member: 'RO', organisation }] },
})
const seeking: Saying = {
  local: { ...local, protection: { informedOn: '2026-11-20', language: 'ro', outcome: 'pending' } },
}
const runBy = (state: string): Saying => ({
  register: { ...listed, operatorOf: ({ organisation }) => (organisation === state ? 'state' : 'ngo') },
})
const offered = (legalStatus?: LegalStatusSection): Step => [
  'submit',
  offering(toLawyer, legalStatus && { sections: { ...offer.sections, legalStatus } }),
]
const [, ...untilReception] = received

/** An amendment with these sections sealed, and the needs open. */
function amending(parts: readonly SealedSection[]): Saying {
  const { needs } = offer.sections
  const dataScope: SectionName[] = ['needs', ...parts.map(({ section }) => section)]
  const data = { dataScope, sections: { needs }, sealed: parts, reason: 'NeedsChanged' }
  return { ...offering([]), data }
}

/** An offer of a child with this section sealed to the lawyer. */
function ofChild(section: SectionName): Saying {
  const child = childOffered()
  return {
    data: {
      ...child,
      permission: { ...child.permission, scope: scopeWith([...child.permission.scope.recipients, theirs]) },
      dataScope: [...new Set([...child.dataScope, section])],
      sealed: [sealed(section)],
    },
    agreement: { ...agreementOnChildren, sections: [...sections] },
    register: listed,
  }
}

export const sealedExamples: readonly Example[] = [
  {
    rule: 'sealed-to-whom-the-person-named',
    verb: 'submit',
    passes: [[], offering(toLawyer)],
    refused: [
      [],
      // All of RO is named, and nobody of it by name.
      offering(toLawyer, { permission: { ...permission, scope: scopeWith([{ member: 'RO' }]) } }),
    ],
  },
  {
    rule: 'legal-section-to-the-lawyer',
    verb: 'submit',
    passes: [[], offering([sealed('case', 'ro-shelter-1')])],
    refused: [[], offering([sealed('legalStatus', 'ro-shelter-1')])],
  },
  {
    rule: 'legal-section-to-the-lawyer',
    verb: 'submit',
    passes: [[], offering(toLawyer)],
    // A directory that says nothing of it lists no lawyer.
    refused: [[], { ...offering(toLawyer), register }],
  },
  {
    rule: 'protection-stays-readable',
    verb: 'submit',
    passes: [[], offering([sealed('person'), sealed('case')])],
    refused: [[], offering([sealed('child')])],
  },
  {
    rule: 'protection-stays-readable',
    verb: 'submit',
    passes: [[], offering([sealed('person')])],
    refused: [
      [],
      offering([sealed('person')], { sections: { needs: offer.sections.needs ?? { needs: [] } } }),
    ],
  },
  {
    rule: 'protection-stays-readable',
    verb: 'amend',
    passes: [after(['submit', offering([])]), amending([sealed('person')])],
    refused: [
      after(['submit', offering([])]),
      { ...amending([sealed('person')]), toSeal: { person: { ...person, companions: [] } } },
    ],
  },
  {
    rule: 'protection-stays-readable',
    verb: 'submit',
    passes: [[], ofChild('legalStatus')],
    refused: [[], ofChild('person')],
  },
  {
    rule: 'only-what-is-named',
    verb: 'submit',
    passes: [[], offering(toLawyer)],
    refused: [[], offering(toLawyer, { dataScope: ['person', 'needs', 'risk'] })],
  },
  {
    rule: 'permission-covers-sections',
    verb: 'submit',
    passes: [[], offering(toLawyer)],
    refused: [
      [],
      offering(toLawyer, {
        permission: { ...permission, scope: { ...scopeWith(), sections: ['person', 'needs', 'risk'] } },
      }),
    ],
  },
  {
    rule: 'sections-agreed',
    verb: 'submit',
    passes: [[], offering(toLawyer)],
    refused: [
      [],
      { ...offering(toLawyer), agreement: { ...agreement, sections: ['person', 'needs', 'risk'] } },
    ],
  },
  {
    rule: 'excluded-party',
    verb: 'amend',
    passes: [after(offered()), amending(toLawyer)],
    refused: [after(offered()), { ...amending(toLawyer), ...excluding(lawyer) }],
  },
  {
    rule: 'asylum-shuts-out-the-state',
    verb: 'submit',
    passes: [[], { ...offering(toLawyer), ...seeking, ...runBy('nobody') }],
    refused: [[], { ...offering(toLawyer), ...seeking, ...runBy(lawyer) }],
  },
  {
    rule: 'return-is-cleared',
    verb: 'planJourney',
    passes: [after(offered({ nonRefoulementCleared: true }), ...untilReception)],
    refused: [after(offered(), ...untilReception)],
  },
]
