// At the end: what strangers try is stopped, and an auditor who trusts nobody checks every log.
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import type { BusSettings } from '@onward/bus'
import { type Directory, readDirectory } from '@onward/directory'
import { projectFolder } from '../servers.ts'
import { compiledForCheckers } from '../setup/compiled.ts'
import { type Caller, until } from './api.ts'
import type { AuditReport, AuditRequest } from './audit.ts'
import { type Erasing, eraseCase, gone, stillProves } from './erasure.ts'
import { StoryError } from './error.ts'
import { completeEvidence } from './evidence.ts'
import { forge, readAs, writeAs } from './forgery.ts'
import { keepBundle, onwardVerify, readableCode } from './onward-verify.ts'
import { type Play, type Told, timed, type When } from './story.ts'
import { cosigned, type Witnessed } from './witness.ts'

export interface Trial {
  /** By the clock of the exercise. */
  readonly now: () => Date
  readonly when: () => When
  /** Somebody with NL's password at the broker, but not its keys. */
  readonly thief: BusSettings
  /** Somebody with a password of his own and no right to any lane of NL and RO. */
  readonly stranger: BusSettings
  /** Who looks after RO's gateway. */
  readonly operator: Caller
  readonly audit: AuditRequest
  readonly witnessed: Witnessed
  readonly evidence: Export
  readonly erasing: Erasing
}

/** A case whose evidence is handed out. */
export interface Export {
  readonly referral: () => string
  /** Who asks for it, and reads all of it. */
  readonly holder: Caller
  /** Where the file is kept. */
  readonly file: string
}

/** @param auditor who waits already for what there is to check, and is ended here */
export async function playTrial(play: Play, trial: Trial, auditor: Auditor): Promise<void> {
  const { erasing } = trial
  try {
    const directory = await readDirectory(trial.audit.directory)
    // An auditor looks at all of it while strangers try to get in.
    const audited = begun(timed(trial.when, () => audit(auditor, trial.audit)))
    await play(() => attack(trial, directory))
    const erasers = begun(erasing.startErasers())
    await play(() => audited)
    // While a lawyer looks at one case, another one is erased.
    const erasure = begun(erasers.then(() => eraseCase(erasing, directory)))
    await play(() => cosigned(trial.witnessed))
    await play(() => verify(trial, directory))
    await play(async () => gone(erasing, await erasure))
    await play(() => stillProves(erasing, trial.audit.directory, directory))
  } finally {
    auditor.end()
  }
}

/**
 * The auditor alone, who has looked at all of it before: each log begins as it stood then, so nothing of it is gone or
 * another, and what has been said since is looked at message by message.
 */
export async function playAudit(play: Play, request: AuditRequest): Promise<void> {
  const auditor = startAuditor(request.directory)
  try {
    await play(() => auditAgain(auditor, request))
  } finally {
    auditor.end()
  }
}

/** Goes on by itself; a fault of it is told where it is waited for. */
function begun<T>(work: Promise<T>): Promise<T> {
  work.catch(() => {})
  return work
}

const lane = 'lane.RO.NL'

async function attack({ now, thief, stranger, operator }: Trial, directory: Directory): Promise<Told> {
  const before = new Set((await inQuarantine(operator)).map(({ id }) => id))
  const forged = forge({ from: 'NL', to: 'RO', directory, at: now() })
  const [written, foreignWrite, foreignRead] = await Promise.all([
    writeAs(thief, lane, forged),
    writeAs(stranger, lane, forged),
    readAs(stranger, lane),
  ])
  // Found by being new: nothing that a forged message says of itself is believed, not even its number.
  const { code, state } = await until('the forged message is in quarantine', async () =>
    (await inQuarantine(operator)).find(({ id }) => !before.has(id)),
  )
  return {
    what: `A forgery in NL's name is set aside (${code}); strangers stay out`,
    who: 'strangers',
    lane,
    checks: {
      'the forged message lay on the lane': written === 'written',
      'it is in quarantine as SIG_INVALID': code === 'SIG_INVALID' && state === 'quarantined',
      'a foreign user may not write the lane': foreignWrite === 'FORBIDDEN',
      'a foreign user may not read the lane': foreignRead === 'FORBIDDEN',
    },
    details: { quarantine: { code, state }, foreign: { user: 'IT', write: foreignWrite, read: foreignRead } },
  }
}

