// Three members that witness one another's logs, each with its gateway: a checkpoint needs two cosignatures.
import { randomInt, randomUUID } from 'node:crypto'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type NoteSigner, type NoteVerifier, type Policy, parsePolicy } from '@onward/audit'
import { importPrivateKey, readDirectory } from '@onward/directory'
import { compiledFolder, firstCase, known } from '@onward/testing'
import { inject } from 'vitest'
import { startGateway } from '../../infra/gateway.ts'
import { dropDatabase } from '../../infra/postgres/databases.ts'
import { type RunningProcess, supervise } from '../../infra/processes.ts'
import { silent } from '../../infra/progress.ts'
import { keepMembers, type LocalMember } from '../../infra/setup/members.ts'
import { policyText } from '../../infra/setup/witness-policy.ts'

export interface Watched {
  readonly code: string
  readonly url: string
  readonly member: LocalMember
  /** The log's public key, as a stranger would be given it. */
  readonly log: NoteVerifier
  /** What only its own gateway should have: for a log that misbehaves. */
  readonly signer: NoteSigner
  start(): Promise<RunningProcess>
}

export interface Three {
  readonly members: readonly [Watched, Watched, Watched]
  /** As all three have it: each log with its address, each witness, two of three. */
  readonly policy: Policy
  stop(): Promise<void>
}

export async function openThree(): Promise<Three> {
  const folder = await mkdtemp(join(tmpdir(), 'onward-witness-'))
  const supervisor = supervise(folder)
  const { broker, postgres } = inject('servers')
  const codes = [code(), code(), code()]
  const members = await keepMembers({ servers: { folder, broker, postgres }, codes, progress: silent })
  const [any] = members
  if (!any) throw new Error('the members were not set up')
  const directory = await readDirectory(any.directory)
  const text = policyText(directory, { logs: members, witnesses: members, enough: 2 }, new Date())
  const compiled = await compiledFolder()
  const watched = await Promise.all(
    members.map(async (member): Promise<Watched> => {
      const policyFile = join(member.folder, 'policy.txt')
      await writeFile(policyFile, text)
      const publicKey = directory.current(member.code, 'log', Date.now() / 1000)?.publicKey
      const name = directory.member(member.code)?.origin
      if (!publicKey || name === undefined) throw new Error(`the directory has no log of ${member.code}`)
      const jwk = JSON.parse(await readFile(join(member.folder, 'keys', 'log.jwk'), 'utf8'))
      const env = {
        ONWARD_CHECKPOINT_MS: '1000',
        ONWARD_MONITOR_MS: '1000',
        ONWARD_PROOF_OVERDUE_MS: '3000',
        ONWARD_RATE_LIMIT: '1000000',
        ONWARD_WITNESS_POLICY_FILE: policyFile,
      }
      return {
        code: member.code,
        url: member.url,
        member,
        log: { name, publicKey },
        signer: { name, privateKey: importPrivateKey(jwk).privateKey },
        start: () => startGateway({ member, servers: { folder, supervisor }, compiled, env }),
      }
    }),
  )
  const [one, two, three] = watched
  if (!one || !two || !three) throw new Error('there are not three members')
  return {
    members: [one, two, three],
    policy: parsePolicy(text),
    async stop() {
      await supervisor.stop()
      for (const each of codes) await dropDatabase(postgres.adminUrl, `onward_${each.toLowerCase()}`)
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** Asks a gateway as somebody of its focal point. */
export async function as(
  { member, url }: Watched,
  role: 'caseworker' | 'auditor' | 'operator',
  path: string,
  body?: unknown,
): Promise<{ readonly status: number; readonly text: string; readonly json: () => unknown }> {
  const organisation = `${member.code.toLowerCase()}-focal-point`
  const token = await member.issueToken({ role, organisation, staffId: `${role}-01` })
  const answer = await fetch(`${url}${path}`, {
    headers: {
      authorization: `Bearer ${token}`,
      ...(body !== undefined && {
        'content-type': 'application/json',
        'idempotency-key': randomUUID(),
        prefer: 'wait=10',
      }),
    },
    ...(body !== undefined && { method: 'POST', body: JSON.stringify(body) }),
  })
  const text = await answer.text()
  return { status: answer.status, text, json: () => JSON.parse(text) }
}

/** Offers an invented case; gives the referral. */
export async function offerTo(from: Watched, to: Watched): Promise<string> {
  const example = firstCase({ from: from.code, to: to.code })
  const reference = Array.from({ length: 6 }, () => 'ABCDEFGHJKMNPQRSTVWXYZ'[randomInt(22)]).join('')
  const offer = {
    ...example,
    caseRef: `${from.code}-R-${reference}`,
    permission: { ...example.permission, permissionId: randomUUID() },
    local: known,
  }
  const answer = await as(from, 'caseworker', '/v1/referrals', offer)
  if (answer.status !== 201) throw new Error(`the offer was answered ${answer.status}: ${answer.text}`)
  // Sound: the form of the answer has a test of its own.
  return (answer.json() as { referral: string }).referral
}

/** How often an alarm was raised. */
export async function alarms(at: Watched, code: string): Promise<number> {
  const { text } = await as(at, 'operator', '/metrics')
  return Number(new RegExp(`onward_alarms_total\\{code="${code}"[^}]*\\} (\\d+)`).exec(text)?.[1] ?? 0)
}

/** Asks until there is an answer; only for what comes from another process. */
export async function until<T>(ask: () => Promise<T | undefined>, what: string): Promise<T> {
  const end = Date.now() + 60_000
  for (;;) {
    const answer = await ask()
    if (answer !== undefined) return answer
    if (Date.now() > end) throw new Error(`did not happen: ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

function code(): string {
  return Array.from({ length: 7 }, () => String.fromCharCode(65 + randomInt(26))).join('')
}
