// The principals at the broker. kafkajs cannot alter them; this file and rights.ts use another client, for one request each.

import { pbkdf2, randomBytes } from 'node:crypto'
import { promisify } from 'node:util'
import { type BusSettings, splitAddress } from './client.ts'
import { asBusError, BusError } from './fault.ts'

export interface BusUser {
  readonly username: string
  readonly password: string
}

/** Creates SCRAM-SHA-512 users, or gives existing ones a new password. Needs the right to alter the cluster. */
export async function putUsers(settings: BusSettings, users: readonly BusUser[]): Promise<void> {
  if (users.length === 0) return
  // Loaded only here: a gateway, which never creates users, need not carry a second client in its memory.
  const { Connection, alterUserScramCredentialsV0 } = await import('@platformatic/kafka')
  const connection = new Connection(settings.clientId, {
    sasl: { mechanism: 'SCRAM-SHA-512', ...settings.sasl },
    ...(settings.tls ? { tls: { ca: settings.tls.ca } } : {}),
  })
  const address = settings.brokers[0]
  if (address === undefined) throw new BusError('UNREACHABLE', 'no broker is configured')
  const { host, port } = splitAddress(settings.dial?.[address] ?? address)
  try {
    await connection.connect(host, port)
    const credentials = await Promise.all(users.map(saltedCredential))
    await alterUserScramCredentialsV0.api.async(connection, [], credentials)
  } catch (error) {
    throw asBusError(error, 'write users')
  } finally {
    await connection.close()
  }
}

// RFC 5802 §3 SaltedPassword with SHA-512 (RFC 7677 asks for 4,096 iterations at least).
const iterations = 8_192
const scramSha512 = 2
const derive = promisify(pbkdf2)

async function saltedCredential({ username, password }: BusUser) {
  const salt = randomBytes(32)
  const saltedPassword = await derive(password, salt, iterations, 64, 'sha512')
  return { name: username, mechanism: scramSha512, iterations, salt, saltedPassword }
}
