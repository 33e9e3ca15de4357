// Who reads proceedings and claims: the legal partner who was asked, and the organisation that asked (R46).
import type { Event } from '@onward/contract'
import { expect, test } from 'vitest'
import type { Role } from '../../actor.ts'
import type { KnownReferral } from '../../case/known-referral.ts'
import { bearer, example, known, referralId, serve } from '../served.test-data.ts'

const forCaseworkers = {
  reflectionPeriod: { status: 'running' },
  nonRefoulementCleared: true,
  countries: { origin: 'RO' },
}
const note = { text: 'She would like to be asked in the afternoon.', language: 'en' }
const legalStatus = {
  ...forCaseworkers,
  proceedings: [{ role: 'witness', country: 'NL', stage: 'trial' }],
  compensationClaim: true,
  note,
  laterField: 'of a later version',
}
const hearing = {
  proceedingId: '0199a000-0000-4000-8000-000000000061',
  kind: 'hearing',
  stage: 'announced',
  date: '2026-12-15',
  country: 'NL',
}
const release = {
  ...hearing,
  proceedingId: '0199a000-0000-4000-8000-000000000062',
  kind: 'offenderRelease',
  safetyRelevant: true,
}

/** The first case, offered to a body with this role, with both proceedings and a correction of the section. */
function offeredTo(role: string): KnownReferral {
  const from = known()
  const offer = Object(example('handover/first-case.json'))
  const to = { ...offer.to, role }
  const correction = {
    correctionId: '0199a000-0000-4000-8000-000000000063',
    dataScope: ['legalStatus'],
    sections: { legalStatus },
    reason: 'Error',
  }
  const said = [
    ['referral.submitted', { ...offer, to, sections: { ...offer.sections, legalStatus } }],
    ['proceedings.reported', hearing],
    ['proceedings.reported', release],
    ['data.corrected', correction],
  ] as const
  return {
    ...from,
    history: said.map(([type, data], index) => ({
      // Sound: data of the contract's examples, in the attributes of one.
      event: {
        ...from.history[0]?.event,
        ...{ id: `0199a000-0000-7000-8000-0000000001f${index}`, sequence: index + 1, type, data },
        ...{ source: 'urn:onward:member:NL', audience: 'RO' },
        ...{ correlation: offer.caseRef, purpose: offer.purpose },
      } as unknown as Event,
      digest: `NL${index}`.padEnd(43, 'x'),
      standing: 'applied' as const,
    })),
  }
}

const served = new Map(
  await Promise.all(
    ['LegalPartner', 'FocalPoint'].flatMap((role) =>
      ['NL', 'RO'].map(async (member) => {
        const load = async (id: string) => (id === referralId ? offeredTo(role) : undefined)
        return [`${member} ${role}`, (await serve({ member, load })).app] as const
      }),
    ),
  ),
)

// biome-ignore format: a table is read as a table
const readers: readonly (readonly [to: string, member: string, role: Role, organisation: string, reads: object])[] = [
  ['LegalPartner', 'NL', 'caseworker',  'nl-focal-point', legalStatus],
  ['LegalPartner', 'NL', 'focal-point', 'nl-focal-point', legalStatus],
  ['LegalPartner', 'NL', 'focal-point', 'nl-other-desk',  forCaseworkers],
  ['LegalPartner', 'RO', 'caseworker',  'ro-focal-point', legalStatus],
  ['LegalPartner', 'RO', 'focal-point', 'ro-other-desk',  forCaseworkers],
  ['FocalPoint',   'NL', 'caseworker',  'nl-focal-point', legalStatus],
  ['FocalPoint',   'RO', 'caseworker',  'ro-focal-point', { ...forCaseworkers, note }],
  ['FocalPoint',   'RO', 'focal-point', 'ro-other-desk',  { ...forCaseworkers, note }],
]

test.each(readers)(
  'R46 offered to a %s: at %s a %s of %s reads no more of the legal section than is theirs',
  async (to, member, role, organisation, reads) => {
    const get = async (path: string) => {
      const headers = bearer(role, { member, organisation })
      const url = `/v1/referrals/${referralId}${path}`
      return (await served.get(`${member} ${to}`)?.inject({ url, headers }))?.json()
    }
    const body = await get('')
    expect(body.reading).toBe('content')
    expect(body.sections.legalStatus).toEqual(reads)
    expect(body.facets.correction.sender.said[0].data.sections.legalStatus).toEqual(reads)
    const isTheirs = reads === legalStatus
    const proceedings = [hearing, release].map(
      ({ proceedingId }) => body.facets.proceedings[proceedingId].said[0]?.data,
    )
    // What bears on safety is for whoever keeps her safe (architecture, proceedings).
    expect(proceedings).toEqual([isTheirs ? hearing : undefined, release])
    const { versions } = await get('/sections/legalStatus/versions')
    expect(versions.map(({ content }: { content: unknown }) => content)).toEqual([reads, reads])
    if (!isTheirs) expect(JSON.stringify(body)).not.toMatch(/witness|compensationClaim|"hearing"/)
  },
)
