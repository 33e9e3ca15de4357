/** The directory: whom we trust. Loaded as a whole from its documents; afterwards only looked up. */
import { type Agreement, canonicalBytes, digest, validateAgreement } from '@onward/contract'
import {
  type DirectoryDocuments,
  type Hosted,
  type KeyUse,
  type Lane,
  laneForm,
  type Member,
  type MemberDocument,
  memberForm,
  type Policy,
  policyForm,
  type RevokedKey,
} from './document.ts'
import { DirectoryError } from './error.ts'
import { list } from './form.ts'
import { admitKey, type DirectoryKey, verifyPossession } from './key.ts'
import { suites } from './this-version.ts'

export interface Directory {
  /** What it was made of, document by document: what is handed to others so that they can check the same. */
  readonly documents: DirectoryDocuments
  readonly version: number
  readonly minDirv: number
  member(code: string): Member | undefined
  members(): readonly Member[]
  key(kid: string): DirectoryKey | undefined
  /** Every key that a member has registered, whatever became of it, newest first. */
  keysOf(member: string): readonly DirectoryKey[]
  /** The newest active key of a member for this use at a time in seconds; with `organisation` that organisation's own. */
  current(member: string, use: KeyUse, atSeconds: number, organisation?: string): DirectoryKey | undefined
  /** What the membership has agreed for all: suites, schemas, witnesses. */
  readonly policy: Policy
  /** Whether the membership has closed the lanes of this member for the time being. */
  isSuspended(member: string): boolean
  /** Whether this organisation has a seat of its own there at a time in seconds, so that only its own key speaks for it. */
  hosts(member: string, organisation: string, atSeconds: number): boolean
  lane(name: string): Lane | undefined
  lanes(): readonly Lane[]
  /** An agreement by its digest, whether or not it is still in force. */
  agreement(digest: string): Agreement | undefined
}

/** The name by which events and lanes call an agreement: SHA-256 of its RFC 8785 bytes, base64url. */
export function digestOfAgreement(agreement: unknown): string {
  return digest(canonicalBytes(agreement))
}

/** The names of a member's logs, the one that it has now first. */
export function originsOf({ origin, formerLogs = [] }: Member): readonly string[] {
  return [origin, ...formerLogs.map((former) => former.origin).toReversed()]
}

/** Both lanes of an agreement, at their first epoch. */
export function lanesOf(agreement: Agreement): readonly [Lane, Lane] {
  const [first, second] = agreement.parties
  const name = (to: string, from: string) => `lane.${to}.${from}`
  const lane = (to: string, from: string): Lane => ({
    name: name(to, from),
    to,
    from,
    agreement: digestOfAgreement(agreement),
    paired: name(from, to),
    epoch: 1,
    start: '0',
    exercise: agreement.exercise,
  })
  return [lane(first, second), lane(second, first)]
}

/**
 * Checks every document and every key, and gives the directory they make.
 *
 * @param earlier A directory that was loaded before: the keys of a member that says the same again are not judged again.
 *   Judging is arithmetic on the curve for each key, and nearly all that a refresh would cost.
 * @throws DirectoryError with its code: a directory is trusted as a whole or not at all.
 */
