// What kafkajs cannot ask a broker for, or only in an older form, is asked with another client, one request on a connection.

import { type BusSettings, splitAddress } from './client.ts'
import { asBusError, BusError } from './fault.ts'

type Client = typeof import('@platformatic/kafka')
type Connection = InstanceType<Client['Connection']>

/** In ms, for TLS and SCRAM too: while many processes start at once, on two cores, five seconds are not enough. */
const CONNECTED_WITHIN_MS = 20_000

/** Connects to the first broker, asks, and closes. Rejects with `BusError`; `doing` says in it what was asked for. */
export async function oneRequest<T>(
  { clientId, sasl, tls, brokers, dial }: BusSettings,
  doing: string,
  ask: (client: Client, connection: Connection) => Promise<T>,
  connectedWithinMs = CONNECTED_WITHIN_MS,
): Promise<T> {
  // Loaded only here: a gateway, which never asks like this, need not carry a second client in its memory.
  const client = await import('@platformatic/kafka')
  const connection = new client.Connection(clientId, {
    sasl: { mechanism: 'SCRAM-SHA-512', ...sasl },
    ...(tls ? { tls: { ca: tls.ca } } : {}),
    connectTimeout: connectedWithinMs,
  })
  // What it finds after it was given up was told by then, and would end the process where nobody listens.
  connection.on('error', () => {})
  const address = brokers[0]
  if (address === undefined) throw new BusError('UNREACHABLE', 'no broker is configured')
  const { host, port } = splitAddress(dial?.[address] ?? address)
  try {
    await connection.connect(host, port)
    return await ask(client, connection)
  } catch (error) {
    throw asBusError(error, doing)
  } finally {
    await connection.close()
  }
}
