// A time-stamping authority of a test's own: `openssl ts` behind HTTP (RFC 3161 §3.4), with a certificate of its own CA.
import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { promisify } from 'node:util'

const run = promisify(execFile)

export interface Tsa {
  readonly url: string
  /** The certificate of its CA, PEM. */
  readonly ca: string
  /** What it answers to a request, without HTTP. */
  answer(request: Uint8Array): Promise<Uint8Array>
  /** Signs the content of a token (TSTInfo, DER) with a certificate of the same CA that is for something else: CMS, DER. */
  signAsServer(info: Uint8Array): Promise<Uint8Array>
  stop(): Promise<void>
}

export async function startTsa(): Promise<Tsa> {
  const folder = await mkdtemp(join(tmpdir(), 'onward-tsa-'))
  const at = (name: string) => join(folder, name)
  const openssl = (command: string) => run('openssl', command.split(' '), { cwd: folder })
  const certify = async (name: string, usage: string) => {
    await writeFile(at(`${name}.cnf`), `extendedKeyUsage=${usage}\nkeyUsage=critical,digitalSignature\n`)
    await openssl(`req ${newKey} -keyout ${name}.key -out ${name}.csr -subj /CN=${name}.example`)
    const issuer = '-CA ca.pem -CAkey ca.key -CAcreateserial'
    await openssl(`x509 -req -in ${name}.csr ${issuer} -out ${name}.pem -extfile ${name}.cnf`)
  }
  await writeFile(at('settings.cnf'), settings)
  await writeFile(at('serial'), '01\n')
  const isCa = '-addext basicConstraints=critical,CA:TRUE -addext keyUsage=critical,keyCertSign'
  await openssl(`req -x509 ${newKey} -keyout ca.key -out ca.pem -subj /CN=ca.example ${isCa}`)
  await certify('tsa', 'critical,timeStamping')

  let asked = 0
  async function answer(request: Uint8Array): Promise<Uint8Array> {
    asked += 1
    const [query, reply] = [`${asked}.tsq`, `${asked}.tsr`]
    await writeFile(at(query), request)
    await openssl(`ts -reply -config settings.cnf -queryfile ${query} -out ${reply}`)
    return await readFile(at(reply))
  }
  const server = createServer((request, response) => {
    buffer(request)
      .then(answer)
      .then(
        (reply) => response.writeHead(200, { 'content-type': 'application/timestamp-reply' }).end(reply),
        () => response.writeHead(500).end(),
      )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  // Sound: a server that listens on a port has an address of this form.
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/tsr`,
    ca: await readFile(at('ca.pem'), 'utf8'),
    answer,
    async signAsServer(info) {
      await certify('server', 'serverAuth')
      await writeFile(at('info'), info)
      const content = '-binary -nodetach -econtent_type 1.2.840.113549.1.9.16.1.4 -in info'
      await openssl(`cms -sign ${content} -signer server.pem -inkey server.key -outform DER -out signed`)
      return await readFile(at('signed'))
    },
    async stop() {
      await new Promise((resolve) => server.close(resolve))
      await rm(folder, { recursive: true, force: true })
    },
  }
}

const newKey = '-newkey rsa:2048 -nodes'
const settings = `[tsa]
default_tsa = own
[own]
serial = ./serial
signer_cert = ./tsa.pem
signer_key = ./tsa.key
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
accuracy = secs:1
ess_cert_id_alg = sha256
`
