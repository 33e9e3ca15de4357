// What both sides tell through their API, as an auditor reads it: equal states, and proofs that hold without trust.
import { isDeepStrictEqual } from 'node:util'
import { canonicalBytes } from '@onward/contract'
import type { Directory } from '@onward/directory'
import { compareBundles, type Report, verifyBundle } from '@onward/evidence'
import type { Pair, Party } from '@onward/testing'

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
      ...(await proofUntruths(pair, referral, directory)),
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

/** Each side proves all that was said, each with its receipt, and neither proves what the other does not. */
async function proofUntruths(
  { sender, receiver }: Pair,
  referral: string,
  directory: Directory,
): Promise<readonly string[]> {
  const [ours, theirs] = [
    await proven(sender, referral, directory),
    await proven(receiver, referral, directory),
  ]
  const { differences, unreceipted, matched } = compareBundles(ours, theirs)
  return [
    ...(matched > 0 ? [] : [`nothing of ${referral} is proved by both`]),
    ...[ours, theirs].flatMap(({ issued, faults, missing }) => [
      ...faults.map(
        ({ code, message }) => `${issued?.by} cannot prove message ${message} of ${referral}: ${code}`,
      ),
      // That the peer's log has grown as it should is for the peer to show.
      ...missing
        .filter(({ code }) => code !== 'CONSISTENCY')
        .map(({ code }) => `${issued?.by} misses ${code} of ${referral}`),
    ]),
    ...differences.map(({ code, lane, seq }) => `the two differ on ${lane} ${seq}: ${code}`),
    ...unreceipted.map(({ lane, seq }) => `nobody has receipted ${lane} ${seq}`),
  ]
}

async function proven(party: Party, referral: string, directory: Directory): Promise<Report> {
  const { body } = await party.as('auditor').get(`/v1/referrals/${referral}/evidence`)
  return verifyBundle(canonicalBytes(body), directory)
}
