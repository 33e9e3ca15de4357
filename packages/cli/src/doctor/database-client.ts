/** How the doctor comes to the gateway's database: as the gateway does, and not for long. */
import pg from 'pg'

/** A connection that is still to be opened, and that its caller ends. What breaks it is told by the next question. */
export function databaseClient(connectionString: string): pg.Client {
  const client = new pg.Client({
    connectionString,
    connectionTimeoutMillis: 5_000,
    application_name: 'onward-doctor',
  })
  // An error event that nobody hears would end the doctor instead of being a finding.
  client.on('error', () => {})
  return client
}