export async function loadDirectory(documents: DirectoryDocuments, earlier?: Directory): Promise<Directory> {
  const policy = policyForm(documents.policy, '/policy')
  const { version, minDirv, suspended = [], revoked = [] } = policy
  if (policy.suites && !policy.suites.some((suite) => suites.includes(suite)))
    throw new DirectoryError(
      'SUITE_UNKNOWN',
      `The membership seals with ${policy.suites.join(', ')}, and this version only with ${suites.join(', ')}: upgrade it.`,
    )
  const memberDocuments = list(memberForm)(documents.members, '/members')
  const members = byName(memberDocuments, ({ code }) => code)
  for (const member of memberDocuments) checkOperator(member)
  const admitted = await admitMembers(memberDocuments, earlier && admittedIn.get(earlier))
  byName(memberDocuments.flatMap(originsOf), (origin) => origin)
  const keys = revoke(byKid(admitted), revoked)
  const agreements = byName(documents.agreements.map(readAgreement), digestOfAgreement)
  const isClosed = ({ to, from }: Lane) => suspended.includes(to) || suspended.includes(from)
  const lanes = byName(
    list(laneForm)(documents.lanes, '/lanes').map((lane) =>
      isClosed(lane) ? { ...lane, suspended: true as const } : lane,
    ),
    ({ name }) => name,
  )
  for (const lane of lanes.values()) checkLane(lane, { members, lanes, agreements })
  for (const agreement of agreements.values()) checkBothLanes(agreement, lanes)

  const newestFirst = [...keys.values()].sort((one, other) => other.nbf - one.nbf)
  const keysByMember = Map.groupBy(newestFirst, ({ member }) => member)
  const keysOf = (member: string) => keysByMember.get(member) ?? []
  const memberList: readonly Member[] = [...members.values()]
  const laneList = [...lanes.values()]
  const directory: Directory = {
    documents,
    version,
    minDirv,
    policy,
    member: (code) => members.get(code),
    members: () => memberList,
    key: (kid) => keys.get(kid),
    keysOf,
    current: (member, use, at, organisation) =>
      keysOf(member).find(
        (key) =>
          key.organisation === organisation &&
          key.use === use &&
          key.status === 'active' &&
          key.nbf <= at &&
          at < key.naf,
      ),
    isSuspended: (member) => suspended.includes(member),
    hosts: (member, organisation, at) => {
      const since = hostedIn(members.get(member), organisation)?.since
      return since !== undefined && since <= at
    },
    lane: (name) => lanes.get(name),
    lanes: () => laneList,
    agreement: (name) => agreements.get(name),
  }
  admittedIn.set(directory, admitted)
  return directory
}

/** The admitted keys of each member, by the digest of its document. */
type Admitted = ReadonlyMap<string, readonly DirectoryKey[]>

const admittedIn = new WeakMap<Directory, Admitted>()

async function admitMembers(
  members: readonly MemberDocument[],
  earlier: Admitted = new Map(),
): Promise<Admitted> {
  const admitted = new Map<string, readonly DirectoryKey[]>()
  for (const document of members) {
    const name = digest(canonicalBytes(document))
    admitted.set(name, earlier.get(name) ?? (await admitKeys(document)))
  }
  return admitted
}

async function admitKeys({ keys: entries, ...member }: MemberDocument): Promise<readonly DirectoryKey[]> {
  const own = entries.map((entry) => admitKey(entry, member.code))
  for (const key of own) {
    if (key.organisation !== undefined && !mayOwn(member, key.organisation, key.use))
      throw new DirectoryError(
        'KEY_ORGANISATION',
        `Key ${key.kid} is of no organisation that may have one there.`,
      )
    await verifyPossession(key, own)
  }
  return own
}

function byKid(admitted: Admitted): ReadonlyMap<string, DirectoryKey> {
  const keys = new Map<string, DirectoryKey>()
  for (const key of [...admitted.values()].flat()) {
    if (keys.has(key.kid)) throw new DirectoryError('KEY_DUPLICATE', `Key ${key.kid} is registered twice.`)
    keys.set(key.kid, key)
  }
  return keys
}

/** What the membership revoked stays revoked, whatever its member says of it; of two revocations the earlier counts. */
function revoke(
  keys: ReadonlyMap<string, DirectoryKey>,
  revoked: readonly RevokedKey[],
): ReadonlyMap<string, DirectoryKey> {
  const all = new Map(keys)
  for (const { kid, ...revocation } of revoked) {
    const key = all.get(kid)
    if (key && (key.revoked?.invalidFrom ?? Number.POSITIVE_INFINITY) > revocation.invalidFrom)
      all.set(kid, { ...key, status: 'revoked', revoked: revocation })
  }
  return all
}

