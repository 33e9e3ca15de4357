/** Settings of the provisioning principal at the broker, from a file that only its owner may read. */
import { readFile } from 'node:fs/promises'
import type { BusSettings } from '@onward/bus'
import { readJson } from './place.ts'

export interface BrokerFile {
  readonly settings: BusSettings
  /** Names of the members' principals; a member that is not named here has its code for one. */
  readonly usernames: Readonly<Record<string, string>>
}

/**
 * `{ "brokers": ["host:port"], "username": "…", "passwordFile": "…", "caFile": "…", "usernames": { "RO": "…" } }`; without
 * `caFile` the connection is not encrypted.
 */
export async function readBrokerFile(file: string): Promise<BrokerFile> {
  const value = await readJson(file)
  const given =
    typeof value === 'object' && value !== null ? new Map<string, unknown>(Object.entries(value)) : new Map()
  const text = (name: string): string => {
    const found = given.get(name)
    if (typeof found !== 'string' || found === '') throw new Error(`${file}: ${name} is missing`)
    return found
  }
  const brokers: unknown = given.get('brokers')
  if (!Array.isArray(brokers) || brokers.length === 0 || !brokers.every((each) => typeof each === 'string'))
    throw new Error(`${file}: brokers is not a list of host:port`)
  const password = (await readFile(text('passwordFile'), 'utf8')).trim()
  const ca = given.has('caFile') ? await readFile(text('caFile'), 'utf8') : undefined
  const sasl = { username: text('username'), password }
  return {
    settings: { brokers, clientId: 'onward-provision', sasl, ...(ca !== undefined && { tls: { ca } }) },
    usernames: Object.fromEntries(
      Object.entries(given.get('usernames') ?? {}).map(([code, name]) => [code, String(name)]),
    ),
  }
}
