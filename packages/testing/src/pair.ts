// Two members of a test's own, with their own lanes, databases, keys and gateway processes, on the servers of the run.
import { randomInt, randomUUID } from 'node:crypto'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ReferralSubmitted } from '@onward/contract'
import { inject } from 'vitest'
import { startEraser, startGateway } from '../../../infra/gateway.ts'
import { dropDatabase } from '../../../infra/postgres/databases.ts'
import { type RunningProcess, type Supervisor, supervise } from '../../../infra/processes.ts'
import { silent } from '../../../infra/progress.ts'
import { projectFolder, type Servers } from '../../../infra/servers.ts'
import { keepMembers, type LocalMember } from '../../../infra/setup/members.ts'
import type { TokenHolder } from '../../../infra/setup/token.ts'
import { known, type Opening } from './case.ts'
import { compiledFolder } from './servers.ts'

/** One side: its settings, its gateway processes, and its API as somebody in a role. */
export interface Party {
  readonly code: string
  readonly member: LocalMember
  /** Starts its gateway and waits until it is ready; `env` adds to its settings. */
  start(
    env?: Readonly<Record<string, string>>,
    how?: StartHow,
  ): Promise<RunningProcess & { readonly url: string }>
  /** Starts its eraser; what two people have approved is then erased. */
  startEraser(env?: Readonly<Record<string, string>>): Promise<RunningProcess>
  /** Its HTTP API with a token of this role; `at` is the URL of another replica than the first. */
  as(role: TokenHolder['role'], at?: string): Api
  /** Its HTTP API with a token of somebody else than the focal point's people; `at` as above. */
  by(holder: TokenHolder, at?: string): Api
}

export interface StartHow {
  readonly replica?: number
  readonly until?: 'ready' | 'live'
  readonly entry?: string
}

/** Calls of the HTTP API; nothing is thrown for a refusal. */
export interface Api {
  get(path: string): Promise<Answer>
  /** An answer to the byte. */
  file(
    path: string,
  ): Promise<{ readonly status: number; readonly headers: Headers; readonly bytes: Uint8Array }>
  /** With a new Idempotency-Key unless `headers` has one. */
  post(path: string, body: unknown, headers?: Readonly<Record<string, string>>): Promise<Answer>
}

export interface Answer {
  readonly status: number
  readonly headers: Headers
  /** Parsed when it is JSON, else the text. */
  readonly body: unknown
  /** A string of the body by its JSON pointer, as `/receipt/st`. Throws when there is none. */
  text(pointer: string): string
}

export interface Pair {
  /** Where the person is. */
  readonly sender: Party
  /** Where she goes. */
  readonly receiver: Party
  readonly folder: string
  readonly supervisor: Supervisor
  /** The example case, offered by the sender to the receiver. A new caseRef each time. */
  offer(changes?: Partial<ReferralSubmitted>): Promise<Opening<ReferralSubmitted>>
  /** Stops the gateways, drops the databases, removes the folder. */
  stop(): Promise<void>
}

export interface PairSettings {
  /** Servers of the test's own; the run's unless given. */
  readonly servers?: Pick<Servers, 'broker' | 'postgres'>
  /** Member codes; new ones unless given, so that test files share no lane. */
  readonly codes?: readonly [sender: string, receiver: string]
  /** Members of an exercise; of the real thing unless given. */
  readonly kind?: 'real' | 'exercise'
  /** They have an agreement, and so two lanes, unless `strangers`. */
  readonly known?: 'strangers'
}

