/**
 * Asks the witnesses of our policy to cosign the newest checkpoint (C2SP tlog-witness v1.0.0): after each, and at every
 * interval, so that it is told how recent it is. The proofs we owe go out when a quorum has cosigned. No checkpoint waits
 * for a witness, and no witness for another.
 */
import {
  AuditError,
  attested,
  consistencyProof,
  formatWitnessRequest,
  type Policy,
  type PolicyWitness,
  type ReadTile,
  readAnswer,
} from '@onward/audit'
import type { Checkpoint } from '../store/log.ts'

export interface Asked {
  readonly status: number
  readonly body: string
}

export interface CosignDeps {
  readonly now: () => Date
  readonly policy: Policy
  /** The name of our own witness, which is not asked: a policy may be the same at every member. */
  readonly own: string | undefined
  /** A witness that failed is asked again after this, then after twice as long, up to ten minutes. */
  readonly everyMs: number
  readonly readTile: ReadTile
  readonly last: () => Promise<Checkpoint | undefined>
  /** Posts to a submission prefix. Rejects when there is no answer. */
  readonly ask: (url: string, body: string) => Promise<Asked>
  /** The signature lines that witnesses have given the checkpoint of this size. */
  readonly linesOf: (size: number) => Promise<readonly { readonly witness: string; readonly line: string }[]>
  readonly keepLine: (
    size: number,
    given: { readonly witness: string; readonly line: string; readonly at: Date },
  ) => Promise<void>
  /** The newest checkpoint that a quorum has cosigned. */
  readonly lastCosigned: () => Promise<Checkpoint | undefined>
  readonly keepCosigned: (checkpoint: Checkpoint) => Promise<void>
  /** Sends the proofs that are owed and that this checkpoint covers. */
  readonly pay: (checkpoint: Checkpoint) => Promise<void>
  readonly failed: (witness: string, code: string) => void
  readonly alarm: (code: string, facts: Readonly<Record<string, string | number>>) => void
}

const LONGEST_MS = 600_000
/** Asked with a size it does not have, a witness says which it has; then it is asked once more. */
const TRIES = 3

/** What is known of a witness between two passes. */
interface Standing {
  /** How far it has come with our log, as far as we know. */
  size: number
  failures: number
  notBefore: number
  /** What people were told of it last. */
  told?: string
}

/** One pass after the other; the witnesses of a pass are asked together. */
export function cosigner(deps: CosignDeps): { readonly pass: () => Promise<void> } {
  const { policy, now } = deps
  const standings = new Map<PolicyWitness, Standing>()
  const standingOf = (witness: PolicyWitness): Standing => {
    const known = standings.get(witness) ?? { size: 0, failures: 0, notBefore: 0 }
    standings.set(witness, known)
    return known
  }

  async function askOne(witness: PolicyWitness, checkpoint: Checkpoint): Promise<string | undefined> {
    const standing = standingOf(witness)
    if (witness.url === undefined || witness.verifier.name === deps.own) return undefined
    if (now().getTime() < standing.notBefore) return undefined
    try {
      const { line, size } = await askFor(deps, witness.url, witness, checkpoint, standing.size)
      Object.assign(standing, { size, failures: 0, notBefore: 0, told: undefined })
      return line
    } catch (error) {
      const refusal = error instanceof WitnessRefusal ? error : undefined
      const code = refusal?.code ?? codeOf(error)
      deps.failed(witness.name, code)
      if (refusal?.alarming && standing.told !== code) {
        deps.alarm(code, { witness: witness.name, size: checkpoint.size, ...refusal.facts })
        standing.told = code
      }
      standing.failures += 1
      const wait = Math.min(deps.everyMs * 2 ** (standing.failures - 1), LONGEST_MS)
      standing.notBefore = now().getTime() + wait
      return undefined
    }
  }

  return {
    async pass() {
      const [checkpoint, cosigned] = await Promise.all([deps.last(), deps.lastCosigned()])
      if (cosigned) await deps.pay(cosigned)
      if (!checkpoint) return
      const lines = new Map((await deps.linesOf(checkpoint.size)).map((each) => [each.witness, each.line]))
      let isComplete = cosigned?.size === checkpoint.size
      const settle = async () => {
        const note = checkpoint.note + [...lines.values()].join('')
        if (isComplete || !attested(policy, note)) return
        isComplete = true
        const complete = { ...checkpoint, note, at: now() }
        await deps.keepCosigned(complete)
        await deps.pay(complete)
      }
      await settle()
      await Promise.all(
        policy.witnesses.map(async (witness) => {
          const line = await askOne(witness, checkpoint)
          if (line === undefined) return
          lines.set(witness.name, line)
          await deps.keepLine(checkpoint.size, { witness: witness.name, line, at: now() })
          await settle()
        }),
      )
    },
  }
}

/** Why a witness gave no cosignature. */
class WitnessRefusal extends Error {
  override readonly name = 'WitnessRefusal'
  readonly code: string
  /** It tells of a fault in our own log, not of the witness. */
  readonly alarming: boolean
  readonly facts: Readonly<Record<string, number>>

  constructor(code: string, alarming: boolean, facts: Readonly<Record<string, number>> = {}) {
    super(code)
    this.code = code
    this.alarming = alarming
    this.facts = facts
  }
}

async function askFor(
  deps: CosignDeps,
  url: string,
  { verifier }: PolicyWitness,
  { size, note }: Checkpoint,
  known: number,
): Promise<{ readonly line: string; readonly size: number }> {
  let oldSize = Math.min(known, size)
  for (let tries = 0; tries < TRIES; tries += 1) {
    const hashes = await consistencyProof(oldSize, size, deps.readTile)
    const { status, body } = await deps.ask(url, formatWitnessRequest({ oldSize, hashes, note }))
    if (status === 200) {
      const [given] = readAnswer(note, body, verifier)
      if (!given) throw new WitnessRefusal('WITNESS_ANSWER', false)
      return { line: given.line, size }
    }
    if (status === 422) throw new WitnessRefusal('OWN_LOG_FORK', true)
    if (status !== 409) throw new WitnessRefusal(`WITNESS_${status}`, false)
    const theirs = /^(0|[1-9][0-9]{0,15})\n$/.test(body) ? Number(body) : Number.NaN
    if (!Number.isSafeInteger(theirs)) throw new WitnessRefusal('WITNESS_ANSWER', false)
    // It has cosigned more of our log than we know: our record is an old one, or somebody else has our key.
    if (theirs > size) throw new WitnessRefusal('OWN_LOG_BEHIND', true, { theirs })
    if (theirs === oldSize) throw new WitnessRefusal('OWN_LOG_FORK', true, { theirs })
    oldSize = theirs
  }
  throw new WitnessRefusal('WITNESS_BUSY', false)
}

function codeOf(error: unknown): string {
  return error instanceof AuditError ? error.code : 'WITNESS_UNREACHABLE'
}
