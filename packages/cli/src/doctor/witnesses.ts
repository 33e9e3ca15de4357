/** The witnesses of the policy: whether each is there and cosigns our log, and whether enough of them do. */
import { attested, type Policy, type PolicyWitness, parsePolicy, readCosignatures } from '@onward/audit'
import type { Directory } from '@onward/directory'
import { databaseClient } from './database-client.ts'
import type { Finding } from './finding.ts'
import type { Settings } from './settings.ts'

const patienceMs = 5_000

/** @param now seconds since 1970 */
export async function checkWitnesses(
  { policy: ownPolicy, databaseUrl, member, checkpointMs }: Settings,
  directory: Directory,
  now: number,
): Promise<readonly Finding[]> {
  const policy = ownPolicy ?? agreedPolicy(directory)
  if (policy === 'unreadable')
    return [
      {
        check: 'witnesses',
        state: 'failed',
        says: "the directory's policy of witnesses cannot be read: the gateway will not start",
        remedy: 'set ONWARD_WITNESS_POLICY_FILE until the membership has mended it',
      },
    ]
  if (!policy || policy.quorum.kind === 'none')
    return [
      warning(
        `no witness has to cosign: that the log only grew rests on the word of ${member} alone`,
        'name witnesses and a quorum in ONWARD_WITNESS_POLICY_FILE',
      ),
    ]
  const log = (directory.member(member)?.formerLogs?.length ?? 0) + 1
  const notes = await readNotes(databaseUrl, log)
  // What the database has to say for itself is found at the database.
  if (!notes) return []
  // As the gateway's own /readyz has it.
  const lateAfter = Math.max(10 * checkpointMs, 10_000) / 1_000
  const own = directory.member(member)?.witness
  const others = policy.witnesses.filter(({ verifier }) => verifier.name !== own)
  return [
    quorumOf(policy, notes, { now, lateAfter }),
    ...(await Promise.all(others.map((witness) => standingOf(witness, notes, { now, lateAfter })))),
  ]
}

/** What was agreed counts for whoever has no policy of its own. */
function agreedPolicy({ policy: { witnesses } }: Directory): Policy | 'unreadable' | undefined {
  try {
    return witnesses === undefined ? undefined : parsePolicy(witnesses)
  } catch {
    return 'unreadable'
  }
}

/** Notes with cosignatures, as the record has them. */
interface Notes {
  /** The newest checkpoint, and the newest that a quorum has cosigned. */
  readonly newest: readonly string[]
  /** For each witness the newest one that it has cosigned, by its name in the policy. */
  readonly cosigned: ReadonlyMap<string, string>
}

interface Clock {
  readonly now: number
  readonly lateAfter: number
}

/** @param log number of the member's log, after those that ended */
async function readNotes(connectionString: string, log: number): Promise<Notes | undefined> {
  const client = databaseClient(connectionString)
  try {
    await client.connect()
    const newest = await client.query<{ note: string }>(
      `(select note || array_to_string(array(select line from cosignature c where c.log = p.log and c.size = p.size), '') as note
        from checkpoint p where log = $1 order by size desc limit 1)
       union all (select note from cosigned_checkpoint where log = $1 order by size desc limit 1)`,
      [log],
    )
    const each = await client.query<{ witness: string; note: string }>(
      `select distinct on (witness) witness, note || line as note from cosignature join checkpoint using (log, size)
       where log = $1 order by witness, size desc`,
      [log],
    )
    return {
      newest: newest.rows.map(({ note }) => note),
      cosigned: new Map(each.rows.map(({ witness, note }) => [witness, note])),
    }
  } catch {
    return undefined
  } finally {
    await client.end().catch(() => {})
  }
}

function quorumOf(policy: Policy, { newest }: Notes, { now, lateAfter }: Clock): Finding {
  const [time] = newest.flatMap((note) => attested(policy, note)?.time ?? [])
  const remedy = 'no proof leaves until then: start the gateway if it does not run, then look at each witness'
  if (time === undefined)
    return { check: 'witnesses', state: 'failed', says: 'no quorum has cosigned the log yet', remedy }
  const says = `a quorum cosigned the log ${ago(now - time)}`
  return now - time < lateAfter
    ? { check: 'witnesses', state: 'ok', says }
    : { check: 'witnesses', state: 'failed', says: `${says}, and not since`, remedy }
}

async function standingOf(
  { name, verifier, url }: PolicyWitness,
  { cosigned }: Notes,
  { now, lateAfter }: Clock,
): Promise<Finding> {
  if (url === undefined)
    return warning(`${name} has no address`, 'add it to its line in ONWARD_WITNESS_POLICY_FILE')
  const fault = await faultOf(url)
  if (fault !== undefined)
    return warning(`${name} ${fault}`, 'look at its address in the policy, and ask its operator')
  const note = cosigned.get(name)
  const [given] = note === undefined ? [] : readCosignatures(note, [verifier])
  const age = given && now - given.time
  if (age !== undefined && age < lateAfter)
    return { check: 'witnesses', state: 'ok', says: `${name} is there, and cosigned the log ${ago(age)}` }
  const last = age === undefined ? 'has never cosigned the log' : `has not cosigned the log since ${ago(age)}`
  return warning(
    `${name} is there, and ${last}`,
    'look for "a witness gave no cosignature" in the log of the gateway: its code says why',
  )
}

/**
 * What is wrong with the place where a witness should be. It is asked for nothing: a request without a checkpoint is one
 * that every witness refuses with 400 (C2SP tlog-witness).
 */
async function faultOf(url: string): Promise<string | undefined> {
  try {
    const { status, body } = await fetch(`${url.replace(/\/+$/, '')}/add-checkpoint`, {
      method: 'POST',
      body: '',
      redirect: 'error',
      signal: AbortSignal.timeout(patienceMs),
    })
    await body?.cancel()
    return status === 400 ? undefined : `answers ${status}, as no witness does`
  } catch {
    return 'cannot be reached'
  }
}

function warning(says: string, remedy: string): Finding {
  return { check: 'witnesses', state: 'warning', says, remedy }
}

/** How long ago, in the largest unit that is full. */
function ago(seconds: number): string {
  const units = [
    ['day', 86_400],
    ['hour', 3_600],
    ['minute', 60],
  ] as const
  const [unit, length] = units.find(([, each]) => seconds >= each) ?? ['second', 1]
  const count = Math.max(0, Math.floor(seconds / length))
  return `${count} ${unit}${count === 1 ? '' : 's'} ago`
}
