/** This member's own log: its name, and its number among those that the member has had. */
import type { ReadTile } from '@onward/audit'
import type { Directory, FormerLog } from '@onward/directory'
import { ConfigError } from '../config.ts'

export interface OwnLog {
  /** From 1. */
  readonly nth: number
  readonly origin: string
  /** Those before it, oldest first; it begins with where the last of them ended (protocol §6). */
  readonly former: readonly FormerLog[]
}

/** The tiles of a log of this member, by its number. */
export type TilesOf = (nth: number) => ReadTile

/**
 * The log that the directory gives a member. It is asked once, at the start: another log begins with a start.
 *
 * @param lastNote The newest checkpoint of the log with a number, as the record has it.
 * @throws ConfigError when the record's checkpoints are those of a log that the directory does not know
 */
export async function ownLog(
  directory: Directory,
  code: string,
  lastNote: (nth: number) => Promise<string | undefined>,
): Promise<OwnLog> {
  const { origin = '', formerLogs: former = [] } = directory.member(code) ?? {}
  const nth = former.length + 1
  const signed = (await lastNote(nth))?.split('\n', 1)[0]
  if (signed !== undefined && signed !== origin)
    throw new ConfigError([
      `The checkpoints in the database are of ${signed}, and the directory says ${origin}: give back the name, or begin another log (onward directory new-log)`,
    ])
  return { nth, origin, former }
}
