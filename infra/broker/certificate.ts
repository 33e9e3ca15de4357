// The certificates of the local broker: an authority made for this one certificate, its key thrown away after.
import { randomBytes, webcrypto, X509Certificate } from 'node:crypto'
import { readFile, rm, writeFile } from 'node:fs/promises'
import { isIP } from 'node:net'
import { join } from 'node:path'
import 'reflect-metadata'
import * as x509 from '@peculiar/x509'
import { makeFolder } from '../atomic.ts'

const DAY_MS = 86_400_000
const VALID_DAYS = 730
const RENEW_DAYS = 30

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const

x509.cryptoProvider.set(webcrypto)

/** Where the files of a certificate folder lie. */
export function certificateFiles(folder: string): { readonly ca: string; readonly keystore: string } {
  return { ca: join(folder, 'ca.pem'), keystore: join(folder, 'keystore.pem') }
}

/**
 * Makes the folder with the authority's certificate and the broker's keystore, or keeps it while it is good for
 * these hosts and another month.
 */
export async function keepCertificate(
  folder: string,
  hosts: readonly string[],
  now = new Date(),
): Promise<void> {
  if (await isGood(folder, hosts, now)) return
  await rm(folder, { recursive: true, force: true })
  const made = await makeCertificate(hosts, now)
  await makeFolder(folder, async (draft) => {
    const files = certificateFiles(draft)
    await writeFile(files.ca, made.ca)
    await writeFile(files.keystore, made.keystore, { mode: 0o600 })
  })
}

/** PEM texts: the authority, and a keystore as Kafka reads it (private key, certificate, authority). */
export async function makeCertificate(
  hosts: readonly string[],
  now: Date,
): Promise<{ readonly ca: string; readonly keystore: string }> {
  const notBefore = new Date(now.getTime() - DAY_MS)
  const notAfter = new Date(now.getTime() + VALID_DAYS * DAY_MS)
  const [authority, broker] = await Promise.all([makeKeys(), makeKeys()])

  const ca = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: serialNumber(),
    name: 'CN=Onward local broker authority',
    notBefore,
    notAfter,
    signingAlgorithm: algorithm,
    keys: authority,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign, true),
      await x509.SubjectKeyIdentifierExtension.create(authority.publicKey),
    ],
  })
  const certificate = await x509.X509CertificateGenerator.create({
    serialNumber: serialNumber(),
    subject: 'CN=Onward local broker',
    issuer: ca.subject,
    notBefore,
    notAfter,
    signingAlgorithm: algorithm,
    publicKey: broker.publicKey,
    signingKey: authority.privateKey,
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
      new x509.SubjectAlternativeNameExtension(
        hosts.map((value) => ({ type: isIP(value) ? ('ip' as const) : ('dns' as const), value })),
      ),
      await x509.AuthorityKeyIdentifierExtension.create(authority.publicKey),
    ],
  })

  const privateKey = await webcrypto.subtle.exportKey('pkcs8', broker.privateKey)
  const pem = [
    x509.PemConverter.encode(privateKey, 'PRIVATE KEY'),
    certificate.toString('pem'),
    ca.toString('pem'),
  ]
  return { ca: `${ca.toString('pem')}\n`, keystore: `${pem.join('\n')}\n` }
}

function makeKeys(): Promise<webcrypto.CryptoKeyPair> {
  return webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])
}

/** RFC 5280 §4.1.2.2: positive, at most 20 octets. */
function serialNumber(): string {
  const bytes = randomBytes(16)
  bytes[0] = ((bytes[0] ?? 0) & 0x7f) | 0x40
  return bytes.toString('hex')
}

async function isGood(folder: string, hosts: readonly string[], now: Date): Promise<boolean> {
  try {
    const pem = await readFile(certificateFiles(folder).keystore, 'utf8')
    const certificate = new X509Certificate(pem.slice(pem.indexOf('-----BEGIN CERTIFICATE-----')))
    const names = hosts.every((host) =>
      isIP(host) ? certificate.checkIP(host) : certificate.checkHost(host),
    )
    return names && certificate.validToDate.getTime() - now.getTime() > RENEW_DAYS * DAY_MS
  } catch {
    return false
  }
}
