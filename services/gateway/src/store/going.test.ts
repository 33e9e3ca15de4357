import { createServer } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { faultOf, openStore } from './transaction.ts'

test('a server that lets somebody in and goes in the same breath ends no process: the first question is told', async () => {
  const message = (type: string, body: Buffer) => {
    const length = Buffer.alloc(4)
    length.writeInt32BE(body.length + 4)
    return Buffer.concat([Buffer.from(type), length, body])
  }
  // AuthenticationOk, ReadyForQuery, and what a server says that is shut down.
  const said = Buffer.concat([
    message('R', Buffer.alloc(4)),
    message('Z', Buffer.from('I')),
    message('E', Buffer.from('SFATAL\0C57P01\0Mterminating connection due to administrator command\0\0')),
  ])
  const server = createServer((socket) => socket.once('data', () => socket.end(said)))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  const address = server.address()
  if (typeof address !== 'object' || address === null) throw new Error('it listens nowhere')
  const store = openStore(`postgres://gateway@127.0.0.1:${address.port}/onward`, () => {})
  onTestFinished(() => store.close())
  const asked = store.connect().then((client) => client.query('select 1'))
  expect(faultOf(await asked.catch((error: unknown) => error))).toBe('unreachable')
})
