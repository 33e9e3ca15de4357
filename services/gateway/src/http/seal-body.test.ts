import { expect, test } from 'vitest'
import { example, posting, referralId, serve } from './served.test-data.ts'

const content = example('valid/sealed-content.json')
const seal = [{ organisation: 'ro-lawyer', content }]
const offer = example('valid/event/referral-submitted.json')
const amendment = example('valid/event/referral-amended.json')

async function send(url: string, payload: object) {
  const { app, commands } = await serve()
  const reply = await app.inject({ method: 'POST', url, headers: posting('caseworker', 'k'), payload })
  return { commands, status: reply.statusCode, errors: reply.json().errors }
}
const offering = (more: object) => send('/v1/referrals', { ...offer, ...more })
const commanding = (body: object) => send(`/v1/referrals/${referralId}/commands`, body)

test('R61 what is to be sealed stands beside the data, and is taken off before anything is made of the body', async () => {
  expect((await offering({ seal })).commands).toMatchObject([{ verb: 'submit', data: offer, seal }])
  const amended = await commanding({ verb: 'amend', data: amendment, seal })
  expect(amended.commands).toMatchObject([{ verb: 'amend', data: amendment, seal }])
})

test('a field that is wrong in it is named, and nothing is said', async () => {
  const wrong = async (bent: unknown) => {
    const { commands, status, errors } = await offering({ seal: bent })
    return [commands.length, status, errors[0].pointer]
  }
  const [{ content: _content, ...without } = {}] = seal
  expect(await wrong([without])).toEqual([0, 422, '/seal/0/content'])
  expect(await wrong([{ ...without, content: {} }])).toEqual([0, 422, '/seal/0/content/sections'])
  const surname = { sections: { legalStatus: { surname: 'x' } } }
  expect(await wrong([{ ...without, content: surname }])).toEqual([
    0,
    422,
    '/seal/0/content/sections/legalStatus/surname',
  ])
  expect(await wrong([])).toEqual([0, 422, '/seal'])
  expect(await wrong([...seal, ...seal, ...seal, ...seal, ...seal])).toEqual([0, 422, '/seal'])
})

test('only with an offer or an amendment is anything sealed', async () => {
  const cancelled = example('valid/event/referral-cancelled.json')
  const { commands, status, errors } = await commanding({ verb: 'cancel', data: cancelled, seal })
  expect([commands.length, status, errors[0].pointer]).toEqual([0, 422, '/seal'])
  const inquiry = await send('/v1/inquiries', { ...example('valid/event/inquiry-asked.json'), seal })
  expect([inquiry.commands.length, inquiry.status, inquiry.errors[0].pointer]).toEqual([0, 422, '/seal'])
})
