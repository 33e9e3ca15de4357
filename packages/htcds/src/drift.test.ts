// The known drifts of the HTCDS toolkit and of other systems (domain §1), one by one.
import { expect, test } from 'vitest'
import { importHtcds } from './import.ts'

/** Imports one CSV record and gives what came of it, without what is empty. */
function read(headings: string, values: string) {
  const [record] = importHtcds(`${headings}\n${values}\n`, 'csv').records
  return {
    ...record?.sections.person,
    ...record?.sections.victimContext,
    ...record?.sections.case,
    repairs: record?.repairs,
  }
}

/** Heading, what is written, what it is taken for, and how that is reported. */
type Drift = readonly [string, string, object, ...(readonly [field: string, from: string, code: string])[]]

const drifts: readonly Drift[] = [
  ['prs_First_Name', 'Ana', { prs_FirstName: 'Ana' }, ['prs_FirstName', 'spelling', 'REPAIRED_FIELD_NAME']],
  [
    'prs_Second_Name',
    'Pop',
    { prs_SecondName: 'Pop' },
    ['prs_SecondName', 'spelling', 'REPAIRED_FIELD_NAME'],
  ],
  ['PRS_SECONDNAME', 'Pop', { prs_SecondName: 'Pop' }, ['prs_SecondName', 'spelling', 'REPAIRED_FIELD_NAME']],
  ['First Name', 'Ana', { prs_FirstName: 'Ana' }, ['prs_FirstName', 'label', 'REPAIRED_FIELD_NAME']],
  ['Second Name', 'Pop', { prs_SecondName: 'Pop' }, ['prs_SecondName', 'label', 'REPAIRED_FIELD_NAME']],
  [
    'vic_MethodsOfControl',
    'DebtBondage ',
    { vic_MethodsOfControl: ['DebtBondage'] },
    ['vic_MethodsOfControl', 'spelling', 'REPAIRED_CODE'],
  ],
  [
    'vic_MethodsOfControl',
    'debt_bondage',
    { vic_MethodsOfControl: ['DebtBondage'] },
    ['vic_MethodsOfControl', 'spelling', 'REPAIRED_CODE'],
  ],
  [
    'vic_MethodsOfControl',
    'Debt bondage',
    { vic_MethodsOfControl: ['DebtBondage'] },
    ['vic_MethodsOfControl', 'label', 'REPAIRED_CODE'],
  ],
  [
    'vic_MethodsOfControl',
    'Threats of law enforcement',
    { vic_MethodsOfControl: ['ThreatsLawEnforcement'] },
    ['vic_MethodsOfControl', 'label', 'REPAIRED_CODE'],
  ],
  [
    'vic_MethodsOfControl',
    'ThreatOfLawEnforcement',
    { vic_MethodsOfControl: ['ThreatsLawEnforcement'] },
    ['vic_MethodsOfControl', 'definition', 'REPAIRED_CODE'],
  ],
  [
    'vic_MethodsOfControl',
    'PsychoactiveSubstances',
    { vic_MethodsOfControl: ['PsychoactiveSubstance'] },
    ['vic_MethodsOfControl', 'definition', 'REPAIRED_CODE'],
  ],
  [
    'vic_MethodsOfControl',
    'RestrictsMovement',
    { vic_MethodsOfControl: ['RestrictsMovement'] },
    ['vic_MethodsOfControl', 'definition', 'EXTENSION_CODE'],
  ],
  [
    'vic_MethodsOfControl',
    'UsesChildren',
    { vic_MethodsOfControl: ['UsesChildren'] },
    ['vic_MethodsOfControl', 'definition', 'EXTENSION_CODE'],
  ],
  [
    'vic_TypeOfExploitation',
    'ForcedCriminality',
    { vic_TypeOfExploitation: ['ForcedCriminality'] },
    ['vic_TypeOfExploitation', 'extension', 'EXTENSION_CODE'],
  ],
  [
    'vic_RelationshipToTrafficker',
    'Unacquainted',
    { vic_RelationshipToTrafficker: 'Unaquainted' },
    ['vic_RelationshipToTrafficker', 'definition', 'REPAIRED_CODE'],
  ],
  [
    'vic_TypeOfExploitation',
    'ForcedLabour Servitude',
    { vic_TypeOfExploitation: ['ForcedLabour', 'Servitude'] },
    ['vic_TypeOfExploitation', 'separator', 'REPAIRED_LIST'],
  ],
  [
    'vic_TypeOfExploitation',
    '"Forced labour, Servitude"',
    { vic_TypeOfExploitation: ['ForcedLabour', 'Servitude'] },
    ['vic_TypeOfExploitation', 'separator', 'REPAIRED_LIST'],
    ['vic_TypeOfExploitation', 'label', 'REPAIRED_CODE'],
  ],
  [
    'vic_TypeOfExploitation',
    'Servitude;Servitude',
    { vic_TypeOfExploitation: ['Servitude'] },
    ['vic_TypeOfExploitation', 'repetition', 'REPAIRED_LIST'],
  ],
  ['prs_Gender', 'feminine', { prs_Gender: 'Feminine' }, ['prs_Gender', 'spelling', 'REPAIRED_CODE']],
  [
    'prs_Gender',
    'Not Specified/Unknown',
    { prs_Gender: 'NonSpecifiedUnknown' },
    ['prs_Gender', 'label', 'REPAIRED_CODE'],
  ],
  ['spl_Type', 'SocialCare', { spl_Type: ['SocialCare'] }],
  ['spl_Type', 'SocialCare /', { spl_Type: ['SocialCare'] }],
  [
    'prs_Birthdate',
    '25/03/1997',
    { prs_Birthdate: '1997-03-25' },
    ['prs_Birthdate', 'day first', 'REPAIRED_DATE'],
  ],
  [
    'prs_Birthdate',
    '4.4.1997',
    { prs_Birthdate: '1997-04-04' },
    ['prs_Birthdate', 'day first', 'REPAIRED_DATE'],
  ],
  [
    'prs_Birthdate',
    '03/25/1997',
    { prs_Birthdate: '1997-03-25' },
    ['prs_Birthdate', 'month first', 'REPAIRED_DATE'],
  ],
  [
    'prs_Birthdate',
    '1997/3/5',
    { prs_Birthdate: '1997-03-05' },
    ['prs_Birthdate', 'year first', 'REPAIRED_DATE'],
  ],
  [
    'prs_Birthdate',
    '1997-03-05T00:00:00Z',
    { prs_Birthdate: '1997-03-05' },
    ['prs_Birthdate', 'with a time', 'REPAIRED_DATE'],
  ],
  [
    'prs_Citizenship',
    'ROU',
    { prs_Citizenship: ['RO'] },
    ['prs_Citizenship', 'three letters', 'REPAIRED_COUNTRY'],
  ],
  ['prs_Citizenship', '642', { prs_Citizenship: ['RO'] }, ['prs_Citizenship', 'number', 'REPAIRED_COUNTRY']],
  [
    'prs_Citizenship',
    'Romania',
    { prs_Citizenship: ['RO'] },
    ['prs_Citizenship', 'name', 'REPAIRED_COUNTRY'],
  ],
  [
    'prs_Citizenship',
    '"Moldova, Republic of"',
    { prs_Citizenship: ['MD'] },
    ['prs_Citizenship', 'name', 'REPAIRED_COUNTRY'],
  ],
  [
    'prs_Citizenship',
    "Cote d'Ivoire",
    { prs_Citizenship: ['CI'] },
    ['prs_Citizenship', 'name', 'REPAIRED_COUNTRY'],
  ],
  [
    'prs_Citizenship',
    'RO MD',
    { prs_Citizenship: ['RO', 'MD'] },
    ['prs_Citizenship', 'separator', 'REPAIRED_LIST'],
  ],
  [
    'prs_PrimaryLanguage',
    'ron',
    { prs_PrimaryLanguage: 'ro' },
    ['prs_PrimaryLanguage', 'three letters', 'REPAIRED_LANGUAGE'],
  ],
  [
    'prs_PrimaryLanguage',
    'rum',
    { prs_PrimaryLanguage: 'ro' },
    ['prs_PrimaryLanguage', 'three letters', 'REPAIRED_LANGUAGE'],
  ],
  [
    'prs_PrimaryLanguage',
    'Romanian',
    { prs_PrimaryLanguage: 'ro' },
    ['prs_PrimaryLanguage', 'name', 'REPAIRED_LANGUAGE'],
  ],
  [
    'prs_PrimaryLanguage',
    'Swahili',
    { prs_PrimaryLanguage: 'sw' },
    ['prs_PrimaryLanguage', 'name', 'REPAIRED_LANGUAGE'],
  ],
  [
    'prs_PrimaryLanguage',
    'Central Kurdish',
    { prs_PrimaryLanguage: 'ckb' },
    ['prs_PrimaryLanguage', 'name', 'REPAIRED_LANGUAGE'],
  ],
  [
    'prs_PrimaryLanguage',
    'pt_br',
    { prs_PrimaryLanguage: 'pt-BR' },
    ['prs_PrimaryLanguage', 'spelling', 'REPAIRED_LANGUAGE'],
  ],
]

