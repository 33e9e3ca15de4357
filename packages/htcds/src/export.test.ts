import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { exportHtcds } from './export.ts'
import type { ExportableSections } from './sections.ts'

/** The record, and what is not in it. */
function write(sections: ExportableSections) {
  const { text, loss } = exportHtcds(sections, { format: 'json' })
  const record: unknown = JSON.parse(text)
  return { record, loss: loss.map(({ pointer, reason }) => `${pointer} ${reason}`) }
}

test('R59 a whole case is a record, and the loss report has everything else of it', () => {
  const example = new URL('../../../schemas/examples/handover/second-case.json', import.meta.url)
  const { sections }: { sections: ExportableSections } = JSON.parse(readFileSync(example, 'utf8'))
  expect(write(sections)).toEqual({
    record: {
      prs_FirstName: 'Costel',
      prs_SecondName: 'Breniuk',
      prs_Birthdate: '1984-09-02',
      prs_Gender: 'Masculine',
      prs_PrimaryLanguage: 'ro',
      prs_Citizenship: ['RO'],
      cas_Status: 'Active',
      cas_ReferringOrganisation: 'nl-focal-point',
      cas_ReferringPrimaryCaseWorker: 'nl-fp-05',
      cas_ReasonForOutgoingReferral: 'AdditionalServicesRequired',
      cas_OutgoingReferralDate: '2026-11-20',
      spl_Type: ['Livelihood'],
    },
    loss: [
      '/person/personPseudonym NO_FIELD',
      '/person/safeContact EXCLUDED',
      '/person/intendedRegion NO_FIELD',
      '/person/note NO_FIELD',
      '/needs/needs NO_FIELD',
      '/case/alternateCaseWorker NO_FIELD',
    ],
  })
})

test('extension codes are not written, and reported one by one', () => {
  expect(
    write({
      victimContext: {
        vic_TypeOfExploitation: ['ForcedCriminality', 'ForcedBegging', 'SlaveryOrSimilar'],
        vic_MethodsOfControl: ['RestrictsMovement'],
      },
    }),
  ).toEqual({
    record: { vic_TypeOfExploitation: ['ForcedBegging'] },
    loss: [
      '/victimContext/vic_TypeOfExploitation/0 NO_CODE',
      '/victimContext/vic_TypeOfExploitation/2 NO_CODE',
      '/victimContext/vic_MethodsOfControl/0 NO_CODE',
    ],
  })
})

test('a value that the standard publishes with stray characters is written with them', () => {
  expect(write({ case: { spl_Type: ['SocialCare'] } }).record).toEqual({ spl_Type: ['SocialCare /'] })
})

test('what is written in part says what part is missing', () => {
  expect(
    write({
      person: { prs_PrimaryLanguage: 'zh-Hant', prs_SecondaryLanguage: 'ckb', prs_Citizenship: ['RO', 'QQ'] },
      case: { cas_OutgoingReferralDetails: { text: 'Words', language: 'en' } },
    }),
  ).toEqual({
    record: {
      prs_PrimaryLanguage: 'zh',
      prs_SecondaryLanguage: 'ckb',
      prs_Citizenship: ['RO'],
      cas_OutgoingReferralDetails: 'Words',
    },
    loss: [
      '/person/prs_PrimaryLanguage NO_CODE',
      '/person/prs_Citizenship/1 NO_CODE',
      '/case/cas_OutgoingReferralDetails/language NO_FIELD',
    ],
  })
})

test('no citizenship at all is something that the standard cannot say', () => {
  expect(write({ person: { prs_Citizenship: [] } })).toEqual({
    record: {},
    loss: ['/person/prs_Citizenship NO_CODE'],
  })
})

