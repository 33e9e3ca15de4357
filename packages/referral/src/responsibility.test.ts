import { describe, expect, test } from 'vitest'
import {
  after,
  responsible as desk,
  offer,
  recorded,
  register,
  type Step,
  tryTo,
  words,
} from './example.test-data.ts'
import type { History } from './history.ts'
import { handBack, handsBack, planned, taker, takesBack } from './journey-steps.test-data.ts'
import { judge } from './judge.ts'
import { agreement } from './offer.test-data.ts'
import { read, told } from './read.test-data.ts'
import { openDisputes, openProposals, responsible } from './responsibility.ts'

const back = handBack.proposalId
const sideAfter = (...steps: readonly Step[]) => responsible(told(...steps))?.side

describe('R36 exactly one organisation answers for the case', () => {
  test('the sender until the receiver has signed that it takes it, through acceptance, travel and arrival', () => {
    expect(responsible(told('submit'))).toEqual({
      side: 'sender',
      organisation: offer.from,
      disputed: false,
    })
    const steps = [...planned, 'depart', 'confirmArrival'] as const
    expect(responsible(told(...steps))).toEqual({
      side: 'sender',
      organisation: offer.from,
      acknowledgedBy: desk,
      disputed: false,
    })
    expect(sideAfter(...steps, 'proposeHandover')).toBe('sender')
  })

  test('then the organisation to which it was proposed, with the person who has taken it', () => {
    expect(responsible(told('submit', 'proposeHandover', 'takeHandover'))).toEqual({
      side: 'receiver',
      organisation: words.proposeHandover.to,
      contact: words.takeHandover.responsible,
      disputed: false,
    })
  })

  test('a proposal that was refused or withdrawn moves nothing, and can be made anew', () => {
    expect(sideAfter('submit', 'proposeHandover', 'refuseHandover')).toBe('sender')
    expect(sideAfter('submit', 'proposeHandover', 'withdrawHandover')).toBe('sender')
    const open = (...steps: readonly Step[]) =>
      openProposals(told('submit', 'proposeHandover', ...steps), 'sender')
    expect([open(), open('refuseHandover'), open('withdrawHandover')]).toEqual([
      [words.proposeHandover.proposalId],
      [],
      [],
    ])
    const again = { ...words.proposeHandover, proposalId: back }
    const taken: Step = ['takeHandover', { data: { ...words.takeHandover, proposalId: back } }]
    const anew: readonly Step[] = [
      'proposeHandover',
      'refuseHandover',
      ['proposeHandover', { data: again }],
      taken,
    ]
    expect(sideAfter('submit', ...anew)).toBe('receiver')
  })

  test('it can be handed back, and over again', () => {
    expect(sideAfter('submit', 'proposeHandover', 'takeHandover', handsBack)).toBe('receiver')
    expect(responsible(told('submit', 'proposeHandover', 'takeHandover', handsBack, takesBack))).toEqual({
      side: 'sender',
      organisation: offer.from,
      contact: taker,
      disputed: false,
    })
  })

  test('nobody where the referral asks for services only, or no offer has come', () => {
    expect(
      responsible(told(['submit', { data: { ...offer, transfersResponsibility: false } }])),
    ).toBeUndefined()
    expect(responsible(told('inquire'))).toBeUndefined()
  })
})

describe('R36 what crosses on the way', () => {
  const common = after('submit', 'proposeHandover')
  const taken = recorded(common, 'takeHandover')
  const both = (...histories: readonly History[]) =>
    histories.map((history) => responsible(read(history))?.side)

  test('a take that crosses the withdrawal of its proposal counts, on both sides', () => {
    const withdrawn = recorded(common, 'withdrawHandover')
    expect(both([...common, taken, withdrawn], [...common, withdrawn, taken])).toEqual([
      'receiver',
      'receiver',
    ])
    expect(judge({ register, history: [...common, withdrawn], event: taken.event, agreement })).toEqual({
      verdict: 'apply',
    })
  })

  test('of two proposals that are open, the second cannot be taken when the first was', () => {
    const second: Step = ['proposeHandover', { data: { ...words.proposeHandover, proposalId: back } }]
    const history = after('submit', 'proposeHandover', second, 'takeHandover')
    expect(
      tryTo(history, 'takeHandover', { data: { ...words.takeHandover, proposalId: back } }),
    ).toMatchObject({
      code: 'RULE',
      rule: 'one-takes-what-the-other-has',
    })
    expect(openProposals(read(history), 'sender')).toEqual([back])
  })

  test('a take that the other gateway has rejected moves nothing', () => {
    expect(both([...common, { ...taken, standing: 'void' }])).toEqual(['sender'])
  })

  test('only who answers for the case can propose it, and nobody takes twice', () => {
    const refused = [
      tryTo(after('submit'), 'proposeHandover', {
        by: 'RO',
        data: { ...words.proposeHandover, to: offer.from },
      }),
      tryTo(after('submit', 'proposeHandover', 'takeHandover'), 'takeHandover'),
      tryTo(after('submit'), 'takeHandover'),
    ]
    expect(
      refused.map((decision) => (decision.accepted ? 'accepted' : (decision.rule ?? decision.code))),
    ).toEqual(['the-responsible-proposes', 'NOT_IN_THIS_STATE', 'something-to-answer'])
  })
})

describe('R36 a dispute', () => {
  test('is shown until either side has settled it, and the last responsible goes on meanwhile', () => {
    const disputed = told('submit', 'disputeResponsibility')
    expect(responsible(disputed)).toMatchObject({ side: 'sender', disputed: true })
    expect(openDisputes(disputed)).toEqual([words.disputeResponsibility.disputeId])
    expect(responsible(told('submit', 'disputeResponsibility', 'settleDispute'))).toMatchObject({
      side: 'sender',
      disputed: false,
    })
  })
  test('blocks nothing: help goes on', () => {
    const history = after('submit', 'acknowledge', 'accept', 'disputeResponsibility')
    for (const verb of ['arrangeReception', 'reportIncident', 'startService', 'proposeHandover'] as const) {
      expect(tryTo(history, verb).accepted).toBe(true)
    }
  })
})
