// One connection set to the brokers, made so that it can be thrown away at any moment.

import { connect as connectTcp, isIP, type Socket } from 'node:net'
import { checkServerIdentity, connect as connectTls } from 'node:tls'
import type { KafkaConfig } from 'kafkajs'
import { Kafka, logLevel } from './kafkajs.ts'

/** Where the brokers are and who we are to them. */
export interface BusSettings {
  /** `host:port` of some brokers; the rest is learnt from them. */
  readonly brokers: readonly string[]
  /** Shown in the broker's log; say which process this is. */
  readonly clientId: string
  /** The authority that signed the brokers' certificates, PEM. Absent: no TLS, for a trusted network only. */
  readonly tls?: { readonly ca: string } | undefined
  /** SCRAM-SHA-512. */
  readonly sasl: { readonly username: string; readonly password: string }
  /**
   * Where to dial instead of an address the brokers give, `host:port` → `host:port`: for tunnels and address
   * translation. The certificate is still checked against the address the brokers give.
   */
  readonly dial?: Readonly<Record<string, string>> | undefined
}

/** One line for the log: ids, codes and durations; never what a message holds. */
export interface BusLine {
  readonly level: 'debug' | 'info' | 'warn' | 'error'
  readonly event: string
  readonly detail: string
}

export type BusLog = (line: BusLine) => void

/** A Kafka client of our own making. `drop` ends it at once, whatever it is doing, and leaves nothing behind. */
export interface BusClient {
  readonly kafka: Kafka
  drop(): void
}

/** Times in milliseconds; measured with killed and frozen brokers (docs: `requestTimeout` above the acks' timeout). */
export const times = {
  connection: 1_500,
  authentication: 3_000,
  request: 3_000,
  acknowledgement: 2_500,
  /** No answer for so long: the client is dropped and a new one is made. */
  watchdog: 6_000,
  metadataAge: 2_000,
} as const

/**
 * Makes a client. A new one shuffles the brokers, so making one anew is how we leave a broker that is silent.
 *
 * kafkajs itself cannot be stopped while it retries: it would connect again behind our back and send a batch that
 * we have long repeated. So it gets its sockets from us, and after `drop` it gets none.
 */
export function openClient(
  settings: BusSettings,
  { retries, log }: { retries: number; log: BusLog },
): BusClient {
  const sockets = new Set<Socket>()
  let isDropped = false

  const kafka = new Kafka({
    clientId: settings.clientId,
    brokers: [...settings.brokers],
    // kafkajs only looks whether this is set: the sockets are ours.
    ssl: settings.tls !== undefined,
    sasl: { mechanism: 'scram-sha-512', ...settings.sasl },
    connectionTimeout: times.connection,
    authenticationTimeout: times.authentication,
    requestTimeout: times.request,
    enforceRequestTimeout: true,
    retry: { initialRetryTime: 100, maxRetryTime: 1_000, factor: 0.2, multiplier: 2, retries },
    logLevel: logLevel.WARN,
    logCreator: logTo(log),
    socketFactory: ({ host, port, onConnect }) => {
      if (isDropped) throw new Error(dropped)
      const socket = dial(settings, { host, port, onConnect })
      sockets.add(socket)
      socket.once('close', () => sockets.delete(socket))
      return socket
    },
  })

  return {
    kafka,
    drop() {
      isDropped = true
      for (const socket of sockets) {
        // With an error, so that kafkajs rejects what waits for an answer on it.
        socket.destroy(new Error(dropped))
      }
      sockets.clear()
    },
  }
}

interface Dial {
  readonly host: string
  readonly port: number
  readonly onConnect: () => void
}

function dial({ tls, dial: instead }: BusSettings, { host, port, onConnect }: Dial): Socket {
  const target = splitAddress(instead?.[`${host}:${port}`] ?? `${host}:${port}`)
  const socket = tls
    ? connectTls(
        {
          ...target,
          ca: tls.ca,
          // RFC 6066 §3: a server name is never an address.
          ...(isIP(host) === 0 ? { servername: host } : {}),
          checkServerIdentity: (_, certificate) => checkServerIdentity(host, certificate),
        },
        onConnect,
      )
    : connectTcp(target, onConnect)
  return socket.setNoDelay(true).setKeepAlive(true, 30_000)
}

/** Splits `host:port`; an IPv6 address may stand in brackets. */
export function splitAddress(address: string): { host: string; port: number } {
  const colon = address.lastIndexOf(':')
  return { host: address.slice(0, colon).replace(/^\[|\]$/g, ''), port: Number(address.slice(colon + 1)) }
}

const dropped = 'this client has been dropped'

// Said by kafkajs at every start about a choice that is deliberate here (we repeat rejected batches ourselves).
const knownNoise = 'Limiting retries for the idempotent producer may invalidate EoS guarantees'

function logTo(log: BusLog): NonNullable<KafkaConfig['logCreator']> {
  return () =>
    ({ namespace, level, log: { message, broker, error } }) => {
      if (message.includes(dropped) || message === knownNoise) return
      // What kafkajs calls an error it mostly heals by itself; what it cannot heal reaches us as a rejection.
      const said = [namespace, message, broker, error].filter(
        (part) => typeof part === 'string' && part !== '',
      )
      log({ level: level <= logLevel.ERROR ? 'warn' : 'info', event: 'bus.client', detail: said.join(': ') })
    }
}
