import { expect, test } from 'vitest'
import { type Body, excludes, type LocalRecord, localOf } from './local.ts'

const check = { informedOn: '2026-11-20', language: 'ro', outcome: 'pending' } as const
const exclusion = (body: Body, lifted?: boolean): LocalRecord => ({
  kind: 'exclusion',
  ...body,
  ...(lifted !== undefined && { lifted }),
})
const [police, country] = [{ member: 'RO', organisation: 'RO-POLICE' }, { member: 'RO' }]

test.each<readonly [string, readonly LocalRecord[], object]>([
  ['nothing', [], { excluded: [] }],
  [
    'what came of asylum last',
    [
      { kind: 'protectionCheck', ...check },
      { kind: 'protectionCheck', ...check, outcome: 'granted' },
    ],
    { protection: { ...check, outcome: 'granted' }, excluded: [] },
  ],
  ['whom the person excluded', [exclusion(police), exclusion(country)], { excluded: [police, country] }],
  [
    'each body of a member that she excluded',
    [exclusion(police), exclusion({ member: 'RO', organisation: 'RO-OTHER' })],
    { excluded: [police, { member: 'RO', organisation: 'RO-OTHER' }] },
  ],
  ['each of them once', [exclusion(police), exclusion(police)], { excluded: [police] }],
  [
    'not whom she excludes no more',
    [exclusion(police), exclusion(country), exclusion(police, true)],
    { excluded: [country] },
  ],
  ['whom she excluded again', [exclusion(police, true), exclusion(police, false)], { excluded: [police] }],
  [
    'where the reflection period stands last, for it may end before its last day',
    [
      { kind: 'reflectionPeriod', status: 'running', start: '2026-11-20', end: '2026-12-20' },
      { kind: 'reflectionPeriod', status: 'waived' },
    ],
    { reflectionPeriod: { status: 'waived' }, excluded: [] },
  ],
  [
    'nothing of a room that was confirmed',
    [{ kind: 'capacity', ...police, confirmedAt: '2026-11-20T10:00:00.000Z', channel: 'email' }],
    { excluded: [] },
  ],
])('R19, R28, R29 what is known of a case here is %s', (_title, records, local) => {
  expect(localOf(records)).toStrictEqual(local)
})

test.each<readonly [string, Body, Body, boolean]>([
  ['itself', police, police, true],
  ['every body of a member that is excluded', country, police, true],
  ['a member as a whole, once a body in it is', police, country, true],
  ['no other body', police, { member: 'RO', organisation: 'RO-ANITP' }, false],
  ['no body of that name elsewhere', police, { ...police, member: 'BG' }, false],
])('R19 an exclusion is of %s', (_title, excluded, body, isExcluded) => {
  expect(excludes({ excluded: [excluded] }, body)).toBe(isExcluded)
})
