/** Somebody who breaks the glass at a recorded member, as far as a test needs it to be. */
import { randomUUID } from 'node:crypto'
import { expect } from 'vitest'
import type { Role } from '../actor.ts'
import type { RecordedMember } from '../recorded-member.test-data.ts'

export const text = 'She has not come home, and her sister says that he was seen at the station.'

/** Claims of somebody who has just signed in with a security key. */
export function fresh(sub: string, organisation: string, changes: object = {}) {
  return { sub, organisation, acr: 'phrh', auth_time: Math.floor(Date.now() / 1000), ...changes }
}

/** A caseworker of a desk that has nothing to do with the case; another person each time. */
export function outsider() {
  const sub = `night-${randomUUID().slice(0, 8)}`
  return { sub, claims: fresh(sub, 'nl-night-desk') }
}

/** What people do at this member. */
export function glassAt(nl: RecordedMember) {
  async function offered(): Promise<string> {
    const { status, body } = await nl.post('/v1/referrals', nl.offer('RO'))
    expect(status).toBe(201)
    return `/v1/referrals/${body.referral}`
  }

  function breaking(
    path: string,
    claims: Record<string, unknown>,
    body: object = { reason: 'safety', text },
  ) {
    return nl.post(`${path}/break-glass`, body, randomUUID(), 'caseworker', claims)
  }

  function confirming(
    path: string,
    grant: string,
    claims = fresh('nl-fp-01', 'nl-focal-point'),
    role: Role = 'focal-point',
  ) {
    return nl.post(`${path}/break-glass/${grant}/confirm`, {}, randomUUID(), role, claims)
  }

  const reading = async (path: string, claims: Record<string, unknown>) =>
    (await nl.get(path, 'caseworker', claims)).body.reading

  async function opened() {
    const path = await offered()
    const { sub, claims } = outsider()
    const { status, body } = await breaking(path, claims)
    expect([status, body.state]).toEqual([201, 'waiting'])
    const grant: string = body.grant
    return { path, sub, claims, grant, referral: path.slice('/v1/referrals/'.length) }
  }

  return { offered, breaking, confirming, reading, opened }
}
