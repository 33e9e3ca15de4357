/**
 * This member's own private keys: a folder that only this gateway's process can read. Which of them signs is asked
 * each time, of the directory as it is then, so a rotation and a revocation need no restart.
 */
import type { KeyObject } from 'node:crypto'
import type { NoteSigner } from '@onward/audit'
import {
  type Directory,
  DirectoryError,
  type KeyFileFault,
  type KeyFolder,
  readKeyFile,
  readKeyFolder,
  type TokenKey,
} from '@onward/directory'
import type { RemoteKey, SignatureAlg, Signer, SigningKey } from '@onward/seal'
import { ConfigError } from '../config.ts'

/** Every function of time takes seconds since 1970; undefined: there is no key that may sign then. */
export interface OwnKeys {
  /** Signs lane tokens (use gw-sig). */
  readonly gateway: (atSeconds: number) => SigningKey | RemoteKey | undefined
  /** Signs events (use case-sig). */
  readonly cases: (atSeconds: number) => SigningKey | RemoteKey | undefined
  /** Signs the events of a hosted organisation, which are not the member's to sign. */
  readonly hosted: (organisation: string, atSeconds: number) => SigningKey | RemoteKey | undefined
  /** Signs checkpoints (use log); its name in notes is the log's origin. */
  readonly log: (atSeconds: number) => NoteSigner | undefined
  /** Cosigns the checkpoints of peers (use wit); undefined for a member that witnesses nobody, too. */
  readonly witness: (atSeconds: number) => NoteSigner | undefined
  /** Opens envelopes: private encryption keys by kid, retired ones too until their file is removed. */
  readonly decrypt: (kid: string) => KeyObject | undefined
  /** 32 bytes that wrap data keys (development; a key service in production). */
  readonly member: Uint8Array
  /** `ok`, or what is wrong with the worst of the keys that sign now. */
  readonly state: (atSeconds: number) => KeyState
  /** Reads the folder again, and says what a person must look at. A folder that cannot be read changes nothing. */
  readonly reread: (atSeconds: number) => Promise<readonly KeyWarning[]>
}

/**
 * `KEY_REVOKED`: the newest one was revoked, and none is newer. `KEY_EXPIRED`: the directory has none for now.
 * `KEY_FILE_MISSING`: it has one, and its file is not here.
 */
export type KeyState = 'ok' | 'KEY_REVOKED' | 'KEY_EXPIRED' | 'KEY_FILE_MISSING'

/**
 * `KEY_FILE_REFUSED`: a file is not read; `reason` says why. `KEY_UNREGISTERED`: no key of ours in the directory, yet
 * or any more. `KEY_FILE_AWAITED`: a published key that is not used yet has no file here.
 */
export interface KeyWarning {
  readonly code: 'KEY_FILE_REFUSED' | 'KEY_UNREGISTERED' | 'KEY_FILE_AWAITED'
  /** The name of the file, or the kid of the key. */
  readonly key: string
  readonly reason?: string
}

export interface KeySettings {
  readonly folder: string
  readonly passphrase?: string | undefined
  readonly member: string
  readonly directory: () => Directory
  /** Reaches keys that stay in a token; throws when the key is not there, or is another. */
  readonly signerOf?: ((key: TokenKey) => Signer) | undefined
}

/** The same keys, of which none signs while `maySign` is false. */
export function signingWhile(maySign: () => boolean, keys: OwnKeys): OwnKeys {
  return {
    ...keys,
    gateway: (at) => (maySign() ? keys.gateway(at) : undefined),
    cases: (at) => (maySign() ? keys.cases(at) : undefined),
    hosted: (organisation, at) => (maySign() ? keys.hosted(organisation, at) : undefined),
    log: (at) => (maySign() ? keys.log(at) : undefined),
    witness: (at) => (maySign() ? keys.witness(at) : undefined),
  }
}

type SigningUse = 'gw-sig' | 'case-sig' | 'log' | 'wit'

