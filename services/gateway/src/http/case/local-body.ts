/** What a caseworker says of a case that stays here: the form of it, and its records. */
import type {
  Body,
  CapacityConfirmed,
  Exclusion,
  LocalRecord,
  ProtectionCheck,
  ReflectionPeriod,
} from '@onward/referral'
import { Problem } from '../problem.ts'

/** The member `local` of the body of what begins. */
export interface LocalBody {
  readonly protectionCheck?: ProtectionCheck
  readonly exclusions?: readonly Exclusion[]
  readonly reflectionPeriod?: ReflectionPeriod
  /** Of the recipient to whom this is sent. */
  readonly capacity?: { readonly channel: CapacityConfirmed['channel']; readonly confirmedAt?: string }
}

export const protectionCheckBody = {
  type: 'object',
  additionalProperties: false,
  required: ['informedOn', 'language', 'outcome'],
  properties: {
    informedOn: {
      type: 'string',
      format: 'date',
      description: 'The day on which the person was told of asylum.',
      examples: ['2026-11-20'],
    },
    language: {
      type: 'string',
      pattern: '^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?$',
      description: 'In which language, BCP 47.',
      examples: ['ro'],
    },
    outcome: {
      type: 'string',
      enum: ['none', 'considering', 'pending', 'granted', 'refusedFinal', 'waivedByPerson'],
      description:
        'What the person wants or has: `considering`, `pending` and `granted` stop all contact with state and police there.',
    },
    countries: {
      type: 'array',
      items: { type: 'string', pattern: '^[A-Z]{2}$' },
      maxItems: 20,
      uniqueItems: true,
      description:
        'Every country of citizenship, former residence or feared harm. Left out: any country may be one of them.',
      examples: [['RO']],
    },
  },
} as const

export const exclusionBody = {
  type: 'object',
  additionalProperties: false,
  required: ['member'],
  properties: {
    member: { type: 'string', pattern: '^[A-Z]{2,8}$', description: 'The member.', examples: ['RO'] },
    organisation: {
      type: 'string',
      pattern: '^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$',
      description: 'One organisation of it; left out for the member as a whole.',
      examples: ['ro-police'],
    },
    lifted: { type: 'boolean', description: 'True when the person takes an earlier exclusion back.' },
  },
} as const

const day = { type: 'string', format: 'date' } as const

export const reflectionPeriodBody = {
  type: 'object',
  additionalProperties: false,
  required: ['status'],
  properties: {
    status: {
      type: 'string',
      enum: ['notStarted', 'running', 'ended', 'waived'],
      description:
        'Where it stands. While it is `running` no journey is planned into it, unless the person wishes that date.',
    },
    start: { ...day, description: 'The first day.', examples: ['2026-11-20'] },
    end: { ...day, description: 'The last day; left out while nobody has set it.', examples: ['2026-12-20'] },
  },
} as const

const capacityBody = {
  type: 'object',
  additionalProperties: false,
  required: ['channel'],
  description:
    'The recipient has said outside of this system that it has room. An answered inquiry, a list of services or an earlier yes are found without it.',
  properties: {
    channel: { type: 'string', enum: ['telephone', 'email', 'meeting'], description: 'How it was said.' },
    confirmedAt: {
      type: 'string',
      pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}[.][0-9]{3}Z$',
      description: 'When; just now if it is left out.',
      examples: ['2026-11-21T09:00:00.000Z'],
    },
  },
} as const

/** With what begins. It is taken off the body before anything is signed. */
export const localBody = {
  type: 'object',
  additionalProperties: false,
  description:
    'What this member is to know of the case from now on. It is kept here, under the key of this member, and never sent.',
  properties: {
    protectionCheck: protectionCheckBody,
    exclusions: { type: 'array', items: exclusionBody, maxItems: 50 },
    reflectionPeriod: {
      ...reflectionPeriodBody,
      description:
        'The recovery and reflection period (R28), which need not travel: `legalStatus` tells of it where it does.',
    },
    capacity: capacityBody,
  },
} as const

/**
 * The records that were said.
 *
 * @param at where it stands in the body, as a JSON pointer by what it is of
 * @param to to whom what begins is sent; capacity is theirs
 * @throws Problem SCHEMA_INVALID for a day that has not come, and for a period that ends before it begins
 */
export function recordsOf(
  { protectionCheck, exclusions = [], reflectionPeriod, capacity }: LocalBody,
  { now, at, to }: { readonly now: Date; readonly at: Where; readonly to?: Body | undefined },
): readonly LocalRecord[] {
  const today = now.toISOString().slice(0, 10)
  if (protectionCheck && protectionCheck.informedOn > today)
    throw wrong(`${at('protectionCheck')}/informedOn`, 'has not come yet', 'Record it when it has been done.')
  const { start, end } = reflectionPeriod ?? {}
  if (start !== undefined && end !== undefined && end < start)
    throw wrong(`${at('reflectionPeriod')}/end`, 'comes before the first day', 'Correct one of the two days.')
  return [
    ...(protectionCheck ? [{ kind: 'protectionCheck' as const, ...protectionCheck }] : []),
    ...exclusions.map((exclusion) => ({ kind: 'exclusion' as const, ...exclusion })),
    ...(reflectionPeriod ? [{ kind: 'reflectionPeriod' as const, ...reflectionPeriod }] : []),
    ...(capacity && to
      ? [
          {
            kind: 'capacity' as const,
            member: to.member,
            organisation: to.organisation,
            channel: capacity.channel,
            confirmedAt: capacity.confirmedAt ?? now.toISOString(),
          },
        ]
      : []),
  ]
}

/** The JSON pointer of one part of what was said. */
export type Where = (part: keyof LocalBody) => string

function wrong(pointer: string, reason: string, remedy: string): Problem {
  return new Problem('SCHEMA_INVALID', 'Some fields are wrong; nothing was stored.', {
    errors: [{ pointer, reason, remedy }],
  })
}
