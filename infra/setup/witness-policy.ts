// A policy file (C2SP tlog-policy) for local members: whose logs, who witnesses them, and how many are enough.
import { formatVkey, type NoteVerifier } from '@onward/audit'
import type { Directory } from '@onward/directory'
import type { LocalMember } from './members.ts'

type Gateway = Pick<LocalMember, 'code' | 'url'>

export interface Witnessing {
  readonly logs: readonly Gateway[]
  readonly witnesses: readonly Gateway[]
  /** How many of them must have cosigned. */
  readonly enough: number
}

/** @param now whose keys of the directory count */
export function policyText(directory: Directory, { logs, witnesses, enough }: Witnessing, now: Date): string {
  const verifier = (member: string, use: 'log' | 'wit'): NoteVerifier => {
    const key = directory.current(member, use, now.getTime() / 1_000)
    const { origin, witness } = directory.member(member) ?? {}
    const name = use === 'log' ? origin : witness
    if (!key || name === undefined) throw new Error(`the directory has no ${use} key of ${member}`)
    return { name, publicKey: key.publicKey }
  }
  return [
    ...logs.map(({ code, url }) => `log ${formatVkey(verifier(code, 'log'), 'log')} ${url}/log`),
    ...witnesses.map(
      ({ code, url }) => `witness ${code} ${formatVkey(verifier(code, 'wit'), 'witness')} ${url}/witness`,
    ),
    `group enough ${enough} ${witnesses.map(({ code }) => code).join(' ')}`,
    'quorum enough',
    '',
  ].join('\n')
}
