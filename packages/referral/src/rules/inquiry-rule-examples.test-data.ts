/** For each rule on a question that names nobody, what keeps it and what breaks it. */
import type { EventData } from '@onward/contract'
import { words } from '../example.test-data.ts'
import type { Example } from './rule-examples.test-data.ts'

const asking = (change: Partial<EventData['inquiry.asked']>) => ({ data: { ...words.inquire, ...change } })

export const inquiryExamples: readonly Example[] = [
  {
    rule: 'age-fits-the-band',
    verb: 'inquire',
    passes: [[], asking({ subjectKind: 'adult', ageBand: '18-19' })],
    refused: [[], asking({ subjectKind: 'adult', ageBand: '10-17' })],
  },
  {
    rule: 'age-fits-the-band',
    verb: 'inquire',
    passes: [[], asking({ subjectKind: 'presumedChild', ageBand: '18-19' })],
    refused: [[], asking({ subjectKind: 'child', ageBand: '18-19' })],
  },
  {
    rule: 'age-fits-the-band',
    verb: 'notifyChild',
    passes: [[]],
    refused: [[], { data: { ...words.notifyChild, ageBand: '20-29' } }],
  },
  {
    rule: 'sex-only-if-needed',
    verb: 'inquire',
    passes: [[], asking({ sex: 'female', needs: ['LegalCounselling', 'SafeAccommodation'] })],
    refused: [[], asking({ sex: 'female', needs: ['LegalCounselling'] })],
  },
  {
    rule: 'few-languages-are-asked-for',
    verb: 'inquire',
    passes: [[], asking({ languages: ['ro', 'rom', 'en'] })],
    refused: [[], asking({ languages: ['ro', 'rom', 'en', 'tr'] })],
  },
]
