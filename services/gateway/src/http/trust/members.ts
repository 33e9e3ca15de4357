/** Whom this member can speak to, and how they are reached (R2): what the directory says, without keys. */
import type { Directory, Member } from '@onward/directory'
import type { FastifyPluginAsync } from 'fastify'
import { staff } from '../carry-out.ts'
import { problemResponse } from '../problem.ts'

export interface MemberDeps {
  readonly directory: () => Pick<Directory, 'members'>
}

export function memberRoutes({ directory }: MemberDeps): FastifyPluginAsync {
  return async (app) => {
    const config = { roles: [...staff, 'dpo', 'auditor', 'operator'] } as const
    app.get('/v1/members', { config, schema }, async () => ({ members: directory().members().map(shown) }))
  }
}

/** Field by field, so that nothing else of a document is ever shown. */
function shown({ code, name, seat, organisations, contacts }: Member) {
  return {
    code,
    name,
    seat,
    contacts,
    organisations: organisations.map(({ id, name: called, roles, operatorKind, onCall }) => {
      return { id, name: called, roles, operatorKind, onCall }
    }),
  }
}

const text = (description: string) => ({ type: 'string', description }) as const
const hours = text('As `Mo-Fr 08:00-18:00; Sa 09:00-12:00`, in local time.')
const point = (description: string) =>
  ({
    type: 'object',
    description,
    properties: {
      post: text('A post, never a person.'),
      telephone: { type: 'string' },
      email: { type: 'string' },
    },
  }) as const

const schema = {
  operationId: 'listMembers',
  summary: 'The members, their organisations, and how they are reached',
  description:
    'Focal point, deputy, working hours, languages, whom to tell in an outage, and who takes emergencies at which hours.',
  tags: ['services'],
  response: {
    200: {
      description: 'What the directory says of each.',
      type: 'object',
      required: ['members'],
      properties: {
        members: {
          type: 'array',
          items: {
            type: 'object',
            required: ['code', 'name', 'organisations'],
            properties: {
              code: text('A country, or a registered code.'),
              name: { type: 'string' },
              seat: text('The country whose working days it keeps, if it is none itself.'),
              contacts: {
                type: 'object',
                description: 'Left out until the member has registered it.',
                properties: {
                  focalPoint: point('The focal point.'),
                  deputy: point('Who stands in.'),
                  hours,
                  languages: { type: 'array', items: { type: 'string' } },
                  outage: point('Whom to tell, and how, while the gateway is not there.'),
                },
              },
              organisations: {
                type: 'array',
                items: {
                  type: 'object',
                  required: ['id', 'roles', 'operatorKind'],
                  properties: {
                    id: { type: 'string' },
                    name: { type: 'string' },
                    roles: { type: 'array', items: { type: 'string' } },
                    operatorKind: text('Who runs it: state, police, ngo or igo.'),
                    onCall: {
                      type: 'object',
                      description: 'When somebody takes emergencies. Left out: nobody is known to.',
                      properties: { always: { type: 'boolean' }, hours },
                    },
                  },
                },
              },
            },
          },
        },
      },
    },
    default: problemResponse,
  },
} as const
