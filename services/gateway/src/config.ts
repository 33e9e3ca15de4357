/** What a gateway is told by its environment. Read once, all faults at once; secrets are files, never values. */
import { readFileSync } from 'node:fs'
import { AuditError, type Policy, parsePolicy } from '@onward/audit'
import { readOffset } from './clock.ts'

export interface Config {
  /** ISO 3166-1 alpha-2 code of the country, or the registered code of an organisation. */
  readonly member: string
  readonly http: { readonly host: string; readonly port: number }
  readonly databaseUrl: string
  readonly kafka: {
    readonly brokers: readonly string[]
    /** PEM of the authority that signs the brokers' certificates; undefined only for explicit plaintext. */
    readonly ca: string | undefined
    readonly username: string
    readonly password: string
    /** Where to dial instead of an address the brokers give (tunnels, address translation): `host:port` → `host:port`. */
    readonly dial: Readonly<Record<string, string>>
  }
  readonly directory: {
    /** Where its repository is: an http(s) URL, or a folder. */
    readonly place: string
    /** The text of `root.json`, as it was given out of band. */
    readonly root: string
    readonly refreshMs: number
  }
  readonly keysFolder: string
  /** The folder of the destruction register, outside of what is backed up (destruction-register.ts). */
  readonly destructionRegister: string
  /** Files and URLs that tell the last checkpoint our log has signed; none: nothing is asked. */
  readonly lastCheckpoint: readonly string[]
  /** The folder of what peers have seen of this gateway, given for a database that was restored (sightings.ts). */
  readonly sightings?: string | undefined
  /** Opens encrypted key files. */
  readonly keysPassphrase?: string | undefined
  /** The token in which keys stay, if they do. */
  readonly pkcs11?: { readonly module: string; readonly pin: string } | undefined
  readonly tokens: { readonly issuer: string; readonly audience: string; readonly jwksFile: string }
  readonly checkpointMs: number
  /** Whose cosignatures our log needs, where witnesses and peers' logs are; undefined: no witness is asked. */
  readonly witnessPolicy: Policy | undefined
  /** The time-stamping authority of our checkpoints (RFC 3161), and how often it is asked at most; undefined: none is. */
  readonly tsa?: { readonly url: string; readonly everyMs: number } | undefined
  /** How often peers' logs are looked at. */
  readonly monitorMs: number
  /** Leaves that each interval is filled up to, so that growth tells nothing; 0 fills up none. */
  readonly logPad: number
  /** How long after a receipt its proof may come. */
  readonly proofOverdueMs: number
  readonly logLevel: string
  /** An exercise gateway speaks only on exercise lanes (protocol §8). */
  readonly exercise: boolean
  /** The file by which an exercise moves the clock of all its gateways. */
  readonly clockFile?: string | undefined
  /** Requests a minute and address before 429. */
  readonly rateLimit: number
  /** Inquiries a day and organisation before 429. */
  readonly inquiryLimit: number
}

