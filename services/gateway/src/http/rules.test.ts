import { rules } from '@onward/referral'
import { expect, test } from 'vitest'
import type { Refused } from '../submit.ts'
import { bearer, posting, referralId, serve } from './served.test-data.ts'

const { app } = await serve()

test.each(['caseworker', 'focal-point', 'dpo', 'auditor', 'operator'] as const)(
  'R9 every rule is listed for a %s, with whom it guards, the law behind it and what would satisfy it',
  async (role) => {
    const reply = await app.inject({ url: '/v1/rules', headers: bearer(role) })
    const listed: readonly Record<string, unknown>[] = reply.json().rules
    expect(listed.map(({ name }) => name)).toEqual(rules.map(({ name }) => name))
    expect(listed.find(({ name }) => name === 'authority-only-with-a-ground')).toEqual({
      name: 'authority-only-with-a-ground',
      requirements: ['R45'],
      law: [
        'design of this project: what caseworkers, survivors and data-protection officers ask for §11',
        'Regulation (EU) 2018/1862 32, 33',
      ],
      guards: "an adult's choice of whom to be looked for by",
      reason: expect.stringContaining('The police or SIRENE'),
      remedy: expect.stringContaining('statedRisk'),
      code: 'BIZ_STATE',
      looksAt: 'words',
      applies: ['closeIncident'],
      marks: ['reportIncident', 'updateIncident', 'actOnIncident'],
    })
  },
)

test('R9 nobody reads them without a token', async () => {
  expect((await app.inject({ url: '/v1/rules' })).statusCode).toBe(401)
})

test('R9 a refusal says which rule, why, what would satisfy it, and the law behind it', async () => {
  const [rule] = rules
  if (!rule) throw new Error('there are no rules')
  const refused: Refused = {
    ...{ accepted: false as const, code: 'RULE', rule: rule.name, reason: rule.reason, remedy: rule.remedy },
    ...{ requirements: rule.requirements, law: ['Regulation (EU) 2016/679 7(3)'], pointer: '/reason' },
  }
  const served = await serve({ submit: async () => refused })
  const reply = await served.app.inject({
    method: 'POST',
    url: `/v1/referrals/${referralId}/commands`,
    headers: posting('focal-point', 'k'),
    payload: { verb: 'cancel', data: { reason: 'NoLongerNeeded' } },
  })
  expect([reply.statusCode, reply.headers['content-type']]).toEqual([
    409,
    expect.stringContaining('application/problem+json'),
  ])
  expect(reply.json()).toMatchObject({
    code: 'RULE',
    detail: rule.reason,
    remedy: rule.remedy,
    rule: rule.name,
    requirements: rule.requirements,
    law: ['Regulation (EU) 2016/679 7(3)'],
    errors: [{ pointer: '/data/reason', reason: rule.reason, remedy: rule.remedy }],
  })
})
