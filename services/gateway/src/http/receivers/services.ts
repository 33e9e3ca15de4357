/** The directory of services (R3): what peers and this member have published. There is no address in it, and no name to search by. */
import { codes } from '@onward/contract'
import type { History } from '@onward/referral'
import type { FastifyPluginAsync } from 'fastify'
import { listedServices, matching } from '../../receivers/service-lists.ts'
import { staff } from '../carry-out.ts'
import { problemResponse } from '../problem.ts'

export interface ServiceDeps {
  /** The referrals in which lists were published, a bounded number. */
  readonly serviceLists: () => Promise<readonly History[]>
}

export function serviceRoutes({ serviceLists }: ServiceDeps): FastifyPluginAsync {
  return async (app) => {
    app.get<{ Querystring: ServiceQuery }>(
      '/v1/services',
      { config: { roles: staff }, schema },
      async ({ query }) => {
        const services = matching(listedServices(await serviceLists()), query)
        return { services: services.map(({ member, asOf, service }) => ({ member, asOf, ...service })) }
      },
    )
  }
}

interface ServiceQuery {
  readonly member?: string
  readonly country?: string
  readonly type?: string
  readonly targetGroup?: string
  readonly language?: string
  readonly region?: string
  readonly onCall?: 'always' | 'hours'
}

const text = (description: string) => ({ type: 'string', description }) as const
const texts = (description: string) => ({ type: 'array', items: { type: 'string' }, description }) as const

const schema = {
  operationId: 'listServices',
  summary: 'List the services that members say there are',
  description:
    'The newest list of each publisher. Shelters have no address here; who is reached only through the focal point is not listed.',
  tags: ['services'],
  querystring: {
    type: 'object',
    additionalProperties: false,
    properties: {
      member: { type: 'string', pattern: '^[A-Z]{2,8}$', description: 'Published by this member.' },
      country: { type: 'string', pattern: '^[A-Z]{2}$', description: 'In this country.' },
      type: { type: 'string', enum: codes.NeedCode, description: 'Meets this need.' },
      targetGroup: { type: 'string', enum: codes.TargetGroup, description: 'Takes this group.' },
      language: {
        type: 'string',
        pattern: '^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8}){0,3}$',
        description: 'Speaks this language.',
      },
      region: { type: 'string', maxLength: 100, description: 'In this region, spelt as it was published.' },
      onCall: {
        type: 'string',
        enum: ['always', 'hours'],
        description: 'Takes emergencies: at any hour, or at stated hours at least.',
      },
    },
  },
  response: {
    200: {
      description: 'The services.',
      type: 'object',
      required: ['services'],
      properties: {
        services: {
          type: 'array',
          items: {
            type: 'object',
            properties: {
              member: text('Who says so.'),
              asOf: text('When the list was made.'),
              organisation: text('The id of the organisation in the directory.'),
              type: texts('The needs it meets.'),
              targetGroup: texts('Whom it takes.'),
              ageFrom: { type: 'integer' },
              ageTo: { type: 'integer' },
              languages: texts('Languages spoken there.'),
              country: { type: 'string' },
              region: { type: 'string' },
              capacity: { type: 'integer', description: 'Places free when last confirmed.' },
              lastConfirmed: text('When this was last confirmed.'),
              onCall: {
                type: 'object',
                properties: { always: { type: 'boolean' }, hours: { type: 'string' } },
              },
              operatorKind: text('Who runs it: state, police, ngo or igo.'),
              unlisted: { type: 'boolean' },
            },
          },
        },
      },
    },
    default: problemResponse,
  },
} as const
