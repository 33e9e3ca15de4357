/** What a caseworker wants sealed to an organisation of the receiver: beside the data of an offer or an amendment. */
import type { Verb } from '@onward/referral'
import type { ToSeal } from '../submit/sealing.ts'
import { Problem } from './problem.ts'
import { contractBody } from './request-check.ts'

/** With what a section can be sent. */
export const sealingVerbs: readonly Verb[] = ['submit', 'amend']

/** The member `seal` of the body. */
export type SealBody = readonly ToSeal[]

export const sealBody = {
  type: 'array',
  minItems: 1,
  maxItems: 4,
  description:
    'Sections that only one organisation of the receiver will read, each sealed here to its own key in the directory: no gateway there can, nor can this one again. `dataScope` names them, the permission the organisation. Keep a copy where you keep the case.',
  items: {
    type: 'object',
    additionalProperties: false,
    required: ['organisation', 'content'],
    properties: {
      organisation: {
        type: 'string',
        pattern: '^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$',
        description: 'Whose it will be; one of the receiver.',
        examples: ['ro-lawyer'],
      },
      content: {
        ...contractBody('sealed-content'),
        description:
          'As the schema `SealedContent` has it: one section, and with `legalStatus` also `nonPunishment`.',
      },
    },
  },
} as const

/** @throws Problem SCHEMA_INVALID when this verb sends no section */
export function sealWith(verb: Verb, seal: SealBody | undefined): SealBody | undefined {
  if (seal === undefined || sealingVerbs.includes(verb)) return seal
  const reason = 'does not go with this verb'
  const remedy = `Seal with ${sealingVerbs.join(' or ')}.`
  throw new Problem('SCHEMA_INVALID', 'Some fields are wrong; nothing was stored.', {
    errors: [{ pointer: '/seal', reason, remedy }],
  })
}
