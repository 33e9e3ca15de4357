import { once } from 'node:events'
import { createServer } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, onTestFinished, test } from 'vitest'
import { oneRequest } from './one-request.ts'

test('a broker that takes a connection and says nothing is UNREACHABLE, and ends nothing here', async () => {
  const deaf = createServer().listen(0, '127.0.0.1')
  onTestFinished(() => {
    deaf.close()
  })
  await once(deaf, 'listening')
  const address = deaf.address()
  const port = typeof address === 'object' ? address?.port : undefined
  const settings = {
    clientId: 'test',
    brokers: [`127.0.0.1:${port}`],
    sasl: { username: 'NL', password: 'of nobody' },
  }
  const asked = oneRequest(settings, 'ask', async () => 'answered', 200)
  await expect(asked).rejects.toMatchObject({ name: 'BusError', code: 'UNREACHABLE' })
  // What the connection finds out now is heard by nobody: thrown, it would fail this run.
  await sleep(300)
})
