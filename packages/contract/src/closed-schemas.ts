/** The schemas as our own clients must meet them: the same, but unknown fields are faults. */
import { schemaDocuments } from './generated/schemas.ts'

export type SchemaDocument = (typeof schemaDocuments)[number]

/** Every schema document with `additionalProperties: false` on each object that lists its properties. */
export function closedSchemaDocuments(): readonly SchemaDocument[] {
  return schemaDocuments.map((document) => ({ ...closeMembers(document), $id: document.$id }))
}

/** Conditions look at single properties of a value described elsewhere; closing them would refuse the rest. */
const conditions = new Set(['if', 'then', 'else', 'allOf'])

function closeMembers(schema: object): Readonly<Record<string, unknown>> {
  const members = Object.fromEntries(
    Object.entries(schema).map(([key, value]) => [key, conditions.has(key) ? value : close(value)]),
  )
  return 'properties' in schema ? { additionalProperties: false, ...members } : members
}

function close(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(close)
  return typeof value === 'object' && value !== null ? closeMembers(value) : value
}
