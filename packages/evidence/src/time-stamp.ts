/**
 * Time-stamps of checkpoints by an authority that is no member (RFC 3161): asked for, and checked. Apart from the rest of
 * this package, for certificates need a library that only who uses time-stamps should load.
 */
import { createHash, randomBytes, X509Certificate } from 'node:crypto'
import { Integer, Null, OctetString } from 'asn1js'
import {
  AlgorithmIdentifier,
  Certificate,
  type ExtKeyUsage,
  MessageImprint,
  SignedData,
  TimeStampReq,
  TimeStampResp,
  TSTInfo,
} from 'pkijs'
import { readBundle } from './bundle.ts'
import { noteOfLog, type Stamp, type Stamps } from './stamps.ts'

/** Why there is no time-stamp. A code is public API: never rename or reuse one. */
export type TimeStampCode =
  | 'TIME_STAMP_MALFORMED'
  | 'TIME_STAMP_REFUSED'
  | 'TIME_STAMP_OTHER'
  | 'TIME_STAMP_UNTRUSTED'

export class TimeStampError extends Error {
  override readonly name = 'TimeStampError'
  readonly code: TimeStampCode

  constructor(code: TimeStampCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}

/** Asks for a time-stamp over these bytes, with the authority's certificate in it: a TimeStampReq, DER. */
export function timeStampRequest(bytes: Uint8Array): Uint8Array {
  const request = new TimeStampReq({
    version: 1,
    messageImprint: new MessageImprint({
      hashAlgorithm: new AlgorithmIdentifier({ algorithmId: sha256, algorithmParams: new Null() }),
      hashedMessage: new OctetString({ valueHex: imprint(bytes) }),
    }),
    // A positive number of 63 bits.
    nonce: new Integer({ valueHex: Uint8Array.of(0x40, ...randomBytes(7)) }),
    certReq: true,
  })
  return new Uint8Array(request.toSchema().toBER())
}

/**
 * Checks that an answer grants what was asked, whoever signed it.
 *
 * @throws TimeStampError `TIME_STAMP_MALFORMED`, `TIME_STAMP_REFUSED`, `TIME_STAMP_OTHER`: not over these bytes, or of
 *   another request
 */
export function checkAnswer(answer: Uint8Array, bytes: Uint8Array, request: Uint8Array): void {
  const { info } = readAnswer(answer, bytes)
  const { nonce } = reading(() => TimeStampReq.fromBER(request))
  if (!nonce || !info.nonce?.isEqual(nonce)) throw other()
}

/**
 * Checks that one of these authorities, or who has its certificate from one, says when these bytes existed.
 *
 * @param authorities Certificates, PEM one after the other.
 * @throws TimeStampError also `TIME_STAMP_UNTRUSTED`
 */
export async function verifyTimeStamp(
  answer: Uint8Array,
  bytes: Uint8Array,
  authorities: string,
): Promise<Stamp> {
  const { info, signed } = readAnswer(answer, bytes)
  const trustedCerts = certificatesIn(authorities)
  // RFC 3161 §2.3: the certificate was good when it signed, and is for nothing else.
  const checked = await signed
    .verify({
      signer: 0,
      trustedCerts,
      data: exact(bytes),
      checkChain: true,
      checkDate: info.genTime,
      extendedMode: true,
    })
    .catch((cause: unknown) => {
      throw new TimeStampError('TIME_STAMP_UNTRUSTED', 'no trusted authority signed the time-stamp', {
        cause,
      })
    })
  const signer = checked.signerCertificate
  if (!checked.signatureVerified || !checked.signerCertificateVerified || !signer || !isForTimeStamps(signer))
    throw new TimeStampError('TIME_STAMP_UNTRUSTED', 'no trusted authority signed the time-stamp')
  // What the library that verifies reads, Node's may not: it is the stricter one of the two.
  const { subject } = reading(() => new X509Certificate(Buffer.from(signer.toSchema().toBER())))
  return { by: subject.replaceAll('\n', ', '), at: info.genTime.toISOString() }
}

/** Checks every time-stamp of a bundle. Nothing else of the bundle is looked at. Throws only for unusable `authorities`. */
export async function readStamps(bundle: Uint8Array, authorities: string): Promise<Stamps> {
  certificatesIn(authorities)
  const read = readBundle(bundle)
  const stamps = new Map<string, Stamp | undefined>()
  for (const { origin, checkpoints } of read.ok ? read.bundle.logs : [])
    for (const { note, timeStamp } of checkpoints) {
      if (timeStamp === undefined) continue
      const over = Buffer.from(noteOfLog(note, origin))
      const stamp = await verifyTimeStamp(Buffer.from(timeStamp, 'base64url'), over, authorities).catch(
        (error: unknown) => {
          if (error instanceof TimeStampError) return undefined
          throw error
        },
      )
      stamps.set(note, stamp)
    }
  return stamps
}

const sha256 = '2.16.840.1.101.3.4.2.1'
const extendedKeyUsage = '2.5.29.37'
const timeStamping = '1.3.6.1.5.5.7.3.8'

function readAnswer(
  answer: Uint8Array,
  bytes: Uint8Array,
): { readonly info: TSTInfo; readonly signed: SignedData } {
  const { status, timeStampToken } = reading(() => TimeStampResp.fromBER(exact(answer)))
  if (status.status > 1 || !timeStampToken)
    throw new TimeStampError('TIME_STAMP_REFUSED', `the authority refused with status ${status.status}`)
  const signed = reading(() => new SignedData({ schema: timeStampToken.content }))
  const info = reading(() =>
    TSTInfo.fromBER(signed.encapContentInfo.eContent?.getValue() ?? new ArrayBuffer()),
  )
  const { hashAlgorithm, hashedMessage } = info.messageImprint
  const isOver =
    hashAlgorithm.algorithmId === sha256 && Buffer.from(hashedMessage.getValue()).equals(imprint(bytes))
  if (!isOver) throw other()
  return { info, signed }
}

function isForTimeStamps({ extensions = [] }: Certificate): boolean {
  // Sound: pkijs reads this extension as this.
  const usage = extensions.find(({ extnID }) => extnID === extendedKeyUsage)?.parsedValue as
    | ExtKeyUsage
    | undefined
  return usage?.keyPurposes.includes(timeStamping) ?? false
}

/** @throws TimeStampError `TIME_STAMP_UNTRUSTED` where there is none */
function certificatesIn(pem: string): Certificate[] {
  const blocks = pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? []
  if (blocks.length === 0)
    throw new TimeStampError('TIME_STAMP_UNTRUSTED', 'there is no certificate (PEM) of an authority')
  return blocks.map((block) => reading(() => Certificate.fromBER(exact(new X509Certificate(block).raw))))
}

/** The library throws errors of many kinds at bytes that it cannot read. */
function reading<T>(read: () => T): T {
  try {
    return read()
  } catch (cause) {
    throw new TimeStampError('TIME_STAMP_MALFORMED', 'not an answer of a time-stamping authority', { cause })
  }
}

function imprint(bytes: Uint8Array): Buffer {
  return createHash('sha256').update(bytes).digest()
}

/** A buffer of these bytes alone: Node's may be a window into a larger one. */
function exact(bytes: Uint8Array): ArrayBuffer {
  return Uint8Array.from(bytes).buffer
}

function other(): TimeStampError {
  return new TimeStampError('TIME_STAMP_OTHER', 'the time-stamp is not the one that was asked for')
}
