/** A served gateway for the tests of this folder: the real app over functions that keep their values in Maps. */
import { createHash, createSecretKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { Event } from '@onward/contract'
import type { FastifyInstance } from 'fastify'
import pg from 'pg'
import { pino } from 'pino'
import { Registry } from 'prom-client'
import type { Role } from '../actor.ts'
import { type AppDeps, buildApp } from '../app.ts'
import type { KnownReferral } from '../case/known-referral.ts'
import type { CaseReferral } from '../store/cases.ts'
import type { Remembered } from '../store/idempotency.ts'
import type { QuarantineEntry } from '../store/lane/quarantine.ts'
import type { Command, Refused, Submitted } from '../submit.ts'
import { openVault } from '../trust/vault.ts'
import { withoutGlass } from './without-glass.test-data.ts'
import { withoutReceivers } from './without-receivers.test-data.ts'

export const referralId = '0199a000-0000-7000-8000-000000000001'
export const caseId = '7d1f8c2a-0c1e-4d53-9a56-0d9f5b1c2e77'
export const eventId = '0199a000-0000-7000-8000-0000000000e1'
export const entryId = '0199a000-0000-7000-8000-0000000000a1'

const EXAMPLES = new URL('../../../../schemas/examples/', import.meta.url)

/** An example of the contract, parsed anew for each caller. */
export function example(path: string): Record<string, unknown> {
  return JSON.parse(readFileSync(new URL(path, EXAMPLES), 'utf8'))
}

export const es256 = generateKeyPairSync('ec', { namedCurve: 'P-256' })
export const ed25519 = generateKeyPairSync('ed25519')
export const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 })

export const jwks = {
  keys: [
    { ...es256.publicKey.export({ format: 'jwk' }), kid: 'es', alg: 'ES256', use: 'sig' },
    { ...ed25519.publicKey.export({ format: 'jwk' }), kid: 'ed', alg: 'EdDSA', use: 'sig' },
    { ...rsa.publicKey.export({ format: 'jwk' }), kid: 'rsa', alg: 'RS256', use: 'sig' },
  ],
}

export function claims(role: Role): Record<string, unknown> {
  const now = Math.floor(Date.now() / 1000)
  const ours = {
    iss: 'https://sign-in.example',
    aud: 'https://gateway.nl.example',
    member: 'NL',
    organisation: 'nl-focal-point',
  }
  return { ...ours, role, sub: `staff-${role}`, iat: now, exp: now + 600 }
}

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')

/** A compact JWS over any header and claims; `seal` makes its signature. */
export function jws(header: object, body: object, seal: (input: Buffer) => Buffer): string {
  const input = `${encode(header)}.${encode(body)}`
  return `${input}.${seal(Buffer.from(input)).toString('base64url')}`
}

export const sealEs256 =
  (key: KeyObject = es256.privateKey) =>
  (input: Buffer) =>
    sign('sha256', input, { key, dsaEncoding: 'ieee-p1363' })

/** A good token for a role. */
export function token(role: Role, changes: Record<string, unknown> = {}): string {
  return jws({ alg: 'ES256', kid: 'es', typ: 'at+jwt' }, { ...claims(role), ...changes }, sealEs256())
}

export function bearer(role: Role, changes: Record<string, unknown> = {}): { authorization: string } {
  return { authorization: `Bearer ${token(role, changes)}` }
}

export function quarantineEntry(changes: Partial<QuarantineEntry> = {}): QuarantineEntry {
  return {
    id: entryId,
    lane: 'lane.NL.RO',
    offset: 7n,
    arrivedAt: '2026-01-02T03:04:05.678Z',
    code: 'SIG_INVALID',
    state: 'quarantined',
    until: null,
    kind: 'envelope',
    jti: '7c9e6679-7425-40de-944b-e07fc1f90ae7',
    digest: 'd'.repeat(43),
    referral: referralId,
    author: 'RO',
    sequence: 1,
    settled: true,
    outcome: null,
    outcomeCode: null,
    approvedBy: [],
    ...changes,
  }
}

/** That referral as its case lists it. */
export function caseReferral(): CaseReferral {
  return {
    id: referralId,
    case: caseId,
    caseRef: 'NL-R-7F3K9Q',
    sender: 'NL',
    receiver: 'RO',
    purpose: 'SafeReturn',
    urgency: 'normal',
    status: 'submitted',
    version: 3,
    createdAt: '2026-01-02T03:04:05.000000Z',
    updatedAt: '2026-01-02T03:04:05.000000Z',
    erased: false,
    open: true,
    transfers: true,
  }
}

export interface Served {
  readonly app: FastifyInstance
  readonly commands: Command[]
  readonly remembered: Map<string, Remembered>
  readonly approvals: Map<string, string>
  readonly logged: string[]
}

export const submitted: Submitted = {
  accepted: true,
  referral: referralId,
  event: eventId,
  digest: 'e'.repeat(43),
  sequence: 1,
  type: 'referral.submitted',
  lane: 'lane.RO.NL',
  version: 1,
}

