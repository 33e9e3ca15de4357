/** One message: inner JWS → cdig → manifest → leaf, and the receipt with the leaf that it promises. */
import type { EvidenceLeaf } from '@onward/contract'
import type { Directory } from '@onward/directory'
import { type Claims, checkReceipt, verifyEvent } from '@onward/seal'
import type { BundleMessage } from './bundle.ts'
import { blame, type Fault, type FaultCode, type Findings } from './fault.ts'
import { inclusionFault, leafOfOpening, seenIn, type VerifiedLogs } from './logs.ts'
import type { MessageReport, ReceivedReport, SaidReport } from './report.ts'
import { judgeThen } from './then.ts'
import { timeOf } from './time.ts'
import { type HeldToken, holdToken, tokenFault } from './token.ts'
import type { Seen } from './witnesses.ts'

export interface MessageChecks {
  readonly trust: Directory
  readonly logs: VerifiedLogs
  readonly referral: string
  readonly findings: Findings
}

/** A message that could be read, with the token that orders it on its lane. */
export interface VerifiedMessage {
  readonly report: MessageReport
  readonly prev: string
}

/** Clocks may differ by this many seconds (protocol §4). */
const SKEW = 300

/** Checks one message. `number` is its place in the bundle, from 1. Undefined when its manifest cannot be read. */
export function verifyMessage(
  message: BundleMessage,
  number: number,
  checks: MessageChecks,
): VerifiedMessage | undefined {
  const { trust, findings } = checks
  const before = findings.faults.length
  const faulty = (part: string, code: FaultCode | undefined, more: Pick<Fault, 'check'> = {}) => {
    if (code) blame(findings, code, { message: number, part, ...more })
    return code === undefined
  }
  const manifest = holdToken('envelope', message.manifest)
  if (!manifest) {
    faulty('manifest', 'TOKEN_MALFORMED')
    return undefined
  }
  const { claims, digest } = manifest
  const { logged, seen: seenSent } = verifySent(message.sent, manifest, { ...checks, faulty })
  const {
    received,
    erasedAt,
    seen: seenReceived,
  } = verifyReceipts(message.receipts, manifest, {
    ...checks,
    faulty,
  })
  const [seen] = [...seenSent, ...seenReceived].toSorted((one, other) => one.at - other.at)
  if (seen && seen.at < claims.iat - SKEW) faulty('cosignature', 'TIME_ORDER')
  const times = [seen?.at, received && Date.parse(received.at) / 1000].filter((at) => at !== undefined)
  // Who stole the sender's key can write none of them.
  const existedAt = times.length === 0 ? undefined : Math.min(...times)
  if (!received) findings.missing.push({ code: 'RECEIPT', message: number })
  else if (!received.isProven) findings.missing.push({ code: 'RECEIPT_PROOF', message: number })

  faulty('manifest', tokenFault(manifest, trust, existedAt))
  const lane = trust.lane(claims.lane)
  if (lane?.from !== claims.iss || lane.to !== claims.aud) faulty('manifest', 'ROUTE_LANE')
  const said = verifySaid(message, claims, { ...checks, existedAt, faulty })
  const { iss, aud, lane: name, ep, seq, cdig, iat, prev } = claims
  return {
    prev,
    report: {
      ...{ manifest: digest, event: cdig, from: iss, to: aud, lane: name, ep, seq },
      sentAt: timeOf(iat),
      kid: manifest.kid,
      said,
      ...(logged && { logged }),
      ...(received && { received }),
      ...(seen && { witnessed: { at: timeOf(seen.at), by: seen.by } }),
      ...(erasedAt !== undefined && { erasedAt }),
      holds: findings.faults.length === before,
    },
  }
}

type Faulty = (part: string, code: FaultCode | undefined, more?: Pick<Fault, 'check'>) => boolean

