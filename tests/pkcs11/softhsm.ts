// npm run test:pkcs11: a member's gateway and case key stay in a token (SoftHSM 2), and a peer takes what they sign.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { createPublicKey, randomBytes, randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { digest, type Event, encodeEvent, schemaOf } from '@onward/contract'
import { type KeyEntry, loadDirectory, type TokenKey } from '@onward/directory'
import { authenticate, encloseToken, openEnvelope, sealEvent, signToken } from '@onward/seal'
import { directoryDocuments, firstCase, makeCountry } from '@onward/testing'
import pkcs11 from 'pkcs11js'
import { possessionClaim, possessionTyp, thumbprint } from '../../packages/directory/src/key.ts'
import { ConfigError } from '../../services/gateway/src/config.ts'
import { readKeys } from '../../services/gateway/src/trust/keys.ts'
import { openToken } from '../../services/gateway/src/trust/pkcs11.ts'

const module = ['/usr/lib/softhsm/libsofthsm2.so', '/usr/lib64/softhsm/libsofthsm2.so'].find(existsSync)
assert(module, 'SoftHSM 2 is not here: install softhsm2')
const pin = '4711'
const folder = await mkdtemp(join(tmpdir(), 'onward-token-'))
process.env.SOFTHSM2_CONF = join(folder, 'softhsm2.conf')
await mkdir(join(folder, 'tokens'))
await writeFile(
  process.env.SOFTHSM2_CONF,
  `directories.tokendir = ${join(folder, 'tokens')}\nobjectstore.backend = file\n`,
)
execFileSync('softhsm2-util', [
  '--init-token',
  '--free',
  '--label',
  'onward',
  '--pin',
  pin,
  '--so-pin',
  '4712',
])

/** Object identifiers of the curves in DER, and the mechanism that makes a pair of each. */
const curves = {
  Ed25519: { oid: Buffer.from('06032b6570', 'hex'), mechanism: 0x1055, keyType: 0x40 },
  ES256: { oid: Buffer.from('06082a8648ce3d030107', 'hex'), mechanism: 0x1040, keyType: 0x03 },
} as const

try {
  makePair('gateway', 'Ed25519')
  const cases = makePair('cases', 'ES256')
  const gateway = makePair('gateway-2', 'Ed25519')
  const [nl, ro] = [await makeCountry('NL'), await makeCountry('RO')]
  const now = Math.floor(Date.now() / 1000)
  const token = await openToken({ module, pin })
  const own = [
    { key: tokenKey('gw-sig', 'Ed25519', 'gateway-2', gateway), file: 'gw-sig.jwk' },
    { key: tokenKey('case-sig', 'ES256', 'cases', cases), file: 'case-sig.jwk' },
  ]
  const entries = own.map(({ key }): KeyEntry => {
    const { kid, use, alg, publicKey } = key
    // Sound: node exports exactly the members of a public JWK.
    const jwk = publicKey.export({ format: 'jwk' }) as KeyEntry['jwk']
    return { kid, use, alg, jwk, nbf: now - 60, naf: now + 86_400, status: 'active', pop: possession(key) }
  })
  const { members, ...rest } = directoryDocuments([nl, ro])
  const directory = await loadDirectory({
    ...rest,
    members: members.map((each) =>
      each.code === 'NL' ? { ...each, keys: [...each.keys, ...entries] } : each,
    ),
  })
  console.log('the directory takes keys whose possession the token proves')

  const keysFolder = join(folder, 'keys')
  await mkdir(keysFolder, { mode: 0o700 })
  const put = (name: string, text: string) => writeFile(join(keysFolder, name), text, { mode: 0o600 })
  for (const use of ['enc', 'log'] as const) await put(`${use}.jwk`, JSON.stringify(nl.privateKeys[use]))
  await put('member.key', randomBytes(32).toString('base64url'))
  const file = ({ kid, use, alg, publicKey, pkcs11: uri }: TokenKey) =>
    JSON.stringify({ ...publicKey.export({ format: 'jwk' }), kid, use, alg, pkcs11: uri })
  for (const { key, file: name } of own) await put(name, file(key))
  const settings = { folder: keysFolder, member: 'NL', directory: () => directory }
  const keys = await readKeys({ ...settings, signerOf: token.signerOf }, now)
  const [gatewayKey, caseKey] = [keys.gateway(now), keys.cases(now)]
  assert.equal(keys.state(now), 'ok')
  assert(gatewayKey && caseKey && 'signer' in gatewayKey && 'signer' in caseKey)

  const jti = randomUUID()
  const lane = directory.lane('lane.RO.NL')
  const to = directory.current('RO', 'enc', now)
  assert(lane && to)
  const event = encodeEvent(offer(lane.agreement))
  const sealed = sealEvent({ event, iat: now, caseKey, to, iss: 'NL', aud: 'RO', jti })
  const { jwe, dig, cdig } = sealed
  const claims = {
    ...{
      iss: 'NL',
      aud: 'RO',
      lane: lane.name,
      ep: 1,
      seq: 1,
      prev: '0',
      jti,
      iat: now,
      exp: now + 60,
      dig,
      cdig,
    },
    dirv: directory.version,
  }
  const bytes = encloseToken({
    kind: 'envelope',
    token: signToken('envelope', claims, gatewayKey),
    claims,
    data: jwe,
  })
  const self = { member: 'RO', exercise: false }
  const read = authenticate(bytes, { directory, self, lane: lane.name, nowSeconds: now })
  assert(read.ok && read.message.kind === 'envelope')
  const opened = openEnvelope(read.message, {
    directory,
    decryptKey: (kid) => (kid === to.kid ? ro.keys.enc.privateKey : undefined),
  })
  assert(opened.ok, opened.ok ? '' : opened.code)
  console.log(
    'a peer authenticates and opens what the token signed: Ed25519 for the lane, ES256 for the event',
  )

  const faultsWith = (uri: string) =>
    put('gw-sig.jwk', file({ ...tokenKey('gw-sig', 'Ed25519', '', gateway), pkcs11: uri })).then(() =>
      readKeys({ ...settings, signerOf: token.signerOf }, now).then(
        () => '',
        (error: ConfigError) => error.faults.join(),
      ),
    )
  assert.match(await faultsWith('pkcs11:token=onward;object=gateway'), /is another than the one/)
  assert.match(await faultsWith('pkcs11:token=onward;object=none'), /has no private key none/)
  assert.match(await faultsWith('pkcs11:token=none;object=gateway'), /there is no token none/)
  assert.match(await faultsWith('pkcs11:object=gateway'), /not of the form/)
  await assert.rejects(readKeys(settings, now), /ONWARD_PKCS11_MODULE/)
  await assert.rejects(openToken({ module: join(folder, 'none.so'), pin }), ConfigError)
  console.log('another key, no key, no token, no module: each refuses the start, with what to do')
  token.close()
  await put('gw-sig.jwk', file(own[0]?.key ?? assert.fail()))
  const closed = await openToken({ module, pin: '4713' })
  await assert.rejects(readKeys({ ...settings, signerOf: closed.signerOf }, now), /does not take the PIN/)
  closed.close()

  function possession(key: TokenKey): string {
    const { kid, alg, use } = key
    const text = (bytes: string | Uint8Array) => Buffer.from(bytes).toString('base64url')
    const header = text(JSON.stringify({ alg, kid, typ: possessionTyp }))
    const input = `${header}.${text(possessionClaim({ kid, member: 'NL', use }))}`
    return `${input}.${text(token.signerOf(key).sign(Buffer.from(input)))}`
  }
} finally {
  await rm(folder, { recursive: true })
}

