/** How far a case comes before somebody travels, step by step; and the way back, when the case is handed back. */
import { offer, type Step, words } from './example.test-data.ts'
import type { Verb } from './moves.ts'

export const accepted = ['submit', 'acknowledge', 'giveFeedback', 'accept'] as const satisfies readonly Verb[]

/** Somebody waits, and the person knows of it. */
export const received = [...accepted, 'arrangeReception', 'confirmReception'] as const

export const planned = [...received, 'planJourney'] as const

/** RO proposes that NL answers for the case again, after it has taken it. */
export const handBack = {
  ...words.proposeHandover,
  proposalId: 'd7d2a5c4-90a8-4b8f-9f06-6e4f0c9b1a11',
  to: offer.from,
  from: words.proposeHandover.to,
}
export const handsBack = ['proposeHandover', { by: 'RO', data: handBack }] as const satisfies Step

/** Who takes it back, in the organisation that offered the case. */
export const taker = {
  staffId: 'nl-fp-02',
  organisation: offer.from.organisation,
  role: 'FocalPoint',
} as const
export const takesBack = [
  'takeHandover',
  {
    by: 'NL',
    data: {
      ...words.takeHandover,
      proposalId: handBack.proposalId,
      responsible: taker,
      alternate: { ...taker, staffId: 'nl-fp-03' },
    },
  },
] as const satisfies Step
