/**
 * The pages behind a link (practice §9): plain HTML without script, for somebody without a system. The address alone opens
 * nothing; the code makes a session, once; each form carries a token of its session.
 */
import { randomUUID } from 'node:crypto'
import { fold, nextActions, status } from '@onward/referral'
import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify'
import { readForm } from '../../pages/answer-form.ts'
import { pageHeaders } from '../../pages/layout.ts'
import { codePage, endPage, type OpenLink, referralPage } from '../../pages/link-page.ts'
import { type LinkVerb, linkVerbs, words } from '../../pages/words.ts'
import {
  actorOfLink,
  formToken,
  isFormOf,
  type LinkDeps,
  linkFor,
  mayKnow,
  noteRead,
  unlockLink,
} from '../../receivers/links.ts'
import { sectionsForLink } from '../../rights/reading.ts'
import type { LinkRow } from '../../store/receivers.ts'
import { constraintOf } from '../../store/transaction.ts'
import type { IdempotencyDeps, IdempotencyNote } from '../idempotency.ts'
import { isOutage } from '../outage.ts'
import { Problem, problemFrom, shownAs } from '../problem.ts'
import type { LoadReferral } from '../readable.ts'
import type { AttestationRouteDeps } from './attestations.ts'

export interface LinkPageDeps extends IdempotencyDeps {
  readonly member: string
  readonly now: () => Date
  readonly load: LoadReferral
  readonly links: LinkDeps
  readonly submit: AttestationRouteDeps['submit']
}

interface PageRequest {
  readonly Params: { readonly address: string }
  readonly Body: URLSearchParams | undefined
}

export function linkPages(deps: LinkPageDeps): FastifyPluginAsync {
  return async (app) => {
    app.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string', bodyLimit: LARGEST_FORM },
      async (_request: FastifyRequest, body: string | Buffer) => new URLSearchParams(String(body)),
    )
    app.setErrorHandler(async (error, request, reply) => answerFault(error, request, reply))
    const config = { roles: 'open' } as const

    app.get<PageRequest>(
      '/links/:address',
      { config, schema: schemaOf('readLink', 'Read by a link') },
      async (request, reply) => {
        const { address } = request.params
        const session = sessionOf(request)
        const link = session === undefined ? undefined : await linkFor(deps.links, address, session)
        // An address that is unknown, and one whose time is over, look like one that waits for its code.
        if (session === undefined || !link) return send(reply, 200, codePage(address))
        const told = 'done' in Object(request.query) ? ({ kind: 'done' } as const) : undefined
        return send(reply, 200, await pageOf(deps, { link, session, address }, told))
      },
    )

    app.post<PageRequest>(
      '/links/:address',
      { config, schema: schemaOf('unlockLink', 'Open a link with its code') },
      async (request, reply) => {
        const { address } = request.params
        checkOwn(request)
        const outcome = await unlockLink(deps.links, address, formOf(request).get('code') ?? '')
        if (outcome === 'closed') throw new Problem('LINK_CLOSED', words.closed)
        if (outcome === 'wrong') {
          request.problem = 'LINK_CODE_WRONG'
          return send(reply, shownAs('LINK_CODE_WRONG')[0], codePage(address, 'wrong'))
        }
        const seconds = Math.floor((Date.parse(outcome.until) - deps.now().getTime()) / 1000)
        // `__Host-`: only over TLS, only this host, whatever another name of the domain sets (RFC 6265bis §4.1.3.2).
        const cookie = `${COOKIE}=${outcome.session}; Path=/; Max-Age=${seconds}; Secure; HttpOnly; SameSite=Strict`
        return reply.header('set-cookie', cookie).redirect(`/links/${address}`, 303)
      },
    )

    app.post<PageRequest>(
      '/links/:address/answers',
      { config, schema: schemaOf('answerByLink', 'Answer by a link') },
      async (request, reply) => {
        const { address } = request.params
        checkOwn(request)
        const form = formOf(request)
        const session = sessionOf(request)
        const link = session === undefined ? undefined : await linkFor(deps.links, address, session)
        if (session === undefined || !link) throw new Problem('LINK_CLOSED', words.closed)
        if (!isFormOf(session, form.get('token') ?? '')) throw new Problem('FORM_FOREIGN', words.foreign)
        const open = { link, session, address, form }
        const told = await answer(deps, open)
        if (told === 'done') return reply.redirect(`/links/${address}?done`, 303)
        request.problem = told.code
        return send(reply, shownAs(told.code)[0], await pageOf(deps, open, told))
      },
    )
  }
}

const COOKIE = '__Host-onward-link'
const LARGEST_FORM = 8 * 1024
/** 256 bits in base64url. */
const SECRET = /^[\w-]{43}$/

interface Opened {
  readonly link: LinkRow
  readonly session: string
  readonly address: string
  readonly form?: URLSearchParams
}

type Told = Extract<OpenLink['told'], { kind: 'fault' }> & { readonly code: string }

