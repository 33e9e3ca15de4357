// Writes that are either whole or not there: a start that is cut short leaves nothing the next one trips over.
import { randomUUID } from 'node:crypto'
import { mkdir, open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'

/** Writes a file beside its place and moves it there. `mode` is its permission, e.g. 0o600 for a secret. */
export async function writeWhole(path: string, content: string | Uint8Array, mode = 0o644): Promise<void> {
  await mkdir(dirname(path), { recursive: true })
  const draft = `${path}.new-${randomUUID()}`
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
  const draft = `${path}.new-${randomUUID()}`
  await mkdir(draft, { recursive: true, mode: 0o755 })
  try {
    await fill(draft)
    await rename(draft, path)
  } finally {
    await rm(draft, { recursive: true, force: true })
  }
}
