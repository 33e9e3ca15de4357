// Makes the local members ready on the servers: databases, roles, migrations, lanes, users, and each gateway's
// environment. Everything is kept from one start to the next; running it again changes nothing.
import { mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type BusSettings, provision } from '@onward/bus'
import { readDirectory } from '@onward/directory'
import { beginRegister } from '../../services/gateway/src/rights/destruction-register.ts'
import { migrate } from '../../services/gateway/src/store/migrate.ts'
import { writeWhole } from '../atomic.ts'
import type { Broker } from '../broker/broker.ts'
import {
  bySocket,
  databaseUrls,
  keepDatabase,
  keepRoles,
  type PerRole,
  roleNames,
} from '../postgres/databases.ts'
import type { Postgres } from '../postgres/postgres.ts'
import type { Progress } from '../progress.ts'
import { keepPorts } from '../state.ts'
import { keepNetwork, layout } from './network.ts'
import { type IssueToken, tokenIssuer } from './token.ts'

export interface LocalMember {
  readonly code: string
  /** Where its gateway listens, `http://127.0.0.1:port`. */
  readonly url: string
  /** What only its own gateway may read. */
  readonly folder: string
  /** The repository of the directory, which every gateway may read. */
  readonly directory: string
  /** Its destruction register. */
  readonly register: string
  /** The eraser's whole configuration, in the folder that only it may read. */
  readonly eraser: { readonly folder: string; readonly env: Readonly<Record<string, string>> }
  /** The gateway's whole configuration, as services/gateway/src/config.ts reads it. */
  readonly env: Readonly<Record<string, string>>
  /** A URL for each database role. They hold passwords. */
  readonly databaseUrls: PerRole
  /** Its principal at the broker, which may read its own lanes and write those it has agreed on. */
  readonly bus: BusSettings
  /** As the member's sign-in service would. */
  readonly issueToken: IssueToken
}

/** What is needed of the servers, wherever they run. */
export interface ServerAccess {
  /** The state folder. */
  readonly folder: string
  readonly broker: Pick<Broker, 'brokers' | 'ca' | 'admin'>
  readonly postgres: Pick<Postgres, 'adminUrl' | 'socketFolder'>
}

export interface MembersSettings {
  readonly servers: ServerAccess
  readonly codes: readonly string[]
  /** Who has an agreement with whom; each with every other, unless given. */
  readonly pairs?: readonly (readonly [string, string])[] | undefined
  readonly progress: Progress
  /** Exercise members speak to each other on exercise lanes, and their gateways say so. */
  readonly kind?: 'real' | 'exercise' | undefined
}

/** Sets up every member, or finds it set up. The first call takes a few seconds. */
export async function keepMembers({
  servers,
  codes,
  pairs,
  progress,
  kind = 'real',
}: MembersSettings): Promise<readonly LocalMember[]> {
  const { folder } = servers
  await keepNetwork(folder, { codes, pairs, kind })
  const portNames = codes.map((code) => `gateway${code}`)
  const ports = await keepPorts(folder, portNames)
  progress(`Members: databases and lanes of ${codes.join(', ')}`)
  const [members] = await Promise.all([
    Promise.all(codes.map((code) => keepMember(servers, { code, kind, port: ports[`gateway${code}`] ?? 0 }))),
    openLanes(servers, codes),
  ])
  return members
}

function keepRegister(folder: string, code: string): void {
  try {
    beginRegister(folder, code)
  } catch (error) {
    // That of a database that was here before: what it names does no harm to another one.
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  }
}

async function openLanes({ folder, broker }: ServerAccess, codes: readonly string[]): Promise<void> {
  const directory = await readDirectory(layout(folder).directory)
  const members = await Promise.all(
    codes.map(async (code) => ({
      code,
      username: code,
      password: (await readPasswords(folder, code)).kafka,
    })),
  )
  const lanes = directory.lanes().map(({ name }) => name)
  await provision(busSettings(broker, 'provision', broker.admin), { members, lanes })
}