/**
 * Reads `*.jwk` (private JWKs with `kid`) and `member.key` (32 bytes, base64url), encrypted or not.
 *
 * A key that this member's document does not list yet is only waiting to be published; another member's is a fault.
 *
 * @throws ConfigError when a file is unreadable or open to others, a key is another member's, or the one that signs now is missing
 */
export async function readKeys(settings: KeySettings, atSeconds: number): Promise<OwnKeys> {
  const { folder, passphrase, member, directory, signerOf = noToken } = settings
  const faults: string[] = []
  let read: KeyFolder = { files: [], faults: [] }
  try {
    read = await readKeyFolder(folder, passphrase)
    faults.push(...read.faults.map(({ message }) => message))
  } catch (error) {
    faults.push(messageOf(error))
  }
  const memberKey = await readMemberKey(folder, passphrase).catch((error: unknown) => {
    faults.push(messageOf(error))
    return Buffer.alloc(0)
  })
  for (const { file, key } of read.files) {
    const owner = directory().key(key.kid)?.member ?? member
    if (owner !== member) faults.push(`${file} is a key of ${owner}, not of ${member}: remove it`)
    if (key.use === 'org-enc')
      faults.push(
        `${file} is the key of an organisation, which no gateway may hold: give it back, and remove it`,
      )
    if ('pkcs11' in key && !inToken.includes(key.use))
      faults.push(`${file}: a key for ${key.use} cannot stand in a token`)
  }
  const origin = directory().member(member)?.origin
  if (origin === undefined) faults.push(`${member} is not a member in the directory`)

  const signers = new Map<string, SigningKey | RemoteKey>()
  /** Opens what is not open yet; gives a fault for each key that a token does not have. */
  const openSigners = (): readonly KeyFileFault[] => {
    for (const kid of signers.keys()) if (!find(kid)) signers.delete(kid)
    return read.files.flatMap(({ file, key }) => {
      const { kid, alg } = key
      if (!isSignature(alg) || signers.has(kid)) return []
      try {
        const own = { kid, alg }
        signers.set(
          kid,
          'privateKey' in key ? { ...own, privateKey: key.privateKey } : { ...own, signer: signerOf(key) },
        )
        return []
      } catch (error) {
        const reason = error instanceof Error ? error.message : 'the token does not answer'
        return [{ file, code: 'KEY_FILE_UNREADABLE', message: `${file}: ${reason}` }]
      }
    })
  }
  const find = (kid: string) => read.files.find(({ key }) => key.kid === kid)?.key
  const signing = (
    use: SigningUse,
    atSeconds: number,
    organisation?: string,
  ): SigningKey | RemoteKey | KeyState => {
    const current = directory().current(member, use, atSeconds, organisation)
    const newest = directory()
      .keysOf(member)
      .find((key) => key.use === use && key.organisation === organisation && key.nbf <= atSeconds)
    // Peers refuse a gateway key that is older than one they have seen (protocol §4), so there is no way back to it.
    const isBehind = use === 'gw-sig' && newest?.kid !== current?.kid
    if (!current || isBehind) return newest?.status === 'revoked' ? 'KEY_REVOKED' : 'KEY_EXPIRED'
    return signers.get(current.kid) ?? 'KEY_FILE_MISSING'
  }
  faults.push(...openSigners().map(({ message }) => message))
  const keyOr = (found: SigningKey | RemoteKey | KeyState) => (typeof found === 'string' ? undefined : found)
  const hosted = () =>
    (directory().member(member)?.organisations ?? []).filter((each) => each.hosted).map(({ id }) => id)
  const standing = (atSeconds: number) =>
    [
      ...(['gw-sig', 'case-sig', 'log'] as const).map((use) => ({
        use,
        owner: member,
        organisation: undefined,
      })),
      ...hosted().map((id) => ({ use: 'case-sig' as const, owner: id, organisation: id })),
    ].map((each) => ({ ...each, found: signing(each.use, atSeconds, each.organisation) }))

  for (const { use, owner, found, organisation } of standing(atSeconds)) {
    const isRegistered = directory()
      .keysOf(member)
      .some((key) => key.use === use && key.organisation === organisation)
    if (found === 'KEY_FILE_MISSING' || !isRegistered)
      faults.push(`there is no private key for the directory's current ${use} key of ${owner}`)
  }
  if (faults.length > 0 || origin === undefined) throw new ConfigError(faults)

  return {
    gateway: (at) => keyOr(signing('gw-sig', at)),
    cases: (at) => keyOr(signing('case-sig', at)),
    hosted: (organisation, at) => keyOr(signing('case-sig', at, organisation)),
    log: (at) => noteSigner(origin, keyOr(signing('log', at))),
    witness: (at) => noteSigner(directory().member(member)?.witness, keyOr(signing('wit', at))),
    decrypt: (kid) => {
      const key = find(kid)
      return key?.use === 'enc' && 'privateKey' in key ? key.privateKey : undefined
    },
    member: memberKey,
    state: (at) => {
      const states = standing(at).map(({ found }) => (typeof found === 'string' ? found : 'ok'))
      return worst.find((state) => states.includes(state)) ?? 'ok'
    },
    async reread(at) {
      const before = read
      const now = await readKeyFolder(folder, passphrase, before)
      // A file that has become unreadable takes no key away that a running gateway has: people are told, and it goes on.
      const kept = before.files.filter(({ file }) => now.faults.some((fault) => fault.file === file))
      read = { ...now, files: [...now.files, ...kept] }
      const faults = [...now.faults, ...openSigners()]
      return warningsOf({ ...read, faults }, directory(), member, at)
    },
  }
}

