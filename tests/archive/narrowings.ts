// Whether a later form of a schema still takes everything that an earlier form took. It looks at the keywords that the
// contract uses, and calls whatever it does not understand a narrowing.
import { isDeepStrictEqual } from 'node:util'

export interface SchemaDocument {
  readonly $id: string
}

type Schema = Readonly<Record<string, unknown>>
interface Place {
  readonly schema: Schema
  readonly uri: string
}

/** Where `later` refuses what `earlier` took: a place and a keyword each. None if every document was only widened. */
export function narrowings(
  earlier: readonly SchemaDocument[],
  later: readonly SchemaDocument[],
): readonly string[] {
  const [before, after] = [byId(earlier), byId(later)]
  return earlier.flatMap(({ $id }) => {
    const [old, now] = [before.get($id), after.get($id)]
    if (!old || !now) return [`${$id}: is gone`]
    const seen = new Set<string>()
    return compared({ schema: old, uri: $id }, { schema: now, uri: $id }, $id)

    function compared(from: Place, to: Place, at: string): readonly string[] {
      const [one, other] = [resolved(from, before), resolved(to, after)]
      const pair = `${one.uri} ${other.uri} ${at}`
      if (seen.has(pair)) return []
      seen.add(pair)
      const own = narrowed(one.schema, other.schema).map((keyword) => `${at}: ${keyword}`)
      return [...own, ...inside(one, other, at)]
    }

    function inside(one: Place, other: Place, at: string): readonly string[] {
      const items = pairs(one.schema, other.schema, 'items').flatMap(([a, b]) =>
        compared({ ...one, schema: a }, { ...other, schema: b }, `${at}/items`),
      )
      const [was, is] = [membersOf(one.schema), membersOf(other.schema)]
      const members = Object.keys(was).flatMap((name) => {
        const [a, b] = [was[name], is[name]]
        // A member that is no longer described is one more that is not known.
        if (!isSchema(a) || !isSchema(b)) return []
        return compared({ ...one, schema: a }, { ...other, schema: b }, `${at}/${name}`)
      })
      return [...items, ...members]
    }
  })
}

/** The keywords of `now` that refuse what `old` took, without a look at what is inside. */
function narrowed(old: Schema, now: Schema): readonly string[] {
  return Object.keys(now).filter((keyword) => !isWider(keyword, old, now))
}

function isWider(keyword: string, old: Schema, now: Schema): boolean {
  const [was, is] = [old[keyword], now[keyword]]
  if (isDeepStrictEqual(was, is)) return true
  switch (keyword) {
    case 'type':
      return was === 'integer' && is === 'number'
    case 'const':
    case 'enum':
      return values(old).length > 0 && values(old).every((value) => values(now).includes(value))
    case 'required':
      return isList(is) && is.every((name) => isList(was) && was.includes(name))
    case 'minLength':
    case 'minItems':
    case 'minProperties':
    case 'minimum':
      return Number(is) <= Number(was)
    case 'maxLength':
    case 'maxItems':
    case 'maxProperties':
    case 'maximum':
      return Number(is) >= Number(was)
    case 'additionalProperties':
      return is !== false && was === false
    case 'uniqueItems':
      return is === false
    case 'if':
    case 'then':
    case 'else':
    case 'allOf':
      return conditions(now).every(
        (condition) =>
          conditions(old).some((each) => isDeepStrictEqual(each, condition)) || isAboutNew(condition, old),
      )
    case 'dependentRequired':
      return (
        isSchema(is) &&
        Object.entries(is).every(
          ([name, needed]) =>
            !(name in membersOf(old)) || (isSchema(was) && isDeepStrictEqual(was[name], needed)),
        )
      )
    // Looked at by themselves, or said to people only.
    case 'items':
    case 'properties':
    case '$ref':
    case 'title':
    case 'description':
    case '$schema':
    case 'x-source':
    case 'x-extensions':
      return true
    default:
      return false
  }
}

/** A condition on a member that the earlier form did not know refuses nothing that was said by it. */
function isAboutNew({ if: about }: Schema, old: Schema): boolean {
  const needed = isSchema(about) ? about.required : undefined
  return isList(needed) && needed.some((name) => typeof name === 'string' && !(name in membersOf(old)))
}

/** The conditions of a schema: its own, and those of `allOf`. */
function conditions(schema: Schema): readonly Schema[] {
  const all = isList(schema.allOf) ? schema.allOf.filter(isSchema) : []
  return [schema, ...all]
    .filter((each) => each.if !== undefined || each !== schema)
    .map(({ if: about, then, else: otherwise, ...rest }) =>
      about === undefined ? rest : { if: about, then, else: otherwise },
    )
}

/** A schema with what it refers to. */
function resolved({ schema, uri }: Place, documents: ReadonlyMap<string, Schema>): Place {
  const { $ref, ...rest } = schema
  if (typeof $ref !== 'string') return { schema, uri }
  const target = new URL($ref, uri).href
  const named = documents.get(target)
  if (!named) throw new Error(`${uri}: ${$ref} is not there`)
  const whole = resolved({ schema: named, uri: target }, documents)
  return { schema: { ...whole.schema, ...rest }, uri: whole.uri }
}

function pairs(old: Schema, now: Schema, keyword: string): readonly (readonly [Schema, Schema])[] {
  const [a, b] = [old[keyword], now[keyword]]
  return isSchema(a) && isSchema(b) ? [[a, b]] : []
}

function byId(documents: readonly SchemaDocument[]): ReadonlyMap<string, Schema> {
  return new Map(documents.map((document) => [document.$id, { ...document, $id: undefined }]))
}

function membersOf({ properties }: Schema): Schema {
  return isSchema(properties) ? properties : {}
}

function values(schema: Schema): readonly unknown[] {
  if (isList(schema.enum)) return schema.enum
  return schema.const === undefined ? [] : [schema.const]
}

function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value)
}

function isSchema(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null && !isList(value)
}
