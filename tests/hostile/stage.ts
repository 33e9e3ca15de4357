// Three members and one gateway: the victim's. What the other two say is forged by hand.
import { randomInt, randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  type Directory,
  importPrivateKey,
  type KeyEntry,
  makeKey,
  type PrivateKey,
  readDirectory,
} from '@onward/directory'
import type { SigningKey } from '@onward/seal'
import { compiledFolder } from '@onward/testing'
import pg from 'pg'
import { inject } from 'vitest'
import { startGateway } from '../../infra/gateway.ts'
import { dropDatabase } from '../../infra/postgres/databases.ts'
import { type RunningProcess, supervise } from '../../infra/processes.ts'
import { silent } from '../../infra/progress.ts'
import { keepMembers, type LocalMember } from '../../infra/setup/members.ts'
import { repositoryOf } from '../../infra/setup/network.ts'
import { changeMember } from '../../infra/setup/repository.ts'
import { Forger } from './forger.ts'
import { watchLane } from './watch.ts'

type Role = 'caseworker' | 'focal-point' | 'dpo' | 'auditor' | 'operator'

export interface Answer {
  readonly status: number
  readonly body: Record<string, unknown>
}

/** An entry of the quarantine as an operator sees it. */
export interface Entry {
  readonly id: string
  readonly lane: string
  readonly offset: number
  readonly code: string
  readonly state: string
  readonly kind: string | null
  readonly outcome: string | null
  readonly outcomeCode: string | null
}

export interface Stage {
  readonly sender: Forger
  readonly third: Forger
  readonly victim: LocalMember
  /** The state folder. */
  readonly folder: string
  readonly directory: Directory
  /** Further keys that the directory gives the sender, each with something the matter. */
  readonly oddKeys: Readonly<Record<OddKey, PrivateKey>>
  /** What the victim says to the sender. */
  readonly heard: ReturnType<typeof watchLane>
  /** The gateway's process; starting it again reads the directory anew. */
  gateway(): RunningProcess
  restart(): Promise<void>
  /** Adds a key to the sender's document and moves the directory's version on. */
  register(entry: KeyEntry): Promise<void>
  get(role: Role, path: string): Promise<Answer>
  post(role: Role, path: string, body?: unknown): Promise<Answer>
  /** Everything in quarantine that came by this lane, in the order of the lane. */
  quarantine(lane: string): Promise<readonly Entry[]>
  /** A statement in the victim's database, as the owner of its tables. */
  sql<Row extends object>(text: string, values?: readonly unknown[]): Promise<readonly Row[]>
  stop(): Promise<void>
}

const day = 86_400
const oddities = {
  stolen: { use: 'gw-sig', revoked: 'compromise' },
  superseded: { use: 'gw-sig', revoked: 'superseded' },
  early: { use: 'gw-sig', nbf: day },
  late: { use: 'gw-sig', naf: -60 },
  newer: { use: 'gw-sig', nbf: -600 },
  stolenCase: { use: 'case-sig', revoked: 'compromise' },
  lateCase: { use: 'case-sig', naf: -60 },
} as const
export type OddKey = keyof typeof oddities

