/** What a signer is about to sign, in words: everything that changes, and nothing that does not. */
import { isDeepStrictEqual } from 'node:util'
import type { KeyEntry, Policy, Revocation } from './document.ts'
import type { MemberTargets, Proposal } from './proposal.ts'
import { lanesPath, memberOf, memberPath, policyPath } from './roles.ts'
import { modelOf } from './signing.ts'
import type { RepositoryState } from './state.ts'

/**
 * A line for each change that a proposal makes to a repository; the first one says what is signed and for how long.
 *
 * @param state What the signer knows of the repository; undefined when it is to begin.
 */
export function describeChange(state: RepositoryState | undefined, proposal: Proposal): readonly string[] {
  const { role, metadata } = proposal
  const { version, expires } = metadata.signed
  const before = state?.version(role)
  const head = `${role}, version ${version}${before === undefined ? ' (the first)' : ` (now ${before})`}, valid until ${expires}`
  return [head, ...changesOf(state, proposal)]
}

function changesOf(state: RepositoryState | undefined, proposal: Proposal): readonly string[] {
  if (proposal.role === 'root') return signersChanged(state?.metadata('root'), proposal, 'role')
  if (proposal.role === 'targets') {
    const policy = (state?.membership().policy ?? {}) as Partial<Policy>
    // Sound: what is not of this form is shown as it is, and refused when it is published.
    const next = proposal.documents[policyPath] as Partial<Policy> | undefined
    return [
      ...(next ? policyChanged(policy, next) : []),
      ...signersChanged(state?.metadata('targets'), proposal, 'member'),
    ]
  }
  const code = memberOf(proposal.role)
  const known = state?.version(proposal.role) === undefined ? undefined : state.member(code)
  // Sound: as above.
  const member = proposal.documents[memberPath(code)] as MemberTargets['member'] | undefined
  const lanes = proposal.documents[lanesPath(code)] as MemberTargets['lanes'] | undefined
  return [
    ...(member ? memberChanged(known?.member, member) : []),
    ...(lanes ? lanesChanged(known?.lanes, lanes) : []),
  ]
}

function policyChanged(before: Partial<Policy>, after: Partial<Policy>): readonly string[] {
  const lines: string[] = []
  if (before.minDirv !== after.minDirv)
    lines.push(
      `messages made with a directory older than version ${after.minDirv} are refused (now ${before.minDirv ?? 'none'})`,
    )
  const [was, is] = [before.suspended ?? [], after.suspended ?? []]
  for (const code of is) if (!was.includes(code)) lines.push(`${code} is SUSPENDED: its lanes are closed`)
  for (const code of was)
    if (!is.includes(code)) lines.push(`${code} is no longer suspended: its lanes open again`)
  for (const what of ['suites', 'schemas', 'witnesses'] as const)
    if (!isDeepStrictEqual(before[what], after[what])) lines.push(agreedChanged(what, before, after))
  for (const each of after.revoked ?? [])
    if (!before.revoked?.some((old) => isDeepStrictEqual(old, each)))
      lines.push(`key ${each.kid} is REVOKED by the membership: ${revocation(each)}`)
  for (const { kid } of before.revoked ?? [])
    if (!after.revoked?.some((each) => each.kid === kid))
      lines.push(`key ${kid} is NO LONGER revoked by the membership`)
  return lines
}

/** What is agreed for all, before and after. */
function agreedChanged(
  what: 'suites' | 'schemas' | 'witnesses',
  before: Partial<Policy>,
  after: Partial<Policy>,
): string {
  if (what === 'suites') {
    const named = ({ suites }: Partial<Policy>) => suites?.join(', ') ?? 'any'
    return `messages are sealed with ${named(after)} (now ${named(before)})`
  }
  if (what === 'witnesses')
    return after.witnesses === undefined
      ? 'no witnesses are agreed on any more'
      : `the witnesses agreed on are:\n${after.witnesses.trim().replaceAll(/^/gm, '  ')}`
  const was = new Map(before.schemas?.map(({ uri, digest }) => [uri, digest]))
  const is = new Map(after.schemas?.map(({ uri, digest }) => [uri, digest]))
  const changed = [...is].filter(([uri, digest]) => was.has(uri) && was.get(uri) !== digest)
  const [added, gone] = [
    [...is.keys()].filter((uri) => !was.has(uri)),
    [...was.keys()].filter((uri) => !is.has(uri)),
  ]
  return `schemas: ${added.length} added, ${changed.length} CHANGED, ${gone.length} taken away${[
    ...changed.map(([uri]) => uri),
    ...gone,
  ]
    .map((uri) => `\n  ${uri}`)
    .join('')}`
}

