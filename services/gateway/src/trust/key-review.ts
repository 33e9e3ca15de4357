/**
 * What a peer's stolen key brought here before anybody knew: listed for people, who decide what becomes of it. From the
 * revocation on nothing more of it is accepted (security.md §1.7, row 6).
 */
import type { Directory, DirectoryKey } from '@onward/directory'
import { tokenStart } from '@onward/seal'

export interface KeyReviewDeps {
  readonly member: string
  readonly now: () => Date
  readonly directory: () => Directory
  /** Digests of applied events that came under tokens which begin like this. */
  readonly appliedUnder: (lanes: readonly string[], start: string, since: Date) => Promise<readonly string[]>
  /** Digests of an author's applied events. */
  readonly appliedOf: (author: string, since: Date) => Promise<readonly string[]>
  /** The inner JWS of an event; undefined once erased. */
  readonly signedEvent: (digest: string) => Promise<string | undefined>
  /** Gives how many are new to the list. */
  readonly list: (kid: string, events: readonly string[], at: Date) => Promise<number>
  readonly alarm: (code: string, facts: Readonly<Record<string, string | number>>) => void
}

/** One round over every peer's keys that were revoked for `compromise`; what was listed before is not told again. */
export async function reviewKeys(deps: KeyReviewDeps): Promise<void> {
  const directory = deps.directory()
  const stolen = directory
    .members()
    .filter(({ code }) => code !== deps.member)
    .flatMap(({ code }) => directory.keysOf(code))
    .filter(({ revoked }) => revoked?.reason === 'compromise')
  for (const key of stolen) {
    const count = await deps.list(key.kid, await broughtBy(deps, directory, key), deps.now())
    if (count > 0) deps.alarm('KEY_COMPROMISED_APPLIED', { member: key.member, key: key.kid, count })
  }
}

/** By the time at which it came, which no thief can choose. */
async function broughtBy(
  { member, appliedUnder, appliedOf, signedEvent }: KeyReviewDeps,
  directory: Directory,
  { kid, use, alg, member: owner, revoked }: DirectoryKey,
): Promise<readonly string[]> {
  const since = new Date((revoked?.invalidFrom ?? 0) * 1000)
  if (use === 'gw-sig') {
    const lanes = directory.lanes().filter(({ to, from }) => to === member && from === owner)
    return await appliedUnder(
      lanes.map(({ name }) => name),
      tokenStart('envelope', alg, kid),
      since,
    )
  }
  if (use !== 'case-sig') return []
  const signed: string[] = []
  for (const digest of await appliedOf(owner, since)) {
    const jws = await signedEvent(digest)
    if (jws !== undefined && signerOf(jws) === kid) signed.push(digest)
  }
  return signed
}

/** Sound without a check: the header of what is recorded was held against its form before. */
function signerOf(jws: string): string {
  return JSON.parse(Buffer.from(jws.slice(0, jws.indexOf('.')), 'base64url').toString()).kid
}
