/** The member's own key files and keys, and whether its peers have keys to write to. */
import {
  type Directory,
  DirectoryError,
  type DirectoryKey,
  destroyable,
  type KeyFolder,
  readKeyFile,
  readKeyFolder,
} from '@onward/directory'
import { expiryState, type Finding, inDays } from './finding.ts'
import type { Settings } from './settings.ts'

const day = 86_400
const uses = ['gw-sig', 'case-sig', 'enc', 'log'] as const

/** @param now Seconds since 1970. */
export async function checkKeys(
  settings: Settings,
  directory: Directory,
  now: number,
): Promise<readonly Finding[]> {
  const { keys: folder, passphrase, member } = settings
  const failed = (error: unknown): Finding => {
    if (!(error instanceof DirectoryError)) throw error
    const [says = '', remedy = 'look at the file'] = error.message.split(/: (.*)/s)
    return { check: 'keys', state: 'failed', says, remedy: remedy.replace(/\.$/, '') }
  }
  let read: KeyFolder
  try {
    read = await readKeyFolder(folder, passphrase)
  } catch (error) {
    return [failed(error)]
  }
  const memberKey = await readKeyFile(folder, 'member.key', passphrase).then(
    () => [],
    (error) => [failed(error)],
  )
  const refused = read.faults.map(({ code, message }) => failed(new DirectoryError(code, message)))
  const held = new Set(read.files.map(({ key }) => key.kid))
  return [
    ...refused,
    ...memberKey,
    ...read.files.flatMap(({ file, key }) => {
      const registered = directory.key(key.kid)
      if (key.use === 'org-enc') {
        const remedy = 'give it back to the organisation, remove it here, and have it replaced'
        return [missing(`${file} is the key of an organisation, which no gateway may hold`, remedy)]
      }
      if (registered?.member === member) {
        return destroyable(directory, registered, now)
          ? [warning(`${file}: no message can need it any more`, 'run onward keys destroy')]
          : []
      }
      return [
        warning(`${file} is no key of ${member} in the directory`, 'have it published, or remove the file'),
      ]
    }),
    ...owners(directory, member).flatMap(({ owner, organisation }) =>
      (organisation === undefined ? uses : (['case-sig'] as const)).map((use) => {
        const found = standing(directory, { member, use, organisation, now }, `${use} key of ${owner}`)
        return found.key && !held.has(found.key.kid) && found.finding.state !== 'failed'
          ? missing(`the file of the current ${use} key of ${owner} is not in the folder`)
          : found.finding
      }),
    ),
    ...directory
      .keysOf(member)
      .filter(({ use }) => use !== 'org-enc')
      .filter(({ kid, nbf, status }) => status === 'active' && nbf > now && !held.has(kid))
      .map(({ use, nbf }) =>
        warning(
          `a ${use} key will sign ${inDays((nbf - now) / day)}, and its file is not in the folder`,
          'put it there before',
        ),
      ),
    ...peersOf(directory, member).flatMap((peer) =>
      (['gw-sig', 'enc'] as const).flatMap((use) => {
        const { finding } = standing(
          directory,
          { member: peer, use, organisation: undefined, now },
          `${use} key of ${peer}`,
        )
        return finding.state === 'ok' ? [] : [{ ...finding, remedy: `ask the operator of ${peer}` }]
      }),
    ),
  ]
}

function standing(
  directory: Directory,
  at: {
    readonly member: string
    readonly use: (typeof uses)[number]
    readonly organisation: string | undefined
    readonly now: number
  },
  name: string,
): { readonly finding: Finding; readonly key?: DirectoryKey } {
  const { member, use, organisation, now } = at
  const key = directory.current(member, use, now, organisation)
  if (!key) {
    const [newest] = directory
      .keysOf(member)
      .filter((each) => each.use === use && each.organisation === organisation)
    const why = newest?.status === 'revoked' ? 'was revoked' : newest ? 'has run out' : 'was never published'
    return { finding: missing(`the ${name} ${why}, and there is no other`, 'publish a new one') }
  }
  // A key that follows in time takes the end of this one away as a worry.
  const end = Math.max(
    ...directory
      .keysOf(member)
      .filter((each) => each.use === use && each.organisation === organisation && each.status === 'active')
      .filter(({ nbf }) => nbf < key.naf)
      .map(({ naf }) => naf),
  )
  const left = (end - now) / day
  const state = expiryState(left)
  const says = `the ${name} ends ${inDays(left)}`
  if (state === 'ok') return { key, finding: { check: 'keys', state, says } }
  const remedy =
    left > 30
      ? 'plan its successor'
      : left > 7
        ? 'publish its successor now: it is published 7 days before it is used'
        : 'publish its successor today'
  return { key, finding: { check: 'keys', state, says, remedy } }
}

function owners(directory: Directory, member: string) {
  const hosted = (directory.member(member)?.organisations ?? []).filter((each) => each.hosted)
  return [
    { owner: member, organisation: undefined },
    ...hosted.map(({ id }) => ({ owner: id, organisation: id })),
  ]
}

function peersOf(directory: Directory, member: string): readonly string[] {
  const own = directory.lanes().filter(({ from }) => from === member)
  return [...new Set(own.map(({ to }) => to))].sort()
}

const warning = (says: string, remedy: string): Finding => ({ check: 'keys', state: 'warning', says, remedy })
const missing = (says: string, remedy = 'put it there'): Finding => ({
  check: 'keys',
  state: 'failed',
  says,
  remedy,
})
