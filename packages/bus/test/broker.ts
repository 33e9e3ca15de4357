// The broker of the test run, and lanes of one's own on it: every test has its own members, so order never matters.

import { randomInt } from 'node:crypto'
import { inject } from 'vitest'
import { type BusSettings, laneName, pairedLane, provision } from '../src/index.ts'

interface Broker {
  readonly brokers: readonly string[]
  readonly ca: string
  readonly admin: { readonly username: string; readonly password: string }
}

export interface TestLane {
  readonly lane: string
  readonly paired: string
  readonly to: string
  readonly from: string
  readonly sender: BusSettings
  readonly receiver: BusSettings
}

/** Where the broker is. The run's global set-up starts it and provides `servers`. */
export function broker(): Broker {
  // The type of what is provided is declared once, by whoever provides it; here the shape is looked at.
  const servers: unknown = Reflect.apply(inject, undefined, ['servers'])
  if (!isServers(servers)) throw new Error('the test run provides no `servers.broker`')
  return servers.broker
}

export function settingsOf(sasl: BusSettings['sasl'], more: Partial<BusSettings> = {}): BusSettings {
  const { brokers, ca } = broker()
  return { brokers, tls: { ca }, clientId: `test-${sasl.username}`, sasl, ...more }
}

export function adminSettings(): BusSettings {
  return settingsOf(broker().admin)
}

/** Two members nobody else has, and the lanes between them. */
export async function openTestLane(): Promise<TestLane> {
  const [to, from] = [memberCode(), memberCode()]
  const lane = laneName({ to, from })
  const members = [to, from].map((code) => ({ code, username: code, password: `${code}-secret` }))
  await provision(adminSettings(), { members, lanes: [lane, pairedLane(lane)] })
  return { lane, paired: pairedLane(lane), to, from, sender: userSettings(from), receiver: userSettings(to) }
}

export function userSettings(code: string, more: Partial<BusSettings> = {}): BusSettings {
  return settingsOf({ username: code, password: `${code}-secret` }, more)
}

export function memberCode(): string {
  return Array.from({ length: 8 }, () => String.fromCharCode(65 + randomInt(26))).join('')
}

/** Waits until a claim holds. Only for what comes from another process. */
export async function until(claim: () => boolean, what: string, ms = 30_000): Promise<void> {
  const end = Date.now() + ms
  while (!claim()) {
    if (Date.now() > end) throw new Error(`did not happen within ${ms} ms: ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}

function isServers(value: unknown): value is { broker: Broker } {
  return typeof value === 'object' && value !== null && 'broker' in value
}
