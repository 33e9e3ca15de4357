import { expect, test } from 'vitest'
import { bearer, known, referralId, serve } from '../served.test-data.ts'

const { app, commands } = await serve()
const send = (payload: string, contentType: string) =>
  app.inject({
    method: 'POST',
    url: '/v1/htcds/imports',
    headers: { ...bearer('caseworker'), 'content-type': contentType },
    payload,
  })

test('R59 a record is read in JSON and in CSV into the same draft, and nothing is stored', async () => {
  const json = await send('{"prs_FirstName":"Marinela","prs_Gender":"Feminine"}', 'application/json')
  const csv = await send('prs_FirstName,prs_Gender\nMarinela,Feminine\n', 'text/csv')
  const draft = { person: { prs_FirstName: 'Marinela', prs_Gender: 'Feminine' } }
  expect(json.json()).toEqual({ records: [{ sections: draft, loss: [], repairs: [], faults: [] }] })
  expect(csv.json()).toEqual(json.json())
  expect(commands).toEqual([])
})

test('R59 what was repaired, refused or left is told by field and code, never by value', async () => {
  const reply = await send(
    '{"prs_First_Name":"Marinela","prs_Birthdate":"03/04/1997","prs_MobilePhone":"Nemo","x":"heron"}',
    'application/json',
  )
  const [record] = reply.json().records
  expect(record.repairs).toContainEqual(expect.objectContaining({ field: 'prs_FirstName' }))
  expect(record.faults).toEqual([{ field: 'prs_Birthdate', code: 'DATE_AMBIGUOUS' }])
  expect(record.loss.map(({ reason }: { reason: string }) => reason).toSorted()).toEqual([
    'EXCLUDED',
    'UNKNOWN_FIELD',
  ])
  expect(JSON.stringify([record.repairs, record.faults, record.loss])).not.toMatch(/Nemo|heron|1997/)
})

test.each([
  ['an object of other fields', '{"x":1}', 'application/json', 422, 'HTCDS_UNREADABLE'],
  ['half an object', '{', 'application/json', 400, 'NOT_JSON'],
  ['a table of other fields', 'x,y\n1,2\n', 'text/csv', 422, 'HTCDS_UNREADABLE'],
  ['more than 32 KiB', 'prs_FirstName\n'.padEnd(33 * 1024, 'x'), 'text/csv', 413, 'BODY_TOO_LARGE'],
  ['another type', '<xml/>', 'text/xml', 415, 'MEDIA_TYPE'],
])('R59 %s is not read as a record', async (_name, payload, contentType, status, code) => {
  const reply = await send(payload, contentType)
  expect([reply.statusCode, reply.json().code]).toEqual([status, code])
})

test('only the import reads CSV', async () => {
  const headers = { ...bearer('caseworker'), 'content-type': 'text/csv', 'idempotency-key': 'k' }
  const reply = await app.inject({ method: 'POST', url: '/v1/referrals', headers, payload: 'a,b' })
  expect([reply.statusCode, reply.json().code]).toEqual([415, 'MEDIA_TYPE'])
})

test('R59 an export is one file, and beside it all that the standard has no place for', async () => {
  const read = async (format: string) =>
    (
      await app.inject({
        url: `/v1/referrals/${referralId}/htcds${format}`,
        headers: bearer('caseworker'),
      })
    ).json()
  const exported = await read('')
  const person = Object(known().history[0]?.event.data).sections.person
  expect(exported).toMatchObject({ referral: referralId, standard: 'HTCDS 2.0', format: 'json' })
  expect(JSON.parse(exported.text)).toMatchObject({ prs_Gender: person.prs_Gender })
  expect(exported.loss).toContainEqual({ pointer: '/person/personPseudonym', reason: 'NO_FIELD' })
  expect((await read('?format=csv')).text.split('\n')[0]).toContain('prs_Gender')
})
