/** The sealed sections of a file that a gateway handed out: an answer of its API, or a bundle of evidence. */
import { decodeAttributes, parseJson, type SealedSection } from '@onward/contract'
import type { Directory } from '@onward/directory'
import { readBundle, verifyBundle } from '@onward/evidence'
import { type SectionPlace, splitJws } from '@onward/seal'

/** A sealed section, and where the file says that it belongs. */
export interface Found extends SectionPlace {
  readonly kid: string
  readonly jwe: string
}

export interface Sealed {
  readonly sections: readonly Found[]
  /** `signed`: by its author, as the bundle proves. `stated`: by whoever made the file. */
  readonly basis: 'signed' | 'stated'
}

const MOST_BYTES = 33_554_432

/**
 * Reads a file. What a bundle holds is given only if all of it holds; an answer of the API proves nothing.
 *
 * @param trust The directory that a bundle is checked against.
 * @throws Error, ContractError: in words, what cannot be used
 */
export function sealedSections(bytes: Uint8Array, trust: Directory | undefined): Sealed {
  const file: unknown = parseJson(bytes, { maxBytes: MOST_BYTES })
  const { messages, id, sender, receiver, sealed } = Object(file)
  if (messages !== undefined) return { sections: ofBundle(bytes, trust), basis: 'signed' }
  if (typeof id !== 'string' || typeof sender !== 'string' || typeof receiver !== 'string')
    throw new Error('this is no referral as a gateway answers it, and no bundle of evidence')
  const place = { iss: sender, aud: receiver, referral: id }
  return { sections: list(sealed).map((each) => found(each, place, Object(each).sequence)), basis: 'stated' }
}

function ofBundle(bytes: Uint8Array, trust: Directory | undefined): readonly Found[] {
  if (!trust) throw new Error('a bundle of evidence needs --trust: the directory that it is checked against')
  const report = verifyBundle(bytes, trust)
  const read = readBundle(bytes)
  if (!report.holds || !read.ok)
    throw new Error('the bundle does not hold: nothing of it is opened, and onward verify says why')
  return read.bundle.messages.flatMap(({ event }, at) => {
    const { from, to } = report.messages[at] ?? {}
    const payload = event === undefined ? undefined : splitJws(event)?.payload
    if (!payload || from === undefined || to === undefined) return []
    const { data, sequence } = decodeAttributes(payload)
    const place = { iss: from, aud: to, referral: read.bundle.referral }
    return list(Object(data).sealed).map((each) => found(each, place, sequence))
  })
}

/** Whatever it is: it opens at the place that it was sealed for, or not at all. */
function found(
  sealed: unknown,
  place: Pick<SectionPlace, 'iss' | 'aud' | 'referral'>,
  sequence: unknown,
): Found {
  const { section, organisation, kid, jwe }: Partial<SealedSection> = Object(sealed)
  return {
    ...place,
    ...{ section: String(section), organisation: String(organisation), sequence: Number(sequence) },
    ...{ kid: String(kid), jwe: String(jwe) },
  }
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}
