// The databases and roles of members (protocol.md §6): one database each, which only its own four roles may enter.
import pg from 'pg'

export const databaseRoles = ['migrator', 'gateway', 'eraser', 'auditor'] as const
export type DatabaseRole = (typeof databaseRoles)[number]

/** One value for each of a member's roles. */
export type PerRole = Readonly<Record<DatabaseRole, string>>

export interface NewRoles {
  /** As a user who may create databases and roles. */
  readonly adminUrl: string
  /** What the roles' names begin with, e.g. `nl`: `nl_migrator`, `nl_gateway` … */
  readonly prefix: string
  readonly passwords: PerRole
}

export interface NewDatabase {
  readonly adminUrl: string
  readonly database: string
  readonly prefix: string
  /** A database to copy, with all that is in it; nobody may be connected to it meanwhile. */
  readonly template?: string
}

/** The names of a member's roles. */
export function roleNames(prefix: string): PerRole {
  return perRole((role) => `${prefix}_${role}`)
}

export function perRole(value: (role: DatabaseRole) => string): PerRole {
  const [migrator, gateway, eraser, auditor] = databaseRoles.map(value)
  // Sound: the list has exactly these four.
  return { migrator, gateway, eraser, auditor } as PerRole
}

/** A URL for each role of a database. They hold passwords: never print or log them. */
export function databaseUrls(
  adminUrl: string,
  database: string,
  prefix: string,
  passwords: PerRole,
): PerRole {
  const names = roleNames(prefix)
  return perRole((role) => {
    const url = new URL(adminUrl)
    url.username = encodeURIComponent(names[role])
    url.password = encodeURIComponent(passwords[role])
    url.pathname = `/${database}`
    return url.href
  })
}

/** The same database by the server's Unix socket, if it has one. */
export function bySocket(databaseUrl: string, socketFolder: string | undefined): string {
  if (socketFolder === undefined) return databaseUrl
  const url = new URL(databaseUrl)
  url.searchParams.set('host', socketFolder)
  return url.href
}

/** Makes a member's roles, or gives them these passwords. */
export async function keepRoles({ adminUrl, prefix, passwords }: NewRoles): Promise<void> {
  const names = roleNames(prefix)
  await withClient(adminUrl, async (client) => {
    const { rows } = await client.query<{ rolname: string }>(
      'select rolname from pg_roles where rolname = any($1)',
      [Object.values(names)],
    )
    const existing = new Set(rows.map((row) => row.rolname))
    for (const role of databaseRoles) {
      const name = pg.escapeIdentifier(names[role])
      const verb = existing.has(names[role]) ? 'alter' : 'create'
      await client.query(
        `${verb} role ${name} login nosuperuser nocreatedb nocreaterole noinherit noreplication nobypassrls password ${pg.escapeLiteral(passwords[role])}`,
      )
    }
    // Only a member of a role may make it the owner of something; a superuser is one anyway.
    await client.query(`grant ${pg.escapeIdentifier(names.migrator)} to current_user`)
  })
}

/** Makes a database owned by the migrator, or keeps it; nobody but the four roles may connect. */
export async function keepDatabase({ adminUrl, database, prefix, template }: NewDatabase): Promise<void> {
  const names = roleNames(prefix)
  const name = pg.escapeIdentifier(database)
  await withClient(adminUrl, async (client) => {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [database])
    if (!rowCount) {
      const copied = template === undefined ? '' : ` template ${pg.escapeIdentifier(template)}`
      await client.query(`create database ${name} owner ${pg.escapeIdentifier(names.migrator)}${copied}`)
    }
    const roles = databaseRoles.map((role) => pg.escapeIdentifier(names[role]))
    await client.query(
      `revoke all on database ${name} from public; grant connect on database ${name} to ${roles.join(', ')}`,
    )
  })
}

/** Takes the databases that PostgreSQL itself makes away from everybody; only for a server that is ours alone. */
export async function closeBuiltIn(adminUrl: string): Promise<void> {
  await withClient(adminUrl, (client) =>
    client.query('revoke connect, temporary on database postgres, template1 from public'),
  )
}

/** Removes a database, whoever is still connected. */
export async function dropDatabase(adminUrl: string, database: string): Promise<void> {
  await withClient(adminUrl, (client) =>
    client.query(`drop database if exists ${pg.escapeIdentifier(database)} with (force)`),
  )
}

/** The names of the databases that begin so. */
export async function listDatabases(adminUrl: string, prefix: string): Promise<readonly string[]> {
  return await withClient(adminUrl, async (client) => {
    const { rows } = await client.query<{ datname: string }>(
      'select datname from pg_database where starts_with(datname, $1) order by datname',
      [prefix],
    )
    return rows.map((row) => row.datname)
  })
}

async function withClient<Result>(
  url: string,
  work: (client: pg.Client) => Promise<Result>,
): Promise<Result> {
  const client = new pg.Client({ connectionString: url, application_name: 'onward-setup' })
  // What breaks the connection is told by the next question; an error event that nobody hears would end us.
  client.on('error', () => {})
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}
