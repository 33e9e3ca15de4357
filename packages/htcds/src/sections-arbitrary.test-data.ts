/** Random sections, made from the schemas themselves: a field that is added to a schema is in the next run. */
import { type Sections, schemaDocuments } from '@onward/contract'
import fc from 'fast-check'

const base = 'https://onward.example/schemas/v1/'
const byId = new Map<string, unknown>(schemaDocuments.map((document) => [document.$id, document]))

/** In every text that could be a person's, so that a report can be searched for it. */
export const mark = 'Zorvath'

/** What spreadsheets run, CSV ends at, and JSON escapes. */
const hostile = [
  '=1+1',
  '+31 6',
  '-2',
  '@a',
  '\t=x',
  " '=1",
  "''+1",
  'a;b',
  'a,b',
  '"',
  'a\r\nb',
  '\r',
  'ă',
  '😀',
  '＝1',
  '__proto__',
]

export const sections: fc.Arbitrary<Sections> = fromSchema(
  byId.get(`${base}sections.schema.json`),
  base,
) as fc.Arbitrary<Sections> // Sound: made from the schema of that very type.

type Node = Readonly<Record<string, unknown>>

function fromSchema(schema: unknown, uri: string): fc.Arbitrary<unknown> {
  const node = asNode(schema)
  if (typeof node.$ref === 'string') {
    const target = new URL(node.$ref, uri).href
    return fromSchema(byId.get(target), target)
  }
  if (Array.isArray(node.enum)) return fc.constantFrom<unknown>(...node.enum)
  if ('const' in node) return fc.constant(node.const)
  switch (node.type) {
    case 'boolean':
      return fc.boolean()
    case 'integer':
      return fc.integer({ min: Number(node.minimum), max: Math.min(Number(node.maximum), 2 ** 31 - 1) })
    case 'string':
      return text(node)
    case 'array':
      return fc.uniqueArray(fromSchema(node.items, uri), {
        minLength: Number(node.minItems ?? 0),
        maxLength: Math.min(Number(node.maxItems ?? 4), 4),
        comparator: (a, b) => JSON.stringify(a) === JSON.stringify(b),
      })
    case 'object':
      return object(node, uri)
    default:
      throw new Error(`${uri} has a type that the test does not know.`)
  }
}

function object(node: Node, uri: string): fc.Arbitrary<unknown> {
  const properties = Object.entries(asNode(node.properties))
  const model = Object.fromEntries(properties.map(([name, property]) => [name, fromSchema(property, uri)]))
  return fc.record(model, { requiredKeys: Array.isArray(node.required) ? node.required.map(String) : [] })
}

function text(node: Node): fc.Arbitrary<string> {
  if (node.format === 'date') {
    return fc
      .date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10))
  }
  if (typeof node.pattern === 'string')
    return fc.oneof(usual(node.pattern), fc.stringMatching(new RegExp(node.pattern)))
  const most = Number(node.maxLength) - mark.length - 6
  return fc
    .oneof(fc.constantFrom(...hostile), fc.string({ unit: 'binary', maxLength: most }))
    .map((rest) => (rest.includes('\u0000') ? mark : `${rest}${mark}`))
}

/** Random letters are seldom the code of a country or a language. */
function usual(pattern: string): fc.Arbitrary<string> {
  const fitting = ['RO', 'NL', 'XK', 'ro', 'ckb', 'zh-Hant', 'pt-BR', 'ron', mark].filter((each) =>
    new RegExp(pattern).test(each),
  )
  return fitting.length === 0 ? fc.stringMatching(new RegExp(pattern)) : fc.constantFrom(...fitting)
}

function asNode(value: unknown): Node {
  if (typeof value !== 'object' || value === null) throw new Error('A schema names one that is not there.')
  return value as Node // Sound: the members of an object may be read by name.
}
