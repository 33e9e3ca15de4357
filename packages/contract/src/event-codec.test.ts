import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { CloudEvent, HTTP } from 'cloudevents'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { canonicalBytes } from './canonical.ts'
import { ContractError } from './error.ts'
import { type Event, eventTypes, maxEventBytes, schemaOf } from './event.ts'
import { checkEvent, decodeAttributes, decodeEvent, encodeEvent } from './event-codec.ts'
import type { EventData } from './generated/contract.ts'

const refused = (code: string) => expect.objectContaining({ code })

const attributes = {
  specversion: '1.0',
  id: '019a9f3e-7c10-7b2a-8f04-5d1c2e3f4a5b',
  source: 'urn:onward:member:NL',
  subject: '019a9f3e-8d21-7c3b-9a15-6e2d3f4a5b6c',
  time: '2026-11-20T09:30:00.000Z',
  datacontenttype: 'application/json',
  audience: 'RO',
  lane: 'lane.RO.NL',
  agreement: 'n4bQgYhMfWWaL-qgxVrQFaO_TxsrC4Is0V1sFbDwCgg',
  actor: 'nl-focal-point/caseworker/nl-fp-02',
  sequence: 1,
  correlation: 'NL-R-7F3K9Q',
  purpose: 'SafeReturn',
  nonce: 'n4bQgYhMfWWaL-qgxVrQFaO_TxsrC4Is0V1sFbDwCgg',
} as const

const declined: Event<'referral.declined'> = {
  ...attributes,
  type: 'referral.declined',
  dataschema: schemaOf('referral.declined').uri,
  schemadigest: schemaOf('referral.declined').digest,
  data: { reason: 'NoCapacity' },
}

/** The valid example of an event's data as an event. */
function exampleOf(type: keyof EventData): unknown {
  const name = schemaOf(type).uri.split('/').at(-1)?.replace('.schema', '')
  const path = join(import.meta.dirname, '../../../schemas/examples/valid/event', String(name))
  const { uri, digest } = schemaOf(type)
  const data: unknown = JSON.parse(readFileSync(path, 'utf8'))
  return { ...attributes, type, dataschema: uri, schemadigest: digest, data }
}

describe('an event', () => {
  test.each(eventTypes)('of type %s is read back from its bytes', (type) => {
    const event = decodeEvent(canonicalBytes(exampleOf(type)))
    expect(event).toEqual(exampleOf(type))
    expect(encodeEvent(event)).toEqual(canonicalBytes(exampleOf(type)))
  })

  test('of a later version keeps the fields that are not known here', () => {
    const later = { ...declined, data: { reason: 'NoCapacity', freeFrom: '2027-01-01' } }
    expect(decodeEvent(canonicalBytes(later))).toEqual(later)
  })

  test('R4 by another form of its schema is read, and says by which it was written', () => {
    const other = { ...declined, schemadigest: attributes.nonce }
    expect(decodeEvent(canonicalBytes(other))).toEqual(other)
  })

  test('is read by the CloudEvents SDK as what it says', () => {
    const headers = { 'content-type': 'application/cloudevents+json' }
    const body = new TextDecoder().decode(encodeEvent(declined))
    const received = HTTP.toEvent({ headers, body })
    expect(received).toBeInstanceOf(CloudEvent)
    expect(received).toMatchObject({ ...declined })
    expect(received instanceof CloudEvent && received.validate()).toBe(true)
  })

  test('written by the CloudEvents SDK is read here once its bytes are canonical', () => {
    const sent = HTTP.structured(new CloudEvent({ ...declined }))
    const body: unknown = JSON.parse(String(sent.body))
    expect(decodeEvent(canonicalBytes(body))).toEqual(declined)
  })
})

