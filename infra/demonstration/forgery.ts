// Two attacks that must fail: a message in another's name, and a user of the broker who has no business on a lane.
import { generateKeyPairSync, randomBytes, randomUUID } from 'node:crypto'
import { BusError, type BusSettings, openProducer, putUsers, readLaneExtent } from '@onward/bus'
import type { Directory } from '@onward/directory'
import { encloseToken, signToken } from '@onward/seal'
import type { Servers } from '../servers.ts'
import { until } from './api.ts'

/** A member without an agreement, known to the broker by name and password and by nothing else. */
export async function foreignUser({ broker }: Pick<Servers, 'broker'>): Promise<BusSettings> {
  const { brokers, ca, admin } = broker
  const common = { brokers, clientId: 'stranger', ...(ca !== undefined && { tls: { ca } }) }
  const sasl = { username: 'IT', password: randomBytes(24).toString('base64url') }
  await putUsers({ ...common, sasl: admin }, [sasl])
  return { ...common, sasl }
}

/** A message that looks as if `from` had sent it, in all but one thing: the key. */
export function forge({
  from,
  to,
  directory,
  at,
}: {
  readonly from: string
  readonly to: string
  readonly directory: Directory
  readonly at: Date
}): Uint8Array {
  const now = Math.floor(at.getTime() / 1_000)
  const kid = directory.current(from, 'gw-sig', now)?.kid ?? ''
  // Nobody will get as far as the content: the signature is checked first, before anything is decrypted.
  const data = Array.from({ length: 5 }, () => random()).join('.')
  const claims = {
    iss: from,
    aud: to,
    lane: `lane.${to}.${from}`,
    ep: 1,
    seq: 1_000_000,
    prev: random(),
    jti: randomUUID(),
    iat: now,
    exp: now + 3_600,
    dig: random(),
    cdig: random(),
    dirv: directory.version,
  }
  const { privateKey } = generateKeyPairSync('ed25519')
  const token = signToken('envelope', claims, { kid, alg: 'Ed25519', privateKey })
  return encloseToken({ kind: 'envelope', token, claims, data })
}

/** Puts a value on a lane as this user; the broker's refusal is a code, `written` means that it had none. */
export async function writeAs(
  user: BusSettings,
  lane: string,
  value: Uint8Array,
): Promise<'written' | BusError['code']> {
  const producer = openProducer(user)
  const outcome = await attempt(async () => {
    await producer.send(lane, [value])
    return 'written' as const
  })
  // Not waited for: the answer is known, and the client of somebody who is turned away goes on trying for a while.
  void producer.stop(0)
  return outcome
}

/** Asks what lies on a lane as this user. */
export async function readAs(user: BusSettings, lane: string): Promise<'read' | BusError['code']> {
  return attempt(async () => {
    await readLaneExtent(user, lane)
    return 'read' as const
  })
}

/** Until the broker has answered: one that is busy has let nobody in, and turned nobody away. */
function attempt<Outcome>(deed: () => Promise<Outcome>): Promise<Outcome | BusError['code']> {
  return until<Outcome | BusError['code']>('the broker answers', async () => {
    try {
      return await deed()
    } catch (error) {
      if (!(error instanceof BusError)) throw error
      return error.code === 'SILENT' || error.code === 'UNREACHABLE' ? undefined : error.code
    }
  })
}

function random(): string {
  return randomBytes(32).toString('base64url')
}