// Who excluded this organisation must be kept from the gateway it runs, so its name has to be the one it is known by.
function checkOperator({ code, operator, organisations }: MemberDocument): void {
  if (operator !== undefined && !organisations.some(({ id }) => id === operator)) {
    throw new DirectoryError('MEMBER_OPERATOR', `The operator of ${code} is none of its organisations.`)
  }
}

/** Whoever has a seat there signs with its own key; any organisation there can have what is its own sealed to it. */
function mayOwn(member: Member, organisation: string, use: KeyUse): boolean {
  return use === 'org-enc'
    ? member.organisations.some(({ id }) => id === organisation)
    : hostedIn(member, organisation) !== undefined
}

function hostedIn(member: Member | undefined, organisation: string): Hosted | undefined {
  return member?.organisations.find(({ id }) => id === organisation)?.hosted
}

function readAgreement(document: unknown): Agreement {
  const purposeClause =
    typeof document === 'object' && document !== null && 'purposeClause' in document && document.purposeClause
  if (purposeClause !== true) {
    // R61: what is shared serves assistance and protection only; without that promise nothing is shared.
    throw new DirectoryError('AGREEMENT_PURPOSE_CLAUSE', 'An agreement has no purpose clause (R61).')
  }
  const [fault] = validateAgreement(document)
  if (fault) throw new DirectoryError('AGREEMENT_INVALID', `Agreement: ${fault.pointer} ${fault.reason}.`)
  // Sound: validateAgreement checked it against the schema that the type is made from.
  return document as Agreement
}

interface Known {
  readonly members: ReadonlyMap<string, Member>
  readonly lanes: ReadonlyMap<string, Lane>
  readonly agreements: ReadonlyMap<string, Agreement>
}

function checkLane(lane: Lane, { members, lanes, agreements }: Known): void {
  const { name, to, from, paired, epoch, start, last } = lane
  const refused = (code: DirectoryError['code'], reason: string) =>
    new DirectoryError(code, `${name}: ${reason}.`)
  if (name !== `lane.${to}.${from}` || to === from) throw refused('LANE_NAME', 'the name is not its two ends')
  if ((epoch === 1) !== (start === '0'))
    throw refused('LANE_NAME', 'epoch 1, and only epoch 1, starts from 0')
  if ((epoch === 1) !== (last === undefined) || (last && last.epoch >= epoch))
    throw refused('LANE_EPOCH', 'a later epoch, and only a later one, names the last token of an earlier one')
  if (!members.has(to) || !members.has(from)) throw refused('LANE_MEMBER', 'a member is not known')
  const back = lanes.get(paired)
  if (back?.to !== from || back.from !== to || back.agreement !== lane.agreement) {
    throw refused('LANE_PAIR', 'the lane back is missing or under another agreement')
  }
  const agreement = agreements.get(lane.agreement)
  if (!agreement || ![to, from].every((party) => agreement.parties.includes(party))) {
    throw refused('LANE_AGREEMENT', 'its two members have no such agreement')
  }
  if (agreement.exercise !== lane.exercise)
    throw refused('LANE_AGREEMENT', 'the agreement differs on exercise')
}

// Both lanes, always: without the lane back no receipt could come.
function checkBothLanes({ id, parties: [one, other] }: Agreement, lanes: ReadonlyMap<string, Lane>): void {
  if (!lanes.has(`lane.${one}.${other}`) || !lanes.has(`lane.${other}.${one}`)) {
    throw new DirectoryError('AGREEMENT_LANES', `Agreement ${id} has not both its lanes.`)
  }
}

function byName<T>(items: readonly T[], nameOf: (item: T) => string): ReadonlyMap<string, T> {
  const found = new Map(items.map((item) => [nameOf(item), item]))
  if (found.size < items.length)
    throw new DirectoryError('DOCUMENT_DUPLICATE', 'Two documents have one name.')
  return found
}
