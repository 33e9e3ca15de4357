// npm start: sets everything up, plays a year of three cases between six gateways once, and stays up to be tried.
import { join, resolve } from 'node:path'
import { parsePolicy } from '@onward/audit'
import { readDirectory } from '@onward/directory'
import { Command, Option } from 'commander'
import { writeWhole } from './atomic.ts'
import { type Cast, makeCast, ways } from './demonstration/cast.ts'
import { calendarFrom, exerciseClock, firstDay, mustBeKnown } from './demonstration/clock.ts'
import { foreignUser } from './demonstration/forgery.ts'
import * as output from './demonstration/output.ts'
import { type Earlier, keepPlayed, noteCheckpoints, readPlayed } from './demonstration/played.ts'
import { stories } from './demonstration/stories.ts'
import { type Play, type Step, tell, type When } from './demonstration/story.ts'
import { playAudit, playTrial, startAuditor, type Trial } from './demonstration/trial.ts'
import { playDays, whenIn } from './demonstration/year/play.ts'
import { begun, held, heldAlike, ids, type Stage } from './demonstration/year/scene.ts'
import { startEraser, startGateway } from './gateway.ts'
import { type RunningProcess, stopOnSignals } from './processes.ts'
import { toStandardError as progress } from './progress.ts'
import { type Servers, startServers, stateFolder } from './servers.ts'
import { keepClock } from './setup/clock.ts'
import { compileAhead, ownCompiled } from './setup/compiled.ts'
import { keepMembers, type LocalMember } from './setup/members.ts'
import { policyText } from './setup/witness-policy.ts'

/** Countries, and two networks of non-governmental organisations for whoever wants nobody of a state. */
const codes = ['NL', 'RO', 'AT', 'BG', 'ROSA', 'CASA']
const pairs = [
  ['NL', 'RO'],
  ['NL', 'BG'],
  ['AT', 'BG'],
  ['ROSA', 'CASA'],
  ['ROSA', 'RO'],
] as const

/** Of the story, and when a later start looks at it. */
const LAST_DAY = 365

/** How long a token that is handed out is good for. */
const HOURS = 12

const options = new Command('npm start --')
  .description('Starts six gateways, plays a year of three cases between them, and stays up.')
  .option('--again', 'play another year, where an earlier start has played one')
  .option('--once', 'end after the last step: with 0 if every check held, with 1 if not')
  .option('--json', 'print one line of JSON for each step, and nothing else')
  .addOption(
    new Option('--state <folder>', 'where local state is kept').env('ONWARD_STATE').default(stateFolder),
  )
  .parse()
  .opts<{ readonly again?: true; readonly once?: true; readonly json?: true; readonly state: string }>()

let servers: Servers | undefined
const gateways: RunningProcess[] = []
let isStopping = false
const stop = async () => {
  isStopping = true
  // All at once: none waits for another. What has not become ready yet is stopped with the servers.
  await Promise.all(gateways.map((gateway) => gateway.stop()))
  await servers?.stop()
}
stopOnSignals(stop)

const page = output.pageOn(process.stdout)
const folder = resolve(options.state)
const compiling = compileAhead(folder, codes)
servers = await startServers({ folder, progress })
await compiling
const ready = performance.now()
const members = await keepMembers({ servers, codes, pairs, progress, kind: 'exercise' })
const [nl, ro] = [memberOf('NL'), memberOf('RO')]
const clockFile = await keepClock(folder)
const clock = await exerciseClock(
  clockFile,
  members.map(({ url }) => url),
)
const directory = await readDirectory(nl.directory)
const cast = await makeCast(members)
const earlier = options.again ? undefined : await readPlayed(folder, cast)

// It begins late in a November of the exercise; where it is played again, a year after the first time.
const calendar = calendarFrom(firstDay(clock.now()))
if (!earlier) {
  mustBeKnown(calendar, LAST_DAY)
  await (await exerciseClock(clockFile, [])).moveTo(new Date(calendar.at(0, '08:59')))
}
const policy = policyText(directory, { logs: [nl], witnesses: [ro], enough: 1 }, clock.now())
const policyFile = join(nl.folder, 'witness-policy.txt')
await writeWhole(policyFile, policy)

const running = servers
const stranger = await foreignUser(running)
progress(`Gateways: starting ${codes.join(', ')}`)
await Promise.all(members.map((member) => run(member, running)))

const stage: Stage = { people: cast.people, calendar, directory, folder, id: ids(), threads: new Map() }
const faults = earlier ? await lookAgain(earlier) : await play(cast)

if (options.once) {
  await stop()
  process.exit(faults.length === 0 ? 0 : 1)
}
if (options.json) progress('All gateways stay up. Ctrl-C stops everything.')
else {
  const found = await ways([nl, ro], HOURS * 3_600)
  const logs = join(servers.folder, 'logs')
  output.showInvitation(page, { ways: found, hours: HOURS, logs, clock: clock.now() })
}

