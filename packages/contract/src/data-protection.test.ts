// What the schemas themselves keep to, whatever a rule says: practice §12, and Article 11(3) of Directive 2011/36/EU.
import { expect, test } from 'vitest'
import { schemaDocuments } from './index.ts'

interface Field {
  readonly document: string
  readonly path: string
  readonly schema: Readonly<Record<string, unknown>>
}

const documents = schemaDocuments.map((document) => Object(document))
const nameOf = ({ $id }: { readonly $id: string }) => $id.replace(/^.*\/v1\//, '').replace('.schema.json', '')

/** Every object of a schema, with where it stands. */
function walk(document: string, value: unknown, path = ''): readonly Field[] {
  if (typeof value !== 'object' || value === null) return []
  const schema = Object(value)
  return [
    { document, path, schema },
    ...Object.entries(schema).flatMap(([key, each]) => walk(document, each, `${path}/${key}`)),
  ]
}

const fields = documents.flatMap((document) => walk(nameOf(document), document))
const refsTo = (name: string) =>
  fields.filter(({ schema }) => String(schema.$ref ?? '').endsWith(`${name}.schema.json`))

/** All documents that a schema is made of, itself among them. */
function madeOf(name: string, seen = new Set<string>()): ReadonlySet<string> {
  if (seen.has(name)) return seen
  seen.add(name)
  for (const { schema } of fields.filter(({ document }) => document === name)) {
    if (typeof schema.$ref !== 'string') continue
    const target = new URL(schema.$ref, `file:///${name}`).pathname.slice(1).replace('.schema.json', '')
    madeOf(target, seen)
  }
  return seen
}

const codeLists = documents.filter((document) => nameOf(document).startsWith('code/'))
const inlineCodes = fields.filter(({ schema }) => Array.isArray(schema.enum))

test('R46, R61 acts under compulsion are coded in one place, and only what is sealed to an organisation holds it', () => {
  expect(refsTo('compelled-act').map(({ document }) => document)).toEqual(['non-punishment'])
  expect(refsTo('non-punishment').map(({ document }) => document)).toEqual(['sealed-content'])
  // What travels open is not made of it: a sealed section is text that its organisation opens.
  expect(refsTo('sealed-content')).toEqual([])
  const elsewhere = inlineCodes
    .filter(({ document }) => document !== 'code/compelled-act')
    .flatMap(({ document, schema }) => (schema.enum as readonly unknown[]).map((code) => [document, code]))
    .filter(([, code]) => /theft|burglary|drug|smuggl|irregular(entry|work)/i.test(String(code)))
  expect(elsewhere).toEqual([])
})

test('R61 no purpose, and no use of records, is one of criminal law, immigration or intelligence', () => {
  const purposes = codeLists.find((document) => nameOf(document) === 'code/purpose')?.enum
  const uses = fields.find(
    ({ document, path }) => document === 'event/records-requested' && path === '/properties/purposeOfUse',
  )?.schema.enum
  expect(purposes).toContain('SafeReturn')
  expect(uses).toEqual(['assistance', 'protection', 'proceedings', 'compensation'])
  const codes = [...(purposes ?? []), ...(Array.isArray(uses) ? uses : [])]
  expect(codes.filter((code) => /crim|prosecut|immigra|remov|deport|intellig|surveil/i.test(code))).toEqual(
    [],
  )
})

test('R27 no code and no field makes help depend on cooperation with a prosecution', () => {
  const pattern = /cooperat|testif|testimon|willing|complian|statementGiven|prosecut/i
  const found = inlineCodes
    .flatMap(({ document, schema }) => (schema.enum as readonly unknown[]).map((code) => [document, code]))
    .filter(([, code]) => pattern.test(String(code)))
  // Who decided on a status, which is nothing that the person does.
  expect(found).toEqual([['code/status-decision-maker', 'CourtOrProsecution']])
  const named = fields.flatMap(({ document, schema }) =>
    Object.keys(Object(schema.properties ?? {})).map((name) => `${document}/${name}`),
  )
  expect(named.filter((name) => pattern.test(name))).toEqual([])
})

test('R27 no condition of a yes, and no reason for a no, is about proceedings', () => {
  const answers = codeLists.filter((document) =>
    /^code\/(condition|.*(decline|refuse|cancel|withdraw)-reason)$/.test(nameOf(document)),
  )
  expect(answers.length).toBeGreaterThan(8)
  const codes: readonly string[] = answers.flatMap((document) => document.enum)
  expect(
    codes.filter((code) => /court|proceeding|police|witness|complaint|investigation|reflection/i.test(code)),
  ).toEqual(['courtDecision'])
})

test('R16 an inquiry and its answer hold codes, countries and ids, and no words', () => {
  for (const name of ['event/inquiry-asked', 'event/inquiry-answered', 'event/inquiry-withdrawn']) {
    const parts = [...madeOf(name)]
    expect(parts.filter((part) => /free-text|section\/|contact|permission/.test(part))).toEqual([])
    const open = fields.filter(
      ({ document, schema }) =>
        parts.includes(document) &&
        schema.type === 'string' &&
        schema.enum === undefined &&
        schema.const === undefined &&
        schema.pattern === undefined &&
        schema.format === undefined,
    )
    expect(open.map(({ document, path }) => document + path)).toEqual([])
  }
  const asked = Object.keys(
    documents.find((document) => nameOf(document) === 'event/inquiry-asked')?.properties,
  )
  expect(new Set(asked)).toEqual(
    new Set([
      ...['caseRef', 'purpose', 'from', 'to', 'subjectKind', 'ageBand', 'sex', 'needs'],
      ...['languages', 'wanted', 'when', 'urgency'],
    ]),
  )
})

test('R15, R22 somebody is named in the fields of the person and nowhere else; others are told of by role', () => {
  const events = [...new Set(documents.map(nameOf).filter((name) => name.startsWith('event/')))]
  const parts = new Set(events.flatMap((name) => [...madeOf(name)]))
  const naming = fields
    .filter(({ document }) => parts.has(document))
    .flatMap(({ document, schema }) =>
      Object.keys(Object(schema.properties ?? {})).map((name) => `${document}/${name}`),
    )
    .filter((name) =>
      /name|surname|alias|nick|suspect|trafficker|offender|perpetrator/i.test(name.split('/').at(-1) ?? ''),
    )
  expect(new Set(naming)).toEqual(
    new Set([
      'section/person/prs_FirstName',
      'section/person/prs_MiddleName',
      'section/person/prs_SecondName',
      // How near, by a code.
      'section/victim-context/vic_RelationshipToTrafficker',
      // An airport, and an office.
      'place/name',
      'event/data-kept/name',
      // Posts: ids of staff.
      'event/responsibility-disputed/named',
    ]),
  )
})
