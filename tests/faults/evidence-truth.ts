// What both sides tell through their API, as an auditor reads it: equal states, and proofs that hold without trust.
import { isDeepStrictEqual } from 'node:util'
import { commitment, leafHash, openNote, parseCheckpoint, parseProof, verifyInclusion } from '@onward/audit'
import type { Directory } from '@onward/directory'
import type { Pair, Party } from '@onward/testing'
import { logKey } from './log-truth.ts'

/** How many referrals are asked for one by one; beyond, evenly chosen ones. The rows of all are compared elsewhere. */
const ASKED = 10

export async function evidenceUntruths(
  pair: Pair,
  events: readonly { readonly referral: string }[],
  directory: Directory,
): Promise<readonly string[]> {
  const referrals = [...new Set(events.map(({ referral }) => referral))]
  const step = Math.max(1, Math.floor(referrals.length / ASKED))
  const asked = referrals.filter((_, at) => at % step === 0)
  const found = await Promise.all(
    asked.map(async (referral) => [
      ...(await stateUntruths(pair, referral)),
      ...(await proofUntruths(pair.sender, pair.receiver, referral, directory)),
      ...(await proofUntruths(pair.receiver, pair.sender, referral, directory)),
    ]),
  )
  return found.flat()
}

async function stateUntruths({ sender, receiver }: Pair, referral: string): Promise<readonly string[]> {
  const states = await Promise.all(
    [sender, receiver].map(async (party) => {
      const { body } = await party.as('caseworker').get(`/v1/referrals/${referral}`)
      // Sound: the API's schema says so; what is missing is undefined, and then not equal to what is there.
      const { status, facets, sections, heads } = body as Record<string, unknown>
      return { status, facets, sections, heads }
    }),
  )
  return states[0]?.status !== undefined && isDeepStrictEqual(states[0], states[1])
    ? []
    : [`the two sides tell different states of ${referral}`]
}

interface Message {
  readonly direction: 'sent' | 'received'
  readonly lane: string
  readonly seq: number
  readonly leaf: { readonly hash: string; readonly salt: string; readonly record: string } | null
  readonly proof: string | null
  readonly receipt: { readonly st: string; readonly leaf: string; readonly proof: string | null } | null
}

async function proofUntruths(
  party: Party,
  peer: Party,
  referral: string,
  directory: Directory,
): Promise<readonly string[]> {
  const { body } = await party.as('auditor').get(`/v1/referrals/${referral}/evidence`)
  // Sound: the API's schema says so.
  const { messages } = body as { readonly messages: readonly Message[] }
  const untrue = messages.filter(({ direction, leaf, proof, receipt }) => {
    const isOwn = leaf && opens(leaf) && isProven(directory, party.code, leaf.hash, proof)
    const isReceipted = receipt?.st === 'stored'
    const isTheirs =
      direction === 'received' || (receipt && isProven(directory, peer.code, receipt.leaf, receipt.proof))
    return !(isOwn && isReceipted && isTheirs)
  })
  return [
    ...(messages.length > 0 ? [] : [`${party.code} has no evidence of ${referral}`]),
    ...untrue.map(({ lane, seq }) => `${party.code} cannot prove ${lane} ${seq}`),
  ]
}

function opens({ hash, salt, record }: NonNullable<Message['leaf']>): boolean {
  const entry = commitment(Buffer.from(salt, 'base64url'), Buffer.from(record))
  return Buffer.from(leafHash(entry)).toString('base64url') === hash
}

/** The leaf climbs to a checkpoint that its log's key has signed. */
function isProven(directory: Directory, code: string, leaf: string, text: string | null): boolean {
  if (text === null) return false
  const { index, hashes, checkpoint } = parseProof(text)
  const head = parseCheckpoint(openNote(checkpoint, [logKey(directory, code)]).text)
  return verifyInclusion({ leaf: Buffer.from(leaf, 'base64url'), index, hashes, ...head })
}
