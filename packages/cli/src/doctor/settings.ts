/** What a gateway is told by its environment, as far as the doctor looks at it; the same variables, read the same way. */
import { readFileSync } from 'node:fs'
import { AuditError, type Policy, parsePolicy } from '@onward/audit'
import type { BusSettings } from '@onward/bus'
import type { Finding } from './finding.ts'

export interface Settings {
  readonly member: string
  readonly databaseUrl: string
  readonly bus: BusSettings
  /** URL or folder of the directory's repository, and its first root as it was given out of band. */
  readonly directory: string
  readonly directoryRoot: string
  readonly keys: string
  readonly passphrase: string | undefined
  /** Whose cosignatures the log needs; undefined: nobody's. */
  readonly policy: Policy | undefined
  readonly checkpointMs: number
  readonly exercise: boolean
}

type Environment = Readonly<Record<string, string | undefined>>

/** The settings, or a finding for each variable that is missing or names a file that cannot be read. */
export function readSettings(env: Environment): Settings | readonly Finding[] {
  const faults: Finding[] = []
  const failed = (says: string, remedy: string) => {
    faults.push({ check: 'configuration', state: 'failed', says, remedy })
    return ''
  }
  const text = (name: string) =>
    env[name] || failed(`${name} is not set`, 'give the doctor the environment of the gateway')
  const file = (name: string) => {
    const path = text(name)
    if (path === '') return ''
    try {
      return readFileSync(path, 'utf8').trim()
    } catch {
      return failed(`${name} names a file that cannot be read`, 'run the doctor as the user of the gateway')
    }
  }
  const policyOf = (name: string): Policy | undefined => {
    if (env[name] === undefined) return undefined
    try {
      return parsePolicy(readFileSync(env[name], 'utf8'))
    } catch (error) {
      const why =
        error instanceof AuditError ? `is no policy: ${error.message}` : 'names a file that cannot be read'
      failed(`${name} ${why}`, 'put a policy in the form of C2SP tlog-policy there')
      return undefined
    }
  }
  const isPlain = env.ONWARD_KAFKA_PLAINTEXT === '1'
  const settings = {
    member: text('ONWARD_MEMBER'),
    databaseUrl: file('ONWARD_DATABASE_URL_FILE'),
    bus: {
      brokers: text('ONWARD_KAFKA_BROKERS').split(',').filter(Boolean),
      clientId: 'onward-doctor',
      sasl: { username: text('ONWARD_KAFKA_USERNAME'), password: file('ONWARD_KAFKA_PASSWORD_FILE') },
      dial: Object.fromEntries(
        (env.ONWARD_KAFKA_DIAL ?? '')
          .split(',')
          .filter(Boolean)
          .map((pair) => pair.split('=')),
      ),
      ...(isPlain ? {} : { tls: { ca: file('ONWARD_KAFKA_CA_FILE') } }),
    },
    directory: text('ONWARD_DIRECTORY'),
    directoryRoot: file('ONWARD_DIRECTORY_ROOT_FILE'),
    keys: text('ONWARD_KEYS'),
    passphrase:
      env.ONWARD_KEYS_PASSPHRASE_FILE === undefined ? undefined : file('ONWARD_KEYS_PASSPHRASE_FILE'),
    policy: policyOf('ONWARD_WITNESS_POLICY_FILE'),
    checkpointMs: Number(env.ONWARD_CHECKPOINT_MS ?? 60_000),
    exercise: env.ONWARD_EXERCISE === '1',
  }
  return faults.length > 0 ? faults : settings
}