function verifyReceipts(
  receipts: BundleMessage['receipts'],
  manifest: HeldToken<'envelope'>,
  { trust, logs, faulty }: MessageChecks & { readonly faulty: Faulty },
): {
  readonly received?: ReceivedReport
  readonly erasedAt?: string
  /** When others had seen the receiver's leaves, which name the manifest and the event. */
  readonly seen: readonly Seen[]
} {
  const { claims, digest } = manifest
  const paired = `lane.${claims.iss}.${claims.aud}`
  const sent = { digest, cdig: claims.cdig, aud: claims.aud, paired }
  const seen: Seen[] = []
  let received: ReceivedReport | undefined
  let erasedAt: string | undefined
  for (const { token, proof } of receipts) {
    const receipt = holdToken('receipt', token)
    if (!receipt) {
      faulty('receipt', 'TOKEN_MALFORMED')
      continue
    }
    const { iss, st, code, at, leaf } = receipt.claims
    const checked = checkReceipt(receipt.claims, sent)
    const proofFault = proof && inclusionFault(leaf, proof, { logs, member: iss })
    // The leaf is made of what the receipt says, so what others saw of the log they saw of the receipt.
    const seenHere = proof && checked.ok && !proofFault ? seenIn(logs, proof) : undefined
    if (!faulty('receipt', tokenFault(receipt, trust, seenHere?.at))) continue
    if (!checked.ok) {
      faulty('receipt', checked.code === 'RECEIPT_LEAF' ? 'RECEIPT_LEAF' : 'RECEIPT_OTHER')
      continue
    }
    if (Date.parse(at) / 1000 < claims.iat - SKEW) faulty('receipt', 'TIME_ORDER')
    const isProven = faulty('receipt', proofFault) && proof !== undefined
    if (seenHere) seen.push(seenHere)
    if (st === 'erased') erasedAt = at
    else if (received) faulty('receipt', 'RECEIPT_DUPLICATE')
    else
      received = {
        ...{ st, at, kid: receipt.kid, receipt: receipt.digest, leaf, isProven },
        ...(code !== undefined && { code }),
      }
  }
  return { ...(received && { received }), ...(erasedAt !== undefined && { erasedAt }), seen }
}

function verifySaid(
  { event, stated }: BundleMessage,
  claims: Claims['envelope'],
  {
    trust,
    referral,
    existedAt,
    faulty,
  }: MessageChecks & { readonly existedAt: number | undefined; readonly faulty: Faulty },
): SaidReport {
  if (event === undefined) {
    const { type = '', sequence = 0, time = '' } = stated ?? {}
    return { basis: 'stated', type, sequence, time }
  }
  const verified = verifyEvent(event, claims, {
    directory: trust,
    judge: (key, claimed) => judgeThen(key, claimed, existedAt),
  })
  if (!verified.ok) {
    faulty('event', 'EVENT_INVALID', { check: verified.code })
    return { basis: 'signed', type: '', sequence: 0, time: '' }
  }
  const { type, sequence, time, actor, subject } = verified.signed.event
  if (subject !== referral) faulty('event', 'REFERRAL_OTHER')
  return { basis: 'signed', type, sequence, time, actor, kid: verified.caseKey.kid }
}

function verifySent(
  leaf: EvidenceLeaf | undefined,
  { claims, digest }: HeldToken<'envelope'>,
  { logs, faulty }: MessageChecks & { readonly faulty: Faulty },
): { readonly logged?: MessageReport['logged']; readonly seen: readonly Seen[] } {
  if (!leaf) return { seen: [] }
  const { kind, manifest, cdig, at } = recordIn(leaf.record)
  if (kind !== 'msg.sent' || manifest !== digest || cdig !== claims.cdig || typeof at !== 'string') {
    faulty('sent', 'LEAF_OTHER')
    return { seen: [] }
  }
  const { proof } = leaf
  const fault = proof && inclusionFault(leafOfOpening(leaf), proof, { logs, member: claims.iss })
  if (!proof || !faulty('sent', fault)) return { seen: [] }
  const seen = seenIn(logs, proof)
  return { logged: { at, index: proof.index }, seen: seen ? [seen] : [] }
}

/** The members of a record; what is no object has none. */
export function recordIn(text: string): Readonly<Record<string, unknown>> {
  try {
    return Object(JSON.parse(text))
  } catch {
    return {}
  }
}