test.each(drifts.map(([heading, value, expected, ...repairs]) => ({ heading, value, expected, repairs })))(
  '$heading holding $value is read and reported',
  ({ heading, value, expected, repairs }) => {
    const reported = repairs.map(([field, from, code]) => ({ field, from, code }))
    expect(read(heading, value)).toEqual({ ...expected, repairs: reported })
  },
)

test('the title of the toolkit, which asks for the second name there, is one if there is no other', () => {
  expect(read('prs_First_Name,prs_Title', 'Ana,Pop')).toMatchObject({
    prs_FirstName: 'Ana',
    prs_SecondName: 'Pop',
  })
  expect(read('prs_Second_Name,prs_Title', 'Pop,Dr')).toMatchObject({ prs_SecondName: 'Pop' })
  expect(read('prs_FirstName,prs_Title', 'Ana,Dr')).toEqual({ prs_FirstName: 'Ana', repairs: [] })
})

test('in JSON a text in the place of a list or of a number is reported, too', () => {
  const record = {
    vic_TypeOfExploitation: 'ForcedLabour;Servitude',
    prs_NumberOfChildren: '2',
    prs_IdentityNumber: 1970325,
    prs_Gender: ['Feminine'],
  }
  expect(importHtcds(JSON.stringify(record), 'json').records[0]?.repairs).toEqual([
    { field: 'vic_TypeOfExploitation', from: 'separator', code: 'REPAIRED_LIST' },
    { field: 'prs_NumberOfChildren', from: 'text', code: 'REPAIRED_NUMBER' },
    { field: 'prs_IdentityNumber', from: 'number', code: 'REPAIRED_TEXT' },
    { field: 'prs_Gender', from: 'a list of one', code: 'REPAIRED_LIST' },
  ])
})

test('a label that several fields share is none', () => {
  expect(importHtcds('prs_FirstName,City,Longitude\nAna,Cluj,23.6\n', 'csv').records[0]?.loss).toEqual([
    { field: '#2', reason: 'UNKNOWN_FIELD' },
    { field: '#3', reason: 'UNKNOWN_FIELD' },
  ])
})

test.each([';', '\t', ','])('the delimiter of the first line is the one (%j)', (delimiter) => {
  expect(read(['prs_FirstName', 'prs_Gender'].join(delimiter), ['Ana', 'Feminine'].join(delimiter))).toEqual({
    prs_FirstName: 'Ana',
    prs_Gender: 'Feminine',
    repairs: [],
  })
})
