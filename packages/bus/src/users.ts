// The principals at the broker, which kafkajs cannot alter.

import { pbkdf2, randomBytes } from 'node:crypto'
import { promisify } from 'node:util'
import type { BusSettings } from './client.ts'
import { oneRequest } from './one-request.ts'

export interface BusUser {
  readonly username: string
  readonly password: string
}

/** Creates SCRAM-SHA-512 users, or gives existing ones a new password. Needs the right to alter the cluster. */
export async function putUsers(settings: BusSettings, users: readonly BusUser[]): Promise<void> {
  if (users.length === 0) return
  await oneRequest(settings, 'write users', async ({ alterUserScramCredentialsV0 }, connection) => {
    const credentials = await Promise.all(users.map(saltedCredential))
    await alterUserScramCredentialsV0.api.async(connection, [], credentials)
  })
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
