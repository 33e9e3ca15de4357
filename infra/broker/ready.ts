// Whether a broker takes connections.
import { connect } from 'node:net'
import { connect as connectTls } from 'node:tls'

const TIMEOUT_MS = 2_000

/** A TCP connection, and with an authority's certificate a TLS handshake, succeeds. Never rejects. */
export function answers(broker: string, ca: string | undefined): Promise<boolean> {
  const { hostname: host, port } = new URL(`kafka://${broker}`)
  return new Promise((resolve) => {
    const target = { host, port: Number(port) }
    const socket = ca === undefined ? connect(target) : connectTls({ ...target, ca })
    const finish = (answer: boolean) => {
      socket.destroy()
      resolve(answer)
    }
    socket.setTimeout(TIMEOUT_MS, () => finish(false))
    socket.on('error', () => finish(false))
    socket.on(ca === undefined ? 'connect' : 'secureConnect', () => finish(true))
  })
}
