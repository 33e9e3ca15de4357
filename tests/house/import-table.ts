// Who may import what (ARCHITECTURE.md, "Who may import what"). One row, one rule; what is not refused is allowed.
import type { Import } from './imports.ts'

export interface ImportRule {
  readonly name: string
  readonly refuses: (each: Import) => boolean
}

/** What a package may stand on. `types`: only what is erased before the code runs. */
const below: Readonly<
  Record<string, { readonly packages: readonly string[]; readonly kind: 'value' | 'type' }>
> = {
  contract: { packages: [], kind: 'value' },
  referral: { packages: ['contract'], kind: 'type' },
  seal: { packages: ['contract'], kind: 'value' },
  directory: { packages: ['contract'], kind: 'value' },
  htcds: { packages: ['contract'], kind: 'value' },
  audit: { packages: [], kind: 'value' },
  calendar: { packages: [], kind: 'value' },
  bus: { packages: ['contract'], kind: 'value' },
  evidence: { packages: ['contract', 'seal', 'directory', 'audit'], kind: 'value' },
  cli: { packages: ['contract', 'seal', 'directory', 'audit', 'evidence', 'bus'], kind: 'value' },
}

/** The Node modules of a package whose code must run wherever its rules are needed; the others may take any. */
const nodeModules: Readonly<Record<string, readonly string[]>> = {
  contract: ['node:crypto'],
  referral: [],
  htcds: [],
  seal: ['node:crypto'],
  audit: ['node:crypto'],
}

const kafkaClients = ['kafkajs', '@platformatic/kafka']
const gateway = 'services/gateway/src'
/**
 * What joins the steps to HTTP, store and bus, and the two rooms that are joined. Every other file, in whatever room, is
 * a step or a part of one.
 */
const besideSteps = [
  ...['main.ts', 'gateway.ts', 'background.ts', 'clients.ts', 'api.ts', 'app.ts', 'eraser.ts'],
  ...['background/', 'api/', 'http/', 'store/'],
].map((name) => `${gateway}/${name}`)

/** Tests, and what only tests use. */
export const isTest = (path: string) =>
  /\.(test|test-data|fixture)\.ts$|^packages\/[\w-]+\/test\/|^tests\//.test(path)

const packageOf = (path: string) => /^packages\/([\w-]+)\//.exec(path)?.[1]
const serviceOf = (path: string) => /^services\/([\w-]+)\//.exec(path)?.[1]
const isNode = (name: string) => name.startsWith('node:')
const isOurs = (path: string) => /^(packages|services|infra|tests)\//.test(path)
const isOf = (name: string, packages: readonly string[]) =>
  packages.some((each) => name === each || name.startsWith(`${each}/`))
const isHttp = (to: string) =>
  to.startsWith(`${gateway}/http/`) ||
  to === `${gateway}/app.ts` ||
  isOf(to, ['fastify', '@fastify', 'undici', 'node:http', 'node:https', 'node:http2'])

/** A file of a package that is not a test, and the package it stands in. */
const sourceOf = ({ from }: Import) =>
  isTest(from) || !/^packages\/[\w-]+\/src\//.test(from) ? undefined : packageOf(from)
const isStep = ({ from }: Import) =>
  from.startsWith(`${gateway}/`) && !besideSteps.some((each) => from.startsWith(each)) && !isTest(from)

export const importTable: readonly ImportRule[] = [
  {
    name: 'a package stands only on the packages below it',
    refuses: (each) => {
      const own = sourceOf(each)
      const to = packageOf(each.to)
      const allowed = own === undefined ? undefined : below[own]
      return allowed !== undefined && to !== undefined && to !== own && !allowed.packages.includes(to)
    },
  },
  {
    name: 'referral takes nothing but types from contract',
    refuses: (each) =>
      sourceOf(each) === 'referral' &&
      packageOf(each.to) === 'contract' &&
      each.kind !== below.referral?.kind,
  },
  {
    name: 'audit, seal and contract ask nothing of Node but hashes, keys and signatures, referral and htcds not even that',
    refuses: (each) => {
      const allowed = nodeModules[sourceOf(each) ?? '']
      return allowed !== undefined && isNode(each.to) && !allowed.includes(each.to)
    },
  },
  {
    name: 'audit and referral need no package of others',
    refuses: (each) =>
      ['audit', 'referral'].includes(sourceOf(each) ?? '') && !isOurs(each.to) && !isNode(each.to),
  },
  {
    // The benchmark measures the bare client as the floor under ours.
    name: 'only bus imports a Kafka client',
    refuses: ({ from, to }) =>
      isOf(to, kafkaClients) && packageOf(from) !== 'bus' && !from.startsWith('tests/bench/'),
  },
  {
    name: 'a package never imports a service, the infrastructure or the tests',
    refuses: (each) =>
      sourceOf(each) !== undefined &&
      sourceOf(each) !== 'testing' &&
      /^(services|infra|tests)\//.test(each.to),
  },
  {
    name: 'a service never imports another service, the infrastructure or the tests',
    refuses: ({ from, to }) => {
      const own = serviceOf(from)
      return (
        own !== undefined &&
        !isTest(from) &&
        isOurs(to) &&
        packageOf(to) === undefined &&
        serviceOf(to) !== own
      )
    },
  },
  {
    name: 'only tests and their set-up import testing',
    refuses: ({ from, to }) => packageOf(to) === 'testing' && packageOf(from) !== 'testing' && !isTest(from),
  },
  {
    name: 'a step of the gateway knows nothing of HTTP',
    refuses: (each) => isStep(each) && isHttp(each.to),
  },
  {
    // Types are allowed: a row's type says what a step asks its functions for, and is erased before the step runs,
    // so the step still runs on any functions of that shape, with no database and no broker.
    name: 'a step of the gateway loads no store, database or bus code',
    refuses: (each) =>
      isStep(each) &&
      each.kind === 'value' &&
      (each.to.startsWith(`${gateway}/store/`) || packageOf(each.to) === 'bus' || isOf(each.to, ['pg'])),
  },
  {
    name: 'store knows nothing of HTTP',
    refuses: (each) => each.from.startsWith(`${gateway}/store/`) && isHttp(each.to),
  },
  {
    name: 'a route loads nothing of the store but the names of its faults: it calls the functions it is given',
    refuses: (each) =>
      each.from.startsWith(`${gateway}/http/`) &&
      !isTest(each.from) &&
      each.kind === 'value' &&
      each.to.startsWith(`${gateway}/store/`) &&
      each.to !== `${gateway}/store/transaction.ts`,
  },
]