test('events stand at the same place of three lists', () => {
  expect(
    write({
      victimContext: {
        events: [
          { hte_Type: 'Recruitment', hte_Country: 'RO' },
          { hte_Type: 'Transit', hte_Country: 'QQ' },
          { hte_Type: 'Exploitation', hte_Country: 'NL', hte_Date: '2025-02-03' },
        ],
      },
    }),
  ).toEqual({
    record: {
      hte_Country: ['RO', 'NL'],
      hte_Date: [null, '2025-02-03'],
      hte_Type: ['Recruitment', 'Exploitation'],
    },
    loss: ['/victimContext/events/1 NO_CODE'],
  })
})

test('how to reach the person, and where, stays out of files', () => {
  const person = {
    safeContact: { method: 'phone', value: '+31 6 0000 0417' },
    prs_MailingStreet: 'Strada Lunga 1',
  } as const
  expect(write({ person })).toEqual({
    record: {},
    loss: ['/person/safeContact EXCLUDED', '/person/prs_MailingStreet EXCLUDED'],
  })
})

describe('what is not as our schemas ask', () => {
  // Sound for the test: whoever calls from JavaScript can hand over anything.
  const wrong = (sections: unknown) => write(sections as ExportableSections)

  test.each([
    [{ person: 'Ana' }, '/person NOT_VALID'],
    [{ person: { prs_FirstName: 7 } }, '/person/prs_FirstName NOT_VALID'],
    [{ person: { prs_FirstName: '  ' } }, '/person/prs_FirstName NOT_VALID'],
    [{ person: { prs_FirstName: 'A\u0000' } }, '/person/prs_FirstName NOT_VALID'],
    [{ person: { prs_FirstName: '\ud800' } }, '/person/prs_FirstName NOT_VALID'],
    [{ person: { prs_Birthdate: '25/03/1997' } }, '/person/prs_Birthdate NOT_VALID'],
    [{ person: { prs_NumberOfChildren: 1.5 } }, '/person/prs_NumberOfChildren NOT_VALID'],
    [{ person: { prs_Gender: 'feminine' } }, '/person/prs_Gender NO_CODE'],
    [{ person: { prs_PrimaryLanguage: 'Romanian' } }, '/person/prs_PrimaryLanguage NO_CODE'],
    [
      { person: { vic_TraffickingStatus: 'ActualVictimOfTrafficking' } },
      '/person/vic_TraffickingStatus NO_FIELD',
    ],
    [{ victimContext: { events: { hte_Type: 'Transit' } } }, '/victimContext/events NOT_VALID'],
    [{ victimContext: { events: [{ hte_Type: 'Transit' }] } }, '/victimContext/events/0 NOT_VALID'],
    [{ victimContext: { events: ['Transit'] } }, '/victimContext/events/0 NOT_VALID'],
    [{ case: { cas_ReferringOrganisation: 'Casa Buna, Cluj' } }, '/case/cas_ReferringOrganisation NOT_VALID'],
    [{ case: { cas_ReasonForCaseClosure: 'ProtectionGranted' } }, '/case/cas_ReasonForCaseClosure NO_CODE'],
    [{ person: { 'Ana Pop, Cluj': 1 } }, '/person/… NO_FIELD'],
    [{ person: { constructor: 1 } }, '/person/constructor NO_FIELD'],
  ])('%j is not written', (sections, loss) => {
    expect(wrong(sections)).toEqual({ record: {}, loss: [loss] })
  })
})

test('in CSV the first line has every mapped field, in the order of the standard', () => {
  const { text, version } = exportHtcds(
    { person: { prs_FirstName: '=1+1', prs_Citizenship: ['RO', 'MD'] } },
    { format: 'csv' },
  )
  const [headings, values, end] = text.split('\r\n')
  expect(version).toBe('2.0')
  expect(headings?.split(',')).toHaveLength(37)
  expect(headings?.startsWith('"prs_FirstName","prs_MiddleName"')).toBe(true)
  expect(values).toMatch(/^"'=1\+1",,,,,,,,,,"RO;MD",,*$/)
  expect(end).toBe('')
})
