// What a story that was played to its end leaves to later starts: what was begun in it, and how far each log had grown.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { writeWhole } from '../atomic.ts'
import { type CallerSettings, callerAt } from './api.ts'
import type { AuditedSide } from './audit.ts'
import type { Cast } from './cast.ts'
import type { Begun, ThreadName } from './year/scene.ts'

/** A story as it is kept: names, identifiers and checkpoints, no token and nothing of a case. */
interface Played {
  readonly threads: readonly {
    readonly on: ThreadName
    readonly referral: string
    readonly caseRef: string
    /** By the names under which the story knows them. */
    readonly watchers: readonly [string, string]
  }[]
  readonly logs: readonly Noted[]
}

/** What an auditor has noted of a log. */
type Noted = Pick<AuditedSide, 'member' | 'earlier' | 'since'>

/** A story that was played to its end by an earlier start. */
export interface Earlier {
  readonly threads: ReadonlyMap<ThreadName, Begun>
  readonly sides: readonly AuditedSide[]
}

/** Notes the newest checkpoint of each log, which no log may ever contradict from now on. */
export function noteCheckpoints(
  auditors: readonly CallerSettings[],
  since: string,
): Promise<readonly AuditedSide[]> {
  return Promise.all(
    auditors.map(async (settings) => {
      const { body: earlier } = await callerAt(settings).get<string>('/v1/audit/checkpoint')
      return { ...settings, earlier, since }
    }),
  )
}

/** Keeps it for the next start. */
export async function keepPlayed(
  folder: string,
  threads: ReadonlyMap<ThreadName, Begun>,
  sides: readonly AuditedSide[],
): Promise<void> {
  const played: Played = {
    threads: [...threads].map(([on, { referral, caseRef, watchers }]) => {
      const [sender, receiver] = watchers
      return { on, referral, caseRef, watchers: [sender.who, receiver.who] }
    }),
    logs: sides.map(({ member, earlier, since }) => ({ member, earlier, since })),
  }
  await writeWhole(fileIn(folder), JSON.stringify(played), 0o600)
}

/** What an earlier start has played; undefined if none came to its end. */
export async function readPlayed(folder: string, { people, auditors }: Cast): Promise<Earlier | undefined> {
  const text = await readFile(fileIn(folder), 'utf8').catch(() => undefined)
  if (text === undefined) return undefined
  // Sound: written whole, by `keepPlayed`, in a folder that `npm run reset` empties.
  const { threads, logs } = JSON.parse(text) as Played
  const named = new Map(Object.values(people).map((caller) => [caller.who, caller]))
  const watcher = (who: string) => {
    const found = named.get(who)
    if (!found) throw new Error(`${who} is nobody in this story any more; npm run reset begins anew`)
    return found
  }
  return {
    threads: new Map(
      threads.map(({ on, referral, caseRef, watchers: [sender, receiver] }) => [
        on,
        { referral, caseRef, watchers: [watcher(sender), watcher(receiver)] },
      ]),
    ),
    sides: auditors.flatMap((settings) => {
      const noted = logs.find(({ member }) => member === settings.member)
      return noted ? [{ ...settings, ...noted }] : []
    }),
  }
}

function fileIn(folder: string): string {
  return join(folder, 'exercise', 'played.json')
}
