/** Where the files of a repository come from: a web server, a folder, or what was kept of it. */
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { DirectoryError } from './error.ts'

/**
 * The bytes of a file, or undefined where there is none.
 *
 * @param path As the repository has it: `metadata/2.root.json`, `targets/members/NL/<sha256>.member.json`.
 * @throws DirectoryError `REPOSITORY_TOO_LARGE` as soon as it has more than `maxBytes`, `REPOSITORY_UNREACHABLE`
 */
export type Source = (path: string, maxBytes: number) => Promise<Uint8Array | undefined>

/** A folder, or what a web server has under `http://` or `https://`. */
export function sourceAt(place: string): Source {
  return /^https?:\/\//.test(place) ? webSource(place) : folderSource(place)
}

/** Files in memory, by path. */
export function memorySource(files: ReadonlyMap<string, Uint8Array>): Source {
  return async (path, maxBytes) => {
    const bytes = files.get(path)
    if (bytes && bytes.length > maxBytes) throw tooLarge(path, maxBytes)
    return bytes
  }
}

/** The first of these that has the file. */
export function firstOf(...sources: readonly Source[]): Source {
  return async (path, maxBytes) => {
    for (const source of sources) {
      const bytes = await source(path, maxBytes)
      if (bytes) return bytes
    }
    return undefined
  }
}

const PATIENCE_MS = 20_000

function webSource(base: string): Source {
  return async (path, maxBytes) => {
    const response = await fetch(new URL(path, base.endsWith('/') ? base : `${base}/`), {
      signal: AbortSignal.timeout(PATIENCE_MS),
      // Whoever serves the repository must not lead a gateway to another address in its own network.
      redirect: 'error',
    }).catch((cause: unknown) => {
      throw unreachable(path, cause)
    })
    if (!response.ok || !response.body) {
      await response.body?.cancel()
      // TUF §5.3.3: 403 is how a bucket says that there is no such file.
      if (response.status === 404 || response.status === 403) return undefined
      throw unreachable(path, new Error(`status ${response.status}`))
    }
    const parts: Uint8Array[] = []
    let length = 0
    try {
      for await (const part of response.body) {
        length += part.length
        if (length > maxBytes) throw tooLarge(path, maxBytes)
        parts.push(part)
      }
    } catch (cause) {
      throw cause instanceof DirectoryError ? cause : unreachable(path, cause)
    }
    return Buffer.concat(parts)
  }
}

function folderSource(folder: string): Source {
  return async (path, maxBytes) => {
    const file = await open(join(folder, path)).catch((cause: unknown) => {
      if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return undefined
      throw unreachable(path, cause)
    })
    if (!file) return undefined
    try {
      const { size } = await file.stat()
      if (size > maxBytes) throw tooLarge(path, maxBytes)
      return await file.readFile()
    } finally {
      await file.close()
    }
  }
}

function tooLarge(path: string, maxBytes: number): DirectoryError {
  return new DirectoryError(
    'REPOSITORY_TOO_LARGE',
    `${path} has more than the ${maxBytes} bytes it may have.`,
  )
}

function unreachable(path: string, cause: unknown): DirectoryError {
  return new DirectoryError('REPOSITORY_UNREACHABLE', `${path} cannot be fetched.`, { cause })
}
