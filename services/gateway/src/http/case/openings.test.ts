import { moves } from '@onward/referral'
import { expect, test } from 'vitest'
import { exampleOf } from '../documented-schemas.ts'
import { commandVerbs } from '../request-check.ts'
import { bearer, caseId, posting, referralId, serve } from '../served.test-data.ts'
import { openings } from './openings.ts'

test.each(openings)(
  'R4 $path begins with $verb: its body is the data of that event',
  async ({ path, verb }) => {
    const { app, commands } = await serve()
    const data = Object(exampleOf(moves[verb].type))
    const send = (payload: object, key: string) =>
      app.inject({ method: 'POST', url: path, headers: posting('caseworker', key), payload })
    const reply = await send(data, 'good')
    expect([reply.statusCode, reply.headers.location]).toEqual([201, `/v1/referrals/${referralId}`])
    expect(commands).toMatchObject([{ verb, data, referral: undefined, idempotency: { path } }])

    const wrong = await send({ ...data, surname: 'Zorvath' }, 'wrong')
    expect([wrong.statusCode, wrong.json().errors]).toMatchObject([422, [{ pointer: '/surname' }]])
    expect(commands).toHaveLength(1)
  },
)

test.each(commandVerbs)(
  'R4 the command %s takes the data of its event, and names a field that is wrong',
  async (verb) => {
    const { app, commands } = await serve()
    const data = Object(exampleOf(moves[verb].type))
    const send = (payload: object, key: string) =>
      app.inject({
        method: 'POST',
        url: `/v1/referrals/${referralId}/commands`,
        headers: posting('focal-point', key),
        payload,
      })
    expect((await send({ verb, data }, 'good')).statusCode).toBe(201)
    expect(commands).toMatchObject([{ verb, data, referral: referralId }])

    const wrong = await send({ verb, data: { ...data, surname: 'Zorvath' } }, 'wrong')
    const pointers = wrong.json().errors.map(({ pointer }: { pointer: string }) => pointer)
    expect([wrong.statusCode, pointers]).toEqual([422, ['/data/surname']])
  },
)

test('R38 what begins is put into a case that is named, and a list of services into none', async () => {
  const { app, commands } = await serve()
  const open = (url: string, key: string, verb: 'inquire' | 'publishServices') =>
    app.inject({
      method: 'POST',
      url,
      headers: posting('caseworker', key),
      payload: Object(exampleOf(moves[verb].type)),
    })
  await open(`/v1/inquiries?case=${caseId}`, '1', 'inquire')
  expect(commands).toMatchObject([{ verb: 'inquire', localCase: caseId }])
  const refused = await open(`/v1/services?case=${caseId}`, '2', 'publishServices')
  expect([refused.statusCode, refused.json().errors[0].pointer]).toEqual([400, '/case'])
})

test('R38 the same key for another case is another request', async () => {
  const { app } = await serve()
  const payload = Object(exampleOf('referral.submitted'))
  const offer = (url: string) =>
    app.inject({ method: 'POST', url, headers: posting('caseworker', 'k'), payload })
  await offer('/v1/referrals')
  const conflict = await offer(`/v1/referrals?case=${caseId}`)
  expect([conflict.statusCode, conflict.json().code]).toEqual([422, 'IDEMPOTENCY_CONFLICT'])
})

test('R4 each next action says what it is about and where the schema of its data is', async () => {
  const { app } = await serve()
  const reply = await app.inject({ url: `/v1/referrals/${referralId}`, headers: bearer('caseworker') })
  const actions = new Map<string, object>(
    reply.json().nextActions.map((action: { verb: string }) => [action.verb, action]),
  )
  const at = (name: string) => `https://onward.example/schemas/v1/event/${name}.schema.json`
  expect([actions.get('depart'), actions.get('recordTold')]).toEqual([
    {
      verb: 'depart',
      type: 'journey.departed',
      about: 'fact',
      schema: at('journey-departed'),
      title: 'JourneyDeparted',
    },
    {
      verb: 'recordTold',
      type: 'person.informed',
      about: 'record',
      schema: at('person-informed'),
      title: 'PersonInformed',
    },
  ])
  for (const { schema } of reply.json().nextActions) {
    const path = schema.slice('https://onward.example/schemas/v1/'.length)
    const document = await app.inject({ url: `/v1/schemas/${path}` })
    expect([document.statusCode, document.json().$id]).toEqual([200, schema])
  }
})
