import { X509Certificate } from 'node:crypto'
import { connect } from 'node:tls'
import { expect, inject, test } from 'vitest'
import { makeCertificate } from './certificate.ts'
import { serverProperties } from './properties.ts'
import { answers } from './ready.ts'

const layout = {
  bind: '127.0.0.1',
  ports: { client: 1, internal: 2, controller: 3 },
  advertised: { host: '127.0.0.1', port: 1 },
  dataFolder: 'C:\\onward\\data',
  keystore: '/keystore.pem',
  secret: 'secret',
} as const

test('the client listener speaks TLS unless somebody asked for plaintext', () => {
  expect(serverProperties(layout)).toContain('listener.security.protocol.map=CLIENT:SASL_SSL,')
  const plaintext = serverProperties({ ...layout, keystore: undefined })
  expect(plaintext).toContain('listener.security.protocol.map=CLIENT:SASL_PLAINTEXT,')
  expect(plaintext).not.toContain('ssl.keystore')
})

test('nothing is allowed unless granted, and no topic makes itself', () => {
  const lines = serverProperties(layout).split('\n')
  expect(lines).toEqual(
    expect.arrayContaining([
      'authorizer.class.name=org.apache.kafka.metadata.authorizer.StandardAuthorizer',
      'allow.everyone.if.no.acl.found=false',
      'auto.create.topics.enable=false',
      'listener.name.client.sasl.enabled.mechanisms=SCRAM-SHA-512',
    ]),
  )
})

test('a path keeps its backslashes', () => {
  expect(serverProperties(layout)).toContain('log.dirs=C:\\\\onward\\\\data')
})

test('the certificate is for the hosts it was made for, and signed by its own authority', async () => {
  const { ca, keystore } = await makeCertificate(['127.0.0.1', 'localhost'], new Date())
  const certificate = new X509Certificate(keystore.slice(keystore.indexOf('-----BEGIN CERTIFICATE')))
  const authority = new X509Certificate(ca)
  expect(certificate.verify(authority.publicKey)).toBe(true)
  expect([
    certificate.checkIP('127.0.0.1'),
    certificate.checkHost('localhost'),
    certificate.checkHost('elsewhere.example'),
  ]).toEqual(['127.0.0.1', 'localhost', undefined])
  expect([authority.ca, certificate.ca]).toEqual([true, false])
})

test('the running broker shows a certificate of its authority, over TLS 1.3', async () => {
  const { brokers, ca } = inject('servers').broker
  const [host, port] = brokers[0]?.split(':') ?? []
  const version = await new Promise((resolve, reject) => {
    const socket = connect({ host, port: Number(port), ca }, () => {
      resolve(socket.getProtocol())
      socket.destroy()
    })
    socket.on('error', reject)
  })
  expect(version).toBe('TLSv1.3')
})

test('a broker whose authority is another one does not count as answering', async () => {
  const broker = inject('servers').broker.brokers[0] ?? ''
  const stranger = await makeCertificate(['127.0.0.1'], new Date())
  expect(await answers(broker, stranger.ca)).toBe(false)
})
