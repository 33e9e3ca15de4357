import { constants, createHmac, generateKeyPairSync, sign } from 'node:crypto'
import { expect, test } from 'vitest'
import {
  bearer,
  claims,
  ed25519,
  es256,
  example,
  jwks,
  jws,
  posting,
  referralId,
  rsa,
  sealEs256,
  serve,
  token,
} from './served.test-data.ts'

const header = { alg: 'ES256', kid: 'es', typ: 'at+jwt' }
const pem = es256.publicKey.export({ type: 'spki', format: 'pem' })
const stranger = generateKeyPairSync('ec', { namedCurve: 'P-256' })
const now = Math.floor(Date.now() / 1000)

const { app } = await serve()

async function ask(authorization: string) {
  const { statusCode, headers, body } = await app.inject({ url: '/v1/referrals', headers: { authorization } })
  return { statusCode, headers, body: statusCode === 200 ? body : JSON.parse(body) }
}

test('a token by any of our algorithms is let in', async () => {
  const byEd25519 = jws({ alg: 'EdDSA', kid: 'ed', typ: 'at+jwt' }, claims('auditor'), (input) =>
    sign(null, input, ed25519.privateKey),
  )
  expect((await ask(`Bearer ${byEd25519}`)).statusCode).toBe(200)
  const byRsa = jws({ alg: 'RS256', kid: 'rsa', typ: 'at+jwt' }, claims('auditor'), (input) =>
    sign('sha256', input, rsa.privateKey),
  )
  expect((await ask(`Bearer ${byRsa}`)).statusCode).toBe(200)
  expect((await ask(`Bearer ${token('auditor')}`)).statusCode).toBe(200)
  expect(
    (
      await ask(
        bearer('auditor', { aud: ['https://other.example', 'https://gateway.nl.example'] }).authorization,
      )
    ).statusCode,
  ).toBe(200)
  const long = jws({ ...header, typ: 'application/at+jwt' }, claims('auditor'), sealEs256())
  expect((await ask(`Bearer ${long}`)).statusCode).toBe(200)
})

const without = (name: string) =>
  Object.fromEntries(Object.entries(claims('auditor')).filter(([claim]) => claim !== name))
const attacks: Readonly<Record<string, string>> = {
  'alg none without a signature': jws({ ...header, alg: 'none' }, claims('auditor'), () => Buffer.alloc(0)),
  'alg none with a signature': jws({ ...header, alg: 'none' }, claims('auditor'), sealEs256()),
  'HS256 with the public key in PEM': jws({ ...header, alg: 'HS256' }, claims('auditor'), (input) =>
    createHmac('sha256', pem).update(input).digest(),
  ),
  'HS256 with the JWK text': jws({ ...header, alg: 'HS256' }, claims('auditor'), (input) =>
    createHmac('sha256', JSON.stringify(jwks.keys[0])).update(input).digest(),
  ),
  'the algorithm of another key': jws({ ...header, kid: 'ed' }, claims('auditor'), sealEs256()),
  'EdDSA named over a P-256 key': jws({ ...header, alg: 'EdDSA' }, claims('auditor'), (input) =>
    sign(null, input, ed25519.privateKey),
  ),
  'PS256 by an RSA key': jws({ ...header, alg: 'PS256', kid: 'rsa' }, claims('auditor'), (input) =>
    sign('sha256', input, { key: rsa.privateKey, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 }),
  ),
  'RS256 over SHA-1': jws({ ...header, alg: 'RS256', kid: 'rsa' }, claims('auditor'), (input) =>
    sign('sha1', input, rsa.privateKey),
  ),
  'RS256 named over a P-256 key': jws({ ...header, alg: 'RS256' }, claims('auditor'), (input) =>
    sign('sha256', input, rsa.privateKey),
  ),
  'HS256 with the RSA key in PEM': jws({ ...header, alg: 'HS256', kid: 'rsa' }, claims('auditor'), (input) =>
    createHmac('sha256', rsa.publicKey.export({ type: 'spki', format: 'pem' }))
      .update(input)
      .digest(),
  ),
  'a key of somebody else': jws(header, claims('auditor'), sealEs256(stranger.privateKey)),
  'a key of its own in the header': jws(
    { ...header, jwk: stranger.publicKey.export({ format: 'jwk' }) },
    claims('auditor'),
    sealEs256(stranger.privateKey),
  ),
  'an unknown kid': jws({ ...header, kid: 'unknown' }, claims('auditor'), sealEs256()),
  'a kid that every object has': jws({ ...header, kid: '__proto__' }, claims('auditor'), sealEs256()),
  'no kid': jws({ alg: 'ES256', typ: 'at+jwt' }, claims('auditor'), sealEs256()),
  'no typ': jws({ alg: 'ES256', kid: 'es' }, claims('auditor'), sealEs256()),
  'the typ of an id token': jws({ ...header, typ: 'JWT' }, claims('auditor'), sealEs256()),
  'an unknown critical header': jws({ ...header, crit: ['b64'], b64: false }, claims('auditor'), sealEs256()),
  'another issuer': token('auditor', { iss: 'https://evil.example' }),
  'an issuer that begins like ours': token('auditor', { iss: 'https://sign-in.example.evil' }),
  'another audience': token('auditor', { aud: 'https://gateway.ro.example' }),
  'an expired one': token('auditor', { exp: now - 60 }),
  'one that is not valid yet': token('auditor', { nbf: now + 60 }),
  'an end that is a text': token('auditor', { exp: String(now + 600) }),
  'no end': jws(header, without('exp'), sealEs256()),
  'no issuer': jws(header, without('iss'), sealEs256()),
  'no audience': jws(header, without('aud'), sealEs256()),
  'another member': token('auditor', { member: 'RO' }),
  'no member': jws(header, without('member'), sealEs256()),
  'a role that we do not have': token('auditor', { role: 'admin' }),
  'several roles': token('auditor', { role: ['auditor', 'caseworker'] }),
  'a separator in the staff id': token('auditor', { sub: 'a/focal-point/b' }),
  'a name for a staff id': token('auditor', { sub: 'Jan de Vries' }),
  'an empty organisation': token('auditor', { organisation: '' }),
  'a changed claim': token('caseworker').replace(
    /\.[^.]+\./,
    `.${Buffer.from(JSON.stringify(claims('operator'))).toString('base64url')}.`,
  ),
  'a signature cut short': token('auditor').slice(0, -4),
  'two parts': token('auditor').split('.').slice(0, 2).join('.'),
  'no token at all': 'nonsense',
  'claims that are no object': jws(header, ['auditor'], sealEs256()),
}