function memberOf(code: string): LocalMember {
  const found = members.find((member) => member.code === code)
  if (!found) throw new Error(`${code} was not set up`)
  return found
}

/** Plays the year and what strangers, auditors and lawyers do at its end; gives what did not hold. */
async function play({ people, auditors }: Cast): Promise<readonly string[]> {
  const begins = calendar.at(0, '09:00')
  const sides = await noteCheckpoints(auditors, begins)
  const networks = members.filter(({ code }) => code === 'ROSA' || code === 'CASA')
  const fileOf = (name: string) => join(folder, 'evidence', `${name}.json`)
  const onDay: Parameters<typeof playDays>[0]['onDay'] = (day, date) => {
    if (!options.json) output.showDay(page, day, date)
  }
  if (!options.json) output.showHeading(page)
  const when = whenIn(stage, clock)
  // It waits from now on for what there is to check.
  const auditor = startAuditor(nl.directory)
  const trial: Trial = {
    ...{ now: clock.now, when, thief: nl.bus, stranger, operator: people.operator },
    audit: { directory: nl.directory, sides },
    witnessed: { log: `${nl.url}/log`, policy: parsePolicy(policy) },
    evidence: {
      referral: () => begun(stage, 'case').referral,
      holder: people.caseworker,
      file: fileOf('case-a'),
    },
    erasing: {
      referral: () => begun(stage, 'mother').referral,
      sides: [
        [people.rosa, people.rosaOfficer],
        [people.casa, people.casaOfficer],
      ],
      startErasers: () => Promise.all(networks.map((member) => runEraser(member, running))),
      files: { before: fileOf('case-c'), after: fileOf('case-c-erased') },
    },
  }
  let ends = begins
  const faults = await told(async (play) => {
    await playDays({ play, stage, clock, onDay }, stories)
    ends = clock.now().toISOString()
    if (!options.json) output.showTrial(page)
    await playTrial(play, trial, auditor)
  }, when)
  // What comes after the auditor's look is for the next one.
  if (faults.length === 0) await keepPlayed(folder, stage.threads, await noteCheckpoints(auditors, ends))
  return faults
}

/** What an earlier start has played is all there: an auditor has noted how far each log had grown by then. */
async function lookAgain({ threads, sides }: Earlier): Promise<readonly string[]> {
  for (const [on, thread] of threads) stage.threads.set(on, thread)
  if (!options.json) output.showEarlier(page)
  const time = clock.now().toISOString()
  return told(
    async (play) => {
      await play(() => heldAlike(stage))
      await playAudit(play, { directory: nl.directory, sides })
    },
    () => ({ day: LAST_DAY, time }),
  )
}

/** Each step is shown as soon as it is over; at the end what both sides hold, and what did not hold. */
async function told(story: (play: Play) => Promise<void>, when: () => When): Promise<readonly string[]> {
  const show = (step: Step) => (options.json ? page.line(JSON.stringify(step)) : output.showStep(page, step))
  const started = performance.now()
  const faults = await tell(story, { show, when })
  const ended = performance.now()
  const took = { story: ended - started, all: ended - ready }
  // A Ctrl-C in the middle is no fault of the story: the process is about to end.
  if (isStopping) return new Promise(() => {})
  if (options.json) for (const line of [output.inSeconds(took), ...faults]) progress(line)
  else {
    output.showHeld(page, await held(stage))
    output.showFaults(page, faults, took)
  }
  return faults
}

/** The two networks' erasers, each a process of its own. */
async function runEraser(member: LocalMember, servers: Servers): Promise<void> {
  await startEraser({ member, servers, env: { ONWARD_CLOCK_FILE: clockFile } })
}

/** Starts a gateway with checkpoints every second, so that proofs need not be waited for. */
async function run(member: LocalMember, servers: Servers): Promise<void> {
  const env = {
    ONWARD_CLOCK_FILE: clockFile,
    ONWARD_CHECKPOINT_MS: '1000',
    // A year in seconds: more is asked in a minute than by any person.
    ONWARD_RATE_LIMIT: '60000',
    ...(member.code === 'NL' && { ONWARD_WITNESS_POLICY_FILE: policyFile }),
  }
  const compiled = await ownCompiled(servers.folder, member.code)
  const gateway = await startGateway({ member, servers, env, compiled })
  gateways.push(gateway)
  const { ended, name } = gateway
  void ended.then(() => {
    if (isStopping) return
    progress(`${name} has ended by itself; see ${join(servers.folder, 'logs', `${name}.log`)}`)
    process.kill(process.pid, 'SIGTERM')
  })
}
