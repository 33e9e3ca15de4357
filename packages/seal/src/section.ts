/**
 * One section of a referral, sealed to an organisation of the receiver (practice §4). It travels inside an event, in place
 * of words: whoever opens the event, the organisation's own country too, sees whose it is and nothing more.
 *
 * Who says it is said by the event, whose signature is over the sealed text. Opening proves only to whom, and where in
 * which referral, it belongs: the protected header names its place, so that it cannot be shown in another one.
 */
import type { KeyObject } from 'node:crypto'
import { pad, unpad } from './padding.ts'
import { decryptJwe, encryptJwe, type JweForm } from './profile.ts'
import type { EncryptionKey } from './seal.ts'

/** Where a sealed section belongs: in which event, and under which name. */
export interface SectionPlace {
  /** Members: who sends, and to whom the event goes. */
  readonly iss: string
  readonly aud: string
  /** The organisation of `aud` whose key it is sealed to. */
  readonly organisation: string
  readonly referral: string
  /** Its author's number of the event. */
  readonly sequence: number
  readonly section: string
}

export type OpenedSection =
  | { readonly ok: true; readonly content: Buffer }
  /** `CRYPTO_HEADER`: it is no sealed section, or of another place. */
  | {
      readonly ok: false
      readonly code: 'CRYPTO_HEADER' | 'CRYPTO_KEY' | 'CRYPTO_DECRYPT' | 'CRYPTO_PADDING'
    }

/**
 * Seals the content of a section. Its length is hidden as that of an event is.
 *
 * @returns JWE compact serialisation (RFC 7516)
 * @throws SealError `KEY_UNFIT`, `EVENT_TOO_LARGE`
 */
export function sealSection(content: Uint8Array, to: EncryptionKey, place: SectionPlace): string {
  return encryptJwe(pad(content), to, sectionForm(place))
}

/**
 * Opens a section that was sealed for this place. Never throws, whatever the text.
 *
 * @param keyOf The organisation's private key by kid.
 */
export function openSection(
  jwe: string,
  place: SectionPlace,
  keyOf: (kid: string) => KeyObject | undefined,
): OpenedSection {
  const decryption = decryptJwe(jwe, sectionForm(place), keyOf)
  if (!decryption.ok) return decryption
  const content = unpad(decryption.plaintext)
  return content ? { ok: true, content } : { ok: false, code: 'CRYPTO_PADDING' }
}

function sectionForm({ iss, aud, organisation, referral, sequence, section }: SectionPlace): JweForm {
  const form = { apu: iss, apv: `${aud}/${organisation}` }
  const [apu, apv] = [form.apu, form.apv].map((name) => Buffer.from(name).toString('base64url'))
  return {
    ...form,
    header: (kid, epk) =>
      `{"alg":"ECDH-ES+A256KW","apu":"${apu}","apv":"${apv}","cty":"json","enc":"A256GCM",` +
      `"epk":{"crv":"X25519","kty":"OKP","x":"${epk}"},"kid":"${kid}","referral":${JSON.stringify(referral)},` +
      `"section":${JSON.stringify(section)},"sequence":${sequence},"typ":"onward-section+jwe"}`,
  }
}
