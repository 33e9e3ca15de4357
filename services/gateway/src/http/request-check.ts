/**
 * How a request is checked: bodies by the contract, which our own clients must meet exactly; parameters and
 * headers by small schemas of their own. An unknown field is an error, not something to drop in silence, and
 * nothing is converted: numbers in a query are strings with the pattern of a number.
 */
import {
  type EventType,
  type Fault,
  isEventType,
  pointerToken,
  validateContentToSeal,
  validateStrictly,
} from '@onward/contract'
import { isVerb, moveOf, moves, type Verb, verbs } from '@onward/referral'
import type { FastifyServerOptions } from 'fastify'
import type { FastifySchemaValidationError } from 'fastify/types/schema.js'
import { type FieldFault, Problem } from './problem.ts'

/** A body as the contract describes it: the data of one type of event, or a command. */
export type WholeBody = EventType | 'command'

/** Such a body, or a part of one: what is to be sealed. */
export type ContractBody = WholeBody | 'sealed-content'

/** The schema of such a body; the documentation shows the contract's schema in its place. */
export function contractBody(body: ContractBody) {
  return { [KEYWORD]: body } as const
}

/** The same with members of our own beside those of the contract, each with its schema: what is not sent. */
export function contractBodyWith(body: WholeBody, own: Readonly<Record<string, object>>) {
  return { [KEYWORD]: body, type: 'object', properties: own } as const
}

/** The members of our own of such a body. */
export function ownMembersOf(schema: unknown): Readonly<Record<string, unknown>> {
  return isObject(schema) && isObject(schema.properties) ? schema.properties : {}
}

/** The name of the contract's body behind a route's schema, if it has one. */
export function contractBodyOf(schema: unknown): WholeBody | undefined {
  const name = isObject(schema) ? schema[KEYWORD] : undefined
  return isBodyName(name) ? name : undefined
}

/** What two people say together, each by a request of their own. */
const twoWorkers = 'attestAnswer' satisfies Verb

/**
 * What a person can do to a referral that exists: not what only begins one, nor what the gateway alone notes, nor what
 * takes two people, for one request brings one credential (practice §9).
 */
export const commandVerbs: readonly Verb[] = verbs.filter((verb) => {
  const { opens, by } = moveOf(verb)
  return opens !== 'first' && by.some((role) => role !== 'gateway') && verb !== twoWorkers
})

/** The options of Fastify's Ajv: none of its kindness, and the contract as a keyword. */
export const ajvOptions = {
  customOptions: {
    removeAdditional: false,
    coerceTypes: false,
    useDefaults: false,
    allErrors: true,
    strict: true,
    // A test checks every schema against the meta-schema; compiling that would cost a tenth of a start.
    validateSchema: false,
    meta: false,
    code: { optimize: false },
  },
  onCreate: (ajv) => {
    ajv.addKeyword({ keyword: KEYWORD, schemaType: 'string', errors: true, compile: contractCheck })
  },
} satisfies FastifyServerOptions['ajv']

/** Turns what Ajv found into one problem, by the part of the request it was found in. */
export function requestProblem(errors: readonly FastifySchemaValidationError[], part: string): Problem {
  switch (part) {
    case 'params':
      return new Problem('NOT_FOUND', 'There is nothing under this address.')
    case 'headers':
      return errors.some(({ params }) => params.missingProperty === 'idempotency-key')
        ? new Problem('IDEMPOTENCY_KEY_REQUIRED', 'Every POST needs the header Idempotency-Key.', {
            remedy:
              'Send a new random word (a UUID) with each new request, and the same one when you repeat it.',
          })
        : new Problem('HEADER_INVALID', 'A header does not have the expected form.', {
            errors: errors.map(fieldFault),
          })
    case 'querystring':
      return new Problem('QUERY_INVALID', 'A query parameter is wrong.', { errors: errors.map(fieldFault) })
    default:
      return new Problem('SCHEMA_INVALID', 'Some fields are wrong; nothing was stored.', {
        errors: errors.map(fieldFault),
      })
  }
}

const KEYWORD = 'x-contract'

interface ContractCheck {
  (value: unknown): boolean
  /** Where Ajv looks for what a keyword of ours has found. */
  errors: { keyword: string; params: { fault: Fault } }[]
}

function contractCheck(body: ContractBody, parent: unknown): ContractCheck {
  const own = Object.keys(ownMembersOf(parent))
  const check: ContractCheck = (value) => {
    // That it is no object is said once, by the schema of our own members.
    const faults = own.length > 0 && !isObject(value) ? [] : faultsOf(body, without(value, own))
    check.errors = faults.map((fault) => ({ keyword: KEYWORD, params: { fault } }))
    return faults.length === 0
  }
  // Each validator is compiled by the first request that needs it: few gateways ever hear all ninety verbs.
  check.errors = []
  return check
}

function faultsOf(body: ContractBody, value: unknown): readonly Fault[] {
  if (body === 'command') return commandFaults(value)
  return body === 'sealed-content' ? validateContentToSeal(value) : validateStrictly(body, value)
}

function without(value: unknown, names: readonly string[]): unknown {
  if (names.length === 0 || !isObject(value)) return value
  return Object.fromEntries(Object.entries(value).filter(([name]) => !names.includes(name)))
}

/** A command is a verb and the data of that verb's event, and nothing else. */
function commandFaults(value: unknown): readonly Fault[] {
  if (!isObject(value))
    return [{ pointer: '', reason: 'must be an object', hint: 'Send {"verb": …, "data": …}.' }]
  const unknown = Object.keys(value)
    .filter((name) => name !== 'verb' && name !== 'data')
    .map((name) => ({
      pointer: `/${pointerToken(name)}`,
      reason: 'is not a field of a command',
      hint: 'Remove it.',
    }))
  const { verb } = value
  if (typeof verb !== 'string' || !isVerb(verb) || !commandVerbs.includes(verb)) {
    return [
      ...unknown,
      {
        pointer: '/verb',
        reason: 'is not something to do to a referral',
        hint:
          verb === twoWorkers
            ? 'Note it under /v1/referrals/{id}/attestations, and let a second worker confirm it there.'
            : `Use one of: ${commandVerbs.join(', ')}.`,
      },
    ]
  }
  if (!('data' in value)) return [...unknown, { pointer: '/data', reason: 'is missing', hint: 'Add it.' }]
  const faults = validateStrictly(moves[verb].type, value.data)
  return [...unknown, ...faults.map((fault) => ({ ...fault, pointer: `/data${fault.pointer}` }))]
}

function fieldFault({ instancePath, params, keyword, message }: FastifySchemaValidationError): FieldFault {
  const { fault } = params
  if (isFault(fault))
    return { pointer: `${instancePath}${fault.pointer}`, reason: fault.reason, remedy: fault.hint }
  const name = params.additionalProperty ?? params.missingProperty
  const pointer = name === undefined ? instancePath : `${instancePath}/${pointerToken(String(name))}`
  return {
    pointer,
    reason: keyword === 'additionalProperties' ? 'is not known here' : (message ?? 'is wrong'),
    remedy: 'See the documentation of this route.',
  }
}

function isFault(value: unknown): value is Fault {
  return isObject(value) && typeof value.pointer === 'string' && typeof value.reason === 'string'
}

function isBodyName(name: unknown): name is WholeBody {
  return typeof name === 'string' && (name === 'command' || isEventType(name))
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
