export { cloneDatabase, emptyDatabase, type TestDatabase } from './database.ts'
export { startTestServers, type TestServers } from './servers.ts'
