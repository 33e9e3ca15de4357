/**
 * Our witness: it cosigns the checkpoints of peers' logs (C2SP tlog-witness v1.0.0), each only if it continues the one
 * before. What it cosigns is stored before it answers, from where the log stood, so that of two requests at once one is
 * told how far the log has come.
 */
import {
  areForked,
  type NoteSigner,
  type NoteVerifier,
  parseWitnessRequest,
  type WitnessAnswer,
  type WitnessRequest,
  witness,
} from '@onward/audit'
import type { SeenCheckpoint, SeenNote } from '../store/witness.ts'
import type { Contradict } from './contradictions.ts'

export interface WitnessDeps {
  readonly now: () => Date
  /** Undefined: this member witnesses nobody, and knows no origin. */
  readonly signer: () => NoteSigner | undefined
  /** The keys that are trusted for an origin; empty for one that is not known. */
  readonly logsOf: (origin: string) => readonly NoteVerifier[]
  readonly last: (origin: string) => Promise<SeenCheckpoint | undefined>
  /** `taken`: the log is not at `from` any more. */
  readonly advance: (from: number, next: SeenCheckpoint, at: Date) => Promise<'committed' | 'taken'>
  /** A note that the log signed and that was refused; the monitor looks at it. */
  readonly keepRefused: (note: SeenNote) => Promise<void>
  readonly contradict: Contradict
}

/** @throws AuditError for a request that cannot be read: a 400 */
export async function addCheckpoint(deps: WitnessDeps, body: string): Promise<WitnessAnswer> {
  const { now } = deps
  const signer = deps.signer()
  const request = parseWitnessRequest(body)
  const { origin } = request.checkpoint
  const logs = deps.logsOf(origin)
  if (!signer || logs.length === 0) return { status: 404 }
  for (;;) {
    const last = await deps.last(origin)
    const at = now()
    const answer = witness(request, { logs, last, signer, time: Math.floor(at.getTime() / 1000) })
    const seen = { ...request.checkpoint, note: request.note }
    if (answer.status !== 200) {
      await noteRefused(deps, request, answer, last)
      return answer
    }
    if ((await deps.advance(request.oldSize, seen, at)) === 'committed') return answer
  }
}

/** What a log signed is worth keeping where it may prove that the log misbehaves. Anybody can send a wrong proof. */
async function noteRefused(
  { now, contradict, keepRefused }: WitnessDeps,
  { checkpoint, note }: WitnessRequest,
  { status }: WitnessAnswer,
  last: SeenCheckpoint | undefined,
): Promise<void> {
  if (status === 403 || status === 404) return
  const seen = { ...checkpoint, note }
  if (last && areForked(last, checkpoint)) return await contradict('fork', [last, seen], 'witness')
  if (status === 422) await keepRefused({ ...seen, seenBy: 'witness', at: now().toISOString() })
}
