// Looks for a text in bytes in every form in which it could have got there by mistake.
import { constants, gunzipSync, inflateSync } from 'node:zlib'

/** A text that must be nowhere, and what it is called in a finding. */
export type Canaries = Readonly<Record<string, string>>

/** Bytes, and where they are from. */
export interface Place {
  readonly where: string
  readonly bytes: Buffer
}

/** Every form of every canary that is found, as `where: name (form)`; nothing is what one hopes for. */
export function search(places: Iterable<Place>, canaries: Canaries): readonly string[] {
  const needles = Object.entries(canaries).flatMap(([name, text]) =>
    Object.entries(formsOf(text)).map(([form, needle]) => ({ label: `${name} (${form})`, needle })),
  )
  return [...places].flatMap((place) => searchOne(place, needles, 2))
}

/** How a text may look: as it is, escaped, or encoded, base64 at each of its three offsets. */
export function formsOf(text: string): Readonly<Record<string, Buffer>> {
  const bytes = Buffer.from(text)
  const forms: Record<string, Buffer> = {
    'as it is': bytes,
    'in lower case': Buffer.from(text.toLowerCase()),
    'in upper case': Buffer.from(text.toUpperCase()),
    'percent-encoded': Buffer.from(encodeURIComponent(text)),
    hex: Buffer.from(bytes.toString('hex')),
    'upper-case hex': Buffer.from(bytes.toString('hex').toUpperCase()),
    'UTF-16LE': Buffer.from(text, 'utf16le'),
    'UTF-16BE': Buffer.from(text, 'utf16le').swap16(),
  }
  for (const encoding of ['base64', 'base64url'] as const) {
    for (const before of [0, 1, 2]) {
      forms[`${encoding} at ${before}`] = Buffer.from(base64At(bytes, before, encoding))
    }
  }
  return forms
}

/** The characters that depend on the text alone when `before` bytes stand in front of it. */
function base64At(bytes: Buffer, before: number, encoding: 'base64' | 'base64url'): string {
  const all = Buffer.concat([Buffer.alloc(before), bytes])
  return all.toString(encoding).slice(Math.ceil((before * 4) / 3), Math.floor((all.length * 4) / 3))
}

interface Needle {
  readonly label: string
  readonly needle: Buffer
}

function searchOne({ where, bytes }: Place, needles: readonly Needle[], depth: number): readonly string[] {
  const found = needles
    .filter(({ needle }) => bytes.includes(needle))
    .map(({ label }) => `${where}: ${label}`)
  if (depth === 0) return found
  return [...found, ...unpacked({ where, bytes }).flatMap((place) => searchOne(place, needles, depth - 1))]
}

/** Whatever gzip or zlib members begin anywhere in the bytes. */
function unpacked({ where, bytes }: Place): readonly Place[] {
  const gzip = startsOf(bytes, Buffer.of(0x1f, 0x8b, 0x08)).map((at) => ({ at, open: gunzipSync }))
  const zlib = [0x01, 0x5e, 0x9c, 0xda]
    .flatMap((second) => startsOf(bytes, Buffer.of(0x78, second)))
    .map((at) => ({ at, open: inflateSync }))
  return [...gzip, ...zlib].flatMap(({ at, open }) => {
    try {
      const options = { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: 64_000_000 }
      return [{ where: `${where}, unpacked at ${at}`, bytes: open(bytes.subarray(at), options) }]
    } catch {
      // The two bytes were not the beginning of anything.
      return []
    }
  })
}

function startsOf(bytes: Buffer, magic: Buffer): readonly number[] {
  const found: number[] = []
  for (let at = bytes.indexOf(magic); at >= 0; at = bytes.indexOf(magic, at + 1)) found.push(at)
  return found
}
