/** What a bundle of evidence proves to somebody who has nothing but a directory to trust. Pure, offline, no clock. */
import type { Policy } from '@onward/audit'
import type { EvidenceLeaf } from '@onward/contract'
import type { Directory } from '@onward/directory'
import { verifySignature } from '@onward/seal'
import { answersIn, checkContent, checkLanes, checkSent, checkSequences, type Numbered } from './account.ts'
import { type BundleDirectory, digestOf, readBundle } from './bundle.ts'
import { blame, type FaultCode, type Findings } from './fault.ts'
import { readIssue } from './issue.ts'
import { inclusionFault, keysIn, leafOfOpening, seenIn, type VerifiedLogs, verifyLogs } from './logs.ts'
import { recordIn, verifyMessage } from './message.ts'
import type { ErasureReport, Report } from './report.ts'
import type { Stamps } from './stamps.ts'
import { judgeThen } from './then.ts'
import { timeOf } from './time.ts'
import { knownWitnesses } from './witnesses.ts'

/**
 * Verifies a bundle. Never throws, whatever the bytes; every byte of a bundle that holds is bound by a signature, a hash
 * or a proof, so a changed one is a fault.
 *
 * @param trust The verifier's own directory: the root of trust. Keys are taken from it and from nowhere else. The newer
 *   it is, the more revocations it knows.
 * @param policy The reader's own witnesses beside those of the directory, and how many of them are enough.
 * @param stamps What `readStamps` says of this bundle's time-stamps; left out, none of them counts.
 */
export function verifyBundle(
  bytes: Uint8Array,
  trust: Directory,
  { policy, stamps }: { readonly policy?: Policy | undefined; readonly stamps?: Stamps | undefined } = {},
): Report {
  const findings: Findings = { faults: [], missing: [] }
  const read = readBundle(bytes)
  if (!read.ok) {
    blame(findings, read.code)
    return { holds: false, messages: [], logs: [], erased: [], ...findings }
  }
  const { bundle } = read
  const issued = verifyIssue(bundle.issued, digestOf(bundle), { trust, findings })
  checkDirectory(bundle.directory, trust, findings)
  const readCosigned = knownWitnesses(trust, policy)
  const logs = verifyLogs(bundle.logs, bundle.directory, { trust, readCosigned, stamps, findings })
  const checks = { trust, logs, referral: bundle.referral, findings }
  const messages: readonly Numbered[] = bundle.messages.flatMap((message, at) => {
    const verified = verifyMessage(message, at + 1, checks)
    return verified ? [{ ...verified, number: at + 1 }] : []
  })
  const erased = bundle.erasures.flatMap((leaf) => verifyErasure(leaf, logs, findings))
  checkLanes(messages, findings)
  checkSequences(messages, findings)
  checkContent(messages, findings)
  if (issued) {
    checkSent(messages, issued.by, findings)
    const foreign = messages.find(({ report: { from, to } }) => from !== issued.by && to !== issued.by)
    if (foreign) blame(findings, 'ISSUE_NOT_OF_PARTY', { message: foreign.number })
  }
  return {
    holds: findings.faults.length === 0,
    referral: bundle.referral,
    ...(issued && { issued }),
    messages: messages.map(({ report }) => report),
    ...answersIn(messages),
    logs: [...logs.values()].map(({ shown }) => shown),
    erased,
    ...findings,
  }
}

function verifyIssue(
  token: string,
  dig: string,
  { trust, findings }: { readonly trust: Directory; readonly findings: Findings },
): Report['issued'] | undefined {
  const issue = readIssue(token)
  const faulty = (code: FaultCode) => {
    blame(findings, code, { part: 'issued' })
    return undefined
  }
  if (!issue) return faulty('ISSUE_MALFORMED')
  const { kid, claims, jws } = issue
  const key = trust.key(kid)
  if (!key) return faulty('KEY_UNKNOWN')
  const { iss, iat } = claims
  const fault = judgeThen(key, { use: 'gw-sig', alg: 'Ed25519', iss, iat }, undefined)
  if (fault) return faulty(fault)
  if (!verifySignature(jws.signingInput, jws.signature, key)) return faulty('ISSUE_SIGNATURE')
  if (claims.dig !== dig) faulty('BUNDLE_ALTERED')
  return { by: iss, at: timeOf(iat), kid }
}

/**
 * Holds the keys that the bundle names against the directory that is trusted. A key may have been retired or revoked
 * since; what it is, whose, and from when on never changes.
 */
function checkDirectory({ members }: BundleDirectory, trust: Directory, findings: Findings): void {
  for (const document of members) {
    const differs = keysIn(document).some((entry) => {
      const key = trust.key(String(entry.kid))
      return (
        !key ||
        key.member !== document.code ||
        key.use !== entry.use ||
        key.alg !== entry.alg ||
        key.nbf !== entry.nbf ||
        key.organisation !== entry.organisation
      )
    })
    if (differs) blame(findings, 'DIRECTORY_DIFFERS', { part: String(document.code) })
  }
}

function verifyErasure(leaf: EvidenceLeaf, logs: VerifiedLogs, findings: Findings): readonly ErasureReport[] {
  const { proof } = leaf
  const record = recordIn(leaf.record)
  const fault =
    record.kind === 'erasure'
      ? proof && inclusionFault(leafOfOpening(leaf), proof, { logs, member: undefined })
      : 'LEAF_OTHER'
  if (fault) blame(findings, fault, { part: 'erasure' })
  else if (!proof) findings.missing.push({ code: 'ERASURE_PROOF' })
  if (fault || !proof) return []
  const { origin, index } = proof
  const seen = seenIn(logs, proof)
  const witnessed = seen && { witnessed: { at: timeOf(seen.at), by: seen.by } }
  return [{ member: logs.get(origin)?.shown.member ?? '', origin, index, record, ...witnessed }]
}