async function keepMember(
  { folder, broker, postgres }: ServerAccess,
  { code, kind, port }: { readonly code: string; readonly kind: 'real' | 'exercise'; readonly port: number },
): Promise<LocalMember> {
  const place = layout(folder)
  const passwords = await readPasswords(folder, code)
  const prefix = code.toLowerCase()
  const database = `onward_${prefix}`
  await keepRoles({ adminUrl: postgres.adminUrl, prefix, passwords })
  await keepDatabase({ adminUrl: postgres.adminUrl, database, prefix })
  const urls = databaseUrls(postgres.adminUrl, database, prefix, passwords)
  const ran = await migrate(urls.migrator, roleNames(prefix))
  // With the tables that it belongs to, and never later: a register that is missing must be found, not begun anew.
  await mkdir(place.register(code), { recursive: true })
  if (ran.includes('0016-erasure.sql')) keepRegister(place.register(code), code)

  const inFolder = (name: string) => join(place.member(code), name)
  await writeWhole(inFolder('database.url'), `${bySocket(urls.gateway, postgres.socketFolder)}\n`, 0o600)
  await writeWhole(inFolder('kafka.password'), `${passwords.kafka}\n`, 0o600)
  if (broker.ca !== undefined) await writeWhole(inFolder('kafka-ca.pem'), broker.ca)
  const issuer = `https://sign-in.${prefix}.example`
  const audience = `https://gateway.${prefix}.example`
  const env = {
    ONWARD_MEMBER: code,
    ONWARD_HTTP_HOST: '127.0.0.1',
    ONWARD_HTTP_PORT: String(port),
    ONWARD_DATABASE_URL_FILE: inFolder('database.url'),
    ONWARD_KAFKA_BROKERS: broker.brokers.join(','),
    ...(broker.ca === undefined
      ? { ONWARD_KAFKA_PLAINTEXT: '1' }
      : { ONWARD_KAFKA_CA_FILE: inFolder('kafka-ca.pem') }),
    ONWARD_KAFKA_USERNAME: code,
    ONWARD_KAFKA_PASSWORD_FILE: inFolder('kafka.password'),
    ONWARD_DIRECTORY: place.directory,
    ONWARD_DIRECTORY_ROOT_FILE: inFolder('directory.root.json'),
    ONWARD_KEYS: place.keys(code),
    ONWARD_DESTRUCTION_REGISTER: place.register(code),
    ONWARD_ISSUER: issuer,
    ONWARD_AUDIENCE: audience,
    ONWARD_JWKS_FILE: inFolder('issuer.jwks.json'),
    ...(kind === 'exercise' && { ONWARD_EXERCISE: '1' }),
  }
  await writeWhole(
    inFolder('env'),
    `${Object.entries(env)
      .map(([name, value]) => `${name}=${value}`)
      .join('\n')}\n`,
    0o600,
  )

  await mkdir(place.eraser(code), { recursive: true, mode: 0o700 })
  const eraserUrl = join(place.eraser(code), 'database.url')
  await writeWhole(eraserUrl, `${bySocket(urls.eraser, postgres.socketFolder)}\n`, 0o600)
  const eraser = {
    ONWARD_MEMBER: code,
    ONWARD_ERASER_DATABASE_URL_FILE: eraserUrl,
    ONWARD_DESTRUCTION_REGISTER: place.register(code),
    ...(kind === 'exercise' && { ONWARD_EXERCISE: '1' }),
  }

  return {
    code,
    url: `http://127.0.0.1:${port}`,
    folder: place.member(code),
    directory: place.directory,
    register: place.register(code),
    eraser: { folder: place.eraser(code), env: eraser },
    env,
    databaseUrls: urls,
    bus: busSettings(broker, `trial-${code}`, { username: code, password: passwords.kafka }),
    issueToken: await tokenIssuer({
      keyFile: join(place.admin(code), 'issuer.jwk'),
      issuer,
      audience,
      member: code,
    }),
  }
}

function busSettings(
  { brokers, ca }: ServerAccess['broker'],
  clientId: string,
  sasl: BusSettings['sasl'],
): BusSettings {
  return { brokers, clientId, sasl, ...(ca !== undefined && { tls: { ca } }) }
}

async function readPasswords(folder: string, code: string): Promise<PerRole & { readonly kafka: string }> {
  // Sound: only keepNetwork writes it, whole.
  return JSON.parse(await readFile(join(layout(folder).admin(code), 'passwords.json'), 'utf8'))
}
