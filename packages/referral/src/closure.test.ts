import { describe, expect, test } from 'vitest'
import { closing } from './closure.ts'
import { after, offer, recorded, type Step, tryTo, words } from './example.test-data.ts'
import { read, told } from './read.test-data.ts'
import { status } from './status.ts'

const closedBy = (by: string): Step => ['close', { by }]
const reopenedBy = (by: string): Step => ['reopenCase', { by }]

test('either side closes a case, with its outcome', () => {
  for (const by of ['NL', 'RO']) {
    expect(closing(told('submit', closedBy(by)))?.said).toEqual({ type: 'case.closed', data: words.close })
    expect(status(told('submit', closedBy(by)))).toBe('closed')
  }
})

test('R36 either side takes a closed case up again, and nobody one that is open', () => {
  for (const by of ['NL', 'RO']) {
    expect(closing(told('submit', closedBy('NL'), reopenedBy(by)))).toBeUndefined()
  }
  expect(tryTo(after('submit'), 'reopenCase')).toMatchObject({ code: 'RULE', rule: 'closed-before-reopened' })
  expect(tryTo(after('submit', 'close', 'reopenCase'), 'reopenCase')).toMatchObject({
    code: 'RULE',
    rule: 'closed-before-reopened',
  })
})

test('whatever else is said of a closed case leaves it closed', () => {
  for (const by of ['NL', 'RO']) {
    expect(closing(told('submit', closedBy('NL'), ['recordWish', { by }]))?.sequence).toBe(2)
  }
})

test('a case can be closed, reopened and closed again', () => {
  const steps = ['submit', closedBy('NL'), reopenedBy('RO'), closedBy('RO')] as const
  expect(closing(told(...steps))?.side).toBe('receiver')
  expect(closing(told(...steps, reopenedBy('NL')))).toBeUndefined()
})

describe('what crosses on the way reads the same on both sides', () => {
  const common = after('submit', closedBy('NL'))

  test('a reopening by somebody who had not seen the second closing leaves the case closed', () => {
    const again = recorded(common, 'close', { by: 'NL' })
    const reopened = recorded(common, 'reopenCase', { by: 'RO' })
    const ends = [
      [...common, again, reopened],
      [...common, reopened, again],
    ].map((history) => closing(read(history))?.sequence)
    expect(ends).toEqual([3, 3])
    expect(tryTo([...common, again, reopened], 'reopenCase', { by: 'RO' }).accepted).toBe(true)
  })
  test('two closings that cross are both undone by a reopening that knows both', () => {
    const open = after('submit')
    const both = [...open, recorded(open, 'close', { by: 'NL' }), recorded(open, 'close', { by: 'RO' })]
    expect(status(read(both))).toBe('closed')
    expect(closing(read([...both, recorded(both, 'reopenCase', { by: 'RO' })]))).toBeUndefined()
  })
  test('two reopenings that cross are both legal, and the case is open', () => {
    const both = [recorded(common, 'reopenCase', { by: 'NL' }), recorded(common, 'reopenCase', { by: 'RO' })]
    expect(closing(read([...common, ...both]))).toBeUndefined()
  })
})

test('closing does not move responsibility, and reopening revives no consent', () => {
  const { facets } = told('submit', 'withdrawConsent', 'close', 'reopenCase')
  expect(facets.consent).toMatchObject({ state: 'withdrawn' })
  expect(facets.offer.terms?.from).toEqual(offer.from)
})
