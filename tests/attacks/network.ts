// Two members with a gateway each, and a third that has sound keys, an agreement with both, and no scruples.
import { randomInt } from 'node:crypto'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { importPrivateKey, readDirectory } from '@onward/directory'
import { compiledFolder, firstCase, known } from '@onward/testing'
import { inject } from 'vitest'
import { startGateway } from '../../infra/gateway.ts'
import { dropDatabase } from '../../infra/postgres/databases.ts'
import { supervise } from '../../infra/processes.ts'
import { silent } from '../../infra/progress.ts'
import { keepMembers, type LocalMember } from '../../infra/setup/members.ts'
import { unpad } from '../../packages/seal/src/padding.ts'
import { decrypt } from '../../packages/seal/src/profile.ts'
import { Forger } from '../hostile/forger.ts'
import { type Heard, watchLane } from '../hostile/watch.ts'

export type Network = Awaited<ReturnType<typeof openNetwork>>

/** Starts both gateways; the third has none, and speaks by hand. */
export async function openNetwork() {
  const folder = await mkdtemp(join(tmpdir(), 'onward-attacks-'))
  const supervisor = supervise(folder)
  const { broker, postgres } = inject('servers')
  const codes = [code(), code(), code()] as const
  const [one, other, third] = await keepMembers({
    servers: { folder, broker, postgres },
    codes,
    progress: silent,
  })
  if (!one || !other || !third) throw new Error('the members were not set up')
  const directory = await readDirectory(third.directory)
  const compiled = await compiledFolder()
  const env = { ONWARD_CHECKPOINT_MS: '1000', ONWARD_RATE_LIMIT: '1000000' }
  for (const member of [one, other])
    await startGateway({ member, servers: { folder, supervisor }, compiled, env })
  const toOne = await Forger.open({ member: third, to: one.code, directory })
  const toOther = await Forger.open({ member: third, to: other.code, directory })
  // What is said to the third comes to nobody else, so this is how it reads its post.
  const heard = watchLane(third, `lane.${third.code}.${one.code}`)
  const { kid, privateKey } = importPrivateKey(
    JSON.parse(await readFile(join(third.folder, 'keys', 'enc.jwk'), 'utf8')),
  )

  return {
    one,
    other,
    third,
    /** The third's own lanes. */
    toOne,
    toOther,
    heard,
    /** The signed event in an envelope for the third, and its ciphertext as it came. */
    opened({ claims: { iss, aud, jti }, value }: Heard): { readonly jws: string; readonly jwe: string } {
      const { data: jwe } = JSON.parse(Buffer.from(value).toString())
      const content = decrypt(jwe, { iss, aud, jti }, (of) => (of === kid ? privateKey : undefined))
      const jws = content.ok ? unpad(content.plaintext) : undefined
      if (!jws) throw new Error('the third cannot read its own post')
      return { jws: Buffer.from(jws).toString(), jwe }
    },
    /** `from` offers the example case to another member, and waits for the receipt if a gateway gives one. */
    async offer(from: LocalMember, to: LocalMember): Promise<string> {
      const offer = { ...firstCase({ from: from.code, to: to.code }), local: known }
      const caseRef = `${from.code}-R-${String(randomInt(100_000, 999_999))}`
      const prefer = to === third ? {} : { prefer: 'wait=20' }
      const { status, body } = await call(from, '/v1/referrals', { ...offer, caseRef }, prefer)
      if (status !== 201) throw new Error(`the offer was refused: ${JSON.stringify(body)}`)
      if (to !== third && Object(body.receipt).st !== 'stored') throw new Error('the offer has no receipt')
      return String(body.referral)
    },
    get: async (member: LocalMember, path: string) => (await call(member, path)).body,
    /** The codes in quarantine at a member of what came on the third's lane, the oldest first. */
    async quarantined(member: LocalMember): Promise<readonly string[]> {
      const lane = `lane.${member.code}.${third.code}`
      const { body } = await call(member, `/v1/quarantine?limit=100&lane=${lane}`)
      const entries: readonly { readonly offset: number; readonly code: string }[] = Object(body).entries
      return entries.toSorted((a, b) => a.offset - b.offset).map((entry) => entry.code)
    },
    async stop() {
      await Promise.all([heard.stop(), toOne.close(), toOther.close()])
      await supervisor.stop()
      for (const each of codes) await dropDatabase(postgres.adminUrl, `onward_${each.toLowerCase()}`)
      await rm(folder, { recursive: true, force: true })
    },
  }
}

async function call(
  member: LocalMember,
  path: string,
  body?: unknown,
  headers: Readonly<Record<string, string>> = {},
): Promise<{ readonly status: number; readonly body: Record<string, unknown> }> {
  const organisation = `${member.code.toLowerCase()}-focal-point`
  const token = await member.issueToken({ role: 'focal-point', organisation, staffId: 'fp-01' })
  const authorization = `Bearer ${token}`
  const posting = { 'content-type': 'application/json', 'idempotency-key': String(randomInt(2 ** 40)) }
  const answer = await fetch(`${member.url}${path}`, {
    headers: { authorization, ...(body !== undefined && posting), ...headers },
    ...(body !== undefined && { method: 'POST', body: JSON.stringify(body) }),
  })
  return { status: answer.status, body: JSON.parse(await answer.text()) }
}

function code(): string {
  return Array.from({ length: 7 }, () => String.fromCharCode(65 + randomInt(26))).join('')
}
