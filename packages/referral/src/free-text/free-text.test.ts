import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { contactIn } from './contacts.ts'
import { identityIn, namesIn } from './names.ts'
import { lengthOf, textsIn } from './texts.ts'

describe('R22 what leads to a person is found in a text', () => {
  test.each([
    ['a telephone number', 'Call her on +31 6 0000 0417 after six.'],
    ['a telephone number', 'Her number is 0722.000.417'],
    ['a telephone number', 'reach him: (021) 000-04-17'],
    ['a telephone number', '06.12.34.56.78'],
    ['a telephone number', '06-12-2034 5678'],
    ['a telephone number', 'It is ٠٦١٢٣٤٥٦٧٨.'],
    ['a telephone number', 'Tel. 12345'],
    ['a telephone number', 'since 2026-11-20 at 0000417 only'],
    ['an e-mail address', 'Write to somebody@example.org today'],
    ['an e-mail address', 'somebody (at) example (dot) org'],
    ['a web address or user name', 'see https://example.org/p'],
    ['a web address or user name', 'on Telegram @somebody_1'],
    ['a web address or user name', 'her page is facebook.com/somebody'],
    ['a street address', 'She lives at Strada Florilor nr. 12.'],
    ['a street address', 'Str. 1 Decembrie 1918 nr. 4'],
    ['a street address', 'The shelter is Prinsengracht 12, second floor'],
    ['a street address', 'ask at 12 Harbour Street'],
    ['a street address', 'c/o 5 rue de la Paix'],
    ['a street address', 'улица Роза 5'],
    ['a street address', 'ul. Długa 5'],
    ['a street address', 'Rózsa utca 3'],
    ['a street address', 'the post goes to 1017 AB'],
    ['a street address', 'the post goes to 2011 AB Haarlem'],
    ['a street address', 'near SW1A 1AA'],
    ['a name behind a title', 'Mr. Somebody waits outside'],
    ['a name behind a title', 'Domnul Cineva knows'],
  ])('%s: %s', (what, words) => {
    expect(contactIn(words)).toBe(what)
  })
})

test.each([
  'Any day in the week of 7 December.',
  'Between 2026-12-07 and 2026-12-09, or 10.12.2026.',
  'From 2026-2027 on; weekdays 18.00-20.00 or 18:00 - 20:30.',
  'Flight RO 362 at 14:05, gate 12, row 7.',
  'Three children, 4, 7 and 12 years old; 2 rooms; 450 EUR a month.',
  'In 2026 NL and RO agreed; Directive 2011/36/EU, Art 11(3).',
  'She would like a street with trees, on the road to the sea.',
  'Onderweg 2 uur, dan de trein.',
  'Call 112 in danger.',
  'Bus 123 2026-11-20 45 67 is late.',
  'tel 12 34',
  'The doctor and the lawyer know; her uncle is not to be told.',
])('nothing is found in: %s', (words) => {
  expect(contactIn(words)).toBeUndefined()
})

test('no text of any example of the contract is taken for a way to a person', () => {
  const folder = new URL('../../../../schemas/examples/', import.meta.url)
  const names = ['valid', 'handover'].flatMap((kind) =>
    readdirSync(new URL(kind, folder), { recursive: true }).map((name) => `${kind}/${name}`),
  )
  const texts = names
    .filter((name) => name.endsWith('.json'))
    .flatMap((name) => textsIn({ example: JSON.parse(readFileSync(new URL(name, folder), 'utf8')) }))
  expect(texts.length).toBeGreaterThan(40)
  expect(texts.filter(({ words }) => contactIn(words))).toEqual([])
})

test('a text is found by its shape, at any depth, with the place where it stands', () => {
  const note = { text: 'A room is free.', language: 'en' }
  expect(
    textsIn({
      note,
      conditions: [{ code: 'Other', note }],
      'odd/na~me': { note },
      person: { intendedRegion: 'North-East', prs_FirstName: 'Ana' },
      place: { country: 'RO', kind: 'airport', name: 'Cluj' },
      officer: { name: 'Officer', contact: '+31 6 0000 0417' },
      text: 'without a language it is a field of another kind',
    }).map(({ pointer }) => pointer),
  ).toEqual([
    '/note/text',
    '/conditions/0/note/text',
    '/odd~1na~0me/note/text',
    '/person/intendedRegion',
    '/place/name',
  ])
})

