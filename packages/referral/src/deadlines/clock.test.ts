import type { Agreement } from '@onward/contract'
import { describe, expect, test } from 'vitest'
import { agreement } from '../example.test-data.ts'
import { agreed } from './clock.ts'

type Deadlines = NonNullable<Agreement['deadlines']>
const under = (deadlines: Deadlines): Agreement => ({ ...agreement, deadlines })

describe('R12 what two members have agreed of a deadline', () => {
  test.each([{ hours: 1 }, { days: 2 }, { months: 3 }, { workingDays: 4 }, { workingHours: 5 }])(
    'is a length, %j',
    (span) => {
      expect(agreed(under({ spans: { arrivalNotice: { all: span } } }), 'arrivalNotice', 'normal')).toEqual(
        span,
      )
    },
  )

  const hours = { emergency: 1, urgent: 2, normal: 3 }
  test.each([
    ['is nothing without an agreement', undefined, 'acknowledge', undefined],
    ['is nothing where the agreement is silent', agreement, 'acknowledge', undefined],
    ['is the hours to acknowledge', under({ acknowledgeHours: hours }), 'acknowledge', { hours: 2 }],
    ['is the hours to decide', under({ decideHours: hours }), 'decide', { hours: 2 }],
    [
      'is not the hours to acknowledge for a decision',
      under({ acknowledgeHours: hours }),
      'decide',
      undefined,
    ],
    ['is not the hours to decide for a review', under({ decideHours: hours }), 'review', undefined],
    [
      'is not the hours to acknowledge for a review',
      under({ acknowledgeHours: hours, decideHours: hours }),
      'review',
      undefined,
    ],
    [
      'is a span by name before the hours',
      under({ acknowledgeHours: hours, spans: { acknowledge: { all: { days: 1 } } } }),
      'acknowledge',
      { days: 1 },
    ],
    [
      'is nothing where its span is of a kind that is not known',
      under({ spans: { review: { all: {} } } }),
      'review',
      undefined,
    ],
    [
      'is no span of another name',
      under({ spans: { review: { all: { days: 1 } } } }),
      'acknowledge',
      undefined,
    ],
    [
      'is no span of another urgency',
      under({ spans: { review: { normal: { days: 1 } } } }),
      'review',
      undefined,
    ],
  ] as const)('%s', (_title, which, name, span) => {
    expect(agreed(which, name, 'urgent')).toEqual(span)
  })
})
