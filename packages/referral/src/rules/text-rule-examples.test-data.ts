/** For each rule on words, what keeps it and what breaks it. */
import { after, local, offer, person, words } from '../example.test-data.ts'
import type { Example } from './rule-examples.test-data.ts'

const known = after('submit', 'acknowledge')
const note = (text: string) => ({ note: { text, language: 'en' } })
const declining = (text: string) => ({ data: { reason: 'Other', ...note(text) } })
const named = after([
  'submit',
  { data: { ...offer, sections: { ...offer.sections, person: { ...person, prs_FirstName: 'Marinela' } } } },
])

export const textExamples: readonly Example[] = [
  {
    rule: 'words-lead-to-nobody',
    verb: 'decline',
    passes: [known, declining('The house is being rebuilt until 2027-03-31.')],
    refused: [known, declining('Ring the house on 0722 000 417.')],
    finds: { pointer: '/note/text', what: 'a telephone number' },
  },
  {
    rule: 'words-lead-to-nobody',
    verb: 'submit',
    passes: [
      [],
      { data: { ...offer, sections: { ...offer.sections, person: { ...person, ...note('x') } } } },
    ],
    refused: [
      [],
      {
        data: {
          ...offer,
          sections: { ...offer.sections, person: { ...person, intendedRegion: 'a@b.example' } },
        },
      },
    ],
    finds: { pointer: '/sections/person/intendedRegion', what: 'an e-mail address' },
  },
  {
    rule: 'words-do-not-name-the-person',
    verb: 'submit',
    passes: [
      [],
      {
        data: {
          ...offer,
          sections: {
            ...offer.sections,
            person: { ...person, prs_FirstName: 'Marinela', ...note('She would like to be met.') },
          },
        },
      },
    ],
    refused: [
      [],
      {
        data: {
          ...offer,
          sections: {
            ...offer.sections,
            person: { ...person, prs_FirstName: 'Marinela', ...note('Marinela would like to be met.') },
          },
        },
      },
    ],
    finds: { pointer: '/sections/person/note/text', what: 'the name of the person' },
  },
  {
    rule: 'words-do-not-name-the-person',
    verb: 'proposeHandover',
    passes: [named, { data: { ...words.proposeHandover, ...note('She agrees.') } }],
    refused: [named, { data: { ...words.proposeHandover, ...note('marinela agrees.') } }],
    finds: { pointer: '/note/text', what: 'the name of the person' },
  },
  {
    rule: 'words-are-few',
    verb: 'decline',
    passes: [known, declining('🕊'.repeat(500))],
    refused: [known, declining('🕊'.repeat(501))],
    finds: { pointer: '/note/text', what: '501 characters' },
  },
  {
    rule: 'words-do-not-name-the-excluded',
    verb: 'proposeHandover',
    passes: [
      after('submit'),
      {
        data: { ...words.proposeHandover, ...note('The unit of the county is not to be told.') },
        local: { ...local, excluded: [{ member: 'BG' }, { member: 'RO', organisation: 'RO-POLICE-7' }] },
      },
    ],
    refused: [
      after('submit'),
      {
        data: { ...words.proposeHandover, ...note('Do not tell ro-police-7.') },
        local: { ...local, excluded: [{ member: 'RO', organisation: 'RO-POLICE-7' }] },
      },
    ],
    finds: { pointer: '/note/text', what: 'the name of an excluded body' },
  },
]
