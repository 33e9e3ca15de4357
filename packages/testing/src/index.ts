export { type CaseParties, firstCase, secondCase } from './case.ts'
export { type Country, directoryDocuments, makeCountry, makeDirectory, newCode } from './country.ts'
export { cloneDatabase, emptyDatabase, type TestDatabase } from './database.ts'
export { startTestServers, type TestServers } from './servers.ts'
