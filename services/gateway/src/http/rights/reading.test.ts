// Who reads what of a referral: role × organisation × section × route, at the sender and at the receiver (R22).
import type { Event } from '@onward/contract'
import { sectionNames } from '@onward/contract'
import { expect, test } from 'vitest'
import type { Role } from '../../actor.ts'
import type { KnownReferral } from '../../case/known-referral.ts'
import { bearer, caseId, example, known, referralId, serve } from '../served.test-data.ts'

const offered = example('handover/first-case.json')
const sections = Object(offered.sections)
const sealed = example('valid/sealed-section.json')
const serviceId = '0199a000-0000-4000-8000-000000000051'

/** The first case offered by NL to RO, with a service by a shelter, and a second organisation named in the permission. */
function referralWith(planned: boolean): KnownReferral {
  const from = known()
  const { permission } = Object(offered)
  const recipients = [...permission.scope.recipients, { member: 'RO', organisation: 'ro-legal-aid' }]
  const scope = { ...permission.scope, recipients }
  const data = { ...offered, permission: { ...permission, scope }, sealed: [sealed] }
  const first = from.history[0]?.event
  const said = (author: string, sequence: number, type: string, about: object) => ({
    // Sound: data of the contract's examples, in the attributes of one.
    event: {
      ...first,
      ...{ id: `0199a000-0000-7000-8000-0000000000f${sequence}`, sequence, type, data: about },
      ...{ source: `urn:onward:member:${author}`, audience: author === 'NL' ? 'RO' : 'NL' },
      ...{ correlation: offered.caseRef, purpose: offered.purpose },
    } as unknown as Event,
    digest: `${author}${sequence}`.padEnd(43, 'x'),
    standing: 'applied' as const,
  })
  const service = { serviceId, need: 'SafeAccommodation', organisation: 'ro-shelter-1' }
  const events = [said('NL', 1, 'referral.submitted', data)]
  return {
    ...from,
    history: planned ? [...events, said('RO', 1, 'service.planned', service)] : events,
  }
}

const asService = {
  needs: sections.needs,
  person: {
    personPseudonym: 'NL-P-4821',
    prs_Gender: 'Feminine',
    prs_PrimaryLanguage: 'ro',
    prs_SecondaryLanguage: 'en',
    interpreterNeeded: false,
    intendedRegion: 'North-West',
  },
}

type Reach = 'content' | 'service' | 'metadata'
const content: Readonly<Record<Reach, Readonly<Record<string, unknown>>>> = {
  content: sections,
  service: asService,
  metadata: {},
}

// biome-ignore format: a table is read as a table
const readers: readonly (readonly [member: string, role: Role, organisation: string, reach: Reach | 'no'])[] = [
  ['NL', 'caseworker',  'nl-focal-point',  'content'],
  ['NL', 'focal-point', 'nl-focal-point',  'content'],
  ['NL', 'focal-point', 'nl-other-desk',   'content'],
  ['NL', 'caseworker',  'nl-other-desk',   'metadata'],
  // An organisation of the other member, by name, gets nothing by it here.
  ['NL', 'caseworker',  'ro-shelter-1',    'metadata'],
  ['NL', 'auditor',     'nl-focal-point',  'no'],
  ['NL', 'operator',    'nl-focal-point',  'no'],
  ['RO', 'caseworker',  'ro-focal-point',  'content'],
  ['RO', 'focal-point', 'ro-other-desk',   'content'],
  ['RO', 'caseworker',  'ro-legal-aid',    'content'],
  ['RO', 'caseworker',  'ro-shelter-1',    'service'],
  ['RO', 'caseworker',  'ro-shelter-2',    'metadata'],
  ['RO', 'caseworker',  'nl-focal-point',  'metadata'],
  ['RO', 'auditor',     'ro-focal-point',  'no'],
  ['RO', 'operator',    'ro-focal-point',  'no'],
]

const served = new Map(
  await Promise.all(
    ['NL', 'RO'].map(async (member) => {
      const load = async (id: string) => (id === referralId ? referralWith(true) : undefined)
      return [member, await serve({ member, load })] as const
    }),
  ),
)

function readerOf(member: string, role: Role, organisation: string) {
  const app = served.get(member)?.app
  return async (path: string) => {
    const headers = bearer(role, { member, organisation })
    const reply = await app?.inject({ url: `/v1/referrals/${referralId}${path}`, headers })
    return { status: reply?.statusCode, body: reply?.json() }
  }
}