/** Says what the form says. A form that was sent twice is said once. */
async function answer(
  deps: LinkPageDeps,
  { link, form = new URLSearchParams() }: Opened,
): Promise<'done' | Told> {
  const read = readForm(form, link)
  if (!read) return { kind: 'fault', code: 'FORM_INVALID', title: words.faults, lines: [] }
  if (!('data' in read))
    return { kind: 'fault', code: 'FORM_INVALID', verb: read.verb, title: words.faults, lines: read.faults }
  const { known } = await openedFor(deps, link)
  const actor = actorOfLink(deps.member, link)
  const key = form.get('key') ?? ''
  const seen = Number(form.get('version'))
  if (!/^[\w-]{1,64}$/.test(key) || !Number.isSafeInteger(seen))
    return { kind: 'fault', code: 'FORM_INVALID', title: words.faults, lines: [] }
  const request = deps.fingerprint(form.toString())
  const idempotency = { principal: `link/${link.id}`, method: 'POST', path: '/links/answers', key, request }
  try {
    const decision = await deps.submit({
      verb: read.verb,
      data: read.data,
      referral: known.id,
      actor,
      seen,
      idempotency,
    })
    if (decision.accepted || (await isSaid(deps, idempotency))) return 'done'
    const { code, reason, remedy } = decision
    const fault = {
      kind: 'fault',
      verb: read.verb,
      code: code === 'VERSION_CONFLICT' ? code : 'RULE',
    } as const
    return code === 'VERSION_CONFLICT'
      ? { ...fault, title: words.changed, lines: [] }
      : { ...fault, title: words.refused, lines: [reason, remedy ?? ''].filter((line) => line !== '') }
  } catch (error) {
    if (constraintOf(error) === 'idempotency_pkey') return 'done'
    throw error
  }
}

/** True when this very form was sent before: then it was said, and what it meets now is its own doing. */
async function isSaid({ remembered }: LinkPageDeps, note: IdempotencyNote): Promise<boolean> {
  return (await remembered(note))?.request.equals(note.request) ?? false
}

/** The referral, for as long as the person agrees that this organisation knows. */
async function openedFor({ load, member, links }: LinkPageDeps, link: LinkRow) {
  const known = await load(link.referral)
  const referral = known && !known.erased ? fold(known.history) : undefined
  if (!known || !referral || !(await mayKnow(links, known, actorOfLink(member, link))))
    throw new Problem('LINK_CLOSED', words.closed)
  return { known, referral }
}

async function pageOf(deps: LinkPageDeps, open: Opened, told: OpenLink['told']): Promise<string> {
  const { link, session, address } = open
  const { known, referral } = await openedFor(deps, link)
  await noteRead(deps.links, link)
  const now = deps.now().toISOString()
  const next = nextActions(referral, { member: deps.member, role: 'link', now }).map(
    ({ verb }): string => verb,
  )
  const verbs: readonly LinkVerb[] = linkVerbs.filter((verb) => next.includes(verb))
  return referralPage({
    address,
    organisation: link.organisation,
    until: link.expiresAt,
    status: status(referral),
    sections: sectionsForLink(referral, { member: deps.member, organisation: link.organisation }),
    verbs,
    hidden: { token: formToken(session), version: String(known.version), key: randomUUID() },
    now,
    told,
    typed: open.form ?? new URLSearchParams(),
  })
}

/**
 * A form of another site is refused before anything of it is read: browsers say where a request comes from, and one that
 * does not say so has no cookie either (SameSite), and needs the token in any case.
 */
function checkOwn({ headers }: FastifyRequest): void {
  const site = headers['sec-fetch-site']
  if (site !== undefined && site !== 'same-origin') throw new Problem('FORM_FOREIGN', words.foreign)
  const { origin, host } = headers
  if (origin !== undefined && hostIn(origin) !== host) throw new Problem('FORM_FOREIGN', words.foreign)
}

function hostIn(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined
}

function formOf({ body }: { readonly body: unknown }): URLSearchParams {
  return body instanceof URLSearchParams ? body : new URLSearchParams()
}

function sessionOf({ headers }: FastifyRequest): string | undefined {
  for (const pair of (headers.cookie ?? '').split(';')) {
    const [name, value = ''] = pair.trim().split('=')
    if (name === COOKIE && SECRET.test(value)) return value
  }
  return undefined
}

function send(reply: FastifyReply, code: number, page: string): FastifyReply {
  return reply.code(code).headers(pageHeaders).send(page)
}

function answerFault(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const problem = isOutage(error) ? new Problem('DATABASE_UNAVAILABLE', words.busy) : problemFrom(error)
  const [code, title] = shownAs(problem.code)
  request.problem = problem.code
  if (code >= 500) request.log.error({ code: problem.code }, 'a page failed')
  if (code >= 500 || code === 429) return send(reply, code, endPage(words.busyTitle, words.busy))
  if (code === 410 || code === 404) return send(reply, code, endPage())
  return send(reply, code, endPage(title, problem.message))
}

function schemaOf(operationId: string, summary: string) {
  return {
    operationId,
    summary,
    description: 'An HTML page for people, not an API.',
    tags: ['receivers'],
    params: {
      type: 'object',
      required: ['address'],
      properties: { address: { type: 'string', pattern: SECRET.source, description: 'The random part.' } },
    },
  } as const
}
