/** What a gateway is told by its environment, as far as the doctor looks at it; the same variables, read the same way. */
import { readFileSync } from 'node:fs'
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
  }
  return faults.length > 0 ? faults : settings
}
