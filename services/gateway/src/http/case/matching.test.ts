import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type RecordedMember, recordedMember } from '../../recorded-member.test-data.ts'
import { exampleOf } from '../documented-schemas.ts'
import { posting, referralId, serve } from '../served.test-data.ts'

let nl: RecordedMember

beforeAll(async () => {
  nl = await recordedMember()
})

afterAll(() => nl.stop())

async function offer(person: object): Promise<string> {
  const { sections, ...rest } = nl.offer('RO', { transfersResponsibility: false })
  const { prs_FirstName: _, prs_SecondName: __, prs_Birthdate: ___, ...unnamed } = { ...sections.person }
  const reply = await nl.post('/v1/referrals', {
    ...rest,
    sections: { ...sections, person: { ...unnamed, ...person } },
  })
  expect([reply.status, reply.body]).toEqual([201, expect.anything()])
  return reply.body.referral
}

const caseOf = async (id: string): Promise<string> => (await nl.get(`/v1/referrals/${id}`)).body.case
const candidatesOf = async (id: string) => (await nl.get(`/v1/referrals/${id}/candidates`)).body

test('R51 candidates are shown with their signals, several at once, and none of them is chosen', async () => {
  const own = await offer({
    prs_FirstName: 'Ștefania',
    prs_SecondName: 'Zorvath',
    prs_Birthdate: '1997-03-14',
  })
  const alike = await offer({
    prs_FirstName: 'Zorwath',
    prs_SecondName: 'Stefania',
    prs_Birthdate: '1997-03-14',
  })
  const number = { prs_IdentityNumber: 'RO 123-456' }
  const born = await offer({ prs_Birthdate: '1997-03-14', ...number })
  const stranger = await offer({ prs_FirstName: 'Ana', prs_SecondName: 'Pop', prs_Birthdate: '1980-01-01' })
  const documented = await offer({ prs_IdentityNumber: 'ro123456', prs_Citizenship: ['MD'] })
  const found = await candidatesOf(own)
  expect(found.searched).toEqual({ since: expect.any(String), most: 500, all: true })
  expect(found.candidates).toEqual([
    {
      ...{ referral: alike, case: await caseOf(alike), peer: 'RO', status: 'submitted' },
      signals: ['sameBirthdate', 'similarName', 'sameCitizenship'],
    },
    {
      ...{ referral: born, case: await caseOf(born), peer: 'RO', status: 'submitted' },
      signals: ['sameBirthdate', 'sameCitizenship'],
    },
  ])
  // One signal is too little to show anybody: a citizenship, or a number alone.
  expect((await candidatesOf(stranger)).candidates).toEqual([])
  expect((await candidatesOf(documented)).candidates).toEqual([])
  // Looking changed nothing.
  expect(new Set([await caseOf(own), await caseOf(alike), await caseOf(born)]).size).toBe(3)
})

test('R51 a focal point’s yes makes one case of two, once, and the older one stays', async () => {
  const born = { prs_Birthdate: '1971-07-01', prs_FirstName: 'Irina' }
  const [older, newer] = [await offer(born), await offer(born)]
  const kept = await caseOf(older)
  const key = randomUUID()
  const decided = { sameAs: older, decision: 'samePerson' }
  const reply = await nl.post(`/v1/referrals/${newer}/match`, decided, key)
  expect([reply.status, reply.body]).toEqual([201, { referral: newer, ...decided, case: kept }])
  expect((await nl.post(`/v1/referrals/${newer}/match`, decided, key)).status).toBe(201)
  const rows = await nl.store.read({
    name: 'decisions',
    text: 'select referral, other, decision, by from match_decision where referral = $1',
    values: [newer],
  })
  const by = 'nl-focal-point/focal-point/staff-focal-point'
  expect(rows).toEqual([{ referral: newer, other: older, decision: 'samePerson', by }])
  expect((await nl.get(`/v1/cases/${kept}`)).body.referrals.map(({ id }: { id: string }) => id)).toEqual([
    older,
    newer,
  ])
  expect((await candidatesOf(newer)).candidates).toEqual([])
})

test('R51 a no is remembered, on both sides of the pair', async () => {
  const born = { prs_Birthdate: '1966-06-06', prs_FirstName: 'Oana' }
  const [one, other] = [await offer(born), await offer(born)]
  expect((await candidatesOf(other)).candidates).toHaveLength(1)
  await nl.post(`/v1/referrals/${one}/match`, { sameAs: other, decision: 'notSamePerson' })
  expect([(await candidatesOf(one)).candidates, (await candidatesOf(other)).candidates]).toEqual([[], []])
  expect(await caseOf(one)).not.toBe(await caseOf(other))
})

test('R51 joinings at once leave one case, and every referral in it', async () => {
  const born = { prs_Birthdate: '1955-05-05', prs_FirstName: 'Doina' }
  const all = await Promise.all(Array.from({ length: 5 }, () => offer(born)))
  const [first = ''] = all
  const join = (referral: string) =>
    nl.post(`/v1/referrals/${referral}/match`, { sameAs: first, decision: 'samePerson' })
  expect((await Promise.all(all.slice(1).map(join))).map(({ status }) => status)).toEqual([
    201, 201, 201, 201,
  ])
  expect(new Set(await Promise.all(all.map(caseOf))).size).toBe(1)
})

test.each([
  [{ sameAs: null, decision: 'samePerson' }, '/sameAs'],
  [{ sameAs: referralId, decision: 'samePerson' }, '/sameAs'],
  [{ sameAs: null, decision: 'perhaps' }, '/decision'],
  [{ decision: 'samePerson' }, '/sameAs'],
])('R51 the decision %j is refused at %s', async (payload, pointer) => {
  const { app } = await serve()
  const url = `/v1/referrals/${referralId}/match`
  const reply = await app.inject({ method: 'POST', url, headers: posting('focal-point', 'k'), payload })
  expect([reply.statusCode, reply.json().errors[0].pointer]).toEqual([422, pointer])
})

test('R51, T34 whether a person is known is answered with known or noAnswer, and with no word more', async () => {
  const { app } = await serve()
  const answer = Object(exampleOf('person.answered'))
  const send = async (changes: object, key: string) => {
    const payload = { verb: 'answerIfKnown', data: { ...answer, ...changes } }
    const url = `/v1/referrals/${referralId}/commands`
    const reply = await app.inject({ method: 'POST', url, headers: posting('focal-point', key), payload })
    return [reply.statusCode, reply.json().errors?.[0].pointer]
  }
  expect(await send({ answer: 'noAnswer' }, '1')).toEqual([201, undefined])
  for (const word of ['unknown', 'denied', 'several', 'notAllowed'])
    expect(await send({ answer: word }, word)).toEqual([422, '/data/answer'])
  for (const field of ['reason', 'note', 'candidates'])
    expect(await send({ answer: 'noAnswer', [field]: 1 }, field)).toEqual([422, `/data/${field}`])
})