export async function openStage(): Promise<Stage> {
  const folder = await mkdtemp(join(tmpdir(), 'onward-hostile-'))
  const supervisor = supervise(folder)
  const { broker, postgres } = inject('servers')
  const codes = [code(), code(), code()] as const
  const [victim, sender, third] = await keepMembers({
    servers: { folder, broker, postgres },
    codes,
    progress: silent,
  })
  if (!victim || !sender || !third) throw new Error('the members were not set up')
  const oddKeys = await addOddKeys(folder, sender)
  const directory = await readDirectory(sender.directory)
  const compiled = await compiledFolder()
  const start = () =>
    startGateway({
      member: victim,
      servers: { folder, supervisor },
      compiled,
      env: { ONWARD_CHECKPOINT_MS: '1000', ONWARD_RATE_LIMIT: '1000000' },
    })
  let running = await start()
  const forgers = await Promise.all(
    [sender, third].map((member) => Forger.open({ member, to: victim.code, directory })),
  )
  const [one, other] = forgers
  if (!one || !other) throw new Error('there is nobody to forge')
  const heard = watchLane(sender, `lane.${sender.code}.${victim.code}`)
  const database = new pg.Client({ connectionString: victim.databaseUrls.migrator })
  await database.connect()
  const call = async (role: Role, path: string, init: RequestInit = {}): Promise<Answer> => {
    const organisation = `${victim.code.toLowerCase()}-focal-point`
    const token = await victim.issueToken({ role, organisation, staffId: `${role}-01` })
    const headers = { authorization: `Bearer ${token}`, ...init.headers }
    const answer = await fetch(`${victim.url}${path}`, { ...init, headers })
    return { status: answer.status, body: JSON.parse(await answer.text()) }
  }

  return {
    sender: one,
    third: other,
    victim,
    folder,
    directory,
    oddKeys,
    heard,
    gateway: () => running,
    async restart() {
      await running.kill()
      running = await start()
    },
    async register(entry) {
      await register(folder, sender.code, [entry])
    },
    get: (role, path) => call(role, path),
    post: (role, path, body) =>
      call(role, path, {
        method: 'POST',
        headers: {
          'idempotency-key': randomUUID(),
          ...(body !== undefined && { 'content-type': 'application/json' }),
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      }),
    async quarantine(lane) {
      const entries: Entry[] = []
      for (let path = `/v1/quarantine?limit=100&lane=${lane}`; path !== ''; ) {
        const { body } = await call('operator', path)
        // Sound: the form of the answer has a test of its own.
        const page = body as { entries: Entry[]; next?: string }
        entries.push(...page.entries)
        path = page.next === undefined ? '' : `/v1/quarantine?limit=100&lane=${lane}&cursor=${page.next}`
      }
      return entries.toSorted((a, b) => a.offset - b.offset)
    },
    sql: async (text, values = []) => (await database.query(text, [...values])).rows,
    async stop() {
      await database.end()
      await Promise.all([heard.stop(), ...forgers.map((forger) => forger.close())])
      await supervisor.stop()
      for (const each of codes) await dropDatabase(postgres.adminUrl, `onward_${each.toLowerCase()}`)
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** A key of this gateway that the directory does not have yet. */
export async function laterKey({
  member: { code: member },
}: Forger): Promise<{ readonly key: SigningKey; readonly entry: KeyEntry }> {
  const nbf = Math.floor(Date.now() / 1000) - 3_600
  const { jwk, entry } = await makeKey({ use: 'gw-sig', alg: 'Ed25519', member, nbf, naf: nbf + day })
  const { kid, privateKey } = importPrivateKey(jwk)
  return { key: { kid, privateKey, alg: 'Ed25519' }, entry }
}

/** Asks until there is an answer; only for what comes from another process. */
export async function until<T>(ask: () => Promise<T | undefined> | T | undefined, what: string): Promise<T> {
  const end = Date.now() + 30_000
  for (;;) {
    const answer = await ask()
    if (answer !== undefined && answer !== false) return answer
    if (Date.now() > end) throw new Error(`did not happen: ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

async function addOddKeys(
  folder: string,
  member: LocalMember,
): Promise<Readonly<Record<OddKey, PrivateKey>>> {
  const now = Math.floor(Date.now() / 1000)
  const made = await Promise.all(
    Object.entries(oddities).map(async ([name, odd]) => {
      const nbf = 'nbf' in odd ? now + odd.nbf : now - 30 * day
      const naf = 'naf' in odd ? now + odd.naf : now + 30 * day
      const { jwk, entry } = await makeKey({ use: odd.use, alg: 'Ed25519', member: member.code, nbf, naf })
      if (!('revoked' in odd)) return { name, jwk, entry }
      const revoked = { at: now, invalidFrom: now - day, reason: odd.revoked }
      return { name, jwk, entry: { ...entry, status: 'revoked' as const, revoked } }
    }),
  )
  await register(
    folder,
    member.code,
    made.map(({ entry }) => entry),
  )
  // Sound: there is one for each name of the list.
  return Object.fromEntries(made.map(({ name, jwk }) => [name, importPrivateKey(jwk)])) as Record<
    OddKey,
    PrivateKey
  >
}

async function register(folder: string, code: string, entries: readonly KeyEntry[]): Promise<void> {
  await changeMember(repositoryOf(folder), code, ({ member, lanes }) => ({
    member: { ...member, keys: [...member.keys, ...entries] },
    lanes,
  }))
}

function code(): string {
  return Array.from({ length: 7 }, () => String.fromCharCode(65 + randomInt(26))).join('')
}
