import { isEventType, schemaDocuments } from '@onward/contract'
import { expect, test } from 'vitest'
import { publishedCode } from './code-match.ts'
import { mapping } from './mapping.ts'
import { fold, picklistOf, standard, standardFields } from './standard.ts'

const places = Object.entries(mapping)

test('R59 the table has exactly the 83 fields of the standard, in its order', () => {
  expect(standardFields).toHaveLength(83)
  expect(Object.keys(mapping)).toEqual(standardFields.map(({ name }) => name))
})

test('each field is mapped, elsewhere or excluded; the latter two say why', () => {
  const count = (kind: string) => places.filter(([, place]) => place.kind === kind).length
  expect([count('mapped'), count('elsewhere'), count('excluded')]).toEqual([37, 5, 41])
  for (const [, place] of places) {
    if (place.kind !== 'mapped') expect(place.why).toMatch(/^[A-Z].{20,}\.$/)
  }
})

test('what is elsewhere is a type of event of the contract', () => {
  for (const [, place] of places) {
    if (place.kind === 'elsewhere') {
      expect(place.events.length).toBeGreaterThan(0)
      expect(place.events.filter((event) => !isEventType(event))).toEqual([])
    }
  }
})

test.each(places.flatMap(([field, place]) => (place.kind === 'mapped' ? [[field, place] as const] : [])))(
  '%s is a field of the section that the table names',
  (field, { section, list }) => {
    const file = section === 'victimContext' ? 'victim-context' : section
    const schema = schemaDocuments.find(({ $id }) => $id.endsWith(`/section/${file}.schema.json`))
    const fields = list === undefined ? schema?.properties : propertiesOf(schema, list)
    expect(Object.keys(fields ?? {})).toContain(field)
  },
)

test('no field about a perpetrator, a website, a consent or an exact address is taken', () => {
  const never =
    /^per_|Websites|^con_|Agreement|LocationOf|Street|PostalCode|Longitude|Latitude|City|Phone|Email/
  const taken = places.filter(([, place]) => place.kind === 'mapped').map(([field]) => field)
  expect(taken.filter((field) => never.test(field))).toEqual([])
})

test('each value of a picklist is a code of ours, and each code of ours is a value or one of the extensions', () => {
  const extensions = new Map<string, readonly string[]>()
  for (const [field, place] of places) {
    if (place.kind !== 'mapped' || !('codes' in place.form) || place.form.kind === 'coded-text') continue
    const { codes } = place.form
    expect(codes.filter((code) => publishedCode(field, code) !== undefined)).toHaveLength(
      picklistOf(field).size,
    )
    const extra = codes.filter((code) => publishedCode(field, code) === undefined)
    if (extra.length > 0) extensions.set(field, extra)
  }
  expect(Object.fromEntries(extensions)).toEqual({
    vic_MethodsOfControl: ['RestrictsMovement', 'UsesChildren'],
    vic_TypeOfExploitation: [
      'ForcedCriminality',
      'SlaveryOrSimilar',
      'ChildMarriage',
      'SaleOfNewborn',
      'TissueRemoval',
      'IdentityOrBenefitFraud',
      'RemoteSexualExploitation',
    ],
  })
})

test('two codes or two fields of the standard never differ by spelling alone', () => {
  const lists = [
    standardFields.map(({ name }) => name),
    ...standardFields.map(({ values }) => Object.keys(values ?? {})),
  ]
  for (const names of lists) expect(new Set(names.map(fold)).size).toBe(names.length)
})

test('the standard is credited', () => {
  expect(standard).toEqual({ name: 'HTCDS', version: '2.0', credit: 'HTCDS 2.0, IOM, CC BY 4.0' })
})

/** The fields of what a list of a section holds. */
function propertiesOf(schema: object | undefined, list: string): object | undefined {
  const found = list
    .split('/')
    .reduce<unknown>((at, name) => member(member(member(at, 'properties'), name), 'items'), schema)
  const properties = member(found, 'properties')
  return typeof properties === 'object' && properties !== null ? properties : undefined
}

function member(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null
    ? Object.entries(value).find(([each]) => each === name)?.[1]
    : undefined
}
