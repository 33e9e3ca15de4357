/**
 * What is sealed to an organisation of the receiver (practice §4). This gateway seals it: what leaves is its member's to
 * say, and only here the rules on words and fields can still read it.
 */
import { canonicalBytes, type SealedContent, type SealedSection, type Sections } from '@onward/contract'
import { type Decision, decide, type Command as Question } from '@onward/referral'
import { type EncryptionKey, type SectionPlace, sealSection } from '@onward/seal'
import type { Refused, SubmitDeps } from '../submit.ts'

/** One section to be sealed, valid against `sealed-content`, and to whom. */
export interface ToSeal {
  readonly organisation: string
  readonly content: SealedContent
}

/** To whom the event goes, and when: `iat` in seconds. */
interface Sealing {
  readonly peer: string
  readonly iat: number
  readonly seal: readonly ToSeal[]
}

/**
 * Decides a question, sealing first what is to be sealed. It is decided twice then: as the organisation will read it, and
 * as it travels and the other side will judge it. The decision holds what travels.
 */
export function decideSealing(
  deps: Pick<SubmitDeps, 'directory' | 'member'>,
  question: Question,
  { peer, iat, seal }: Sealing,
): Decision | Refused {
  // Sound: the data of an event is an object; its schema was checked.
  const data = question.data as { readonly sections?: Sections; readonly sealed?: unknown }
  if (data.sealed !== undefined)
    return refuse(
      'SCHEMA_INVALID',
      '/sealed',
      'is written by this gateway',
      'put what is to be sealed into `seal`',
    )
  if (seal.length === 0) return decide(question)

  const keys: EncryptionKey[] = []
  for (const [index, { organisation }] of seal.entries()) {
    const key = keyOf(deps, { peer, iat }, organisation)
    if (isRefused(key)) return { ...key, pointer: `/seal/${index}/organisation` }
    keys.push(key)
  }
  const open = decide({ ...question, data: asRead(data, seal), toSeal: contentOf(seal) })
  if (!open.accepted) return open

  const place = { iss: deps.member, aud: peer, referral: String(question.subject), sequence: open.sequence }
  const sealed = seal.map((each, index) => sealOne(each, keys[index], place))
  return decide({ ...question, data: { ...data, sealed } })
}

function sealOne(
  { organisation, content }: ToSeal,
  key: EncryptionKey | undefined,
  at: Omit<SectionPlace, 'organisation' | 'section'>,
): SealedSection {
  // Sound: the schema of what is to be sealed lets one section pass.
  const section = Object.keys(content.sections)[0] as keyof Sections
  if (!key) throw new Error('there is no key for a section that is to be sealed')
  const jwe = sealSection(canonicalBytes(content), key, { ...at, organisation, section })
  return { section, organisation, kid: key.kid, jwe }
}

/** The data with what is to be sealed beside what is open, as whoever opens it has both before them. */
function asRead(data: { readonly sections?: Sections }, seal: readonly ToSeal[]): object {
  const sections: Record<string, object> = { ...data.sections }
  for (const { content } of seal)
    for (const [name, section] of Object.entries(content.sections))
      sections[name] = { ...sections[name], ...section }
  const nonPunishment = seal.flatMap(({ content }) => content.nonPunishment ?? [])
  return { ...data, sections, ...(nonPunishment.length > 0 && { nonPunishment }) }
}

function contentOf(seal: readonly ToSeal[]): Sections {
  return Object.assign({}, ...seal.map(({ content }) => content.sections))
}

/** The organisation's own key now, chosen from the directory and never from what was asked. */
function keyOf(
  { directory }: Pick<SubmitDeps, 'directory'>,
  { peer, iat }: Pick<Sealing, 'peer' | 'iat'>,
  organisation: string,
): EncryptionKey | Refused {
  const known = directory()
  const key = known.current(peer, 'org-enc', iat, organisation)
  if (key) return key
  const refused = (code: string, reason: string, remedy: string) => refuse(code, undefined, reason, remedy)
  if (!known.member(peer)?.organisations.some(({ id }) => id === organisation))
    return refused(
      'ORGANISATION_UNKNOWN',
      `is no organisation of ${peer}`,
      'choose one that the directory lists there',
    )
  const [newest] = known
    .keysOf(peer)
    .filter((each) => each.use === 'org-enc' && each.organisation === organisation && each.nbf <= iat)
  if (newest?.status === 'revoked')
    return refused('SEALING_KEY_REVOKED', 'has no key but one that was revoked', 'ask it to publish another')
  if (newest)
    return refused('SEALING_KEY_EXPIRED', 'has no key that is valid now', 'ask it to publish another')
  return refused('NO_SEALING_KEY', 'has published no key of its own', 'ask it to, or leave this section out')
}

function isRefused(found: EncryptionKey | Refused): found is Refused {
  return 'accepted' in found
}

function refuse(code: string, pointer: string | undefined, reason: string, remedy: string): Refused {
  return { accepted: false, code, reason, remedy, pointer }
}