/** Makes a key pair in the token that never leaves it; gives its public point. */
function makePair(label: string, alg: keyof typeof curves): Buffer {
  const { oid, mechanism, keyType } = curves[alg]
  const library = new pkcs11.PKCS11()
  library.load(module ?? '')
  library.C_Initialize()
  try {
    const [slot] = library.C_GetSlotList(true)
    assert(slot)
    const session = library.C_OpenSession(slot, pkcs11.CKF_SERIAL_SESSION | pkcs11.CKF_RW_SESSION)
    library.C_Login(session, pkcs11.CKU_USER, pin)
    const common = [
      { type: pkcs11.CKA_TOKEN, value: true },
      { type: pkcs11.CKA_LABEL, value: label },
      { type: pkcs11.CKA_KEY_TYPE, value: keyType },
    ]
    const publicTemplate = [
      ...common,
      { type: pkcs11.CKA_EC_PARAMS, value: oid },
      { type: pkcs11.CKA_VERIFY, value: true },
    ]
    const privateTemplate = [
      ...common,
      { type: pkcs11.CKA_SIGN, value: true },
      { type: pkcs11.CKA_SENSITIVE, value: true },
      { type: pkcs11.CKA_EXTRACTABLE, value: false },
    ]
    const { publicKey } = library.C_GenerateKeyPair(session, { mechanism }, publicTemplate, privateTemplate)
    const [point] = library.C_GetAttributeValue(session, publicKey, [{ type: pkcs11.CKA_EC_POINT }])
    assert(Buffer.isBuffer(point?.value))
    // A DER octet string around the point: two bytes.
    return Buffer.from(point.value.subarray(2))
  } finally {
    library.C_Finalize()
  }
}

function tokenKey(
  use: 'gw-sig' | 'case-sig',
  alg: keyof typeof curves,
  label: string,
  point: Buffer,
): TokenKey {
  const text = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64url')
  const jwk =
    alg === 'Ed25519'
      ? ({ kty: 'OKP', crv: 'Ed25519', x: text(point) } as const)
      : ({ kty: 'EC', crv: 'P-256', x: text(point.subarray(1, 33)), y: text(point.subarray(33)) } as const)
  const publicKey = createPublicKey({ key: jwk, format: 'jwk' })
  return { kid: thumbprint(jwk), use, alg, publicKey, pkcs11: `pkcs11:token=onward;object=${label}` }
}

function offer(agreement: string): Event {
  const { uri, digest: schemadigest } = schemaOf('referral.submitted')
  const data = firstCase({ from: 'NL', to: 'RO' })
  const id = () => randomUUID().replace(/^(.{14})./, '$17')
  return {
    specversion: '1.0',
    id: id(),
    source: 'urn:onward:member:NL',
    type: 'referral.submitted',
    subject: id(),
    time: new Date().toISOString(),
    datacontenttype: 'application/json',
    dataschema: uri,
    schemadigest,
    audience: 'RO',
    lane: 'lane.RO.NL',
    agreement,
    actor: 'nl-focal-point/focal-point/fp-01',
    sequence: 1,
    correlation: 'NL-R-7F3K9Q',
    purpose: 'SafeReturn',
    nonce: digest(randomBytes(32)),
    data,
  } as Event // Sound: checked when the peer opens it.
}
