/** Turns the schemas into validators, each when it is first needed. */
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import formats from 'ajv-formats'
import { closedSchemaDocuments, type SchemaDocument } from './closed-schemas.ts'
import type { Fault } from './error.ts'
import { fault } from './fault.ts'
import { schemaDocuments } from './generated/schemas.ts'

/** Every fault of a value against the schema with this `$id`; none if it is valid. */
export function faultsOf(
  uri: string,
  value: unknown,
  unknownFields: 'pass' | 'refuse' = 'pass',
): readonly Fault[] {
  const validate = validator(uri, unknownFields)
  if (validate(value)) return []
  const found = (validate.errors ?? []).map(fault).filter((each) => each !== undefined)
  // Two keywords can say the same of one field, as pattern and format of a date do.
  return [...new Map(found.map((each) => [`${each.pointer} ${each.reason}`, each])).values()]
}

const compilers = new Map<'pass' | 'refuse', Ajv2020>()

function validator(uri: string, unknownFields: 'pass' | 'refuse'): ValidateFunction {
  const validate = compiler(unknownFields).getSchema(uri)
  if (validate === undefined) throw new Error(`There is no schema ${uri}.`)
  return validate
}

function compiler(unknownFields: 'pass' | 'refuse'): Ajv2020 {
  const known = compilers.get(unknownFields)
  if (known !== undefined) return known
  const made = newCompiler(unknownFields === 'pass' ? schemaDocuments : closedSchemaDocuments())
  compilers.set(unknownFields, made)
  return made
}

function newCompiler(documents: readonly SchemaDocument[]): Ajv2020 {
  const ajv = new Ajv2020({
    strict: true,
    // Conditions require fields that are described outside of them.
    strictRequired: false,
    allErrors: true,
    // The description of the schema goes into the hint; the value never does.
    verbose: true,
    // A test checks every schema against the meta-schema; doing it at each start would cost 100 ms.
    validateSchema: false,
    removeAdditional: false,
    coerceTypes: false,
    useDefaults: false,
    // Without its passes over the code it compiles in two thirds of the time, and what comes out is no slower.
    code: { optimize: false },
  })
  ajv.addVocabulary(['x-source', 'x-extensions'])
  formats.default(ajv, ['date', 'date-time'])
  for (const document of documents) ajv.addSchema(document)
  return ajv
}
