import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, test } from 'vitest'
import { faultsOf } from './compile.ts'
import { schemaDocuments } from './generated/schemas.ts'
import { validateStrictly } from './validate.ts'

const base = 'https://onward.example/schemas/v1/'
const examples = join(import.meta.dirname, '../../../schemas/examples')
const valid = namesIn('valid')
const invalid = namesIn('invalid').filter((name) => name !== 'faults')
const expectedFaults = new Map(Object.entries(Object(read('invalid/faults'))))

describe('an example', () => {
  test.each(valid)('%s is valid', (name) => {
    expect(faultsOf(schemaOfExample(name), read(`valid/${name}`))).toEqual([])
  })

  test.each(invalid)('R4 %s has the fault it is named for, and no other', (name) => {
    const found = faultsOf(schemaOfExample(name), read(`invalid/${name}`))
    expect(found.map(({ pointer, reason }) => ({ pointer, reason }))).toEqual([expectedFaults.get(name)])
  })

  test('exists for every fault that is expected', () => {
    expect([...expectedFaults.keys()].sort()).toEqual([...invalid].sort())
  })

  test.each(['first-case', 'second-case'])('handover/%s is what a client may submit', (name) => {
    expect(validateStrictly('referral.submitted', read(`handover/${name}`))).toEqual([])
  })
})

describe('a schema', () => {
  const ajv = new Ajv2020({ strict: false })

  test.each(schemaDocuments.map((document) => [document.$id, document] as const))(
    '%s is a JSON Schema',
    (_, document) => {
      expect(ajv.validateSchema(document), ajv.errorsText()).toBe(true)
      expect(document).toMatchObject({
        $schema: 'https://json-schema.org/draft/2020-12/schema',
        description: expect.stringMatching(/\.$/),
      })
    },
  )

  test('has valid and invalid examples, unless it is a code list', () => {
    const shown = (names: readonly string[]) => new Set(names.map(schemaOfExample))
    const needed = schemaDocuments.map(({ $id }) => $id).filter((uri) => !uri.startsWith(`${base}code/`))
    expect(needed.filter((uri) => !shown(valid).has(uri) || !shown(invalid).has(uri))).toEqual([])
  })

  test('R10 of a code list takes each of its codes and no other', () => {
    for (const { $id, enum: values } of schemaDocuments.filter(({ $id }) => $id.startsWith(`${base}code/`))) {
      if (!Array.isArray(values)) throw new Error(`${$id} lists no codes.`)
      expect(values.flatMap((value) => faultsOf($id, value))).toEqual([])
      expect(faultsOf($id, 'NoSuchCode')).toHaveLength(1)
    }
  })

  test('of a section gives the source of every field, and one free text at most', () => {
    for (const { $id, properties } of schemaDocuments.filter(({ $id }) =>
      $id.startsWith(`${base}section/`),
    )) {
      const fields = Object.entries(properties ?? {}).filter(([name]) => name !== 'note')
      expect(
        fields.filter(([, field]) => !Object.hasOwn(field, 'x-source')).map(([name]) => `${$id} ${name}`),
      ).toEqual([])
      expect(JSON.stringify(properties).split('free-text.schema.json').length - 1).toBeLessThanOrEqual(1)
    }
  })

  test('requires only fields that it describes', () => {
    const missing = schemaDocuments.flatMap(({ $id, required, properties }) =>
      Array.isArray(required)
        ? required.filter((name) => !Object.hasOwn(properties ?? {}, name)).map((name) => `${$id} ${name}`)
        : [],
    )
    expect(missing).toEqual([])
  })

  test('bounds every number to what all languages hold exactly', () => {
    const numbers = schemaDocuments
      .flatMap((document) => nodes(document))
      .filter((node) => 'type' in node && (node.type === 'integer' || node.type === 'number'))
    expect(numbers.length).toBeGreaterThan(30)
    for (const number of numbers) {
      expect(number).toMatchObject({
        type: 'integer',
        minimum: expect.any(Number),
        maximum: expect.any(Number),
      })
    }
  })
})

function nodes(value: unknown): readonly object[] {
  if (typeof value !== 'object' || value === null) return []
  return [value, ...Object.values(value).flatMap(nodes)]
}

function namesIn(folder: string): readonly string[] {
  return readdirSync(join(examples, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.json'))
    .map((name) => name.replaceAll('\\', '/').replace(/\.json$/, ''))
    .sort()
}

function read(name: string): unknown {
  return JSON.parse(readFileSync(join(examples, `${name}.json`), 'utf8'))
}

/** The schema of an example: its path up to the first point of the file's name. */
function schemaOfExample(name: string): string {
  return `${base}${name.replace(/\.[^/]*$/, '')}.schema.json`
}
