/** The directory as it was last trusted: its files, and which versions were adopted when. */
import type { LeafRow } from './rows.ts'
import type { Store } from './transaction.ts'

export interface AdoptionRow {
  readonly version: number
  /** Of the snapshot's metadata. */
  readonly digest: string
  readonly at: string
  readonly files: ReadonlyMap<string, Uint8Array>
  readonly timestamp: { readonly version: number; readonly bytes: Uint8Array }
  readonly leaf: LeafRow
}

const timestampPath = 'metadata/timestamp.json'

/** The bytes last kept under this path. */
export async function keptFile(store: Store, path: string): Promise<Uint8Array | undefined> {
  const statement =
    path === timestampPath
      ? { name: 'kept timestamp', text: 'select bytes from directory_timestamp', values: [] }
      : {
          name: 'kept file',
          text: 'select bytes from directory_file where path = $1 order by seq desc limit 1',
          values: [path],
        }
  const [row] = await store.read<{ bytes: Buffer }>(statement)
  return row?.bytes
}

/** The digest under which a version was adopted here. */
export async function adoptedDigest(store: Store, version: number): Promise<string | undefined> {
  const [row] = await store.read<{ digest: string }>({
    name: 'adopted version',
    text: 'select digest from directory_version where version = $1',
    values: [version],
  })
  return row?.digest
}

/** Keeps what was trusted, in one transaction with the leaf; a version that is known already gets no second one. */
export async function adoptDirectory(store: Store, row: AdoptionRow): Promise<void> {
  const files = [...row.files].filter(([path]) => path !== timestampPath)
  const { hash, salt, record } = row.leaf
  const leaf = { hash, salt: `\\x${Buffer.from(salt).toString('hex')}`, record }
  await store.transact([
    {
      name: 'adopt directory',
      text: 'select adopt_directory($1, $2, $3, $4, $5, $6, $7, $8)',
      values: [
        row.version,
        row.digest,
        row.at,
        files.map(([path]) => path),
        files.map(([, bytes]) => Buffer.from(bytes)),
        row.timestamp.version,
        Buffer.from(row.timestamp.bytes),
        JSON.stringify([leaf]),
      ],
    },
  ])
}
