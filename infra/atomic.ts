// Writes that are either whole or not there: a start that is cut short leaves nothing the next one trips over.
import { randomUUID } from 'node:crypto'
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'

/** Writes a file beside its place and moves it there. `mode` is its permission, e.g. 0o600 for a secret. */
export async function writeWhole(path: string, content: string | Uint8Array, mode = 0o644): Promise<void> {
  await mkdir(dirname(path), { recursive: true })
  const draft = draftOf(path)
  try {
    const file = await open(draft, 'wx', mode)
    try {
      await file.writeFile(content)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(draft, path)
  } finally {
    await rm(draft, { force: true })
  }
}

/**
 * Fills a folder beside its place and moves it there, so that a folder that exists is complete.
 *
 * @param fill Gets the draft's path. Nothing in it may remember that path.
 */
export async function makeFolder(path: string, fill: (draft: string) => Promise<void>): Promise<void> {
  const draft = draftOf(path)
  await mkdir(draft, { recursive: true, mode: 0o755 })
  try {
    await fill(draft)
    await rename(draft, path)
  } finally {
    await rm(draft, { recursive: true, force: true })
  }
}

/** A name beside a file or folder that `removeDrafts` recognises. */
export function draftOf(path: string): string {
  return `${path}.new-${randomUUID()}`
}

/** Removes what a run that was cut short had begun in a folder; `olderThanMs` spares what others may be writing. */
export async function removeDrafts(folder: string, olderThanMs = 0): Promise<void> {
  const names = await readdir(folder).catch(() => [])
  for (const name of names.filter((each) => each.includes('.new-'))) {
    const path = join(folder, name)
    const changed = (await stat(path).catch(() => undefined))?.mtimeMs ?? 0
    if (Date.now() - changed >= olderThanMs) await rm(path, { recursive: true, force: true })
  }
}
