/** The gateway's HTTP face with nothing behind it: a command is accepted as soon as it is valid. */
import { readFileSync } from 'node:fs'
import { pino } from 'pino'
import { Registry } from 'prom-client'
import { buildApp } from '../../services/gateway/src/app.ts'
import { withoutGlass } from '../../services/gateway/src/http/without-glass.test-data.ts'
import { withoutReceivers } from '../../services/gateway/src/http/without-receivers.test-data.ts'
import { openVault } from '../../services/gateway/src/trust/vault.ts'

const { ONWARD_MEMBER = '', ONWARD_ISSUER = '', ONWARD_AUDIENCE = '', ONWARD_JWKS_FILE = '' } = process.env
const nothing = async () => undefined
const accepted = {
  accepted: true,
  referral: '0193a000-0000-7000-8000-000000000001',
  event: '0193a000-0000-7000-8000-000000000002',
  digest: 'e'.repeat(43),
  sequence: 1,
  type: 'referral.submitted',
  lane: 'lane.RO.NL',
  version: 1,
} as const

const app = await buildApp({
  member: ONWARD_MEMBER,
  now: () => new Date(),
  logger: pino({ level: 'info' }, { write: () => {} }),
  inquiryLimit: 1_000_000,
  countInquiry: async (_organisation, until) => ({ until, count: 1 }),
  rateLimit: 10_000_000,
  answered: () => {},
  tokens: {
    issuer: ONWARD_ISSUER,
    audience: ONWARD_AUDIENCE,
    jwks: JSON.parse(readFileSync(ONWARD_JWKS_FILE, 'utf8')),
    now: () => new Date(),
  },
  remembered: nothing,
  fingerprint: () => Buffer.alloc(32),
  submit: async () => accepted,
  receiptOf: nothing,
  list: async () => [],
  deadlines: async () => [],
  exercise: false,
  load: nothing,
  timeline: nothing,
  noteAccesses: async () => {},
  accessesOf: async () => [],
  isKnown: async () => false,
  evidence: async () => new Uint8Array(),
  erasure: { of: nothing, waiting: async () => [], ask: nothing, approve: nothing },
  report: { ofCase: async () => [], affected: async () => [], keyOf: () => undefined },
  holds: { of: async () => [], place: nothing, end: nothing },
  quarantine: {
    list: async () => [],
    find: nothing,
    approve: async () => [],
    release: async () => ({ outcome: 'failed' }),
  },
  referralsOfCase: async () => [],
  matching: {
    openSince: async () => [],
    notSamePerson: async () => new Set<string>(),
    record: async () => {},
  },
  local: { ofCase: async () => [], keep: nothing, vault: openVault(new Uint8Array(32)) },
  serviceLists: async () => [],
  underReview: async () => [],
  directory: () => ({ members: () => [], hosts: () => false }),
  isHosted: () => false,
  ...withoutReceivers,
  ...withoutGlass,
  checkpoint: nothing,
  consistency: nothing,
  tile: nothing,
  formerLogs: [],
  seenOf: nothing,
  sighting: async () => ({ refused: 'NOT_FOUND' }),
  addCheckpoint: async () => ({ status: 404 }),
  contradictions: async () => [],
  readiness: async () => ({
    ready: true,
    checks: { database: 'ok', kafka: 'ok', lanes: 'ok', checkpoint: 'ok', directory: 'ok', keys: 'ok' },
  }),
  metrics: new Registry(),
})
const url = await app.listen({ host: '127.0.0.1', port: 0 })
process.on('disconnect', () => process.exit(0))
process.send?.(url)
