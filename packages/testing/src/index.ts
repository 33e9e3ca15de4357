export { type CaseParties, firstCase, known, type Opening, secondCase } from './case.ts'
export { type Country, directoryDocuments, makeCountry, makeDirectory, newCode } from './country.ts'
export { cloneDatabase, emptyDatabase, type TestDatabase } from './database.ts'
export {
  type Answer,
  type Api,
  makePair,
  type Pair,
  type PairSettings,
  type Party,
  type StartHow,
} from './pair.ts'
export { compiledFolder, startTestServers, type TestServers } from './servers.ts'
export { startTsa, type Tsa } from './tsa.ts'
