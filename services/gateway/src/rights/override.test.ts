import { afterAll, beforeAll, expect, test } from 'vitest'
import { type RecordedMember, recordedMember } from '../recorded-member.test-data.ts'

let nl: RecordedMember

beforeAll(async () => {
  nl = await recordedMember()
})

afterAll(() => nl.stop())

/** Life is in danger, and nobody can be asked. */
function overriding() {
  const offer = nl.offer('RO', { urgency: 'emergency', urgencyReason: 'MedicalNeed' })
  const { permission, sections } = offer
  const { safeContact: _, note: __, ...person } = { ...sections.person }
  const today = new Date().toISOString()
  return {
    ...offer,
    permission: {
      ...permission,
      kind: 'vitalInterests',
      givenBy: 'none',
      author: 'nl-fp-01',
      provision: 'Regulation (EU) 2016/679 Art 9(2)(c)',
      reason: 'ThreatToLife',
      reviewDate: new Date(Date.now() + 86_400_000).toISOString().slice(0, 10),
      incapacity: { assessedBy: 'nl-doctor-4', until: today.slice(0, 10) },
      givenAt: today,
      scope: { ...permission.scope, sections: ['person', 'needs', 'risk'] },
    },
    dataScope: ['person', 'needs', 'risk'],
    sections: { person, needs: sections.needs, risk: sections.risk },
  }
}

async function digestOf(event: string) {
  const [row] = await nl.store.read<{ digest: string }>({
    name: 'digest of an event',
    text: 'select digest from event where id = $1',
    values: [event],
  })
  return row?.digest
}

async function leaves(kind: string) {
  const rows = await nl.store.read<{ record: string }>({
    name: 'openings of a kind',
    text: "select record from opening where record::jsonb ->> 'kind' = $1",
    values: [kind],
  })
  return rows.map(({ record }) => JSON.parse(record))
}

test('R21 an override is a leaf of its own, and the officer is told where to look and nothing of the person', async () => {
  const reply = await nl.post('/v1/referrals', overriding())
  expect([reply.status, reply.body]).toEqual([201, expect.anything()])
  const { referral, event } = reply.body
  expect(nl.alarms).toEqual([
    {
      code: 'OVERRIDE',
      referral,
      event,
      author: 'NL',
      reason: 'ThreatToLife',
      officer: expect.stringContaining('officer'),
    },
  ])
  expect(await leaves('override')).toEqual([
    { kind: 'override', cdig: await digestOf(event), at: expect.any(String) },
  ])
})

test('R21 consent overrides nobody: no officer is told, and no leaf says so', async () => {
  const told = nl.alarms.length
  const reply = await nl.post('/v1/referrals', nl.offer('RO'))
  expect(reply.status).toBe(201)
  expect(nl.alarms).toHaveLength(told)
  expect(await leaves('override')).toHaveLength(told)
})
