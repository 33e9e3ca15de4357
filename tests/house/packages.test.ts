import { expect, test } from 'vitest'
import { importsOf } from './imports.ts'
import { downloadAddresses, looseVersions, unnamedImports } from './packages.ts'
import { readCode, readProject } from './project.ts'

const manifests = readProject('package.json', '{packages,services}/*/package.json')
const lock = readProject('package-lock.json').get('package-lock.json') ?? ''

test('T36 every package of others is at one exact version', () => {
  expect(manifests.size).toBeGreaterThan(7)
  expect(looseVersions(manifests)).toEqual([])
  const dependencies = {
    '@onward/seal': '*',
    fastify: '^5.0.0',
    jose: '6.2.17',
    pg: '*',
    postgres: '18.4.0-beta.17',
  }
  const made = new Map([
    ['package.json', JSON.stringify({ dependencies, devDependencies: { vitest: 'latest' } })],
  ])
  expect(looseVersions(made)).toEqual([
    'package.json fastify@^5.0.0',
    'package.json pg@*',
    'package.json vitest@latest',
  ])
})

test('T36 the lock file holds hashes and no download addresses', () => {
  expect(downloadAddresses(lock)).toEqual([])
  expect(lock.match(/"integrity": "sha512-/g)?.length).toBeGreaterThan(200)
  const made =
    '{ "resolved": "https://registry.example/a.tgz", "b": { "resolved": "packages/b", "link": true } }'
  expect(downloadAddresses(made)).toEqual(['https://registry.example/a.tgz'])
})

test('the lock file holds the runtime, for every system it exists for at this version', () => {
  // A runtime is named after its system; `node-releases`, a list that comes with the mutation tests, is none.
  const runtimes = [
    ...lock.matchAll(
      /"node_modules\/(node-(?:aix|darwin|linux|sunos|win)-[\w-]+)": \{\s*"version": "([\d.]+)"/g,
    ),
  ]
  const packaged = runtimes.map(([, name, version]) => `${name} ${version}`)
  const wanted = JSON.parse(manifests.get('package.json') ?? '{}').optionalDependencies
  expect(packaged.toSorted()).toEqual(
    Object.entries(wanted)
      .map(([name, version]) => `${name} ${version}`)
      .toSorted(),
  )
  expect(new Set(Object.values(wanted)).size).toBe(1)
})

test('a package imports only what its package.json names', () => {
  expect(unnamedImports(importsOf(readCode()), manifests)).toEqual([])
  const made = importsOf(
    new Map([
      [
        'packages/seal/src/a.ts',
        "import { x } from '@noble/curves/ed25519.js'\nimport { y } from '@onward/contract'\nimport { z } from 'node:crypto'",
      ],
      ['packages/seal/src/a.test.ts', "import { test } from 'vitest'"],
    ]),
  )
  const named = new Map([['packages/seal/package.json', '{ "dependencies": { "jose": "6.2.17" } }']])
  expect(unnamedImports(made, named)).toEqual([
    'packages/seal/src/a.ts → @noble/curves',
    'packages/seal/src/a.ts → @onward/contract',
  ])
})
