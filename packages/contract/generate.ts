/**
 * Writes `src/generated/` from the JSON Schemas in `schemas/`: the types, and the documents themselves as
 * one module, so that a gateway needs no right to read files. `--check` writes nothing and fails if the
 * generated files are not current.
 */
import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import canonicalize from 'canonicalize'
import openapiTS, { astToString } from 'openapi-typescript'

type Document = Readonly<Record<string, unknown>> & { readonly $id: string; readonly title: string }

const here = dirname(fileURLToPath(import.meta.url))
const base = 'https://onward.example/schemas/v1/'
const notice = '// Generated from schemas/ by `npm run generate`. Do not edit.\n\n'

/** The generated files by name, with what they should hold now. */
export async function generate(): Promise<ReadonlyMap<string, string>> {
  const documents = readSchemas(join(here, '../../schemas'))
  return new Map([
    ['contract.ts', notice + (await typesOf(documents))],
    ['schemas.ts', notice + moduleOf(documents)],
  ])
}

/** Where a generated file lies. */
export function generatedPath(name: string): string {
  return join(here, 'src/generated', name)
}

function readSchemas(folder: string): readonly Document[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => name.endsWith('.schema.json'))
    .sort()
    .map((name) => {
      const document: unknown = JSON.parse(readFileSync(join(folder, name), 'utf8'))
      if (!isDocument(document) || document.$id !== base + name) {
        throw new Error(`schemas/${name}: $id must be ${base}${name}, and there must be a title.`)
      }
      return document
    })
}

function isDocument(value: unknown): value is Document {
  return (
    typeof value === 'object' &&
    value !== null &&
    '$id' in value &&
    'title' in value &&
    typeof value.$id === 'string' &&
    typeof value.title === 'string'
  )
}

async function typesOf(documents: readonly Document[]): Promise<string> {
  const titles = new Map(documents.map(({ $id, title }) => [$id, title]))
  const schemas = Object.fromEntries(
    documents.map((document) => [document.title, forTypes(document, document.$id, titles)]),
  )
  const info = { title: 'Onward', version: '1' }
  const syntax = await openapiTS(
    JSON.stringify({ openapi: '3.1.0', info, paths: {}, components: { schemas } }),
    { immutable: true, rootTypes: true, rootTypesNoSchemaPrefix: true, silent: true },
  )
  const events = eventSchemas(documents).map(([type, { title, description }]) => {
    return `  /** ${String(description)} */\n  readonly '${type}': ${title}\n`
  })
  return `${onlySchemas(astToString(syntax))}
/** The data that belongs to each type of event. */
export interface EventData {
${events.join('')}}
`
}

/** Leaves out what an OpenAPI document has besides schemas. */
function onlySchemas(types: string): string {
  return types
    .replaceAll(/^export type (paths|webhooks|operations|\$defs) = .*;\n/gm, '')
    .replace('export interface components', 'interface components')
}

/** Points references at their types, and drops what only a validator understands. */
function forTypes(value: unknown, uri: string, titles: ReadonlyMap<string, string>): unknown {
  if (Array.isArray(value)) return value.map((item) => forTypes(item, uri, titles))
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).filter(([key]) => !validatorOnly.has(key))
  return Object.fromEntries(
    entries.map(([key, item]) => {
      if (key !== '$ref' || typeof item !== 'string') return [key, forTypes(item, uri, titles)]
      const title = titles.get(new URL(item, uri).href)
      if (title === undefined) throw new Error(`${uri}: ${item} does not exist.`)
      return [key, `#/components/schemas/${title}`]
    }),
  )
}

const validatorOnly = new Set(['$schema', '$id', 'allOf', 'if', 'then', 'else', 'dependentRequired'])

function moduleOf(documents: readonly Document[]): string {
  const events = eventSchemas(documents).map(([type, document]) => {
    const bytes = canonicalize(document)
    if (bytes === undefined) throw new Error(`${document.$id} has no canonical form.`)
    const digest = createHash('sha256').update(bytes).digest('base64url')
    return `  '${type}': { uri: '${document.$id}', digest: '${digest}' },\n`
  })
  const codes = documents
    .filter((document) => document.$id.startsWith(`${base}code/`))
    .map(({ title, enum: values }) => `  ${title}: ${JSON.stringify(values)},\n`)
  // One document a line: a change shows as one changed line.
  const lines = documents.map((document) => `  ${JSON.stringify(document)},\n`)
  return `/** The schema of the data of each event type, and the digest of that document. */
export const eventSchemas = {
${events.join('')}} as const

/** Every code list, by the name of its type. */
export const codes = {
${codes.join('')}} as const

/** Every schema document in \`schemas/\`. */
export const schemaDocuments: readonly { readonly $id: string; readonly [keyword: string]: unknown }[] = [
${lines.join('')}]
`
}

/** Event types are named by their schema: ReferralSubmitted in event/ is the data of referral.submitted. */
function eventSchemas(documents: readonly Document[]): readonly (readonly [string, Document])[] {
  return documents
    .filter(({ $id }) => $id.startsWith(`${base}event/`))
    .map((document) => {
      const [, noun = '', verb = ''] = /^([A-Z][a-z]+)([A-Z]\w+)$/.exec(document.title) ?? []
      return [`${noun.toLowerCase()}.${verb.charAt(0).toLowerCase()}${verb.slice(1)}`, document] as const
    })
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const stale: string[] = []
  for (const [name, text] of await generate()) {
    if (process.argv.includes('--check')) {
      if (readFileSync(generatedPath(name), 'utf8') !== text) stale.push(name)
    } else {
      mkdirSync(dirname(generatedPath(name)), { recursive: true })
      writeFileSync(generatedPath(name), text)
    }
  }
  if (stale.length > 0) {
    console.error(`Not current: ${stale.join(', ')}. Run \`npm run generate\`.`)
    process.exitCode = 1
  }
}