/** The newest messages that RO has set aside, as an operator sees them. */
async function inQuarantine(operator: Caller): Promise<Quarantine['entries']> {
  return (await operator.get<Quarantine>(`/v1/quarantine?lane=${lane}`)).body.entries
}

interface Quarantine {
  readonly entries: readonly { readonly id: string; readonly code: string; readonly state: string }[]
}

async function audit(auditor: Auditor, request: AuditRequest): Promise<Told> {
  return toldBy(await auditor.ask(request), ({ messages, receipts, faults }, proofs) => ({
    what: `The logs have all ${messages} messages; ${receipts} receipts, ${proofs} proofs hold`,
    checks: {
      'all that was sent is proved': faults.length === 0,
      'there was something to prove': messages > 0,
    },
  }))
}

async function auditAgain(auditor: Auditor, request: AuditRequest): Promise<Told> {
  return toldBy(await auditor.ask(request), ({ messages, consistencyProofs, faults, logs }, proofs) => ({
    what: `${Object.keys(logs).length} logs begin as they stood; ${messages} messages since, ${proofs} proofs hold`,
    checks: {
      'all logs begin as they stood, and all that was sent since is proved': faults.length === 0,
      'every log was looked at': consistencyProofs >= request.sides.length,
    },
  }))
}

function toldBy(
  report: AuditReport,
  tell: (report: AuditReport, proofs: number) => Pick<Told, 'what' | 'checks'>,
): Told {
  const proofs = report.inclusionProofs + report.consistencyProofs
  return { ...tell(report, proofs), who: 'auditor', lane: null, details: { ...report } }
}

/** The bundle of one case is written to a file, and whoever has it checks it with `onward verify` and the directory. */
async function verify({ audit, evidence }: Trial, directory: Directory): Promise<Told> {
  const { holder, file } = evidence
  const bundle = await completeEvidence(holder, evidence.referral(), { directory, content: true })
  await keepBundle(file, bundle.file)
  const report = await onwardVerify(file, audit.directory)
  const { messages, missing, faults, holds, logs } = report
  const unproven = missing.filter((each) => each.code !== 'CONSISTENCY')
  const keys = new Set(messages.filter(({ from }) => from === 'NL').map(({ kid }) => kid))
  const cosigners = logs.flatMap(({ checkpoints }) => checkpoints.flatMap((each) => each.cosigners))
  return {
    what: `From one file onward verify proves all ${messages.length} messages of case (a)`,
    who: 'lawyer',
    lane: null,
    checks: {
      'the bundle holds': holds,
      'it is the whole case': messages.length > 0 && unproven.length === 0,
      'it was acknowledged and decided': report.acknowledged?.by === 'RO' && report.decided?.by === 'RO',
      'by the old key of NL and by the new one': keys.size === 2,
      'RO has cosigned the log of NL that it shows': cosigners.includes(
        directory.member('RO')?.witness ?? 'none',
      ),
    },
    details: {
      file,
      messages: messages.length,
      faults: faults.map((fault) => fault.code),
      missing: unproven,
    },
  }
}

/** A process of its own that waits for what it is to check. */
export interface Auditor {
  /** @throws StoryError NOT_PROVEN if it could not finish */
  ask(request: AuditRequest): Promise<AuditReport>
  end(): void
}

export function startAuditor(directory: string): Auditor {
  const readable = [...readableCode, directory].map((path) => `--allow-fs-read=${path}`)
  const program = join(projectFolder, 'infra/demonstration/audit.ts')
  const { args, env } = compiledForCheckers()
  const { promise, resolve, reject } = Promise.withResolvers<AuditReport>()
  // Whoever never asks does not want to know why there was no answer.
  promise.catch(() => {})
  const child = execFile(
    process.execPath,
    ['--permission', ...readable, ...args, program],
    { env: { TZ: 'UTC', ...env }, maxBuffer: 16_000_000, timeout: 600_000 },
    (error, stdout, stderr) => {
      process.off('exit', end)
      // It ends with 1, but with a report, if something does not hold.
      if (stdout.endsWith('\n')) return resolve(JSON.parse(stdout))
      const [reason = ''] = stderr.split('\n').filter((line) => line.includes('Error'))
      reject(new StoryError('NOT_PROVEN', `the auditor could not finish: ${reason}`, { cause: error }))
    },
  )
  const end = () => {
    child.kill()
  }
  process.on('exit', end)
  return {
    ask: (request) => {
      child.stdin?.end(JSON.stringify(request))
      return promise
    },
    end,
  }
}
