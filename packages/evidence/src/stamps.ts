/** What time-stamps say of checkpoints, once somebody who can check certificates has (`time-stamp.ts`). */

/** Whose time-stamp it is, by the subject of its certificate, and the time in it. */
export interface Stamp {
  readonly by: string
  readonly at: string
}

/** By note; undefined where the time-stamp is not over this note, or not of an authority that is trusted. */
export type Stamps = ReadonlyMap<string, Stamp | undefined>

/**
 * What is time-stamped of a checkpoint: the note with the lines of its log alone. The signature of the log is in it, for
 * anybody can have a time put on a text that the log may never sign.
 */
export function noteOfLog(note: string, origin: string): string {
  const border = note.lastIndexOf('\n\n') + 2
  const lines = note.slice(border).split(/(?<=\n)/)
  return note.slice(0, border) + lines.filter((line) => line.split(' ')[1] === origin).join('')
}