/** Every fault of the environment in one message, a line each. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
  readonly code = 'CONFIG'
  readonly faults: readonly string[]

  constructor(faults: readonly string[]) {
    super(`This gateway cannot start:\n${faults.map((fault) => `  ${fault}`).join('\n')}`)
    this.faults = faults
  }
}

/**
 * Reads the environment and the secret files it names.
 *
 * @throws ConfigError listing every missing or unusable variable
 */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const faults: string[] = []
  const text = (name: string, what: string): string => {
    const value = env[name]
    if (!value) faults.push(`${name} is not set: ${what}`)
    return value ?? ''
  }
  const secret = (name: string, what: string): string => {
    const file = text(name, `the path of a file with ${what}`)
    if (!file) return ''
    try {
      return readFileSync(file, 'utf8').trim()
    } catch {
      faults.push(`${name} names a file that cannot be read: put ${what} there, readable by this process`)
      return ''
    }
  }
  const number = (name: string, fallback: number, least: number, most: number): number => {
    const value = Number(env[name] ?? fallback)
    if (Number.isInteger(value) && value >= least && value <= most) return value
    faults.push(`${name} is not a whole number from ${least} to ${most}`)
    return fallback
  }

  const member = text('ONWARD_MEMBER', "this member's code, such as NL or IOM")
  if (member && !/^[A-Z]{2,8}$/.test(member))
    faults.push('ONWARD_MEMBER is not a member code: 2 to 8 capital letters')
  const plaintext = env.ONWARD_KAFKA_PLAINTEXT === '1'
  const checkpointMs = number('ONWARD_CHECKPOINT_MS', 60_000, 100, 3_600_000)
  const config: Config = {
    member,
    http: { host: env.ONWARD_HTTP_HOST ?? '127.0.0.1', port: number('ONWARD_HTTP_PORT', 0, 0, 65_535) },
    databaseUrl: secret('ONWARD_DATABASE_URL_FILE', 'the URL of this member’s database'),
    kafka: {
      brokers: text('ONWARD_KAFKA_BROKERS', 'host:port of the brokers, separated by commas')
        .split(',')
        .filter(Boolean),
      ca: plaintext
        ? undefined
        : secret('ONWARD_KAFKA_CA_FILE', 'the certificate authority of the brokers (PEM)'),
      username: text('ONWARD_KAFKA_USERNAME', "this member's Kafka principal"),
      password: secret('ONWARD_KAFKA_PASSWORD_FILE', "the password of this member's Kafka principal"),
      dial: dialled(env.ONWARD_KAFKA_DIAL ?? '', faults),
    },
    directory: {
      place: text('ONWARD_DIRECTORY', "the URL or the folder of the directory's repository"),
      root: secret('ONWARD_DIRECTORY_ROOT_FILE', "the directory's root.json, as it was given out of band"),
      refreshMs: number('ONWARD_DIRECTORY_REFRESH_MS', 3_600_000, 100, 86_400_000),
    },
    keysFolder: text('ONWARD_KEYS', "the folder of this member's own private keys"),
    destructionRegister: text(
      'ONWARD_DESTRUCTION_REGISTER',
      'the folder of the register of destroyed data keys, outside of all backups',
    ),
    lastCheckpoint: (env.ONWARD_LAST_CHECKPOINT ?? '').split(',').filter(Boolean),
    sightings: env.ONWARD_SIGHTINGS,
    keysPassphrase:
      env.ONWARD_KEYS_PASSPHRASE_FILE === undefined
        ? undefined
        : secret('ONWARD_KEYS_PASSPHRASE_FILE', 'the passphrase of encrypted key files'),
    pkcs11:
      env.ONWARD_PKCS11_MODULE === undefined
        ? undefined
        : {
            module: env.ONWARD_PKCS11_MODULE,
            pin: secret('ONWARD_PKCS11_PIN_FILE', 'the PIN of the token'),
          },
    tokens: {
      issuer: text('ONWARD_ISSUER', 'the issuer (iss) of API tokens'),
      audience: text('ONWARD_AUDIENCE', 'the audience (aud) of API tokens'),
      jwksFile: text('ONWARD_JWKS_FILE', "the path of the issuer's public keys (JWKS)"),
    },
    checkpointMs,
    witnessPolicy: witnessPolicy(env, faults),
    tsa: timeStamping(env, faults, number),
    monitorMs: number('ONWARD_MONITOR_MS', checkpointMs, 100, 86_400_000),
    logPad: number('ONWARD_LOG_PAD', 0, 0, 1_000),
    proofOverdueMs: number('ONWARD_PROOF_OVERDUE_MS', 5 * checkpointMs, 1_000, 604_800_000),
    logLevel: env.ONWARD_LOG_LEVEL ?? 'info',
    exercise: env.ONWARD_EXERCISE === '1',
    clockFile: clockFile(env, faults),
    rateLimit: number('ONWARD_RATE_LIMIT', 600, 1, 10_000_000),
    inquiryLimit: number('ONWARD_INQUIRY_LIMIT', 100, 1, 100_000),
  }
  if (faults.length > 0) throw new ConfigError(faults)
  return Object.freeze(config)
}

function timeStamping(
  { ONWARD_TSA_URL: url }: Readonly<Record<string, string | undefined>>,
  faults: string[],
  number: (name: string, fallback: number, least: number, most: number) => number,
): Config['tsa'] {
  const everyMs = number('ONWARD_TSA_MS', 3_600_000, 1_000, 604_800_000)
  if (url === undefined) return undefined
  if (!/^https?:\/\//.test(url) || !URL.canParse(url))
    faults.push('ONWARD_TSA_URL is not an address that begins with https:// or http://')
  return { url, everyMs }
}

/** A policy in the form of C2SP tlog-policy. Every address in it is one that this gateway will ask. */
function witnessPolicy(
  { ONWARD_WITNESS_POLICY_FILE: file }: Readonly<Record<string, string | undefined>>,
  faults: string[],
): Policy | undefined {
  if (file === undefined) return undefined
  try {
    const policy = parsePolicy(readFileSync(file, 'utf8'))
    const addresses = [...policy.logs, ...policy.witnesses].flatMap(({ url }) => url ?? [])
    if (!addresses.every((url) => /^https?:\/\//.test(url) && URL.canParse(url)))
      faults.push('ONWARD_WITNESS_POLICY_FILE has an address that does not begin with https:// or http://')
    return policy
  } catch (error) {
    const reason = error instanceof AuditError ? error.message : 'names a file that cannot be read'
    faults.push(`ONWARD_WITNESS_POLICY_FILE is no policy: ${reason}`)
    return undefined
  }
}

/** A clock that can be moved is for exercises only: in earnest it would make every deadline doubtful. */
function clockFile(
  { ONWARD_CLOCK_FILE: file, ONWARD_EXERCISE }: Readonly<Record<string, string | undefined>>,
  faults: string[],
): string | undefined {
  if (file === undefined) return undefined
  if (ONWARD_EXERCISE !== '1')
    faults.push(
      'ONWARD_CLOCK_FILE moves the clock, which only an exercise may: set ONWARD_EXERCISE=1, or remove it',
    )
  else if (readOffset(file) === undefined)
    faults.push(
      'ONWARD_CLOCK_FILE names a file without an offset: write whole milliseconds into it, such as 0',
    )
  return file
}

/** `host:port=host:port`, separated by commas. */
function dialled(text: string, faults: string[]): Readonly<Record<string, string>> {
  const pairs = text.split(',').filter(Boolean)
  if (!pairs.every((pair) => /^[^=]+:\d+=[^=]+:\d+$/.test(pair))) {
    faults.push('ONWARD_KAFKA_DIAL is not a list of host:port=host:port, separated by commas')
  }
  return Object.fromEntries(pairs.map((pair) => pair.split('=')))
}
