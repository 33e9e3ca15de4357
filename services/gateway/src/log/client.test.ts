import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { treeHead } from '@onward/audit'
import { expect, onTestFinished, test } from 'vitest'
import { addCheckpointAt, checkpointAt, tilesAt } from './client.ts'
import { memoryLog, noteKeys } from './memory-log.test-data.ts'

/** The address of a server that answers so, until the test is over. */
async function serving(answer: RequestListener): Promise<string> {
  const server = createServer(answer)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  // Sound: a server that listens on a port has such an address.
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/log/`
}

test('a witness is asked under its prefix, and its answer is told whatever it is', async () => {
  const asked: string[] = []
  const url = await serving((request, response) => {
    request.on('data', (bytes) => asked.push(`${request.method} ${request.url} ${bytes}`))
    request.on('end', () => response.writeHead(409).end('7\n'))
  })
  expect(await addCheckpointAt(url, 'old 0\n')).toEqual({ status: 409, body: '7\n' })
  expect(asked).toEqual(['POST /log/add-checkpoint old 0\n'])
})

test('a log may have the full tile in the place of a partial one', async () => {
  const log = await memoryLog(noteKeys('gateway.ro.example/log'))
  const full = Buffer.alloc(8_192, await log.readTile({ level: 0, index: 0, width: 40 }))
  const asked: string[] = []
  const url = await serving((request, response) => {
    asked.push(request.url ?? '')
    if (request.url === '/log/tile/0/000') response.end(full)
    else response.writeHead(404).end()
  })
  expect(await treeHead(7, tilesAt(url))).toEqual((await log.at(7)).root)
  expect(asked).toEqual(['/log/tile/0/000.p/7', '/log/tile/0/000'])
})

test.each<readonly [string, RequestListener]>([
  ['refuses', (_, response) => response.writeHead(503).end('later')],
  ['leads elsewhere', (_, response) => response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end()],
  ['goes on and on', (_, response) => response.end('x'.repeat(200_000))],
  [
    'breaks off',
    (_, response) => {
      response.writeHead(200, { 'content-length': '10' })
      response.write('x', () => response.destroy())
    },
  ],
  ['says nothing', (request) => request.socket.destroy()],
])('a log that %s has not been read', async (_, answer) => {
  await expect(checkpointAt(await serving(answer))).rejects.toThrow()
})
