import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { generate, generatedPath } from '../generate.ts'
import { canonicalBytes } from './canonical.ts'
import { digest } from './digest.ts'
import { eventTypes, schemaOf, sectionNames } from './event.ts'
import { schemaDocuments } from './generated/schemas.ts'

test('the generated files are what the schemas say now', async () => {
  for (const [name, text] of await generate()) {
    expect(readFileSync(generatedPath(name), 'utf8') === text, `${name} is not current`).toBe(true)
  }
})

test('every event type names its schema and the digest of its bytes', () => {
  for (const type of eventTypes) {
    const document = schemaDocuments.find(({ $id }) => $id === schemaOf(type).uri)
    expect(schemaOf(type).digest).toBe(digest(canonicalBytes(document)))
  }
})

test('the event types and the sections are those of this version', () => {
  expect([...eventTypes].sort()).toEqual([
    'consent.expired',
    'consent.granted',
    'consent.narrowed',
    'consent.withdrawn',
    'information.provided',
    'information.requested',
    'referral.accepted',
    'referral.acceptedWithConditions',
    'referral.acknowledged',
    'referral.amended',
    'referral.cancelled',
    'referral.declined',
    'referral.redirected',
    'referral.reopened',
    'referral.submitted',
    'wishes.recorded',
  ])
  expect(sectionNames).toEqual([
    'person',
    'victimContext',
    'needs',
    'risk',
    'legalStatus',
    'child',
    'return',
    'case',
  ])
})
