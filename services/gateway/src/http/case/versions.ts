/** What a section has held, version by version: who wrote each, when, and why (R48). */
import { type SectionName, sectionNames } from '@onward/contract'
import type { FastifyPluginAsync } from 'fastify'
import { sectionVersions } from '../../case/section-versions.ts'
import type { NoteAccesses } from '../../rights/accesses.ts'
import { readsSection, sectionsWithin } from '../../rights/reading.ts'
import { staff } from '../carry-out.ts'
import { problemResponse } from '../problem.ts'
import {
  type LoadReferral,
  noteReading,
  notYours,
  type OpenGrant,
  readableThroughGlass,
} from '../readable.ts'
import { referralParams } from '../referral-params.ts'

export interface VersionDeps {
  readonly load: LoadReferral
  readonly noteAccesses: NoteAccesses
  readonly openGrant: OpenGrant
}

export function versionRoutes({ load, noteAccesses, openGrant }: VersionDeps): FastifyPluginAsync {
  return async (app) => {
    app.get<{ Params: { id: string; name: SectionName } }>(
      '/v1/referrals/:id/sections/:name/versions',
      { config: { roles: staff }, schema },
      async (request) => {
        const { id, name } = request.params
        const found = await readableThroughGlass({ load, openGrant }, request, id)
        const { known, reading } = found
        if (!readsSection(reading.reach, name)) throw notYours()
        await noteReading(noteAccesses, request, found, { sections: [name] })
        const versions = sectionVersions(known.history, name).map(({ sections, ...version }) => ({
          ...version,
          content: sectionsWithin(sections, reading)[name],
        }))
        return { referral: id, section: name, versions }
      },
    )
  }
}

const schema = {
  operationId: 'readSectionVersions',
  summary: 'What a section has held: each version, who wrote it, when and why',
  tags: ['referrals'],
  params: {
    type: 'object',
    required: ['id', 'name'],
    properties: {
      ...referralParams.properties,
      name: { type: 'string', enum: sectionNames, description: 'The name of the section.' },
    },
  },
  response: {
    200: {
      description: 'Oldest first; none if the section was never sent.',
      type: 'object',
      required: ['referral', 'section', 'versions'],
      properties: {
        referral: { type: 'string' },
        section: { type: 'string' },
        versions: {
          type: 'array',
          items: {
            type: 'object',
            properties: {
              event: { type: 'string', description: 'The id of the event that brought it.' },
              digest: { type: 'string' },
              author: { type: 'string' },
              actor: { type: 'string' },
              at: { type: 'string' },
              type: { type: 'string' },
              reason: {
                type: 'string',
                nullable: true,
                description: 'The code of the amendment or correction.',
              },
              standing: {
                type: 'string',
                enum: ['current', 'replaced', 'advice'],
                description: 'Advice: the receiver’s correction, which is the sender’s to take up.',
              },
              content: { type: 'object', additionalProperties: true },
            },
          },
        },
      },
    },
    default: problemResponse,
  },
} as const
