/** Sections as a page shows them: each field by what its schema says it is, whatever fields a later version adds. */
import { type SchemaDocument, schemaDocuments } from '@onward/contract'
import type { ReadableSections } from '../rights/reading.ts'
import { type Html, html } from './html.ts'
import { codeInWords, words } from './words.ts'

/** The sections, one after the other. */
export function contentOf(sections: ReadableSections): Html {
  const shown = Object.entries(sections).map(([name, section]) => {
    const schema = documents.get(`section/${kebab(name)}`)
    return html`<section><h3>${codeInWords(name)}</h3>${fields(section, schema)}</section>`
  })
  return shown.length === 0 ? html`<p>${words.noContent}</p>` : html`${shown}`
}

interface Schema {
  readonly $id?: string
  readonly $ref?: string
  readonly description?: string
  readonly properties?: Readonly<Record<string, Schema>>
  readonly items?: Schema
}

/** By the end of their names: `section/person`. */
const documents: ReadonlyMap<string, Schema> = new Map(
  schemaDocuments.map((document: SchemaDocument) => [
    document.$id.replace(/^.*\/v1\//, '').replace('.schema.json', ''),
    document as Schema, // sound: only looked into, and every member may be missing
  ]),
)

function fields(value: object, schema: Schema | undefined): Html {
  const rows = Object.entries(value).map(([name, each]) => {
    const own = schema?.properties?.[name]
    return html`<dt>${labelOf(name, own)}</dt><dd>${shown(each, target(own))}</dd>`
  })
  return html`<dl>${rows}</dl>`
}

function shown(value: unknown, schema: Schema | undefined): Html {
  if (typeof value === 'boolean') return html`${value ? words.yes : words.no}`
  if (typeof value === 'number') return html`${value}`
  if (typeof value === 'string') return html`${isCode(value) ? codeInWords(value) : value}`
  if (Array.isArray(value))
    return html`<ul>${value.map((each: unknown) => html`<li>${shown(each, target(schema?.items))}</li>`)}</ul>`
  if (typeof value !== 'object' || value === null) return html``
  if ('text' in value && 'language' in value)
    return html`<p lang="${String(value.language)}">${String(value.text)}</p>`
  return fields(value, schema)
}

/** The first sentence of what the schema says; else the field's own name. */
function labelOf(name: string, schema: Schema | undefined): string {
  const sentence = schema?.description?.split('. ')[0]?.replace(/\.$/, '')
  return sentence && sentence.length <= 80 ? sentence : codeInWords(name.replace(/^[a-z]{3}_/, ''))
}

function target(schema: Schema | undefined): Schema | undefined {
  const name = schema?.$ref?.replace(/^(\.\.\/)+/, '').replace('.schema.json', '')
  return name === undefined ? schema : (documents.get(name) ?? documents.get(`section/${name}`))
}

function isCode(text: string): boolean {
  return /^[A-Z]?[a-z]+([A-Z][a-z]+)+$/.test(text)
}

function kebab(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
}