/** Who may sign for whom. */
function signersChanged(
  before: Proposal['metadata'] | undefined,
  { role, metadata }: Proposal,
  what: 'role' | 'member',
): readonly string[] {
  const rolesIn = (each: Proposal['metadata'] | undefined) => {
    if (!each) return {}
    // Sound: modelOf checks the form, which is root's or targets'.
    const { signed } = modelOf(role, each) as unknown as {
      readonly signed: { roles?: Roles; delegations?: { roles?: Roles } }
    }
    return (what === 'role' ? signed.roles : signed.delegations?.roles) ?? {}
  }
  const [was, is] = [rolesIn(before), rolesIn(metadata)]
  const lines: string[] = []
  for (const [name, { keyIDs, threshold }] of Object.entries(is)) {
    const old = was[name]
    const who = what === 'role' ? `the role ${name}` : `the member ${memberOf(name)}`
    if (!old) lines.push(`${who} is new: ${threshold} of ${keyIDs.length} keys sign for it`)
    else if (old.threshold !== threshold)
      lines.push(`${who} needs ${threshold} signatures (now ${old.threshold})`)
    for (const id of keyIDs) if (!old?.keyIDs.includes(id)) lines.push(`  key ${id} may sign for ${name}`)
    for (const id of old?.keyIDs ?? [])
      if (!keyIDs.includes(id)) lines.push(`  key ${id} may NO LONGER sign for ${name}`)
  }
  for (const name of Object.keys(was)) if (!is[name]) lines.push(`${name} is REMOVED`)
  return lines
}

type Roles = Readonly<Record<string, { readonly keyIDs: readonly string[]; readonly threshold: number }>>

function memberChanged(
  before: MemberTargets['member'] | undefined,
  after: MemberTargets['member'],
): readonly string[] {
  const lines = before ? [] : [`${after.code} is a new member: ${after.name}, log ${after.origin}`]
  for (const field of ['name', 'origin', 'seat', 'operator', 'contacts'] as const) {
    if (before && !isDeepStrictEqual(before[field], after[field]))
      lines.push(`${field} is ${JSON.stringify(after[field])} (now ${JSON.stringify(before[field])})`)
  }
  for (const { origin, size, root } of after.formerLogs?.slice(before?.formerLogs?.length ?? 0) ?? [])
    lines.push(`log ${origin} ENDS at ${size} leaves, root ${root}: the new one begins with that`)
  const organisations = before?.organisations ?? []
  for (const each of after.organisations) {
    const old = organisations.find(({ id }) => id === each.id)
    if (!old) lines.push(`organisation ${each.id} is added: ${each.roles.join(', ')}`)
    else if (!isDeepStrictEqual(old, each)) lines.push(`organisation ${each.id} changes`)
  }
  for (const { id } of organisations)
    if (!after.organisations.some((each) => each.id === id)) lines.push(`organisation ${id} is REMOVED`)
  return [...lines, ...keysChanged(before?.keys ?? [], after.keys)]
}

function keysChanged(before: readonly KeyEntry[], after: readonly KeyEntry[]): readonly string[] {
  const lines: string[] = []
  for (const key of after) {
    const old = before.find(({ kid }) => kid === key.kid)
    const owner = key.organisation === undefined ? '' : ` of ${key.organisation}`
    const name = `${key.use} key ${key.kid}${owner}`
    if (!old)
      lines.push(`${name} is added: ${key.alg}, valid ${day(key.nbf)} to ${day(key.naf)}, ${key.status}`)
    else if (key.status === 'revoked' && key.revoked && !isDeepStrictEqual(old.revoked, key.revoked))
      lines.push(`${name} is REVOKED: ${revocation(key.revoked)}`)
    else if (old.status !== key.status) lines.push(`${name} is ${key.status} (now ${old.status})`)
    else if (!isDeepStrictEqual(old, key))
      lines.push(`${name} CHANGES: valid ${day(key.nbf)} to ${day(key.naf)}`)
  }
  for (const { kid } of before)
    if (!after.some((key) => key.kid === kid)) lines.push(`key ${kid} is FORGOTTEN`)
  return lines
}

function lanesChanged(
  before: MemberTargets['lanes'] | undefined,
  after: MemberTargets['lanes'],
): readonly string[] {
  const lines: string[] = []
  for (const each of after.agreements)
    if (!before?.agreements.some((old) => isDeepStrictEqual(old, each)))
      lines.push(`agreement ${each.id} between ${each.parties.join(' and ')} is given`)
  for (const each of before?.agreements ?? [])
    if (!after.agreements.some((next) => isDeepStrictEqual(next, each)))
      lines.push(`agreement ${each.id} is TAKEN BACK`)
  for (const each of after.lanes)
    if (!before?.lanes.some((old) => isDeepStrictEqual(old, each)))
      lines.push(
        `${each.name} is open under agreement ${each.agreement}, epoch ${each.epoch}, from ${each.start}`,
      )
  for (const each of before?.lanes ?? [])
    if (!after.lanes.some((next) => isDeepStrictEqual(next, each)))
      lines.push(`${each.name}, epoch ${each.epoch}, is CLOSED`)
  return lines
}

function revocation({ reason, invalidFrom }: Revocation): string {
  return `${reason}, what it signed from ${new Date(invalidFrom * 1000).toISOString()} on is not valid`
}

function day(seconds: number): string {
  return new Date(seconds * 1000).toISOString().slice(0, 10)
}
