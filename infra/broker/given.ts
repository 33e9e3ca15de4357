// A broker that somebody else runs.
import { readFile } from 'node:fs/promises'
import { rootCertificates } from 'node:tls'
import { InfraError } from '../error.ts'
import type { Broker } from './broker.ts'

type Environment = Readonly<Record<string, string | undefined>>

/**
 * Reads KAFKA_BROKERS and what belongs to it: KAFKA_CA (the path of a PEM file; without it the authorities that Node
 * knows), KAFKA_ADMIN_USER, KAFKA_ADMIN_PASSWORD or KAFKA_ADMIN_PASSWORD_FILE.
 *
 * @throws InfraError BAD_SETTING
 */
export async function givenBroker(env: Environment, isPlaintext: boolean): Promise<Broker> {
  const brokers = (env.KAFKA_BROKERS ?? '').split(',').map((broker) => broker.trim())
  const wrong = brokers.find((broker) => !/^[^\s:/]+:\d{1,5}$/.test(broker))
  if (wrong !== undefined) {
    throw new InfraError('BAD_SETTING', `KAFKA_BROKERS holds "${wrong}", which is not host:port.`)
  }
  const username = env.KAFKA_ADMIN_USER
  const password = env.KAFKA_ADMIN_PASSWORD ?? (await readSetting(env, 'KAFKA_ADMIN_PASSWORD_FILE'))?.trim()
  if (!username || !password) {
    throw new InfraError(
      'BAD_SETTING',
      'KAFKA_BROKERS needs KAFKA_ADMIN_USER and KAFKA_ADMIN_PASSWORD (or KAFKA_ADMIN_PASSWORD_FILE) of a super user, to open lanes.',
    )
  }
  const ca = isPlaintext ? undefined : ((await readSetting(env, 'KAFKA_CA')) ?? rootCertificates.join('\n'))
  return {
    by: 'given',
    brokers,
    ca,
    admin: { username, password },
    pid: () => undefined,
    start,
    stop: start,
    kill: start,
  }
}

async function readSetting(env: Environment, name: string): Promise<string | undefined> {
  const path = env[name]
  if (!path) return undefined
  return await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new InfraError('BAD_SETTING', `${name} names ${path}, which cannot be read.`, { cause })
  })
}

async function start(): Promise<never> {
  throw new InfraError(
    'NOT_OURS',
    'KAFKA_BROKERS names a broker that somebody else runs: it is not ours to start or stop.',
  )
}
