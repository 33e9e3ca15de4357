/** How far a case comes before somebody travels, step by step. */
import type { Verb } from './moves.ts'

export const accepted = ['submit', 'acknowledge', 'giveFeedback', 'accept'] as const satisfies readonly Verb[]

/** Somebody waits, and the person knows of it. */
export const received = [...accepted, 'arrangeReception', 'confirmReception'] as const

export const planned = [...received, 'planJourney'] as const
