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
  policyForm,
} from './document.ts'
import { DirectoryError } from './error.ts'
import { list } from './form.ts'
import { admitKey, type DirectoryKey, verifyPossession } from './key.ts'

export interface Directory {
  readonly version: number
  readonly minDirv: number
  member(code: string): Member | undefined
  members(): readonly Member[]
  key(kid: string): DirectoryKey | undefined
  /** Every key that a member has registered, whatever became of it, newest first. */
  keysOf(member: string): readonly DirectoryKey[]
  /** The newest active key of a member for this use at a time in seconds; with `organisation` that organisation's own. */
  current(member: string, use: KeyUse, atSeconds: number, organisation?: string): DirectoryKey | undefined
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

/**
 * Checks every document and every key, and gives the directory they make.
 *
 * @throws DirectoryError with its code: a directory is trusted as a whole or not at all.
 */
export async function loadDirectory(documents: DirectoryDocuments): Promise<Directory> {
  const { version, minDirv } = policyForm(documents.policy, '/policy')
  const memberDocuments = list(memberForm)(documents.members, '/members')
  const members = byName(memberDocuments, ({ code }) => code)
  for (const member of memberDocuments) checkOperator(member)
  const keys = await admitKeys(memberDocuments)
  const agreements = byName(documents.agreements.map(readAgreement), digestOfAgreement)
  const lanes = byName(list(laneForm)(documents.lanes, '/lanes'), ({ name }) => name)
  for (const lane of lanes.values()) checkLane(lane, { members, lanes, agreements })
  for (const agreement of agreements.values()) checkBothLanes(agreement, lanes)

  const newestFirst = [...keys.values()].sort((one, other) => other.nbf - one.nbf)
  const keysByMember = Map.groupBy(newestFirst, ({ member }) => member)
  const keysOf = (member: string) => keysByMember.get(member) ?? []
  const memberList: readonly Member[] = [...members.values()]
  const laneList = [...lanes.values()]
  return {
    version,
    minDirv,
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
    hosts: (member, organisation, at) => {
      const since = hostedIn(members.get(member), organisation)?.since
      return since !== undefined && since <= at
    },
    lane: (name) => lanes.get(name),
    lanes: () => laneList,
    agreement: (name) => agreements.get(name),
  }
}

async function admitKeys(members: readonly MemberDocument[]): Promise<ReadonlyMap<string, DirectoryKey>> {
  const keys = new Map<string, DirectoryKey>()
  for (const { keys: entries, ...member } of members) {
    const own = entries.map((entry) => admitKey(entry, member.code))
    for (const key of own) {
      if (key.organisation !== undefined && !hostedIn(member, key.organisation))
        throw new DirectoryError('KEY_ORGANISATION', `Key ${key.kid} is of no organisation hosted there.`)
      if (keys.has(key.kid)) throw new DirectoryError('KEY_DUPLICATE', `Key ${key.kid} is registered twice.`)
      await verifyPossession(key, own)
      keys.set(key.kid, key)
    }
  }
  return keys
}

// Who excluded this organisation must be kept from the gateway it runs, so its name has to be the one it is known by.
function checkOperator({ code, operator, organisations }: MemberDocument): void {
  if (operator !== undefined && !organisations.some(({ id }) => id === operator)) {
    throw new DirectoryError('MEMBER_OPERATOR', `The operator of ${code} is none of its organisations.`)
  }
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
