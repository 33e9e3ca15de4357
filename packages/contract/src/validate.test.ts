import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { schemaOf } from './event.ts'
import {
  validateEnvelope,
  validateEvent,
  validateEventData,
  validateManifest,
  validateStrictly,
} from './validate.ts'

const example = (name: string): object =>
  Object(
    JSON.parse(
      readFileSync(join(import.meta.dirname, `../../../schemas/examples/valid/${name}.json`), 'utf8'),
    ),
  )

test('R4, R24 a fault names the field, the reason and the remedy, and never the value', () => {
  const data = { ...example('event/referral-submitted'), urgency: 'Zorvath', urgencyReason: 'Other' }
  expect(validateEventData('referral.submitted', data)).toEqual([
    {
      pointer: '/urgency',
      reason: 'is not in the code list',
      hint: 'Use one of: emergency, urgent, normal.',
    },
  ])
})

test('R4 every fault is reported at once', () => {
  const data = { reason: 'Full', note: { text: '' } }
  expect(
    validateEventData('referral.declined', data).map(({ pointer, reason }) => `${pointer} ${reason}`),
  ).toEqual([
    '/reason is not in the code list',
    '/note/language is missing',
    '/note/text must have at least 1 character',
  ])
})

test('an unknown field passes from another member, and is a fault from our own client', () => {
  const data = { reason: 'NoCapacity', freeFrom: '2027-01-01' }
  expect(validateEventData('referral.declined', data)).toEqual([])
  expect(validateStrictly('referral.declined', data)).toEqual([
    {
      pointer: '/freeFrom',
      reason: 'is not a field of this schema',
      hint: 'Remove it, or check its spelling.',
    },
  ])
})

test('R24 what cannot be the name of a field is not repeated: a slip may have put a person there', () => {
  const slips = ['Ana Maria', '1990-01-01', '+31 6 0000 0000', 'x'.repeat(41), 'Ана']
  const data = { reason: 'NoCapacity', ...Object.fromEntries(slips.map((name) => [name, 1])) }
  expect(validateStrictly('referral.declined', data).map(({ pointer }) => pointer)).toEqual(['/…'])
})

test('an unknown field deep in a section is a fault from our own client', () => {
  const data = example('event/referral-submitted.unknown-field')
  const nested = { ...data, sections: { person: { ...example('section/person'), prs_HomePhone: 'x' } } }
  expect(
    validateStrictly('referral.submitted', nested)
      .map(({ pointer }) => pointer)
      .sort(),
  ).toEqual(['/laterField', '/sections/person/prs_HomePhone'])
})

test('nothing is coerced, defaulted or removed', () => {
  const claims = { ...example('token/manifest'), seq: '2', extra: null }
  const before = structuredClone(claims)
  expect(
    validateManifest(claims)
      .map(({ pointer }) => pointer)
      .sort(),
  ).toEqual(['/extra', '/seq'])
  expect(claims).toEqual(before)
})

test('an event is checked as a whole: attributes first, then the data of its type', () => {
  const event = example('event')
  expect(validateEvent(event)).toEqual([])
  expect(validateEvent({ ...event, sequence: 0 }).map(({ pointer }) => pointer)).toEqual(['/sequence'])
  expect(validateEvent({ ...event, type: 'journey.imagined' }).map(({ pointer }) => pointer)).toEqual([
    '/type',
  ])
  expect(validateEvent({ ...event, type: 'referral.cancelled' })).toEqual([
    {
      pointer: '/dataschema',
      reason: 'is not the schema of this type',
      hint: `Use ${schemaOf('referral.cancelled').uri}.`,
    },
  ])
  expect(validateEvent({ ...event, data: {} }).length).toBeGreaterThan(5)
})

test.each([null, undefined, 1, 'onward.receipt.v1', [], {}, { type: 1 }])('%j is no message', (value) => {
  expect(validateEnvelope(value).map(({ pointer }) => pointer)).toEqual(['/type'])
})
