// What the people do who keep keys and directory: make a key, put its file in place, publish a new version.
import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import {
  importPrivateKey,
  type KeyEntry,
  type Lane,
  type MemberDocument,
  type MemberTargets,
  makeKey,
  type Revocation,
  readDirectory,
} from '@onward/directory'
import type { LanePosition } from '@onward/seal'
import type { Pair, Party } from '@onward/testing'
import pg from 'pg'
import { writeWhole } from '../../infra/atomic.ts'
import { repositoryOf } from '../../infra/setup/network.ts'
import { changeMembers } from '../../infra/setup/repository.ts'

type RotatedUse = 'gw-sig' | 'case-sig' | 'enc'

export interface Publication {
  /** What becomes of a member's keys. */
  readonly keys?: Readonly<Record<string, (keys: readonly KeyEntry[]) => readonly KeyEntry[]>>
  /** What else becomes of a member's document. */
  readonly members?: Readonly<Record<string, (member: MemberDocument) => MemberDocument>>
  /** Lanes by name. */
  readonly lanes?: Readonly<Record<string, (lane: Lane) => Lane>>
}

/** Publishes a new version of the directory; gives that version. */
export async function publish(
  { folder, sender }: Pair,
  { keys = {}, members = {}, lanes = {} }: Publication,
): Promise<number> {
  const ends = Object.keys(lanes).flatMap((name) => name.split('.').slice(1))
  const codes = [...Object.keys(keys), ...Object.keys(members), ...ends]
  const changes = [...new Set(codes)].map(
    (code) =>
      [
        code,
        (targets: MemberTargets): MemberTargets => ({
          member: {
            ...(members[code]?.(targets.member) ?? targets.member),
            keys: keys[code]?.(targets.member.keys) ?? targets.member.keys,
          },
          lanes: {
            ...targets.lanes,
            lanes: targets.lanes.lanes.map((lane) => lanes[lane.name]?.(lane) ?? lane),
          },
        }),
      ] as const,
  )
  await changeMembers(repositoryOf(folder), new Map(changes))
  return (await readDirectory(sender.member.directory)).version
}

/** Makes a key of a member and puts its file beside the others; gives what is to be published. */
export async function newKey({ code, member }: Party, use: RotatedUse, nbf: number): Promise<KeyEntry> {
  const folder = join(member.folder, 'keys')
  const voucher = importPrivateKey(JSON.parse(await readFile(join(folder, 'gw-sig.jwk'), 'utf8')))
  const alg = use === 'enc' ? 'ECDH-ES+A256KW' : 'Ed25519'
  const { jwk, entry } = await makeKey({ use, alg, member: code, nbf, naf: nbf + 90 * 86_400, voucher })
  await writeWhole(join(folder, `${use}.${randomUUID()}.jwk`), JSON.stringify(jwk), 0o600)
  return entry
}

/** The member's own keys of these uses with another status, and others that take their place. */
export function withStatus(
  uses: readonly RotatedUse[],
  status: { readonly status: 'retired' } | { readonly status: 'revoked'; readonly revoked: Revocation },
  others: readonly KeyEntry[] = [],
): (keys: readonly KeyEntry[]) => readonly KeyEntry[] {
  const isOld = ({ kid, use, organisation }: KeyEntry) =>
    uses.some((each) => each === use) &&
    organisation === undefined &&
    !others.some((other) => other.kid === kid)
  return (keys) => [
    ...keys.map((key) => (isOld(key) ? { ...key, ...status } : key)),
    ...others.filter(({ kid }) => !keys.some((key) => key.kid === kid)),
  ]
}

/** The record by which both members begin the next epoch of a lane, where its receiver stands. */
export function nextEpoch({ ep, seq, digest }: LanePosition): (lane: Lane) => Lane {
  return (lane) => ({ ...lane, epoch: lane.epoch + 1, start: digest, last: { epoch: ep, seq } })
}

/** How far a lane is at its receiver. */
export async function positionOf({ member }: Party, lane: string): Promise<LanePosition> {
  const [row] = await rowsOf<{ position: string }>(
    member.databaseUrls.auditor,
    'select position from lane_in where lane = $1',
    [lane],
  )
  if (!row) throw new Error(`nothing has come by ${lane}`)
  return JSON.parse(row.position)
}

/** A question to one database. */
export async function rowsOf<Row extends object>(
  connectionString: string,
  text: string,
  values: readonly unknown[] = [],
): Promise<readonly Row[]> {
  const client = new pg.Client({ connectionString })
  await client.connect()
  try {
    return (await client.query<Row>(text, [...values])).rows
  } finally {
    await client.end()
  }
}
