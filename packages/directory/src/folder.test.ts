import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { readDirectory, writeRepository } from './folder.ts'
import { now, repository } from './repository.fixture.ts'
import { readRepository } from './repository.ts'
import { sourceAt } from './source.ts'

async function emptyFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'onward-directory-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  return folder
}

/** Whoever serves the repository, and what it does. */
async function serve(answer: Parameters<typeof createServer>[1]): Promise<string> {
  const server = createServer(answer ?? (() => {}))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const address = server.address()
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`
}

test('a repository is read from its folder, and from any web server that serves the folder', async () => {
  const { root, files } = await repository()
  const folder = await emptyFolder()
  await expect(readDirectory(folder, now)).rejects.toMatchObject({ code: 'DOCUMENT_UNREADABLE' })
  await writeRepository(folder, files)
  expect((await readDirectory(folder, now)).lanes()).toHaveLength(2)
  const written = await readdir(folder, { recursive: true })
  expect(written.filter((name) => name.endsWith('.part'))).toEqual([])

  const url = await serve((request, response) => {
    const bytes = files.get(String(request.url).replace('/onward/', ''))
    response.writeHead(bytes ? 200 : 404).end(bytes)
  })
  const read = (place: string) => readRepository({ root, source: sourceAt(place), now })
  expect((await read(`${url}/onward`)).directory.version).toBe(1)
  await expect(read(`${url}/elsewhere/`)).rejects.toMatchObject({ code: 'METADATA_MISSING' })
})

test('a web server that fails, leads elsewhere, or never ends is not followed', async () => {
  const read = async (answer: Parameters<typeof createServer>[1]) =>
    await sourceAt(await serve(answer))('metadata/timestamp.json', 1_000).catch(
      (error: { code: string }) => error.code,
    )
  const redirect = await serve((_, response) => void response.end('elsewhere'))
  expect([
    await read((_, response) => void response.end('{}')),
    await read((_, response) => void response.writeHead(404).end()),
    await read((_, response) => void response.writeHead(403).end()),
    await read((_, response) => void response.writeHead(500).end()),
    await read((_, response) => void response.writeHead(302, { location: redirect }).end()),
    await read((_, response) => void response.destroy()),
    await read((_, response) => {
      const more = () => response.write('x'.repeat(400), () => !response.destroyed && setImmediate(more))
      more()
    }),
    await sourceAt('http://127.0.0.1:1')('metadata/timestamp.json', 1_000).catch(
      (error: { code: string }) => error.code,
    ),
  ]).toEqual([
    Buffer.from('{}'),
    undefined,
    undefined,
    'REPOSITORY_UNREACHABLE',
    'REPOSITORY_UNREACHABLE',
    'REPOSITORY_UNREACHABLE',
    'REPOSITORY_TOO_LARGE',
    'REPOSITORY_UNREACHABLE',
  ])
})