test.each(Object.entries(attacks))(
  'T39 %s is refused with the one answer for all bad tokens',
  async (_name, attack) => {
    const { statusCode, headers, body } = await ask(`Bearer ${attack}`)
    expect(statusCode).toBe(401)
    expect(headers['www-authenticate']).toBe('Bearer realm="onward", error="invalid_token"')
    expect({ ...body, instance: 'urn:uuid:…' }).toEqual({
      type: 'https://onward.example/problems/TOKEN_INVALID',
      title: 'The token is not valid here',
      status: 401,
      code: 'TOKEN_INVALID',
      detail: 'This token is not valid here.',
      remedy: 'Get a new token from your sign-in service.',
      instance: 'urn:uuid:…',
    })
  },
)

test('another scheme than Bearer is no login', async () => {
  expect((await ask(`Basic ${Buffer.from('a:b').toString('base64')}`)).body.code).toBe('TOKEN_INVALID')
})

test('rejected logins are counted by address, and a good token passes all the same', async () => {
  const { app } = await serve({ rateLimit: 3 })
  const codes: string[] = []
  for (let attempt = 0; attempt < 5; attempt++) {
    codes.push(
      (await app.inject({ url: '/v1/referrals', headers: { authorization: 'Bearer guess' } })).json().code,
    )
  }
  expect(codes).toEqual(['TOKEN_INVALID', 'TOKEN_INVALID', 'TOKEN_INVALID', 'RATE_LIMITED', 'RATE_LIMITED'])
  expect((await app.inject({ url: '/v1/referrals', headers: bearer('auditor') })).statusCode).toBe(200)
})

test('the actor of a command is the one of the token', async () => {
  const { app, commands } = await serve()
  const payload = { verb: 'cancel', data: example('valid/event/referral-cancelled.json') }
  await app.inject({
    method: 'POST',
    url: `/v1/referrals/${referralId}/commands`,
    headers: posting('caseworker', 'k'),
    payload,
  })
  const actor = {
    member: 'NL',
    organisation: 'nl-focal-point',
    role: 'caseworker',
    staffId: 'staff-caseworker',
  }
  expect(commands.map((command) => command.actor)).toEqual([actor])
})
