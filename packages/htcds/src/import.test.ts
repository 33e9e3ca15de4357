import { readFileSync } from 'node:fs'
import { validateEventData } from '@onward/contract'
import { describe, expect, test } from 'vitest'
import { importHtcds } from './import.ts'
import { mapping } from './mapping.ts'
import { mark } from './sections-arbitrary.test-data.ts'
import { standardFields } from './standard.ts'

/** Imports one JSON record. */
function read(record: object) {
  const [imported] = importHtcds(JSON.stringify(record), 'json').records
  if (imported === undefined) throw new Error('There is no record.')
  return imported
}

const nothing = { sections: {}, loss: [], repairs: [], faults: [] }

describe('each of the 83 fields', () => {
  /** A value as the standard writes it. */
  const samples: Readonly<Record<string, unknown>> = {
    Text: 'Ana',
    Date: '1997-03-14',
    Number: 2,
    Checkbox: true,
    'Long Text': 'Words',
    Geolocation: 44.43,
    'Picklist or Text': 'Cluj',
    'Lookup [to organisation]': 'ro-shelter-1',
    'Lookup [to person]': 'ro-fp-03',
    'Lookup [to user]': 'ro-fp-03',
  }
  const special: Readonly<Record<string, unknown>> = {
    prs_PrimaryLanguage: 'ro',
    prs_SecondaryLanguage: 'ckb',
    prs_Citizenship: ['RO', 'MD'],
    cas_ReasonForCaseClosure: 'Stayed',
  }

  test.each(standardFields)('R59 $name is taken as it is, or left and reported', ({ name, type, values }) => {
    const codes = Object.keys(values ?? {})
    const sample =
      special[name] ?? (type.startsWith('Multi') ? codes.slice(0, 2) : (codes[0] ?? samples[type]))
    const place = mapping[name]
    if (name.startsWith('hte_') && place?.kind === 'mapped') {
      const event = { hte_Type: 'Transit', hte_Country: 'HU', hte_Date: '2025-02-03' }
      expect(read(event)).toEqual({ ...nothing, sections: { victimContext: { events: [event] } } })
      return
    }
    const expected =
      place?.kind === 'mapped' ? { sections: { [place.section]: { [name]: ours(name, sample) } } } : {}
    const loss =
      place?.kind === 'mapped'
        ? []
        : [{ field: name, reason: place?.kind === 'elsewhere' ? 'ELSEWHERE' : 'EXCLUDED' }]
    const repairs =
      name === 'cas_OutgoingReferralDetails' ? [{ field: name, from: 'text', code: 'LANGUAGE_UNSTATED' }] : []
    expect(read({ [name]: sample })).toEqual({ ...nothing, ...expected, loss, repairs })
  })

  /** Where our section has another form than the standard. */
  function ours(name: string, sample: unknown) {
    if (name === 'cas_OutgoingReferralDetails') return { text: sample, language: 'und' }
    return name === 'spl_Type' ? [sample] : sample
  }

  test.each(standardFields)('$name: what stands in it is repeated in no report', ({ name }) => {
    for (const value of [
      mark,
      [mark, mark],
      [[mark]],
      { [mark]: mark },
      `${mark} ${mark}; ${mark}`,
      `${mark}`.repeat(80),
    ]) {
      const { loss, repairs, faults } = read({ [name]: value })
      expect(JSON.stringify([loss, repairs, faults])).not.toContain(mark)
    }
  })
})

test('a name that is no field of the standard is reported by its place, for it could be anything', () => {
  const record = { prs_FirstName: 'Ana', [mark]: 'x', __proto: 1, hasOwnProperty: 2 }
  expect(read(record).loss.map(({ field }) => field)).toEqual(['#2', '#3', '#4'])
})

test('R17 a consent in a file is never taken', () => {
  const { sections, loss } = read({ con_Consent: true, vic_AgreementToManagePersonalData: true })
  expect(sections).toEqual({})
  expect(loss).toEqual([
    { field: 'con_Consent', reason: 'ELSEWHERE' },
    { field: 'vic_AgreementToManagePersonalData', reason: 'ELSEWHERE' },
  ])
})

test('a field that is there twice with two values is neither; with one value it is that', () => {
  expect(read({ prs_FirstName: 'Ana', prs_First_Name: 'Eva' })).toEqual({
    ...nothing,
    faults: [{ field: 'prs_FirstName', code: 'FIELD_TWICE' }],
  })
  expect(read({ prs_FirstName: 'Ana', prs_First_Name: 'Ana' }).sections).toEqual({
    person: { prs_FirstName: 'Ana' },
  })
})