test.each(readers)(
  'R22, T33 at %s a %s of %s reads the referral as: %s',
  async (member, role, organisation, reach) => {
    const { status, body } = await readerOf(member, role, organisation)('')
    if (reach === 'no') return expect([status, body.code]).toEqual([403, 'FORBIDDEN'])
    expect([status, body.reading]).toEqual([200, reach])
    expect(body.sections).toEqual(content[reach])
    expect(body.sealed).toEqual(reach === 'content' ? [{ ...sealed, sequence: 1 }] : [])
    const { offer, consent, services, information } = body.facets
    if (reach === 'content') {
      expect(offer.terms.purpose).toBe('SafeReturn')
      expect(services[serviceId].said).toHaveLength(1)
    } else {
      expect([offer, consent, information]).toEqual([
        { state: 'submitted' },
        { state: 'granted' },
        { state: 'none' },
      ])
      expect(services[serviceId]).toEqual(
        reach === 'service' ? expect.objectContaining({ said: [expect.anything()] }) : { state: 'planned' },
      )
      expect(JSON.stringify(body)).not.toMatch(/Marinela|Zorvath|1997-03-14|0417|heron/)
    }
  },
)

test.each(readers)(
  'R22 at %s a %s of %s reads each section’s versions as: %s',
  async (member, role, organisation, reach) => {
    const read = readerOf(member, role, organisation)
    for (const name of sectionNames) {
      const { status, body } = await read(`/sections/${name}/versions`)
      const isRead = reach === 'content' || (reach === 'service' && (name === 'needs' || name === 'person'))
      if (!isRead) {
        expect([name, status, body.code]).toEqual([name, 403, 'FORBIDDEN'])
        continue
      }
      const expected = content[reach][name]
      const versions = body.versions.map(({ content }: { content: unknown }) => content)
      expect([name, versions]).toEqual([name, expected === undefined ? [] : [expected]])
    }
  },
)

test.each(readers)(
  'R22 at %s a %s of %s exports to HTCDS as: %s',
  async (member, role, organisation, reach) => {
    for (const format of ['json', 'csv']) {
      const { status, body } = await readerOf(member, role, organisation)(`/htcds?format=${format}`)
      if (reach === 'no' || reach === 'metadata') {
        expect([status, body.code]).toEqual([403, 'FORBIDDEN'])
        continue
      }
      expect(status).toBe(200)
      expect([/Zorvath/.test(body.text), /1997-03-14/.test(body.text), /Feminine/.test(body.text)]).toEqual(
        reach === 'content' ? [true, true, true] : [false, false, true],
      )
    }
  },
)

test.each(readers)(
  'R22 at %s a %s of %s is shown candidates as: %s',
  async (member, role, organisation, reach) => {
    const { status, body } = await readerOf(member, role, organisation)('/candidates')
    expect([status, body.code]).toEqual(reach === 'content' ? [200, undefined] : [403, 'FORBIDDEN'])
  },
)

test('R22 R51 a candidate whose content the reader may not read is not shown', async () => {
  const other = '0199a000-0000-7000-8000-000000000002'
  const row = {
    ...{ id: other, case: '7d1f8c2a-0c1e-4d53-9a56-0d9f5b1c2e78', caseRef: 'NL-R-000000', sender: 'NL' },
    ...{ receiver: 'BG', purpose: 'SafeReturn', urgency: 'normal', status: 'submitted', version: 1 },
    ...{ createdAt: '2026-01-02T03:04:05.000001Z', updatedAt: '2026-01-02T03:04:05.000001Z' },
    erased: false,
  }
  const matching = {
    openSince: async () => [row],
    notSamePerson: async () => new Set<string>(),
    record: async () => {},
  }
  const elsewhere = known()
  const { app } = await serve({
    matching,
    load: async (id) => (id === other ? elsewhere : referralWith(false)),
  })
  const shownTo = async (organisation: string, role: Role) => {
    const url = `/v1/referrals/${referralId}/candidates`
    const reply = await app.inject({ url, headers: bearer(role, { organisation }) })
    return reply.json().candidates?.length
  }
  // Both were offered by nl-focal-point; nobody else but a focal point may compare them.
  expect(await shownTo('nl-focal-point', 'caseworker')).toBe(await shownTo('nl-other-desk', 'focal-point'))
  expect(await shownTo('nl-other-desk', 'caseworker')).toBeUndefined()
})

test('R22 a service that was never planned, or has ended, opens nothing', async () => {
  const { app } = await serve({ member: 'RO', load: async () => referralWith(false) })
  const headers = bearer('caseworker', { member: 'RO', organisation: 'ro-shelter-1' })
  const reply = await app.inject({ url: `/v1/referrals/${referralId}`, headers })
  expect([reply.json().reading, reply.json().sections, reply.json().case]).toEqual(['metadata', {}, caseId])
})

