// A TCP proxy that misbehaves on command. It sees only ciphertext, so it works on bytes and directions, not requests.

import { connect, createServer, type Socket } from 'node:net'

export interface Swallow {
  /** How many answers are swallowed in all. */
  readonly times: number
  /** Only the answer to something larger than this counts: a record, not a handshake. */
  readonly overBytes: number
}

export interface FaultProxy {
  /** Where to dial, `host:port`. */
  readonly address: string
  /** How many connections have been accepted. */
  readonly accepted: () => number
  /** How many answers have been swallowed. */
  readonly swallowed: () => number
  /** Breaks every connection. New ones are refused while `refuse` is on. */
  cut(): void
  /** `on`: new connections are closed at once. */
  refuse(mode: 'on' | 'off'): void
  /** Nothing passes either way and nothing is closed; new connections are accepted and hear nothing. */
  freeze(): void
  /** What was held back flows again. */
  thaw(): void
  /** Every chunk is late by so many milliseconds; 0 ends it. */
  slow(ms: number): void
  /** The broker does its work, its answer is dropped, the connection is cut. */
  swallow(what: Swallow): void
  close(): Promise<void>
}

/** Starts a proxy in front of `target` (`host:port`). */
export async function openFaultProxy(target: string): Promise<FaultProxy> {
  const [host, port] = target.split(':')
  const pairs = new Set<{ readonly client: Socket; readonly server: Socket }>()
  let accepted = 0
  let swallowed = 0
  let isRefusing = false
  let isFrozen = false
  let delay = 0
  let swallowing: Swallow = { times: 0, overBytes: 0 }

  const listener = createServer((client) => {
    accepted += 1
    if (isRefusing) {
      client.destroy()
      return
    }
    const server = connect({ host: host ?? '127.0.0.1', port: Number(port), noDelay: true })
    client.setNoDelay(true)
    const pair = { client, server }
    pairs.add(pair)
    const end = () => {
      pairs.delete(pair)
      client.destroy()
      server.destroy()
    }
    // Sent since the broker last answered on this connection.
    let asked = 0
    const pass = (to: Socket, chunk: Buffer) => {
      if (delay === 0) to.write(chunk)
      else setTimeout(() => to.writable && to.write(chunk), delay)
    }
    client.on('data', (chunk) => {
      asked += chunk.length
      pass(server, chunk)
    })
    server.on('data', (chunk) => {
      if (swallowing.times > 0 && asked > swallowing.overBytes) {
        swallowing = { ...swallowing, times: swallowing.times - 1 }
        swallowed += 1
        end()
        return
      }
      asked = 0
      pass(client, chunk)
    })
    for (const socket of [client, server]) socket.on('close', end).on('error', end)
    if (isFrozen) hold(pair)
  })
  const hold = ({ client, server }: { client: Socket; server: Socket }) => {
    client.pause()
    server.pause()
  }

  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve))
  const bound = listener.address()
  const address = `127.0.0.1:${typeof bound === 'object' && bound ? bound.port : 0}`
  const cut = () => {
    for (const { client, server } of pairs) {
      client.destroy()
      server.destroy()
    }
  }

  return {
    address,
    accepted: () => accepted,
    swallowed: () => swallowed,
    cut,
    refuse(mode) {
      isRefusing = mode === 'on'
    },
    freeze() {
      isFrozen = true
      for (const pair of pairs) hold(pair)
    },
    thaw() {
      isFrozen = false
      for (const { client, server } of pairs) {
        client.resume()
        server.resume()
      }
    },
    slow(ms) {
      delay = ms
    },
    swallow(what) {
      swallowing = what
    },
    async close() {
      cut()
      await new Promise((resolve) => listener.close(resolve))
    },
  }
}

/** Settings under which every broker is dialled through the proxy, whatever address it gives. */
export function through<T extends { readonly brokers: readonly string[] }>(
  settings: T,
  { address }: FaultProxy,
) {
  return { ...settings, dial: Object.fromEntries(settings.brokers.map((broker) => [broker, address])) }
}
