// Starts the two servers alone and keeps them, for trials: node infra/run.mjs infra/serve.ts [folder]
import { resolve } from 'node:path'
import { stopOnSignals } from './processes.ts'
import { toStandardError } from './progress.ts'
import { type Servers, startServers, stateFolder } from './servers.ts'

let servers: Servers | undefined
stopOnSignals(async () => servers?.stop())

servers = await startServers({ folder: resolve(process.argv[2] ?? stateFolder), progress: toStandardError })
const { broker, postgres } = servers
console.log(
  JSON.stringify({
    brokers: broker.brokers,
    admin: broker.admin,
    ca: broker.ca,
    adminUrl: postgres.adminUrl,
  }),
)
toStandardError('Both servers are ready. Ctrl-C stops them.')
setInterval(() => {}, 2 ** 30)