test('what is empty holds no text', () => {
  expect(textsIn({ note: null, list: [null, {}] })).toEqual([])
})

test('a text is as long as its code points', () => {
  expect(lengthOf('🕊é')).toBe(2)
})

const person = {
  personPseudonym: 'P-1',
  prs_Gender: 'Feminine',
  prs_Citizenship: ['RO'],
  prs_PrimaryLanguage: 'ro',
  intendedRegion: 'North-East',
} as const

describe('the person is named in her own field alone', () => {
  const named = {
    ...person,
    prs_FirstName: 'Ștefania May',
    prs_SecondName: 'Zorvath',
    prs_IdentityNumber: 'RX 000417',
    prs_MailingStreet: 'Lane of lime trees',
    safeContact: { method: 'messaging', value: 'heron-by-the-sea' },
  } as const
  test.each([
    ['the name of the person', "stefania's room is ready"],
    ['the name of the person', 'Ask ZORVATH.'],
    ['the name of the person', 'May knows.'],
    ['the number of a document of the person', 'her card is rx-000 417'],
    ['the address of the person', 'she is at lane of lime-trees'],
    ['the way to reach the person', 'write to Heron by the sea'],
    [undefined, 'She may come on any day in spring.'],
  ])('%s: %s', (what, words) => {
    // A copy, for what a person is known by is kept with the section.
    expect(identityIn(words, { ...named })).toBe(what)
  })
})

const sole = (name: string) => ({ prs_FirstName: name })
test.each([
  ['of three letters with a capital', sole('Ana'), 'Ana knows.', true],
  ['of three letters that are a word too', sole('Ana'), 'ana', false],
  ['of two letters', sole('Li'), 'Li knows.', false],
  ['of four letters that are a word too', sole('Mara'), 'mara', false],
  ['of five letters however it is written', sole('Maria'), 'maria', true],
  ['in the middle', { prs_MiddleName: 'Zorvath' }, 'Ask Zorvath.', true],
  ['beside the other', { prs_FirstName: 'Maria', prs_SecondName: 'Zorvath' }, 'Zorvath, Maria', true],
  ['with an accent that the words leave out', sole('Ștefania'), 'stefania', true],
  ['with one that the words put in', sole('Stefania'), 'ȘTEFANIA', true],
  ['that ends in a sigma', sole('Γιώργος'), 'ΓΙΩΡΓΟΣ', true],
  ['that ends in one of another form', sole('Γιώργος'), 'γιωργοσ', true],
  ['within a longer word', sole('Maria'), 'Mariana', false],
  ['that is empty', sole(''), 'Somebody', false],
])('a name %s is found as a word of its own', (_title, named, words, isFound) => {
  expect(identityIn(words, { ...person, ...named }) === 'the name of the person').toBe(isFound)
})

test.each([
  ['RX 417', 'her card is rx417', 'the number of a document of the person'],
  ['RX 41', 'her card is rx41', undefined],
])('a number of five signs is known again, and of fewer is none: %s', (number, words, what) => {
  expect(identityIn(words, { ...person, prs_IdentityNumber: number })).toBe(what)
})

test('a body is named only as a whole', () => {
  expect(namesIn('', '')).toBe(false)
  expect(namesIn('The poliția knows', 'POLITIA')).toBe(true)
  expect(namesIn('The Police of Cluj knows it.', 'Police of Cluj')).toBe(true)
  expect(namesIn('ro-police-7 was asked', 'ro-police-7')).toBe(true)
  expect(namesIn('The police station in Cluj', 'Police of Cluj')).toBe(false)
  expect(namesIn('Anything', '')).toBe(false)
})

test('a hostile text costs no more than its length', () => {
  const pieces = ['1', ' ', '-', '.', '@', 'a', 'A', 'Str. ', 'tel ', '(at)', '2026-', 'é', '١']
  fc.assert(
    fc.property(fc.constantFrom(...pieces), fc.constantFrom(...pieces), (one, other) => {
      const words = (one + other).repeat(4_000)
      const began = performance.now()
      contactIn(words)
      // Quadratic in this length it would take minutes.
      expect(performance.now() - began).toBeLessThan(2_000)
    }),
    { numRuns: 60 },
  )
})