function noteSigner(
  name: string | undefined,
  key: SigningKey | RemoteKey | undefined,
): NoteSigner | undefined {
  return name !== undefined && key && 'privateKey' in key ? { name, privateKey: key.privateKey } : undefined
}

/** Which uses a token can serve: lanes and events. Notes and decryption need the key itself. */
const inToken = ['gw-sig', 'case-sig']

function noToken(): never {
  throw new Error('it stands in a token: name its module in ONWARD_PKCS11_MODULE')
}

const worst = ['KEY_REVOKED', 'KEY_FILE_MISSING', 'KEY_EXPIRED'] as const

function warningsOf(
  { files, faults }: KeyFolder,
  directory: Directory,
  member: string,
  atSeconds: number,
): readonly KeyWarning[] {
  const held = new Set(files.map(({ key }) => key.kid))
  return [
    ...faults.map(({ file, message }) => ({ code: 'KEY_FILE_REFUSED' as const, key: file, reason: message })),
    ...files
      .filter(({ key }) => directory.key(key.kid)?.member !== member)
      .map(({ file }) => ({ code: 'KEY_UNREGISTERED' as const, key: file })),
    ...directory
      .keysOf(member)
      // An organisation's own key comes to no gateway.
      .filter(({ use }) => use !== 'org-enc')
      .filter(({ kid, nbf, status }) => status === 'active' && nbf > atSeconds && !held.has(kid))
      .map(({ kid }) => ({ code: 'KEY_FILE_AWAITED' as const, key: kid })),
  ]
}

async function readMemberKey(folder: string, passphrase: string | undefined): Promise<Buffer> {
  const bytes = Buffer.from((await readKeyFile(folder, 'member.key', passphrase)).trim(), 'base64url')
  if (bytes.length === 32) return bytes
  throw new DirectoryError('KEY_FILE_UNREADABLE', 'member.key does not hold 32 bytes in base64url')
}

function messageOf(error: unknown): string {
  if (error instanceof DirectoryError) return error.message
  throw error
}

function isSignature(alg: string): alg is SignatureAlg {
  return alg === 'Ed25519' || alg === 'ES256'
}
