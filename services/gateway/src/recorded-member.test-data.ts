/** NL with its real record, its own keys and its HTTP face, and no broker: what it says waits in the outbox. */
import { randomBytes, randomUUID } from 'node:crypto'
import type { EventData, ReferralSubmitted } from '@onward/contract'
import { cloneDatabase, firstCase, known, makeCountry, makeDirectory, type Opening } from '@onward/testing'
import { compactDecrypt } from 'jose'
import type { Role } from './actor.ts'
import { knowledgeOf, loadKnown } from './api/opened.ts'
import { glassDeps, rightsDeps } from './api/rights.ts'
import { recordDeps } from './api.ts'
import type { AppDeps } from './app.ts'
import { bearer, example, posting, serve } from './http/served.test-data.ts'
import { noLanes } from './relay/no-lanes.test-data.ts'
import { tellOfGlass } from './rights/glass-notice.ts'
import { gatherCommits } from './store/gather.ts'
import { remembered } from './store/idempotency.ts'
import { insertNotice, untoldGrants } from './store/rights/break-glass.ts'
import { openStore } from './store/transaction.ts'
import { localKnowledge } from './submit/local-knowledge.ts'
import { type Command, type SubmitDeps, submit } from './submit.ts'
import { workingTime } from './time/working-time.ts'
import { openVault } from './trust/vault.ts'

/** What lies in the outbox for one peer, opened with that peer's own key. */
export interface Sent {
  readonly to: string
  readonly type: string
  readonly subject: string
  readonly data: Readonly<Record<string, unknown>>
}

export type RecordedMember = Awaited<ReturnType<typeof recordedMember>>

// Sound: the contract's tests prove its examples valid.
const exampleInquiry = example('valid/event/inquiry-asked.json') as unknown as EventData['inquiry.asked']

/** Makes the member, and these peers to speak to. */
export async function recordedMember(
  peers: readonly string[] = ['RO', 'BG'],
  settings: Pick<Partial<AppDeps>, 'inquiryLimit'> = {},
) {
  const countries = await Promise.all(['NL', ...peers].map((code) => makeCountry(code)))
  const [own] = countries
  if (!own) throw new Error('a member was not made')
  const directory = await makeDirectory(countries)
  const database = await cloneDatabase()
  const store = openStore(database.urls.gateway, () => {})
  const vault = openVault(randomBytes(32))
  const load = async (id: string) => {
    return (await loadKnown(store, vault, [id])).get(id)
  }
  const { kid, privateKey } = own.keys['case-sig']
  let passed = 0
  const now = () => new Date(Date.now() + passed)
  const alarms: Readonly<Record<string, string | number>>[] = []
  const deps: SubmitDeps = {
    member: 'NL',
    now,
    directory: () => directory,
    isTrustEnded: () => false,
    load,
    localOf: localKnowledge(knowledgeOf(store, vault)),
    commit: gatherCommits(store, noLanes),
    caseKey: () => ({ kid, alg: 'Ed25519', privateKey }),
    deadlinesOf: workingTime(
      () => directory,
      () => {},
    ).deadlinesOf,
    vault,
    hostedKey: () => undefined,
    alarm: (code, facts) => alarms.push({ code, ...facts }),
    reached: () => {},
    recorded: () => {},
  }
  const { app } = await serve({
    ...recordDeps(store, {
      load,
      vault,
      log: { nth: 1, origin: 'gateway.nl.example/log', former: [] },
      tilesOf: () => async () => new Uint8Array(),
      release: { now, receiver: () => undefined, append: async () => {} },
    }),
    ...glassDeps({ store, now, vault, alarm: deps.alarm }, () => {}),
    ...rightsDeps({ store, vault, directory: () => directory }),
    now,
    fingerprint: vault.fingerprint,
    remembered: (scope) => remembered(store, scope),
    submit: (command) => submit(deps, command),
    receiptOf: async () => undefined,
    ...settings,
  })

  return {
    store,
    /** A URL for each role of its database. */
    urls: database.urls,
    directory,
    load,
    submit: (command: Command) => submit(deps, command),
    deps,
    /** What people were told that they must look at. */
    alarms,
    /** The gateway's clock goes on by so many minutes; that of the sign-in service does not. */
    pass(minutes: number) {
      passed += minutes * 60_000
    },
    /** `changes`: of the claims of the token. */
    async post(
      path: string,
      body: unknown,
      key: string = randomUUID(),
      role: Role = 'focal-point',
      changes: Record<string, unknown> = {},
    ) {
      const reply = await app.inject({
        method: 'POST',
        url: path,
        headers: { ...posting(role, key), ...bearer(role, changes) },
        payload: JSON.stringify(body),
      })
      return { status: reply.statusCode, body: reply.json(), headers: reply.headers }
    },
    async get(path: string, role: Role = 'focal-point', changes: Record<string, unknown> = {}) {
      const reply = await app.inject({ url: path, headers: bearer(role, changes) })
      return { status: reply.statusCode, body: reply.json() }
    },
    /** Tells the other members of broken glass, as the gateway does by itself. */
    tellOfGlass() {
      return tellOfGlass({
        member: 'NL',
        untold: () => untoldGrants(store, 100),
        submit: (command) => submit(deps, command),
        announced: async (of) => (await remembered(store, of))?.event ?? undefined,
        noted: (grant, notice) => insertNotice(store, grant, notice),
        fingerprint: vault.fingerprint,
        alarm: deps.alarm,
      })
    },
    /** Everything that was said, in order, as its recipients will read it. */
    async sent(): Promise<readonly Sent[]> {
      const rows = await store.read<{ lane: string; body: string }>({
        name: 'all bodies',
        text: `select p.lane, b.data as body from outbox_pending p join outbox_body b using (jti)
          join event e on e.digest = p.event order by e.recorded_at, e.referral, e.sequence`,
        values: [],
      })
      return Promise.all(
        rows.map(async ({ lane, body }) => {
          const to = lane.split('.')[1] ?? ''
          const key = countries.find(({ code }) => code === to)?.keys.enc.privateKey
          if (!key) throw new Error(`nobody can read ${lane}`)
          const { plaintext } = await compactDecrypt(body, key)
          const payload = /\.([\w-]+)\./.exec(Buffer.from(plaintext).toString('latin1'))?.[1] ?? ''
          const { type, subject, data } = JSON.parse(Buffer.from(payload, 'base64url').toString())
          return { to, type, subject, data }
        }),
      )
    },
    /** The first case, offered to this peer under a permission and a reference of its own. */
    offer(peer: string, changes: Partial<ReferralSubmitted> = {}): Opening<ReferralSubmitted> {
      const offered = firstCase({ from: 'NL', to: peer })
      const letters = randomUUID()
        .toUpperCase()
        .replaceAll(/[^0-9A-F]/g, '')
        .slice(0, 6)
      return {
        ...offered,
        local: known,
        caseRef: `NL-R-${letters}`,
        permission: { ...offered.permission, permissionId: randomUUID() },
        ...changes,
      }
    },
    /** Whether there is a place for somebody of whom nothing is said. */
    inquiry(peer: string): EventData['inquiry.asked'] {
      const { from, to } = firstCase({ from: 'NL', to: peer })
      return { ...exampleInquiry, caseRef: this.offer(peer).caseRef, from, to }
    },
    async stop() {
      await app.close()
      await store.close()
      await database.drop()
    },
  }
}