test('R43 the service of a child reads what child protection approved for it, while that may be shared', async () => {
  const child = example('valid/section/child.json')
  const approved = {
    by: { staffId: 'ro-cp-01', organisation: 'ro-child-protection', role: 'ChildProtectionFocalPoint' },
    sections: ['child', 'risk', 'legalStatus'],
  }
  const referralOf = (subjectKind: string, shared: readonly string[]) => {
    const from = referralWith(true)
    const history = from.history.map((one) => {
      const { permission, dataScope, ...rest } = Object(one.event.data)
      const scope = permission && { ...permission.scope, sections: [...shared, 'legalStatus'] }
      const data = permission
        ? {
            ...{ ...rest, subjectKind, dataScope: [...dataScope, 'child'] },
            ...{
              permission: { ...permission, scope },
              sections: { ...rest.sections, child, legalStatus: {} },
            },
          }
        : { ...rest, approved }
      return { ...one, event: { ...one.event, data } }
    })
    return { ...from, history }
  }
  const readBy = async (organisation: string, subjectKind: string, shared: readonly string[]) => {
    const { app } = await serve({ member: 'RO', load: async () => referralOf(subjectKind, shared) })
    const headers = bearer('caseworker', { member: 'RO', organisation })
    const reply = await app.inject({ url: `/v1/referrals/${referralId}`, headers })
    return reply.json().sections
  }
  expect(await readBy('ro-shelter-1', 'child', ['child'])).toEqual({ ...asService, child })
  expect(await readBy('ro-shelter-1', 'child', ['needs'])).toEqual(asService)
  expect(await readBy('ro-shelter-1', 'adult', ['child'])).toEqual(asService)
  expect(await readBy('ro-shelter-2', 'child', ['child'])).toEqual({})
})

const allegation = '3b0f8c52-6d1e-4a97-9c3d-5e7f1a2b4c6d'

/** The same, in which RO has reported an allegation against a provider and a threat, and somebody acted on both. */
function withAllegation(): KnownReferral {
  const before = referralWith(true)
  const first = before.history[1]?.event
  const told = (sequence: number, type: string, data: object) => ({
    event: {
      ...first,
      id: `0199a000-0000-7000-8000-0000000000e${sequence}`,
      sequence,
      type,
      data,
    } as unknown as Event, // sound: data of the contract's examples
    digest: `RO${sequence}`.padEnd(43, 'x'),
    standing: 'applied' as const,
  })
  const incident = { happenedAt: '2026-12-08T09:30:00.000Z', life: false }
  const by = { staffId: 'ro-fp-03', organisation: 'ro-focal-point', role: 'FocalPoint' }
  const acted = { incidentId: allegation, action: 'safetyPlanChanged', by, at: incident.happenedAt }
  const outsideRules = ['authority-only-with-a-ground']
  return {
    ...before,
    history: [
      ...before.history,
      told(2, 'incident.reported', {
        ...incident,
        incidentId: allegation,
        code: 'providerAllegation',
        outsideRules,
      }),
      told(3, 'incident.reported', { ...incident, incidentId: serviceId, code: 'threat' }),
      told(4, 'incident.actedOn', acted),
    ],
  }
}

// biome-ignore format: a table is read as a table
test.each([
  ['NL', 'caseworker',  'nl-focal-point', 'reads'],
  ['NL', 'focal-point', 'nl-other-desk',  'reads'],
  ['RO', 'focal-point', 'ro-focal-point', 'reads'],
  ['RO', 'caseworker',  'ro-focal-point', 'does not read'],
  ['RO', 'caseworker',  'ro-legal-aid',   'does not read'],
  // Whom the allegation may be against, whatever the role.
  ['RO', 'focal-point', 'ro-shelter-1',   'does not read'],
  ['RO', 'caseworker',  'ro-shelter-1',   'does not read'],
] as const)('R45 at %s a %s of %s %s an allegation against a provider', async (member, role, organisation, whether) => {
  const { app } = await serve({ member, load: async () => withAllegation() })
  const headers = bearer(role, { member, organisation })
  const body = (await app.inject({ url: `/v1/referrals/${referralId}`, headers })).json()
  const reads = whether === 'reads'
  expect(JSON.stringify(body).includes('providerAllegation')).toBe(reads)
  expect(JSON.stringify(body).includes(allegation)).toBe(reads)
  expect(body.outside.map(({ incident }: { incident: string }) => incident)).toEqual(reads ? [allegation] : [])
  // Nor does it come by way of the signed events.
  const evidence = await app.inject({ url: `/v1/referrals/${referralId}/evidence?content=1`, headers })
  expect(evidence.statusCode).toBe(reads ? 200 : 403)
  // Another incident is read as before.
  if (body.reading === 'content') expect(Object.keys(body.facets.incidents.receiver)).toContain(serviceId)
})
