/**
 * Organisations with a seat here (practice §9) are no part of the member. Their people come in by the same door, see what
 * is theirs and nothing else; and the member's own people do not speak where a hosted organisation is the party.
 */
import { fold } from '@onward/referral'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { seatingOf } from '../../receivers/seats.ts'
import { type IsHosted, reachOf } from '../../rights/reading.ts'
import type { ReferralFilter, ReferralView } from '../../store/referrals.ts'
import { Problem } from '../problem.ts'
import type { LoadReferral } from '../readable.ts'

export interface SeatDeps {
  readonly load: LoadReferral
  /** Whether an organisation has a seat here. */
  readonly isHosted: IsHosted
}

/** What a guest may ask for; everything else is the member's own. Below `/v1/referrals/:id` it is asked of each referral. */
const openToGuests: ReadonlySet<string> = new Set([
  'POST /v1/referrals',
  'POST /v1/inquiries',
  'GET /v1/referrals',
  'GET /v1/referrals/:id',
  'POST /v1/referrals/:id/commands',
  'GET /v1/referrals/:id/sections/:name/versions',
  'GET /v1/referrals/:id/timeline',
  'GET /v1/referrals/:id/evidence',
  'GET /v1/referrals/:id/htcds',
  'GET /v1/referrals/:id/attestations',
  'POST /v1/referrals/:id/attestations',
  'POST /v1/referrals/:id/attestations/:attestation/confirmation',
  'GET /v1/services',
  'GET /v1/rules',
])

/** Registers the check. It costs a member without guests nothing. */
export function keepToSeats(app: FastifyInstance, { load, isHosted }: SeatDeps): void {
  app.decorate('isHosted', isHosted)
  app.addHook('preHandler', async (request) => {
    const { actor } = request
    if (!actor || request.is404) return
    const isGuest = isHosted(actor.organisation)
    if (isGuest) checkGuest(request, actor.organisation)
    const from = partyIn(request.body)
    if (!isGuest && from !== undefined && isHosted(from)) throw notTheirs()
    for (const id of referralsIn(request)) {
      const known = await load(id)
      const seating = known && seatingOf(known, actor, isHosted)
      // Whether there is such a referral is not a guest's to know either.
      if (seating === 'unknown') throw new Problem('NOT_FOUND', 'There is no such referral here.')
      if (seating === 'guest' && request.method !== 'GET') throw notTheirs()
    }
  })
}

/** The list as this reader gets it: a guest's holds only what it reads something of. */
export async function listFor(
  request: FastifyRequest,
  {
    list,
    load,
  }: {
    readonly list: (filter: ReferralFilter) => Promise<readonly ReferralView[]>
    readonly load: LoadReferral
  },
  filter: ReferralFilter,
): Promise<readonly ReferralView[]> {
  const { actor, server } = request
  if (!actor || !server.isHosted(actor.organisation)) return await list(filter)
  const found: ReferralView[] = []
  let { before } = filter
  for (let looked = 0; looked < MOST_LOOKED && found.length < filter.limit; looked += AT_A_TIME) {
    const rows = await list({ ...filter, before, limit: AT_A_TIME })
    for (const row of rows) {
      const referral = fold((await load(row.id))?.history ?? [])
      if (referral && reachOf(referral, actor, server.isHosted) !== 'metadata') found.push(row)
    }
    const last = rows.at(-1)
    if (!last || rows.length < AT_A_TIME) break
    before = { updatedAt: last.updatedAt, id: last.id }
  }
  return found.slice(0, filter.limit)
}

/** Each referral that is looked at is opened, since only its sealed events tell whose it is. */
const AT_A_TIME = 50
const MOST_LOOKED = 2_000

function checkGuest(request: FastifyRequest, organisation: string): void {
  const { method, routeOptions, query, body } = request
  const isOpen = routeOptions.config.roles === 'open' || openToGuests.has(`${method} ${routeOptions.url}`)
  // Which cases there are is the member's own; a guest's belong to none that it could name.
  const namesCase = typeof query === 'object' && query !== null && 'case' in query
  const from = partyIn(body)
  if (isOpen && !namesCase && (from === undefined || from === organisation)) return
  throw new Problem('FORBIDDEN', 'An organisation with a seat here reads and says what is its own.', {
    remedy: 'Name your own organisation as the sender; for all else ask the member that hosts you.',
  })
}

function notTheirs(): Problem {
  return new Problem('FORBIDDEN', 'Here a hosted organisation is the party, and speaks for itself.', {
    remedy: 'Ask that organisation.',
  })
}

/** Who offers, by the body of an opening. */
function partyIn(body: unknown): string | undefined {
  if (typeof body !== 'object' || body === null || !('from' in body)) return undefined
  const { from } = body
  return typeof from === 'object' &&
    from !== null &&
    'organisation' in from &&
    typeof from.organisation === 'string'
    ? from.organisation
    : undefined
}

/** The referrals that a request names: by its address, and the one that an opening follows. */
function referralsIn({ routeOptions, params, body }: FastifyRequest): readonly string[] {
  const inAddress = routeOptions.url?.startsWith('/v1/referrals/:id') ? textIn(params, 'id') : []
  return [...inAddress, ...textIn(body, 'previousReferral')]
}

function textIn(value: unknown, name: string): readonly string[] {
  const found = typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined
  return typeof found === 'string' ? [found] : []
}

declare module 'fastify' {
  interface FastifyInstance {
    /** Whether an organisation has a seat on this gateway. */
    readonly isHosted: IsHosted
  }
}
