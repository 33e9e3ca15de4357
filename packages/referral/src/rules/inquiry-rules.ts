/** Rules on what is asked before any name is said: it must lead back to nobody (R16). */
import type { AgeBand, NeedCode, SubjectKind } from '@onward/contract'
import type { Rule } from './rule.ts'

/** Adults of a band do not tell their age; of somebody whose age is in doubt, two bands are possible. */
const bands: Readonly<Record<SubjectKind, readonly AgeBand[]>> = {
  adult: ['18-19', '20-29', '30-39', '40-49', '50-59', '60-69', '70+'],
  child: ['0-9', '10-17'],
  presumedChild: ['0-9', '10-17', '18-19'],
}

/** What is given to women, men, girls or boys apart. */
const bySex: readonly NeedCode[] = ['SafeAccommodation', 'LongTermHousing', 'MaternityAndInfant']

/** More languages than this, with an age and a country, can be one person. */
const FEW = 3

export const inquiryRules: readonly Rule[] = [
  {
    name: 'age-fits-the-band',
    requirements: ['R16', 'R43'],
    source: 'practice §12; DIR 13(2)',
    guards: 'a child from being asked for as an adult',
    code: 'BIZ_STATE',
    pointer: '/ageBand',
    reason: 'The age band is not one of an adult, or of a child, as the question says.',
    remedy: 'Correct the one that is wrong; of uncertain age means presumed child.',
    looksAt: 'words',
    applies: ['inquire', 'notifyChild'],
    holds: ({ said }) =>
      (said.type === 'inquiry.asked' || said.type === 'child.notified') &&
      bands[said.data.subjectKind].includes(said.data.ageBand),
  },
  {
    name: 'sex-only-if-needed',
    requirements: ['R16', 'R22'],
    source: 'practice §12; GDPR 5(1)(c)',
    guards: 'the person from being known again by a question that should name nobody',
    code: 'BIZ_STATE',
    pointer: '/sex',
    reason: 'None of the services asked for needs to know the sex.',
    remedy: 'Leave it out; it is asked for with a place to live, or around a birth.',
    looksAt: 'words',
    applies: ['inquire'],
    holds: ({ said }) =>
      said.type === 'inquiry.asked' &&
      (said.data.sex === undefined || said.data.needs.some((need) => bySex.includes(need))),
  },
  {
    name: 'few-languages-are-asked-for',
    requirements: ['R16'],
    source: 'practice §12; GDPR 5(1)(c)',
    guards: 'the person from being known again by what she speaks',
    code: 'BIZ_STATE',
    pointer: '/languages',
    reason: `More than ${FEW} languages, with an age and a place, can be one person.`,
    remedy: `Name the ${FEW} in which the service can best be given.`,
    looksAt: 'words',
    applies: ['inquire'],
    holds: ({ said }) => said.type === 'inquiry.asked' && (said.data.languages?.length ?? 0) <= FEW,
  },
]
