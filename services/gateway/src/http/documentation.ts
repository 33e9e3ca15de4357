/** The documentation of this API: OpenAPI 3.1, made from the very schemas that check requests. */
import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import type { FastifyInstance, FastifySchema } from 'fastify'
import { type Access, docsPath } from './access.ts'
import {
  answerReference,
  commandVariants,
  contractComponents,
  exampleOf,
  withOwnMembers,
} from './documented-schemas.ts'
import { contractBodyOf, ownMembersOf } from './request-check.ts'

/** Registers `/docs`. To be called before the routes, which it collects as they are registered. */
export async function documentation(app: FastifyInstance, member: string): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.1',
      info: {
        title: `Onward gateway of ${member}`,
        version: '1',
        description: WELCOME,
        license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      },
      tags: [
        {
          name: 'openings',
          description: 'With what two members begin: an offer, an inquiry, an alert, a notice.',
        },
        { name: 'referrals', description: 'Cases handed from one member to another.' },
        {
          name: 'cases',
          description: 'What this member holds of one person, whoever it was sent to or came from.',
        },
        { name: 'receivers', description: 'Receivers without a gateway: attested answers and links.' },
        { name: 'erasure', description: 'What is erased, what is kept, and what a person is told of it.' },
        { name: 'services', description: 'The directory of services.' },
        { name: 'schemas', description: 'The schemas of the contract, for forms.' },
        {
          name: 'htcds',
          description: 'The Human Trafficking Case Data Standard 2.0 (IOM, CC BY 4.0), in and out.',
        },
        { name: 'audit', description: 'Proof for somebody who trusts neither side.' },
        { name: 'quarantine', description: 'Messages that could not be trusted or applied.' },
        { name: 'operation', description: 'Whether the gateway works.' },
      ],
      components: {
        securitySchemes: {
          token: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT', description: TOKEN },
        },
      },
      security: [{ token: [] }],
    },
    refResolver: {
      buildLocalReference: (json, _base, _fragment, i) =>
        typeof json.$id === 'string' ? json.$id : `schema-${i}`,
    },
    transform: ({ schema, url, route }) => ({ url, schema: documented(schema, route.config?.roles) }),
    transformObject: (document) => withContract(document),
  })
  await app.register(swaggerUi, {
    routePrefix: docsPath,
    staticCSP: STRICT,
    uiConfig: { deepLinking: true, persistAuthorization: false },
  })
}

const WELCOME = `Hands the case of one person to the services of another country.

Every POST that changes something needs an \`Idempotency-Key\`. Reads carry an \`ETag\`; send it as \`If-Match\` so that you act on what you saw.
Faults are [RFC 9457](https://www.rfc-editor.org/rfc/rfc9457) problems with a stable \`code\`.`

const TOKEN =
  'An access token (RFC 9068) of your sign-in service: `sub` a pseudonymous staff id, `member`, `organisation`, `role`.'

// Nothing from elsewhere, nothing inline.
const STRICT =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

/** The route's schema as it is shown: with the contract's body in its place, and who may call it. */
function documented(schema: FastifySchema | undefined, roles: Access | undefined): FastifySchema {
  const who = Array.isArray(roles) ? `For ${roles.join(', ')}.` : 'Open to all.'
  const description = [schema?.description, who].filter(Boolean).join('\n\n')
  return { ...schema, description, ...(roles === 'open' ? { security: [] } : {}) }
}

/** Puts the contract's schemas where the routes name them. Last, so that nothing rewrites them. */
function withContract(document: unknown): object {
  const { openapiObject } = document as { readonly openapiObject: OpenApi } // sound: we asked for `openapi`
  const { components = {}, paths = {} } = openapiObject
  return {
    ...openapiObject,
    paths: Object.fromEntries(
      Object.entries(paths).map(([path, operations]) => [path, withBodies(operations)]),
    ),
    components: { ...components, schemas: { ...components.schemas, ...contractComponents() } },
  }
}

function withBodies(operations: Readonly<Record<string, Operation>>) {
  return Object.fromEntries(
    Object.entries(operations).map(([method, operation]) => [method, withAnswer(withBody(operation))]),
  )
}

function withBody(operation: Operation) {
  const schema = operation.requestBody?.content['application/json']?.schema
  const body = contractBodyOf(schema)
  if (!body) return operation
  const content =
    body === 'command'
      ? {
          schema: { oneOf: commandVariants() },
          examples: {
            acknowledge: { value: { verb: 'acknowledge', data: exampleOf('referral.acknowledged') } },
          },
        }
      : {
          schema: withOwnMembers(body, ownMembersOf(schema)),
          examples: { [body]: { value: exampleOf(body) } },
        }
  return { ...operation, requestBody: { required: true, content: { 'application/json': content } } }
}

function withAnswer(operation: Operation): Operation {
  const { 200: answer, ...others } = operation.responses ?? {}
  const reference = answerReference(answer?.content?.['application/json']?.schema)
  if (!reference) return operation
  const content = { 'application/json': { schema: reference } }
  return { ...operation, responses: { ...others, 200: { ...answer, content } } }
}

interface Operation {
  readonly responses?: Readonly<Record<string, Answer | undefined>>
  readonly requestBody?: {
    readonly content: Readonly<Record<string, { readonly schema?: unknown } | undefined>>
  }
}

interface Answer {
  readonly content?: Readonly<Record<string, { readonly schema?: unknown } | undefined>>
}

interface OpenApi {
  readonly components?: { readonly schemas?: object }
  readonly paths?: Readonly<Record<string, Readonly<Record<string, Operation>>>>
}
