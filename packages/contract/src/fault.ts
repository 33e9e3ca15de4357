/** Says in words what a validator found, for a reader who can mend it. */
import type { ErrorObject } from 'ajv/dist/2020.js'
import type { Fault } from './error.ts'
import { pointerToken } from './plain.ts'

/**
 * The fault behind one error of the validator, or nothing if the error only repeats another one.
 * A fault never holds the value it is about: values are personal, faults are logged.
 */
export function fault(error: ErrorObject): Fault | undefined {
  const at = error.instancePath
  const { params } = error
  switch (error.keyword) {
    // The branch that failed, or the number of items, is reported by itself.
    case 'if':
    case 'items':
      return undefined
    case 'required':
    case 'dependentRequired':
      return { pointer: step(at, params.missingProperty), reason: 'is missing', hint: 'Add it.' }
    case 'additionalProperties':
      return {
        pointer: step(at, params.additionalProperty),
        reason: 'is not a field of this schema',
        hint: 'Remove it, or check its spelling.',
      }
    case 'type':
      return { pointer: at, reason: `must be of type ${String(params.type)}`, ...meaning(error) }
    case 'enum':
      return {
        pointer: at,
        reason: 'is not in the code list',
        hint: `Use one of: ${list(params.allowedValues)}.`,
      }
    case 'const':
      return {
        pointer: at,
        reason: 'must have its one fixed value',
        hint: `Use ${JSON.stringify(params.allowedValue)}.`,
      }
    case 'pattern':
    case 'format':
      return { pointer: at, reason: 'does not have the expected form', ...meaning(error) }
    case 'false schema':
      return { pointer: at, reason: 'must not be here', hint: 'Remove it.' }
    case 'minLength':
    case 'maxLength':
      return limit(at, error.keyword, params.limit, 'characters')
    case 'minItems':
    case 'maxItems':
      return limit(at, error.keyword, params.limit, 'items')
    case 'minProperties':
    case 'maxProperties':
      return limit(at, error.keyword, params.limit, 'fields')
    case 'minimum':
    case 'maximum':
      return limit(at, error.keyword, params.limit, '')
    case 'uniqueItems':
      return { pointer: at, reason: 'holds an item twice', hint: 'Remove the repetition.' }
    default:
      return { pointer: at, reason: `breaks the rule "${error.keyword}"`, ...meaning(error) }
  }
}

function limit(pointer: string, keyword: string, bound: unknown, unit: string): Fault {
  const words = keyword.startsWith('min') ? 'at least' : 'at most'
  if (unit === '') return { pointer, reason: `must be ${words} ${String(bound)}` }
  return { pointer, reason: `must have ${words} ${String(bound)} ${bound === 1 ? unit.slice(0, -1) : unit}` }
}

/** The words of the schema about the value, which say what is expected. */
function meaning({ parentSchema }: ErrorObject): { readonly hint?: string } {
  const description: unknown = parentSchema?.description
  return typeof description === 'string' ? { hint: `Expected: ${description}` } : {}
}

function step(pointer: string, name: unknown): string {
  return `${pointer}/${pointerToken(String(name))}`
}

function list(values: unknown): string {
  return Array.isArray(values) ? values.join(', ') : ''
}
