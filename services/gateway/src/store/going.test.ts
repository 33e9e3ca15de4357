import { createServer } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { migrate } from './migrate.ts'
import { faultOf, openStore } from './transaction.ts'

/** Lets everybody in and says in the same breath that it is shut down; gives its address. */
async function goingServer(): Promise<string> {
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
  return `postgres://gateway@127.0.0.1:${address.port}/onward`
}

test('a server that lets somebody in and goes in the same breath ends no process: the first question is told', async () => {
  const store = openStore(await goingServer(), () => {})
  onTestFinished(() => store.close())
  const asked = store.connect().then((client) => client.query('select 1'))
  expect(faultOf(await asked.catch((error: unknown) => error))).toBe('unreachable')
})

test('a migration at a server that goes as it comes in fails, and ends no process', async () => {
  const roles = { gateway: 'gateway', eraser: 'eraser', auditor: 'auditor' }
  const migrated = migrate(await goingServer(), roles)
  expect(faultOf(await migrated.catch((error: unknown) => error))).toBe('unreachable')
})
