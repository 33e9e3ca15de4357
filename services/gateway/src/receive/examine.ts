/**
 * The part of receiving that needs nothing but the bytes: checks 1–11 and 14–19, for a whole batch, before any
 * question to the database. 14–19 may run before 13 is judged, never before 11 (protocol §4).
 */
import type { KeyObject } from 'node:crypto'
import type { Directory } from '@onward/directory'
import {
  type Authentication,
  authenticate,
  type EventAttributes,
  type OpenedEnvelope,
  openEnvelope,
  type RefusedEnvelope,
} from '@onward/seal'
import type { QuarantinedMessage } from '../store/lane/quarantine.ts'
import type { Vault } from '../trust/vault.ts'

/** A message as it came. */
export interface Arrival {
  readonly lane: string
  readonly offset: bigint
  readonly bytes: Uint8Array
  /** When it first came; a message that waited keeps it. */
  readonly arrivedAt: Date
  /** The quarantine entry that it comes back from; `settled`: its number has been judged already. */
  readonly waited?: Pick<QuarantinedMessage, 'id' | 'state' | 'settled'> | undefined
}

export interface Examined {
  readonly arrival: Arrival
  readonly authentication: Authentication
  /** For an authentic envelope only. */
  readonly opened?: OpenedEnvelope | RefusedEnvelope | undefined
}

/** What the envelope's author signed, whether or not it can be read. */
export function attributesOf({ opened }: Examined): EventAttributes | undefined {
  return opened?.ok ? opened.event : opened?.signed?.event
}

export interface ExamineDeps {
  readonly member: string
  readonly exercise: boolean
  readonly now: () => Date
  readonly directory: () => Directory
  /** The directory has been too old for too long: by it nothing is believed. */
  readonly isTrustEnded: () => boolean
  readonly decryptKey: (kid: string) => KeyObject | undefined
}

/** Never throws, whatever the bytes. */
export function examine(deps: ExamineDeps, arrival: Arrival): Examined {
  const { member, exercise, now, decryptKey } = deps
  const directory = deps.directory()
  const authentication = authenticate(arrival.bytes, {
    directory,
    self: { member, exercise },
    lane: arrival.lane,
    nowSeconds: seconds(arrival.waited ? now() : arrival.arrivedAt),
    arrivedSeconds: seconds(arrival.arrivedAt),
    isTrustEnded: deps.isTrustEnded(),
  })
  if (!authentication.ok || authentication.message.kind !== 'envelope') return { arrival, authentication }
  return { arrival, authentication, opened: openEnvelope(authentication.message, { directory, decryptKey }) }
}

function seconds(time: Date): number {
  return Math.floor(time.getTime() / 1_000)
}

/** A message that waited, as it first came; undefined once its bytes are erased. */
export function waitedArrival(
  deps: { readonly vault: Vault },
  message: QuarantinedMessage,
): Arrival | undefined {
  if (!message.body) return undefined
  const { id, lane, offset, state, settled } = message
  const bytes = deps.vault.unlockBody(id, message.body)
  return { lane, offset, bytes, arrivedAt: new Date(message.arrivedAt), waited: { id, state, settled } }
}
