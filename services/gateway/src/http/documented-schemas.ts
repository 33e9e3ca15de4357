/** The contract's schemas as components of an OpenAPI document: by title, closed as our own clients must meet them. */
import { readFileSync } from 'node:fs'
import { closedSchemaDocuments, type EventType, type SchemaDocument, schemaOf } from '@onward/contract'
import { moves } from '@onward/referral'
import { commandVerbs } from './request-check.ts'
import { sealBody, sealingVerbs } from './seal-body.ts'

/** Every schema of the contract by its title, each reference turned into one within the document. */
export function contractComponents(): Readonly<Record<string, unknown>> {
  const documents = closedSchemaDocuments()
  const titles = new Map(documents.map((document) => [document.$id, titleOf(document)]))
  return Object.fromEntries(
    documents.map((document) => {
      const { $id, $schema: _draft, ...schema } = { $schema: undefined, ...document }
      return [titleOf(document), within(schema, $id, titles)]
    }),
  )
}

/** A reference to the schema of a type's data. */
export function referenceTo(type: EventType): { readonly $ref: string } {
  const document = closedSchemaDocuments().find(({ $id }) => $id === schemaOf(type).uri)
  if (!document) throw new Error(`there is no schema for ${type}`)
  return { $ref: `#/components/schemas/${titleOf(document)}` }
}

/** The schema of an answer that is a document of the contract; the documentation shows that schema in its place. */
export function contractAnswer(title: string, description: string) {
  return { description, type: 'object', additionalProperties: true, [ANSWER]: title } as const
}

/** A reference to the document of the contract behind an answer's schema, if it has one. */
export function answerReference(schema: unknown): { readonly $ref: string } | undefined {
  const title = Object(schema)[ANSWER]
  return typeof title === 'string' ? { $ref: `#/components/schemas/${title}` } : undefined
}

const ANSWER = 'x-contract'

/**
 * The schema of a body: that of the type's data, and beside it members of our own, which are not sent. The contract's
 * schema is closed, so these stand in a copy of it.
 */
export function withOwnMembers(type: EventType, own: Readonly<Record<string, unknown>>): object {
  if (Object.keys(own).length === 0) return referenceTo(type)
  const name = referenceTo(type).$ref.slice('#/components/schemas/'.length)
  const schema = Object(contractComponents()[name])
  return { ...schema, properties: { ...schema.properties, ...own } }
}

/** One variant for each verb: its word, and the data that it takes. */
export function commandVariants(): readonly object[] {
  return commandVerbs.map((verb) => ({
    title: verb,
    type: 'object',
    additionalProperties: false,
    required: ['verb', 'data'],
    properties: {
      verb: { const: verb },
      data: referenceTo(moves[verb].type),
      ...(sealingVerbs.includes(verb) && { seal: sealBody }),
    },
  }))
}

/** The example that the contract gives for a type: an invented person, and the tests prove it valid. */
export function exampleOf(type: EventType): unknown {
  const name = schemaOf(type)
    .uri.slice(schemaOf(type).uri.lastIndexOf('/') + 1)
    .replace('.schema.json', '.json')
  return JSON.parse(readFileSync(new URL(name, EXAMPLES), 'utf8'))
}

const EXAMPLES = new URL('../../../../schemas/examples/valid/event/', import.meta.url)

function titleOf(document: SchemaDocument): string {
  return 'title' in document ? String(document.title) : document.$id
}

function within(value: unknown, base: string, titles: ReadonlyMap<string, string>): unknown {
  if (Array.isArray(value)) return value.map((item) => within(item, base, titles))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => {
      if (key !== '$ref' || typeof member !== 'string') return [key, within(member, base, titles)]
      const { href, hash } = new URL(member, base)
      const title = titles.get(hash ? href.slice(0, -hash.length) : href)
      return [key, title === undefined ? member : `#/components/schemas/${title}${hash.slice(1)}`]
    }),
  )
}