test('what is empty is nothing', () => {
  const empty = {
    prs_FirstName: '',
    prs_SecondName: null,
    prs_Citizenship: [],
    prs_Gender: ' ',
    per_RoleDetails: '',
    x: null,
  }
  expect(read(empty)).toEqual(nothing)
})

describe('what is refused', () => {
  const long = 'x'.repeat(501)
  test.each([
    ['a gender outside the list', { prs_Gender: 'Female' }, 'prs_Gender', 'UNKNOWN_CODE'],
    ['a status outside the list', { vic_TraffickingStatus: 'Yes' }, 'vic_TraffickingStatus', 'UNKNOWN_CODE'],
    [
      'a closure in words',
      { cas_ReasonForCaseClosure: 'She left.' },
      'cas_ReasonForCaseClosure',
      'UNKNOWN_CODE',
    ],
    [
      'an asylum fact',
      { cas_ReasonForCaseClosure: 'ProtectionGranted' },
      'cas_ReasonForCaseClosure',
      'UNKNOWN_CODE',
    ],
    ['a country that is none', { prs_Citizenship: 'Atlantis' }, 'prs_Citizenship', 'UNKNOWN_COUNTRY'],
    ['a word that is also a country', { prs_Citizenship: 'no' }, 'prs_Citizenship', 'UNKNOWN_COUNTRY'],
    ['a language that is none', { prs_PrimaryLanguage: 'Elvish' }, 'prs_PrimaryLanguage', 'UNKNOWN_LANGUAGE'],
    ['a day that is ambiguous', { prs_Birthdate: '03/04/1997' }, 'prs_Birthdate', 'DATE_AMBIGUOUS'],
    ['a day that does not exist', { prs_Birthdate: '2025-02-29' }, 'prs_Birthdate', 'DATE_INVALID'],
    ['a day of two figures for the year', { prs_Birthdate: '25/03/97' }, 'prs_Birthdate', 'DATE_INVALID'],
    ['a day with a time', { prs_Birthdate: '1997-03-14T22:00:00Z' }, 'prs_Birthdate', 'DATE_INVALID'],
    ['a number in words', { prs_NumberOfChildren: 'two' }, 'prs_NumberOfChildren', 'NUMBER_INVALID'],
    ['a number below nothing', { prs_NumberOfChildren: -1 }, 'prs_NumberOfChildren', 'NUMBER_INVALID'],
    ['a number too large', { vic_AgeWhenTrafficked: 131 }, 'vic_AgeWhenTrafficked', 'NUMBER_INVALID'],
    ['half a child', { prs_NumberOfChildren: 1.5 }, 'prs_NumberOfChildren', 'NUMBER_INVALID'],
    ['a name too long', { prs_FirstName: long }, 'prs_FirstName', 'TEXT_TOO_LONG'],
    [
      'a text too long',
      { cas_OutgoingReferralDetails: long },
      'cas_OutgoingReferralDetails',
      'TEXT_TOO_LONG',
    ],
    [
      'a name in the place of an id',
      { cas_ReferringPrimaryCaseWorker: 'Ana Pop' },
      'cas_ReferringPrimaryCaseWorker',
      'ID_INVALID',
    ],
    [
      'six citizenships',
      { prs_Citizenship: ['RO', 'MD', 'UA', 'BG', 'HU', 'RS'] },
      'prs_Citizenship',
      'TOO_MANY',
    ],
    ['two genders', { prs_Gender: ['Feminine', 'Masculine'] }, 'prs_Gender', 'SEVERAL_VALUES'],
    ['an object', { prs_FirstName: { first: 'Ana' } }, 'prs_FirstName', 'NOT_A_VALUE'],
  ])('%s', (_, record, field, code) => {
    expect(read(record)).toEqual({ ...nothing, faults: [{ field, code }] })
  })
})

