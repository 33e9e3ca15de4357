// The import table, on the project and on small sets of files with one thing wrong in each.
import { expect, test } from 'vitest'
import { importTable } from './import-table.ts'
import { circleIn, importsOf } from './imports.ts'
import { type Files, readCode } from './project.ts'

const project = importsOf(readCode())

test.each(importTable)('$name', ({ refuses }) => {
  expect(project.filter(refuses)).toEqual([])
})

test('no files load each other in a circle', () => {
  expect(circleIn(project)).toBeUndefined()
})

test('the imports of the project are found at all', () => {
  const count = (from: string, to: string) =>
    project.filter((each) => each.from.startsWith(from) && each.to.startsWith(to)).length
  expect(count('packages/seal/src/', 'packages/contract/src/index.ts')).toBeGreaterThan(5)
  expect(count('packages/bus/src/', 'kafkajs')).toBeGreaterThan(2)
  expect(count('services/gateway/src/gateway.ts', 'services/gateway/src/')).toBeGreaterThan(10)
})

const gateway = 'services/gateway/src'

/** rule → a file, what it holds, and whether the table must name the rule. */
const planted: readonly (readonly [rule: string, path: string, text: string])[] = [
  [
    'a package stands only on the packages below it',
    'packages/seal/src/open.ts',
    "import { fold } from '@onward/referral'",
  ],
  [
    'a package stands only on the packages below it',
    'packages/contract/src/event.ts',
    "import type { Directory } from '../../directory/src/index.ts'",
  ],
  [
    'a package stands only on the packages below it',
    'packages/bus/src/lanes.ts',
    "import {\n  openEnvelope,\n} from '@onward/seal'",
  ],
  [
    'a package stands only on the packages below it',
    'packages/htcds/src/import.ts',
    "import { decide } from '@onward/referral'",
  ],
  [
    'a package stands only on the packages below it',
    'packages/calendar/src/calendar.ts',
    "import type { Referral } from '@onward/referral'",
  ],
  [
    'a package stands only on the packages below it',
    'packages/referral/src/deadlines.ts',
    "import type { Span } from '@onward/calendar'",
  ],
  [
    'referral takes nothing but types from contract',
    'packages/referral/src/fold.ts',
    "import { digest } from '@onward/contract'",
  ],
  [
    'referral takes nothing but types from contract',
    'packages/referral/src/fold.ts',
    "import { type Event } from '@onward/contract'",
  ],
  [
    'audit, seal and contract ask nothing of Node but hashes, keys and signatures, referral and htcds not even that',
    'packages/referral/src/fold.ts',
    "import { randomUUID } from 'node:crypto'",
  ],
  [
    'audit, seal and contract ask nothing of Node but hashes, keys and signatures, referral and htcds not even that',
    'packages/audit/src/tree.ts',
    "import * as fs from 'node:fs'",
  ],
  [
    'audit, seal and contract ask nothing of Node but hashes, keys and signatures, referral and htcds not even that',
    'packages/htcds/src/records.ts',
    "import { readFileSync } from 'node:fs'",
  ],
  [
    'audit and referral need no package of others',
    'packages/audit/src/note.ts',
    "import { sha256 } from '@noble/hashes/sha2.js'",
  ],
  ['only bus imports a Kafka client', `${gateway}/gateway.ts`, "import { Kafka } from 'kafkajs'"],
  [
    'only bus imports a Kafka client',
    'infra/broker/ready.ts',
    // In two parts, or this file itself would be seen to import it.
    ['const { Admin } = await import', "('@platformatic/kafka')"].join(''),
  ],
  ['only bus imports a Kafka client', 'tests/faults/broker.test.ts', "import type { Kafka } from 'kafkajs'"],
  [
    'a package never imports a service, the infrastructure or the tests',
    'packages/directory/src/folder.ts',
    "import { writeWhole } from '../../../infra/atomic.ts'",
  ],
  [
    'a service never imports another service, the infrastructure or the tests',
    'services/console/src/main.ts',
    "import { submit } from '../../gateway/src/submit.ts'",
  ],
  [
    'a service never imports another service, the infrastructure or the tests',
    `${gateway}/main.ts`,
    "export { readState } from '../../../infra/state.ts'",
  ],
  [
    'only tests and their set-up import testing',
    `${gateway}/main.ts`,
    "import { startTestServers } from '@onward/testing'",
  ],
  [
    'a step of the gateway knows nothing of HTTP',
    `${gateway}/submit.ts`,
    "import type { FastifyRequest } from 'fastify'",
  ],
  [
    'a step of the gateway knows nothing of HTTP',
    `${gateway}/receive.ts`,
    "import { Problem } from './http/problem.ts'",
  ],
  [
    'a step of the gateway knows nothing of HTTP',
    `${gateway}/log/witness.ts`,
    "import type { Problem } from '../http/problem.ts'",
  ],
  [
    'a step of the gateway loads no store, database or bus code',
    `${gateway}/relay.ts`,
    "import { openProducer } from '@onward/bus'",
  ],
  [
    'a step of the gateway loads no store, database or bus code',
    `${gateway}/checkpoint.ts`,
    "import { type Checkpoint } from './store/log.ts'",
  ],
  [
    'a step of the gateway loads no store, database or bus code',
    `${gateway}/receive/settle.ts`,
    "import pg from 'pg'",
  ],
  [
    'store knows nothing of HTTP',
    `${gateway}/store/commit.ts`,
    "import { Problem } from '../http/problem.ts'",
  ],
  [
    'a route loads nothing of the store but the names of its faults: it calls the functions it is given',
    `${gateway}/http/case/referrals.ts`,
    "import { loadReferrals } from '../../store/referrals.ts'",
  ],
]