describe('R4 an event is not written', () => {
  test('when its data is not valid, and the field is named', () => {
    const wrong: unknown = { ...declined, data: { reason: 'Full' } }
    const failure = failureOf(() => encodeEvent(wrong as Event)) // The wrong type is what is tested.
    expect(failure.code).toBe('SCHEMA_INVALID')
    expect(failure.faults).toEqual([
      {
        pointer: '/data/reason',
        reason: 'is not in the code list',
        hint: expect.stringContaining('NoCapacity'),
      },
    ])
  })

  test('when it is too large, and the largest field is named', () => {
    const note = { text: 'x'.repeat(30_000), language: 'en' }
    const failure = failureOf(() => encodeEvent({ ...declined, data: { reason: 'Other', note } }))
    expect(failure.code).toBe('EVENT_TOO_LARGE')
    expect(failure.faults.map(({ pointer }) => pointer)).toEqual(['/data/note/text'])
  })
})

describe('R4 bytes are refused', () => {
  const changed = (members: object) => canonicalBytes({ ...declined, ...members })
  const { nonce: _, ...withoutNonce } = declined

  test.each([
    ['white space', new TextEncoder().encode(JSON.stringify(declined, null, 1))],
    ['a member twice', new TextEncoder().encode(text(declined).replace('{', '{"actor":"a/b/c",'))],
    ['an array', canonicalBytes([declined])],
    ['a member too many', changed({ traceparent: '00-1' })],
    ['a member missing', canonicalBytes(withoutNonce)],
    ['a sequence of zero', changed({ sequence: 0 })],
    ['data as text', changed({ data: '{}' })],
    ['a version 4 id', changed({ id: '4f1c2e3d-5a6b-4c7d-8e9f-0a1b2c3d4e5f' })],
    ['more than 24,000 bytes', changed({ data: { reason: 'NoCapacity', x: 'x'.repeat(maxEventBytes) } })],
  ])('as malformed for %s', (_, bytes) => {
    expect(() => decodeEvent(bytes)).toThrow(refused('INNER_MALFORMED'))
  })

  test.each([
    ['another type', { type: 'journey.imagined' }],
    ['a type that objects inherit', { type: 'x.constructor' }],
    [
      'another schema',
      { dataschema: 'https://onward.example/schemas/v2/event/referral-declined.schema.json' },
    ],
    [
      'a new code by another form of the schema',
      { schemadigest: attributes.nonce, data: { reason: 'Full' } },
    ],
  ])('as of an unknown schema for %s', (_, members) => {
    expect(() => decodeEvent(changed(members))).toThrow(refused('SCHEMA_UNKNOWN'))
  })

  test.each([
    ['an unknown code', { data: { reason: 'Full' } }],
    ['the schema of another type', { dataschema: schemaOf('referral.cancelled').uri }],
  ])('as not valid for %s', (_, members) => {
    expect(() => decodeEvent(changed(members))).toThrow(refused('SCHEMA_INVALID'))
  })

  test('only after who sent them could be read', () => {
    const wrong = decodeAttributes(changed({ data: { reason: 'Full' } }))
    expect(wrong.source).toBe('urn:onward:member:NL')
    expect(() => checkEvent(wrong)).toThrow(refused('SCHEMA_INVALID'))
  })

  test('or read, but never answered with a foreign error, whatever one byte is changed to', () => {
    const original = encodeEvent(declined)
    fc.assert(
      fc.property(fc.nat(original.length - 1), fc.nat(255), (at, byte) => {
        const bytes = original.slice()
        bytes[at] = byte
        try {
          expect(encodeEvent(decodeEvent(bytes))).toEqual(bytes)
        } catch (error) {
          expect(error).toBeInstanceOf(ContractError)
        }
      }),
    )
  })
})

function text(value: unknown): string {
  return new TextDecoder().decode(canonicalBytes(value))
}

function failureOf(act: () => unknown): ContractError {
  try {
    act()
  } catch (error) {
    if (error instanceof ContractError) return error
  }
  throw new Error('It was not refused.')
}
