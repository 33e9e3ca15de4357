// npm start: sets everything up, plays the handover of a case between two gateways, and stays up to be tried.
import { join, resolve } from 'node:path'
import { readDirectory } from '@onward/directory'
import { Command, Option } from 'commander'
import { access, type Cast, makeCast, noteCheckpoints } from './demonstration/cast.ts'
import { foreignUser } from './demonstration/forgery.ts'
import { held, playHandover } from './demonstration/handover.ts'
import * as output from './demonstration/output.ts'
import { type Step, tell } from './demonstration/story.ts'
import { playTrial, type Trial } from './demonstration/trial.ts'
import { startGateway } from './gateway.ts'
import { stopOnSignals } from './processes.ts'
import { toStandardError as progress } from './progress.ts'
import { type Servers, startServers, stateFolder } from './servers.ts'
import { keepMembers, type LocalMember } from './setup/members.ts'

/** How long a token that is handed out is good for. */
const HOURS = 12

const options = new Command('npm start --')
  .description('Starts two gateways, NL and RO, hands a case over from one to the other, and stays up.')
  .option('--once', 'end after the last step: with 0 if every check held, with 1 if not')
  .option('--json', 'print one line of JSON for each step, and nothing else')
  .addOption(
    new Option('--state <folder>', 'where local state is kept').env('ONWARD_STATE').default(stateFolder),
  )
  .parse()
  .opts<{ readonly once?: true; readonly json?: true; readonly state: string }>()

let servers: Servers | undefined
let isStopping = false
const stop = async () => {
  isStopping = true
  await servers?.stop()
}
stopOnSignals(stop)

const page = output.pageOn(process.stdout)
servers = await startServers({ folder: resolve(options.state), progress })
const [nl, ro] = await keepMembers({ servers, codes: ['NL', 'RO'], progress })
if (!nl || !ro) throw new Error('a member was not set up')
progress('Gateways: starting NL and RO')
const [stranger] = await Promise.all([foreignUser(servers), run(nl, servers), run(ro, servers)])

const directory = await readDirectory(nl.directory)
const { staff, operator, auditors } = await makeCast(nl, ro)
const audit = { directory: nl.directory, sides: await noteCheckpoints(auditors) }
const faults = await play(staff, { directory, thief: nl.bus, stranger, operator, audit })

if (options.once) {
  await stop()
  process.exit(faults.length === 0 ? 0 : 1)
}
if (options.json) progress('Both gateways stay up. Ctrl-C stops everything.')
else {
  const ways = await Promise.all([
    access(nl, 'caseworker', 'nl-fp-02', HOURS * 3_600),
    access(ro, 'focal-point', 'ro-fp-03', HOURS * 3_600),
  ])
  output.showInvitation(page, { ways, hours: HOURS, logs: join(servers.folder, 'logs') })
}

/** Plays the nine steps, each shown as soon as it is over; gives what did not hold. */
async function play(staff: Cast['staff'], trial: Trial): Promise<readonly string[]> {
  if (!options.json) output.showHeading(page)
  const show = (step: Step) => (options.json ? page.line(JSON.stringify(step)) : output.showStep(page, step))
  const started = performance.now()
  let referrals: readonly string[] = []
  const faults = await tell(async (play) => {
    referrals = await playHandover(play, staff, trial.directory)
    await playTrial(play, trial)
  }, show)
  const ms = performance.now() - started
  // A Ctrl-C in the middle is no fault of the story: the process is about to end.
  if (isStopping) return new Promise(() => {})
  if (options.json) for (const fault of faults) progress(fault)
  else {
    output.showHeld(page, await held(staff, referrals))
    output.showFaults(page, faults, ms)
  }
  return faults
}

/** Starts a gateway with checkpoints every second, so that proofs need not be waited for. */
async function run(member: LocalMember, servers: Servers): Promise<void> {
  const env = { ONWARD_CHECKPOINT_MS: '1000' }
  const { ended, name } = await startGateway({ member, servers, env })
  void ended.then(() => {
    if (isStopping) return
    progress(`${name} has ended by itself; see ${join(servers.folder, 'logs', `${name}.log`)}`)
    process.kill(process.pid, 'SIGTERM')
  })
}
