// What is sealed opens no door: the rules of both sides see that it is there, and nothing of it.
import type { Event, Sections } from '@onward/contract'
import { describe, expect, test } from 'vitest'
import { after, tryTo, verdictOn } from '../example.test-data.ts'
import { fold } from '../fold.ts'
import type { History } from '../history.ts'
import { judge } from '../judge.ts'
import { examples } from './every-example.test-data.ts'
import { offering, sealed } from './sealed-rule-examples.test-data.ts'

type Data = { readonly sections?: Sections }

/** The history as it would be if the first event had these sections; whether it could is not asked. */
function withFirst(history: History, change: (data: Data) => object): History {
  const [first, ...rest] = history
  if (!first) return history
  // Sound: what is changed are optional members of the data.
  const event = { ...first.event, data: change(first.event.data as Data) } as Event
  return [{ ...first, event }, ...rest]
}

const refused = examples.map(({ rule, verb, refused: [history, saying] }) => ({
  rule,
  verb,
  history,
  saying,
}))
const opened = refused.filter(({ history }) => history[0]?.event.type === 'referral.submitted')

describe('nothing that a rule refuses is let pass because something is sealed', () => {
  test('in what is said', () => {
    const sending = refused.filter(({ verb }) => verb === 'submit' || verb === 'amend')
    expect(sending.length).toBeGreaterThan(40)
    for (const { rule, verb, history, saying } of sending) {
      const data = Object(saying?.data ?? {})
      if (!data.sections) continue
      const name = 'victimContext'
      const more = {
        ...data,
        dataScope: [...new Set([...(data.dataScope ?? []), name])],
        sealed: [...(data.sealed ?? []), sealed(name)],
      }
      expect([rule, tryTo(history, verb, { ...saying, data: more }).accepted]).toEqual([rule, false])
    }
  })

  test('in what was sent before', () => {
    expect(opened.length).toBeGreaterThan(80)
    for (const { rule, verb, history, saying } of opened) {
      const parts = (['person', 'needs', 'risk', 'legalStatus', 'case'] as const).map((name) => sealed(name))
      const sealedToo = withFirst(history, (data) => ({ ...data, sealed: parts }))
      expect([rule, tryTo(sealedToo, verb, saying).accepted]).toEqual([rule, false])
    }
  })

  test('in place of what was sent open: a section that is sealed counts for no more than one that is missing', () => {
    for (const { rule, verb, passes } of examples) {
      const [history, saying] = passes
      if (history[0]?.event.type !== 'referral.submitted') continue
      for (const name of ['person', 'needs', 'risk', 'legalStatus'] as const) {
        const without = withFirst(history, ({ sections = {}, ...data }) => {
          const { [name]: _gone, ...rest } = sections
          return { ...data, sections: rest }
        })
        const instead = withFirst(without, (data) => ({ ...data, sealed: [sealed(name)] }))
        if (tryTo(instead, verb, saying).accepted)
          expect([rule, name, verdictOn(without, verb, saying)]).toEqual([rule, name, 'accepted'])
      }
    }
  })
})

test('both sides hold what is sealed and whose it is, with the number of the event that brought it', () => {
  const parts = [sealed('legalStatus'), sealed('case', 'ro-shelter-1')]
  const again = { ...sealed('case', 'ro-shelter-1'), jwe: 'sealed anew' }
  const history = after(
    ['submit', offering(parts)],
    ['amend', { ...offering([again]), data: amended(again) }],
  )
  const referral = fold(history)
  expect(referral?.sealed).toEqual([
    { ...parts[0], sequence: 1 },
    { ...again, sequence: 2 },
  ])
  expect(referral?.sections.legalStatus).toBeUndefined()
})

test('R61 what is sealed is judged on arrival as it was decided: by whose it is', () => {
  const given = offering([sealed('legalStatus')])
  const [{ event } = { event: undefined }] = after(['submit', given])
  if (!event || !given.register) throw new Error('nothing was said')
  const asked = { history: [], event, agreement: given.agreement, register: given.register }
  expect(judge(asked)).toEqual({ verdict: 'apply' })
  const unlisted = { ...given.register, isLegalPartner: () => false }
  expect(judge({ ...asked, register: unlisted })).toMatchObject({
    verdict: 'reject',
    code: 'BIZ_CONSENT',
    rule: 'legal-section-to-the-lawyer',
  })
})

test('R46, R61 proceedings may be sealed to the lawyer where they may not be told openly', () => {
  const legalStatus = { proceedings: [{ role: 'witness', country: 'NL' }] } as const
  const { sealed: _sealed, ...offered } = Object(offering([sealed('legalStatus')]).data)
  const open = { ...offered, sections: { ...offered.sections, legalStatus } }
  const given = { ...offering([]), data: open }
  expect(verdictOn([], 'submit', given)).toBe('legal-facts-to-the-lawyer')
  expect(verdictOn([], 'submit', { ...given, toSeal: { legalStatus } })).toBe('accepted')
  // As it travels nothing is about to be sealed any more, and what is open is open.
  const both = { ...open, sealed: [sealed('legalStatus')] }
  expect(verdictOn([], 'submit', { ...given, data: both })).toBe('legal-facts-to-the-lawyer')
})

function amended(part: ReturnType<typeof sealed>) {
  return {
    dataScope: ['needs', part.section],
    sections: { needs: { needs: [{ needCode: 'SafeAccommodation', priority: 'urgent' }] } },
    sealed: [part],
    reason: 'NeedsChanged',
  }
}