describe('R10 an unknown code', () => {
  test('is Other where the list has that, and never what it resembles', () => {
    const { sections, faults } = read({ vic_TypeOfExploitation: ['ForcedLabour', 'ForcedSomething'] })
    expect(sections).toEqual({ victimContext: { vic_TypeOfExploitation: ['ForcedLabour', 'Other'] } })
    expect(faults).toEqual([
      { field: 'vic_TypeOfExploitation', code: 'UNKNOWN_CODE', item: 2, became: 'Other' },
    ])
  })

  test('is repeated only if it is a code somewhere in the standard', () => {
    expect(read({ vic_MethodsOfControl: ['Threats'] }).faults).toEqual([
      { field: 'vic_MethodsOfControl', code: 'UNKNOWN_CODE', found: 'Threats', became: 'Other' },
    ])
    expect(read({ vic_MethodsOfControl: [mark] }).faults).toEqual([
      { field: 'vic_MethodsOfControl', code: 'UNKNOWN_CODE', became: 'Other' },
    ])
  })

  test('in a sentence that says the contrary is not read out of it', () => {
    const { sections } = read({ vic_MethodsOfControl: 'no DebtBondage' })
    expect(sections).toEqual({ victimContext: { vic_MethodsOfControl: ['Other'] } })
  })
})

test('codes that together look like a name are still codes', () => {
  for (const separator of [';', ' ', ',', ', ', '|']) {
    const { sections } = read({ prs_Citizenship: ['IR', 'AQ'].join(separator) })
    expect(sections).toEqual({ person: { prs_Citizenship: ['IR', 'AQ'] } })
  }
})

describe('events', () => {
  test('are what stands at the same place of three lists', () => {
    const record = {
      hte_Type: ['Recruitment', 'Transit'],
      hte_Country: ['RO', 'HU'],
      hte_Date: [null, '2025-02-03'],
    }
    const events = [
      { hte_Type: 'Recruitment', hte_Country: 'RO' },
      { hte_Type: 'Transit', hte_Country: 'HU', hte_Date: '2025-02-03' },
    ]
    expect(read(record)).toEqual({ ...nothing, sections: { victimContext: { events } } })
  })

  test('whose lists differ in length are not guessed', () => {
    expect(read({ hte_Type: ['Recruitment', 'Transit'], hte_Country: 'RO' })).toEqual({
      ...nothing,
      faults: [
        { field: 'hte_Type', code: 'LISTS_DIFFER' },
        { field: 'hte_Country', code: 'LISTS_DIFFER' },
      ],
    })
  })

  test('without a type or a country are left out, each with its reason', () => {
    const { sections, faults } = read({ hte_Type: 'Transit;Abduction;Transit', hte_Country: 'HU;RO;' })
    expect(sections).toEqual({ victimContext: { events: [{ hte_Type: 'Transit', hte_Country: 'HU' }] } })
    expect(faults).toEqual([
      { field: 'hte_Type', code: 'UNKNOWN_CODE', item: 2 },
      { field: 'hte_Country', code: 'EVENT_INCOMPLETE', item: 3 },
    ])
  })

  test('are at most twenty', () => {
    const days = Array.from({ length: 21 }, (_, at) => `2025-03-${String(at + 1).padStart(2, '0')}`)
    const record = { hte_Type: days.map(() => 'Transit'), hte_Country: days.map(() => 'HU'), hte_Date: days }
    expect(read(record).faults).toEqual([{ field: 'hte_Type', code: 'TOO_MANY' }])
  })
})

test('what an import gives is what the contract asks for, but for what only a human can add', () => {
  const example = new URL('../../../schemas/examples/handover/first-case.json', import.meta.url)
  const offer: object = JSON.parse(readFileSync(example, 'utf8'))
  const { sections } = importHtcds(
    'prs_First_Name,prs_Title,Birthdate,prs_Gender,prs_Citizenship,Primary Language,vic_Methods_of_Control,vic_TypeOfExploitation,hte_Type,hte_Country,cas_OutgoingReferralDetails,spl_Type,cas_Status\n' +
      'Ana,Zorvath,25/03/1997,feminine,"Moldova, ROU",Romanian,DebtBondage  Threats,Forced labour;Unheard,Transit,642,Words,SocialCare /,follow up\n',
    'csv',
  ).records[0] ?? { sections: undefined }
  const faults = validateEventData('referral.submitted', { ...offer, sections })
  const missing = faults.filter(({ reason }) => reason === 'is missing').map(({ pointer }) => pointer)
  expect(faults).toHaveLength(missing.length)
  expect(missing).toEqual(
    expect.arrayContaining(['/sections/person/personPseudonym', '/sections/person/intendedRegion']),
  )
})
