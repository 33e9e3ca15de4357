/** The cryptography of one handover alone: seal and open an event, sign and verify its three tokens; and with jose. */
import { generateKeyPairSync } from 'node:crypto'
import { CompactEncrypt, CompactSign, compactDecrypt, compactVerify } from 'jose'
import {
  decrypt,
  encrypt,
  signEventJws,
  signTokenJws,
  verifySignature,
} from '../../packages/seal/src/profile.ts'
import { floor, type Point } from './points.ts'

const signing = generateKeyPairSync('ed25519')
const encryption = generateKeyPairSync('x25519')
const kid = 'k'.repeat(43)
const key = { kid, alg: 'Ed25519', privateKey: signing.privateKey } as const
const own = { alg: 'Ed25519', publicKey: signing.publicKey }
const event = Buffer.alloc(4_600, 'e')
const claims = JSON.stringify({ claims: 'c'.repeat(420) })
const binding = { iss: 'NL', aud: 'RO', jti: '0193a000-0000-4000-8000-000000000001' }

export async function cryptoFloor(seconds: number): Promise<readonly Point[]> {
  return [
    await run('floor: seal and open, node:crypto', seconds, withNode),
    await run('floor: seal and open, jose', seconds, withJose),
  ]
}

async function withNode(): Promise<void> {
  const jws = signEventJws(event, 1_795_400_000, key)
  const padded = Buffer.concat([Buffer.from(jws), Buffer.alloc(8_192 - jws.length)])
  const jwe = encrypt(padded, { kid, publicKey: encryption.publicKey }, binding)
  const manifest = signTokenJws('onward-manifest+jwt', claims, key)
  if (!isSigned(manifest)) throw new Error('the manifest does not verify')
  const opened = decrypt(jwe, binding, () => encryption.privateKey)
  if (!opened.ok || !isSigned(jws)) throw new Error('the envelope does not open')
  if (!isSigned(signTokenJws('onward-receipt+jwt', claims, key)))
    throw new Error('the receipt does not verify')
}

function isSigned(jws: string): boolean {
  const dot = jws.lastIndexOf('.')
  return verifySignature(jws.slice(0, dot), Buffer.from(jws.slice(dot + 1), 'base64url'), own)
}

async function withJose(): Promise<void> {
  const sign = (bytes: Uint8Array, typ: string) =>
    new CompactSign(bytes).setProtectedHeader({ alg: 'Ed25519', kid, typ }).sign(signing.privateKey)
  const jws = await sign(event, 'onward-event+jws')
  const padded = Buffer.concat([Buffer.from(jws), Buffer.alloc(8_192 - jws.length)])
  const jwe = await new CompactEncrypt(padded)
    .setProtectedHeader({ alg: 'ECDH-ES+A256KW', enc: 'A256GCM', kid })
    .encrypt(encryption.publicKey)
  await compactVerify(await sign(Buffer.from(claims), 'onward-manifest+jwt'), signing.publicKey)
  await compactDecrypt(jwe, encryption.privateKey)
  await compactVerify(jws, signing.publicKey)
  await compactVerify(await sign(Buffer.from(claims), 'onward-receipt+jwt'), signing.publicKey)
}

async function run(name: string, seconds: number, once: () => Promise<void>): Promise<Point> {
  for (let warm = 0; warm < 2_000; warm++) await once()
  const before = process.cpuUsage()
  const from = performance.now()
  let done = 0
  for (; performance.now() - from < seconds * 500; done++) await once()
  const { user, system } = process.cpuUsage(before)
  return floor(name, 1, { done, ms: performance.now() - from, cpu: (user + system) / 1000 / done })
}
