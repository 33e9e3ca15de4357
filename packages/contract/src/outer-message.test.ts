import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { CloudEvent, HTTP } from 'cloudevents'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ContractError } from './error.ts'
import { maxEnvelopeBytes } from './event.ts'
import { decodeEnvelope, encodeEnvelope } from './outer-message.ts'
import { isOuterMessage } from './validate.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const refused = (code: string) => expect.objectContaining({ code })
const names = ['envelope', 'receipt', 'proof', 'resend', 'tombstone']

function example(name: string) {
  const path = join(import.meta.dirname, `../../../schemas/examples/valid/outer/${name}.json`)
  const message: unknown = JSON.parse(readFileSync(path, 'utf8'))
  if (!isOuterMessage(message)) throw new Error(`${name} is not valid.`)
  return message
}

describe('a message on a lane', () => {
  test.each(names)('%s is read back from its bytes', (name) => {
    expect(decodeEnvelope(encodeEnvelope(example(name)))).toEqual(example(name))
  })

  test.each(names)('%s is a CloudEvent to the CloudEvents SDK', (name) => {
    const headers = { 'content-type': 'application/cloudevents+json' }
    const body = new TextDecoder().decode(encodeEnvelope(example(name)))
    const received = HTTP.toEvent({ headers, body })
    // The SDK keeps the time as a moment and prints it with milliseconds.
    expect(received).toMatchObject({ ...example(name), time: '2026-11-20T09:30:00.000Z' })
    expect(received instanceof CloudEvent && received.validate()).toBe(true)
  })

  test('may have its members in any order and be indented', () => {
    const reversed = Object.fromEntries(Object.entries(example('receipt')).reverse())
    expect(decodeEnvelope(bytes(JSON.stringify(reversed, null, 2)))).toEqual(example('receipt'))
  })

  test('of 65,536 bytes is read, and of one more is not', () => {
    const receipt = JSON.stringify(example('receipt'))
    expect(decodeEnvelope(bytes(receipt.padEnd(maxEnvelopeBytes)))).toEqual(example('receipt'))
    expect(() => decodeEnvelope(bytes(receipt.padEnd(maxEnvelopeBytes + 1)))).toThrow(
      refused('ENV_TOO_LARGE'),
    )
  })

  test('is not written when it is too large or not valid', () => {
    const envelope = example('envelope')
    if (envelope.type !== 'onward.envelope.v1') throw new Error('This is not an envelope.')
    expect(() => encodeEnvelope({ ...envelope, data: 'a'.repeat(65_400) })).toThrow(refused('ENV_TOO_LARGE'))
    expect(() => encodeEnvelope({ ...envelope, id: '1' })).toThrow(refused('ENV_MALFORMED'))
  })
})

describe('a message is malformed', () => {
  const receipt = JSON.stringify(example('receipt'))

  test.each([
    ['with a token twice', receipt.replace('{', '{"token":"a.b.c",')],
    ['with a token twice, once escaped', receipt.replace('{', '{"t\\u006fken":"a.b.c",')],
    ['with a member of another type', receipt.replace('{', '{"data":"x",')],
    ['with a subject', receipt.replace('{', '{"subject":"x",')],
    ['with a number for a text', receipt.replace('"1.0"', '1')],
    ['with an object for a text', receipt.replace('"1.0"', '{}')],
    ['of an unknown type', receipt.replace('onward.receipt.v1', 'onward.gossip.v1')],
    ['of a type that objects inherit', receipt.replace('onward.receipt.v1', 'constructor')],
    ['without a type', receipt.replace('"type"', '"kind"')],
    ['with U+0000', receipt.replace('urn:', '\\u0000urn:')],
    ['as an array', `[${receipt}]`],
    ['as null', 'null'],
    ['when it is empty', ''],
    ['when it is cut', receipt.slice(0, -1)],
    ['when more follows', `${receipt}{}`],
    ['as a deep bomb', '['.repeat(30_000)],
    ['as a closed deep bomb', `${'{"a":'.repeat(9_000)}1${'}'.repeat(9_000)}`],
  ])('%s', (_, text) => {
    expect(() => decodeEnvelope(bytes(text))).toThrow(refused('ENV_MALFORMED'))
  })

  test('when it is not UTF-8', () => {
    const broken = bytes(receipt)
    broken[20] = 0xff
    expect(() => decodeEnvelope(broken)).toThrow(refused('ENV_MALFORMED'))
  })

  test('or read, but never answered with a foreign error, whatever the bytes', () => {
    const original = bytes(receipt)
    const mutated = fc
      .tuple(fc.nat(original.length - 1), fc.nat(255))
      .map(([at, byte]) => original.with(at, byte))
    fc.assert(
      fc.property(fc.oneof(mutated, fc.uint8Array({ maxLength: 200 })), (hostile) => {
        try {
          expect(isOuterMessage(decodeEnvelope(hostile))).toBe(true)
        } catch (error) {
          expect(error).toBeInstanceOf(ContractError)
        }
      }),
    )
  })
})