/** Serves with these deps instead of the default ones. */
export async function serve(changes: Partial<AppDeps> = {}): Promise<Served> {
  const commands: Command[] = []
  const remembered = new Map<string, Remembered>()
  const approvals = new Map<string, string>()
  const logged: string[] = []
  const scopeOf = ({
    principal,
    method,
    path,
    key,
  }: {
    principal: string
    method: string
    path: string
    key: string
  }) => [principal, method, path, key].join('\n')

  const deps: AppDeps = {
    member: 'NL',
    tokens: {
      ...{ issuer: 'https://sign-in.example', audience: 'https://gateway.nl.example', jwks },
      now: () => new Date(),
    },
    logger: pino({ level: 'info' }, { write: (line: string) => void logged.push(line) }),
    rateLimit: 1_000,
    inquiryLimit: 1_000,
    countInquiry: async (_organisation, until) => ({ until, count: 1 }),
    answered: () => {},
    now: () => new Date('2026-01-02T03:04:05.678Z'),
    remembered: async (scope) => remembered.get(scopeOf(scope)),
    fingerprint: (body) => createHash('sha256').update(body).digest(),
    submit: async (command): Promise<Submitted | Refused> => {
      // As the record does: one effect for a key.
      if (command.idempotency && remembered.has(scopeOf(command.idempotency))) throw keyTaken()
      commands.push(command)
      if (command.idempotency) {
        const request = Buffer.from(command.idempotency.request)
        remembered.set(scopeOf(command.idempotency), {
          request,
          status: 201,
          referral: referralId,
          event: eventId,
        })
      }
      return submitted
    },
    receiptOf: async () => ({ st: 'stored', at: '2026-01-02T03:04:06.000Z' }),
    list: async () => [],
    deadlines: async () => [],
    exercise: false,
    load: async (id) => (id === referralId ? known() : undefined),
    timeline: async (id) => (id === referralId ? { events: [], erased: null } : undefined),
    isKnown: async (id) => id === referralId,
    noteAccesses: async () => {},
    accessesOf: async () => [],
    evidence: async (id, content) => Buffer.from(`{"bundle":"${id} ${content}"}`),
    quarantine: {
      list: async () => [quarantineEntry()],
      find: async (id) => (id === entryId ? quarantineEntry() : undefined),
      approve: async ({ role, by }) => {
        approvals.set(role, by)
        return [...approvals.keys()]
      },
      release: async () => ({ outcome: 'applied' }),
    },
    erasure: {
      of: async () => undefined,
      waiting: async () => [],
      ask: async () => {},
      approve: async () => {},
    },
    report: { ofCase: async () => [], affected: async () => [], keyOf: () => undefined },
    holds: { of: async () => [], place: async () => {}, end: async () => {} },
    referralsOfCase: async (id) => (id === caseId ? [caseReferral()] : []),
    matching: {
      openSince: async () => [],
      notSamePerson: async () => new Set(),
      record: async () => {},
    },
    local: {
      ofCase: async () => [],
      keep: async () => {},
      vault: openVault(new Uint8Array(32)),
    },
    serviceLists: async () => [],
    underReview: async () => [],
    directory: () => ({ members: () => [], hosts: () => false }),
    isHosted: () => false,
    ...withoutReceivers,
    ...withoutGlass,
    checkpoint: async () => 'gateway.nl.example/log\n1\nAAAA\n\n— signed\n',
    consistency: async (_from, to) => (to <= 8 ? ['AAAA'] : undefined),
    addCheckpoint: async () => ({ status: 200, line: '— witness.example AAAAAAA=\n' }),
    contradictions: async () => [],
    tile: async ({ level, index, width }) =>
      level === 0 && index === 0 && width <= 8 ? new Uint8Array(32 * width).fill(7) : undefined,
    formerLogs: [{ checkpoint: async () => 'a note', tile: async () => new Uint8Array(32) }],
    seenOf: async () => 'a note',
    sighting: async () => ({ sighting: 'a.b.c' }),
    readiness: async () => ({
      ready: true,
      checks: { database: 'ok', kafka: 'ok', lanes: 'ok', checkpoint: 'ok', directory: 'ok', keys: 'ok' },
    }),
    metrics: new Registry(),
    ...changes,
  }
  return { app: await buildApp(deps), commands, remembered, approvals, logged }
}

/** A referral of one event: the example offer of the contract. */
export function known(): KnownReferral {
  const data = example('valid/event/referral-submitted.json')
  // Sound: the contract's tests prove its examples valid, and the attributes are those of an offer.
  const event = {
    ...example('valid/event.json'),
    type: 'referral.submitted',
    sequence: 1,
    data,
  } as unknown as Event
  const parties = {
    id: referralId,
    caseRef: String(data.caseRef),
    sender: 'NL',
    receiver: 'RO',
    localCase: caseId,
  }
  const history = [{ event, digest: 'e'.repeat(43), standing: 'applied' as const }]
  return {
    ...parties,
    version: 3,
    history,
    receipted: [],
    dataKey: createSecretKey(new Uint8Array(32)),
    erased: false,
    kept: [],
  }
}

/** Headers of a POST by this role. */
export function posting(role: Role, key: string): Record<string, string> {
  return { ...bearer(role), 'idempotency-key': key, 'content-type': 'application/json' }
}

/** What PostgreSQL says of an Idempotency-Key that has its effect already. */
export function keyTaken(): Error {
  const error = new pg.DatabaseError('duplicate key value violates unique constraint', 1, 'error')
  return Object.assign(error, { code: '23505', constraint: 'idempotency_pkey' })
}
