import { subscribe } from 'node:diagnostics_channel'
import type { FastifyInstance, RouteOptions } from 'fastify'
import { expect, test } from 'vitest'
import { ajvOptions } from './request-check.ts'
import { serve } from './served.test-data.ts'
import { buildSerializer, buildValidator } from './when-used.ts'

const routes: RouteOptions[] = []
subscribe('fastify.initialization', (message) => {
  // Sound: Fastify documents what it tells on this channel.
  const { fastify } = message as { readonly fastify: FastifyInstance }
  fastify.addHook('onRoute', (route) => {
    routes.push(route)
  })
})
const { app } = await serve()

test('every schema of every route is one by the meta-schema and compiles, of requests and of answers', () => {
  const parts = ['body', 'querystring', 'params', 'headers'] as const
  // Sound: Fastify itself hands the compiler what it was given.
  const schemas = app.getSchemas() as Parameters<typeof buildValidator>[0]
  const customOptions = { ...ajvOptions.customOptions, meta: true, validateSchema: true }
  const validator = buildValidator(schemas, { ...ajvOptions, customOptions })
  const serializer = buildSerializer(schemas, {})
  let compiled = 0
  for (const { method, url, schema } of routes) {
    const route = { method: String(method), url }
    for (const httpPart of parts) {
      if (schema?.[httpPart] === undefined) continue
      validator({ ...route, httpPart, schema: schema[httpPart] })({})
      compiled += 1
    }
    for (const [httpStatus, answer] of Object.entries(Object(schema?.response))) {
      // What is no JSON has a schema for each media type; Fastify does not use it.
      if (Object(answer).content) continue
      const serialize = serializer({ ...route, httpStatus, schema: answer })
      try {
        serialize({})
      } catch (error) {
        // It was compiled, and then found that nothing is no answer.
        expect([url, httpStatus, String(error)]).toEqual([
          url,
          httpStatus,
          expect.stringContaining('is required'),
        ])
      }
      compiled += 1
    }
  }
  expect(compiled).toBeGreaterThan(150)
})

test('a schema that does not compile says so when it is used, and what does not fit is told each time anew', () => {
  const compile = buildValidator({}, { customOptions: { strict: true } })
  const wrong = compile({ schema: { type: 'object', requires: [] } })
  expect(() => wrong({})).toThrow('strict mode: unknown keyword: "requires"')
  const right = compile({ schema: { type: 'object', properties: { name: {} }, required: ['name'] } })
  expect([right({}), right.errors?.map(({ keyword }) => keyword)]).toEqual([false, ['required']])
  expect([right({ name: 'Ana' }), right.errors]).toEqual([true, null])
})
