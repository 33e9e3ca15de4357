/** Reads a checkpoint note from where it is remembered: a file, or a URL of a witness or a peer. */
import { readFile } from 'node:fs/promises'

/** A note is a few hundred bytes; whoever answers with more is not a log. */
const MOST_BYTES = 16_384
const WAIT_MS = 10_000

/** @throws Error when there is none, or it is too large; whether it is to be believed is for its reader to say */
export async function readNote(source: string): Promise<string> {
  if (!/^https?:/.test(source)) return await readFile(source, 'utf8')
  const answer = await fetch(source, { signal: AbortSignal.timeout(WAIT_MS), redirect: 'error' })
  if (!answer.ok || !answer.body) throw new Error('there is no checkpoint')
  let text = ''
  const decoder = new TextDecoder()
  for await (const bytes of answer.body) {
    text += decoder.decode(bytes, { stream: true })
    if (text.length > MOST_BYTES) throw new Error('a checkpoint is not as long as this')
  }
  return text
}
