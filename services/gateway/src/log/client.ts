/** How other logs, witnesses and a time-stamping authority are asked over HTTP. Addresses are settings, never from a message. */
import type { ReadTile } from '@onward/audit'
import { tilePath } from '@onward/audit'
import type { Asked } from './cosign.ts'

const WAIT_MS = 5_000
/** A note with all signatures that are read of one; a tile has 8 KiB. */
const LONGEST = 131_072

/** Posts a request to a witness's submission prefix. */
export async function addCheckpointAt(url: string, body: string): Promise<Asked> {
  const answer = await ask(`${prefix(url)}/add-checkpoint`, { method: 'POST', body })
  return { status: answer.status, body: (await bytesOf(answer)).toString() }
}

/** Posts a TimeStampReq to an authority, and gives its TimeStampResp (RFC 3161 §3.4). */
export async function timeStampAt(url: string, request: Uint8Array): Promise<Uint8Array> {
  const headers = { 'content-type': 'application/timestamp-query' }
  const answer = await ask(url, { method: 'POST', headers, body: Buffer.from(request) })
  const bytes = await bytesOf(answer)
  if (!answer.ok) throw new Error(`a time-stamping authority answered ${answer.status}`)
  return bytes
}

/** The newest checkpoint of the log at this prefix. */
export async function checkpointAt(url: string): Promise<string> {
  return (await get(`${prefix(url)}/checkpoint`)).toString()
}

/** The tiles of the log at this prefix. A log may have put the full tile in the place of a partial one. */
export function tilesAt(url: string): ReadTile {
  const at = (path: string) => get(`${prefix(url)}/tile/${path}`)
  return async (tile) => {
    if (tile.width === 256) return await at(tilePath(tile))
    try {
      return await at(tilePath(tile))
    } catch {
      return (await at(tilePath({ ...tile, width: 256 }))).subarray(0, 32 * tile.width)
    }
  }
}

async function get(url: string): Promise<Buffer> {
  const answer = await ask(url, {})
  const bytes = await bytesOf(answer)
  if (!answer.ok) throw new Error(`a log answered ${answer.status}`)
  return bytes
}

async function ask(url: string, init: RequestInit): Promise<Response> {
  // A redirection would lead where nobody has agreed to.
  return await fetch(url, { ...init, redirect: 'error', signal: AbortSignal.timeout(WAIT_MS) })
}

async function bytesOf({ body }: Response): Promise<Buffer> {
  const parts: Uint8Array[] = []
  let length = 0
  for await (const part of body ?? []) {
    length += part.length
    if (length > LONGEST) throw new Error('an answer is longer than any that is read')
    parts.push(part)
  }
  return Buffer.concat(parts)
}

function prefix(url: string): string {
  return url.replace(/\/+$/, '')
}
