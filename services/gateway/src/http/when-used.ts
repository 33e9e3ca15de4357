/** Schemas of routes are compiled when they are first used: a gateway has hundreds, and starts without any of them. */
import AjvCompiler from '@fastify/ajv-compiler'
import SerializerSelector from '@fastify/fast-json-stringify-compiler'

/** Fastify's own compiler of request schemas, called late. */
export const buildValidator: AjvCompiler.BuildCompilerFromPool = (schemas, options) => {
  const compiler = once(() => AjvCompiler()(schemas, options))
  return (route) => {
    const check = once(() => compiler()(route))
    const validate = (value: unknown) => {
      const isValid = check()(value)
      // Fastify reads them from the function that it called.
      Object.assign(validate, { errors: check().errors })
      return isValid
    }
    // Sound: of what Ajv gives a validator beside its errors Fastify uses nothing.
    return validate as ReturnType<ReturnType<AjvCompiler.BuildCompilerFromPool>>
  }
}

/** Fastify's own compiler of response schemas, called late. */
export const buildSerializer: SerializerSelector.SerializerFactory = (schemas, options) => {
  const compiler = once(() => SerializerSelector()(schemas, options))
  return (route) => {
    const serialize = once(() => compiler()(route))
    return (value: unknown) => serialize()(value)
  }
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined
  return () => {
    made ??= { value: make() }
    return made.value
  }
}