/** Makes two members ready. Starts no gateway. */
export async function makePair({
  servers,
  codes = [memberCode(), memberCode()],
  kind,
  known: relation,
}: PairSettings = {}): Promise<Pair> {
  const folder = await mkdtemp(join(tmpdir(), 'onward-pair-'))
  const supervisor = supervise(folder)
  const { broker, postgres } = servers ?? inject('servers')
  const pairs = relation === 'strangers' ? { pairs: [] } : {}
  const access = { folder, broker, postgres }
  const members = await keepMembers({ servers: access, codes, progress: silent, kind, ...pairs })
  const compiled = await compiledFolder()
  const party = (code: string): Party => {
    const member = members.find((each) => each.code === code)
    if (!member) throw new Error(`${code} was not set up`)
    return {
      code,
      member,
      start: (env = {}, how = {}) =>
        startGateway({
          member,
          servers: { folder, supervisor },
          env: { ...quick, ...env },
          compiled,
          ...how,
        }),
      startEraser: (env = {}) => startEraser({ member, servers: { folder, supervisor }, env, compiled }),
      as: (role, at = member.url) =>
        apiOf(member, { ...focalPoint(member), role, staffId: `${role}-01` }, at),
      by: (holder, at = member.url) => apiOf(member, holder, at),
    }
  }
  return {
    sender: party(codes[0]),
    receiver: party(codes[1]),
    folder,
    supervisor,
    offer: (changes = {}) => offerBetween(codes, changes),
    async stop() {
      await supervisor.stop()
      for (const code of codes) await dropDatabase(postgres.adminUrl, `onward_${code.toLowerCase()}`)
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** Checkpoints every second, and no limit that a test would run into. */
const quick = { ONWARD_CHECKPOINT_MS: '1000', ONWARD_RATE_LIMIT: '1000000', ONWARD_LOG_LEVEL: 'info' }

function focalPoint({ code }: LocalMember): Pick<TokenHolder, 'organisation'> {
  return { organisation: `${code.toLowerCase()}-focal-point` }
}

function apiOf(member: LocalMember, holder: TokenHolder, at: string): Api {
  const token = member.issueToken(holder)
  const call = async (
    method: string,
    path: string,
    headers: Record<string, string>,
    body?: string,
  ): Promise<Answer> => {
    const authorization = `Bearer ${await token}`
    const answer = await fetch(`${at}${path}`, {
      method,
      headers: { authorization, ...headers },
      ...(body !== undefined && { body }),
    })
    const text = await answer.text()
    const isJson = answer.headers.get('content-type')?.includes('json')
    const parsed: unknown = isJson ? JSON.parse(text) : text
    return {
      status: answer.status,
      headers: answer.headers,
      body: parsed,
      text: (pointer) => textAt(parsed, pointer),
    }
  }
  return {
    get: (path) => call('GET', path, {}),
    async file(path) {
      const headers = { authorization: `Bearer ${await token}` }
      const answer = await fetch(`${at}${path}`, { headers })
      return { status: answer.status, headers: answer.headers, bytes: await answer.bytes() }
    },
    post: (path, body, headers = {}) =>
      call(
        'POST',
        path,
        { 'content-type': 'application/json', 'idempotency-key': randomUUID(), ...headers },
        JSON.stringify(body),
      ),
  }
}

function textAt(body: unknown, pointer: string): string {
  const value = pointer
    .split('/')
    .slice(1)
    .reduce((at: unknown, name) => (at instanceof Object ? Reflect.get(at, name) : undefined), body)
  if (typeof value !== 'string') throw new Error(`there is no text at ${pointer} of ${JSON.stringify(body)}`)
  return value
}

async function offerBetween(
  [from, to]: readonly [string, string],
  changes: Partial<ReferralSubmitted>,
): Promise<Opening<ReferralSubmitted>> {
  const file = join(projectFolder, 'schemas/examples/handover/first-case.json')
  // Sound: the example is checked against the schema by the contract's own tests.
  const example = JSON.parse(await readFile(file, 'utf8')) as ReferralSubmitted
  const organisation = (code: string) => `${code.toLowerCase()}-focal-point`
  const { permission } = example
  return {
    ...example,
    local: known,
    caseRef: `${from}-R-${reference()}`,
    from: { ...example.from, member: from, organisation: organisation(from) },
    to: { ...example.to, member: to, organisation: organisation(to) },
    permission: {
      ...permission,
      permissionId: randomUUID(),
      scope: { ...permission.scope, recipients: [{ member: to, organisation: organisation(to) }] },
    },
    ...changes,
  }
}

/** Crockford's base 32, as the reference of a case is written. */
function reference(): string {
  return Array.from({ length: 6 }, () => '0123456789ABCDEFGHJKMNPQRSTVWXYZ'[randomInt(32)]).join('')
}

function memberCode(): string {
  return Array.from({ length: 6 }, () => String.fromCharCode(65 + randomInt(26))).join('')
}
