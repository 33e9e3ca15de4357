/** Reading referrals: the list, without content, and one with its content. */
import { type SchemaDocument, schemaDocuments, schemaOf } from '@onward/contract'
import { moves, type NextAction, nextActions, responsible, status } from '@onward/referral'
import type { FastifyPluginAsync } from 'fastify'
import { type Answer, answersOf, type Hosts } from '../../receivers/answers.ts'
import type { NoteAccesses } from '../../rights/accesses.ts'
import type { Reach } from '../../rights/reading.ts'
import type { ReferralFilter, ReferralView } from '../../store/referrals.ts'
import { actorOf } from '../access.ts'
import { staff } from '../carry-out.ts'
import { limitOf, type PageQuery, page, readCursor } from '../page.ts'
import { type LoadReferral, noteReading, type OpenGrant, readableThroughGlass } from '../readable.ts'
import { listFor } from '../receivers/seats.ts'
import { uuidPattern } from '../referral-params.ts'
import { etag } from '../request-headers.ts'
import { type Opening, openingTypes } from './openings.ts'
import { listSchema, oneSchema } from './referral-schemas.ts'

export interface ReferralDeps {
  readonly member: string
  readonly now: () => Date
  readonly list: (filter: ReferralFilter) => Promise<readonly ReferralView[]>
  readonly load: LoadReferral
  readonly noteAccesses: NoteAccesses
  readonly openGrant: OpenGrant
  readonly directory: () => Hosts
}

export function referralRoutes(deps: ReferralDeps): FastifyPluginAsync {
  const { member, now, list, load, noteAccesses, openGrant, directory } = deps
  return async (app) => {
    const forLists = { roles: ['caseworker', 'focal-point', 'dpo', 'auditor'] } as const
    app.get<{ Querystring: ListQuery }>(
      '/v1/referrals',
      { config: forLists, schema: listSchema },
      async (request, reply) => {
        const { query } = request
        const { status, urgency, party, purpose, kind } = query
        const rows = await listFor(
          request,
          { list, load },
          {
            status,
            urgency,
            party,
            purpose,
            openedWith: kind && openingTypes(kind),
            before: positionIn(query),
            limit: limitOf(query) + 1,
          },
        )
        const { rows: referrals, next } = page(reply, rows, {
          query,
          path: '/v1/referrals',
          after: (last) => [last.updatedAt, last.id],
        })
        return { referrals, next }
      },
    )

    const forContent = { roles: staff } as const
    app.get<{ Params: { id: string } }>(
      '/v1/referrals/:id',
      { config: forContent, schema: oneSchema },
      async (request, reply) => {
        const found = await readableThroughGlass({ load, openGrant }, request, request.params.id)
        const { known, referral, reading } = found
        const { role } = actorOf(request)
        const who = {
          member,
          role: role === 'focal-point' ? role : ('caseworker' as const),
          now: now().toISOString(),
        }
        reply.header('etag', etag(known.version))
        const { id, localCase, version, sender, receiver } = known
        const { caseRef, purpose, heads } = referral
        const { reach, facets, sections, sealed, outside } = reading
        const derived = {
          status: status(referral),
          responsible: responsible(referral),
          answers: answersOf(referral, known.history, directory()).map(within(reach)),
          nextActions: nextActions(referral, who).map(toOffer),
        }
        const about = { id, case: localCase, version, sender, receiver, caseRef, purpose }
        if (reach !== 'metadata')
          await noteReading(noteAccesses, request, found, {
            sections: reach === 'content' ? 'content' : Object.keys(sections),
          })
        return {
          ...about,
          ...derived,
          reading: reach,
          grant: found.grant,
          facets,
          sections,
          sealed,
          outside,
          heads,
        }
      },
    )
  }
}

/** Without content: what was answered, when and how, and not by whom. */
const within = (reach: Reach) => (given: Answer) => {
  const { answer, kind, at } = given
  return reach === 'content' ? given : { answer, kind, at }
}

/** An action as it is offered to a person: what it does, and where the schema of its data is. */
function toOffer({ verb, type }: NextAction) {
  const { uri } = schemaOf(type)
  return { verb, type, about: moves[verb].about, schema: uri, title: titles.get(uri) }
}

const titles = new Map(schemaDocuments.map((document) => [String(document.$id), titleOf(document)]))

function titleOf(document: SchemaDocument): string {
  return 'title' in document ? String(document.title) : document.$id
}

interface ListQuery extends PageQuery {
  readonly status?: string
  readonly urgency?: string
  readonly party?: string
  readonly purpose?: string
  readonly kind?: Opening['kind']
}

const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3,6}Z$/
const UUID = new RegExp(uuidPattern)

function positionIn({ cursor }: PageQuery): ReferralFilter['before'] {
  if (cursor === undefined) return undefined
  const [updatedAt = '', id = ''] = readCursor(cursor, [TIME, UUID])
  return { updatedAt, id }
}
