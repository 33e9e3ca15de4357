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

/** To whom the event goes, about which referral, and when: `iat` in seconds. */
interface Sealing {
  readonly peer: string
  readonly referral: string
  readonly iat: number
  readonly seal: readonly ToSeal[]
}

/**
 * Decides a question, sealing first what is to be sealed. Each section is decided on as its organisation will read it,
 * and in the end the whole as it travels and the other side will judge it. The decision holds what travels.
 */
export function decideSealing(
  deps: Pick<SubmitDeps, 'directory' | 'member'>,
  question: Question,
  { peer, referral, iat, seal }: Sealing,
): Decision | Refused {
  // Sound: the data of an event is an object; its schema was checked.
  const data = question.data as OpenData
  if (data.sealed !== undefined)
    return refuse(
      'SCHEMA_INVALID',
      '/sealed',
      'is written by this gateway',
      'put what is to be sealed into `seal`',
    )
  if (seal.length === 0) return decide(question)

  const sealed: SealedSection[] = []
  for (const [index, each] of seal.entries()) {
    const { organisation, content } = each
    const key = keyOf(deps, { peer, iat }, organisation)
    if (isRefused(key)) return { ...key, pointer: `/seal/${index}/organisation` }
    const read = decide({ ...question, data: asRead(data, content), toSeal: content.sections })
    if (!read.accepted) {
      const { pointer } = read
      return pointer !== undefined && holds(content, pointer)
        ? { ...read, pointer: `/seal/${index}/content${pointer}` }
        : read
    }
    const place = { iss: deps.member, aud: peer, referral, sequence: read.sequence, organisation }
    sealed.push(sealOne(content, key, place))
  }
  return decide({ ...question, data: { ...data, sealed } })
}

interface OpenData {
  readonly sections?: Sections
  readonly dataScope?: readonly string[]
  readonly sealed?: unknown
}

function sealOne(
  content: SealedContent,
  key: EncryptionKey,
  at: Omit<SectionPlace, 'section'>,
): SealedSection {
  // Sound: the schema of what is to be sealed lets one section pass.
  const section = Object.keys(content.sections)[0] as keyof Sections
  const jwe = sealSection(canonicalBytes(content), key, { ...at, section })
  return { section, organisation: at.organisation, kid: key.kid, jwe }
}

/** The data as this organisation has it before it: its own section beside what is open, and nothing of the others'. */
function asRead({ dataScope = [], ...data }: OpenData, { sections: own, ...besides }: SealedContent): object {
  const sections: Record<string, object> = { ...data.sections }
  for (const [name, section] of Object.entries(own)) sections[name] = { ...sections[name], ...section }
  return {
    ...data,
    dataScope: dataScope.filter((name) => Object.hasOwn(sections, name)),
    sections,
    ...besides,
  }
}

/** Whether something stands there (RFC 6901); names of fields of the contract need no escape. */
function holds(content: SealedContent, pointer: string): boolean {
  const found = pointer
    .split('/')
    .slice(1)
    .reduce<unknown>((at, name) => (Object.hasOwn(Object(at), name) ? Object(at)[name] : undefined), content)
  return found !== undefined
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