test.each(planted)('a violation is seen: %s (%s)', (rule, path, text) => {
  expect(refusedIn(new Map([[path, text]]))).toEqual([rule])
})

test('every rule of the table has a violation it must see', () => {
  expect(new Set(planted.map(([rule]) => rule))).toEqual(new Set(importTable.map(({ name }) => name)))
})

const allowed: readonly (readonly [path: string, text: string])[] = [
  ['packages/referral/src/fold.ts', "import type { Event } from '@onward/contract'"],
  [
    'packages/referral/src/fold.test.ts',
    "import { digest } from '@onward/contract'\nimport { test } from 'vitest'",
  ],
  ['packages/audit/src/hash.ts', "import { createHash } from 'node:crypto'"],
  ['packages/bus/test/broker.ts', "import { Kafka } from 'kafkajs'"],
  [
    `${gateway}/gateway.ts`,
    "import * as outbox from './store/lane/outbox.ts'\nimport { openConsumer } from '@onward/bus'",
  ],
  [`${gateway}/relay.ts`, "import type { Pending } from './store/lane/outbox.ts'"],
  [
    `${gateway}/background/log.ts`,
    "import * as outbox from '../store/lane/outbox.ts'\nimport { openConsumer } from '@onward/bus'",
  ],
  [`${gateway}/submit.test.ts`, "import { cloneDatabase } from '@onward/testing'"],
  [`${gateway}/remind.ts`, "import { calendarOf } from '@onward/calendar'"],
  ['tests/faults/kill.test.ts', "import { startTestServers } from '@onward/testing'"],
]

test.each(allowed)('what is allowed passes: %s', (path, text) => {
  expect(refusedIn(new Map([[path, text]]))).toEqual([])
})

test('a circle of three files is named, the way round', () => {
  const files = new Map([
    ['a.ts', "import { b } from './b.ts'"],
    ['b.ts', "export * from './c.ts'"],
    ['c.ts', "import { b } from './b.ts'"],
  ])
  expect(circleIn(importsOf(files))).toEqual(['b.ts', 'c.ts', 'b.ts'])
})

test('a circle through the doors of two packages is seen', () => {
  const files = new Map([
    ['packages/seal/src/index.ts', "export { seal } from './seal.ts'"],
    ['packages/seal/src/seal.ts', "import { key } from '@onward/directory'"],
    ['packages/directory/src/index.ts', "import { seal } from '@onward/seal'"],
  ])
  expect(circleIn(importsOf(files))).toHaveLength(4)
})

test('a circle of types is none: nothing is loaded', () => {
  const files = new Map([
    ['a.ts', "import type { B } from './b.ts'"],
    ['b.ts', "import { a } from './a.ts'"],
  ])
  expect(circleIn(importsOf(files))).toBeUndefined()
})

test('every form of import is read', () => {
  const text = [
    "import './reflect.ts'",
    "import jwt from '@fastify/jwt'",
    "import Fastify, { type FastifyInstance } from 'fastify'",
    "import * as x509 from '@peculiar/x509'",
    "import {\n  a,\n  type B,\n} from './ab.ts'",
    "export type * from './generated.ts'",
    "export { c } from './c.ts'",
    'export const d = 1',
    "const { e } = await import('./e.ts')",
  ].join('\n')
  expect(importsOf(new Map([['x/y.ts', text]])).map(({ to, kind }) => `${kind} ${to}`)).toEqual([
    'value x/reflect.ts',
    'value @fastify/jwt',
    'value fastify',
    'value @peculiar/x509',
    'value x/ab.ts',
    'type x/generated.ts',
    'value x/c.ts',
    'value x/e.ts',
  ])
})

function refusedIn(files: Files): readonly string[] {
  const imports = importsOf(files)
  return importTable.filter(({ refuses }) => imports.some(refuses)).map(({ name }) => name)
}
