// What a test of receivers begins with: an offer to one of their organisations, and how its answers are shown.
import type { ReferralSubmitted } from '@onward/contract'
import type { Pair } from '@onward/testing'
import { expect } from 'vitest'

/** An organisation of the receiver by the end of its name. */
export function organisationOf({ receiver }: Pair, name: string): string {
  return `${receiver.code.toLowerCase()}-${name}`
}

/** A day so many days from now. */
export function day(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
}

/** Offers a case to an organisation of the receiver, which the person has agreed to, with these besides. */
export async function offer(
  pair: Pair,
  to: string,
  others: readonly string[] = [],
): Promise<{ readonly referral: string; readonly permissionId: string }> {
  const { permission, ...rest } = await pair.offer()
  const recipients = [to, ...others].map((name) => ({
    member: pair.receiver.code,
    organisation: organisationOf(pair, name),
  }))
  const body: ReferralSubmitted = {
    ...rest,
    to: { ...rest.to, organisation: organisationOf(pair, to), role: 'Shelter' },
    permission: { ...permission, scope: { ...permission.scope, recipients } },
  }
  const said = await pair.sender.as('caseworker').post('/v1/referrals', body, { prefer: 'wait=10' })
  expect(said).toMatchObject({ status: 201, body: { receipt: { st: 'stored' } } })
  return { referral: said.text('/referral'), permissionId: permission.permissionId }
}

/** The answers to a referral, as one side shows them. */
export async function answersAt(pair: Pair, side: 'sender' | 'receiver', referral: string): Promise<unknown> {
  const { body } = await pair[side].as('focal-point').get(`/v1/referrals/${referral}`)
  return Object(body).answers
}

/** `kind answer how-many` of every answer that one side has counted. */
export async function answersCounted(pair: Pair, side: 'sender' | 'receiver'): Promise<readonly string[]> {
  const { body } = await pair[side].as('operator').get('/metrics')
  return String(body)
    .split('\n')
    .flatMap(
      (line) =>
        /^onward_answers_total\{kind="(\w+)",answer="(\w+)".*\} (\d+)$/.exec(line)?.slice(1).join(' ') ?? [],
    )
    .toSorted()
}
