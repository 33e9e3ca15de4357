/** The HTTP face of a gateway: plugins in the order in which they run, routes by name, and one answer for every fault. */
import { randomUUID } from 'node:crypto'
import Fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  LogController,
} from 'fastify'
import { checkAccess, requireAccess } from './http/access.ts'
import { type AuthenticationDeps, authentication } from './http/authentication.ts'
import { type CaseCommandDeps, caseCommandRoutes } from './http/case/case-commands.ts'
import { caseRoutes } from './http/case/cases.ts'
import { commandRoutes } from './http/case/commands.ts'
import { type DeadlineDeps, deadlineRoutes } from './http/case/deadlines.ts'
import { htcdsRoutes } from './http/case/htcds.ts'
import { type LocalDeps, localRoutes } from './http/case/local.ts'
import { type MatchingDeps, matchingRoutes } from './http/case/matching.ts'
import { type OpeningDeps, openingRoutes } from './http/case/openings.ts'
import { type ReferralDeps, referralRoutes } from './http/case/referrals.ts'
import { type TimelineDeps, timelineRoutes } from './http/case/timeline.ts'
import { versionRoutes } from './http/case/versions.ts'
import { documentation } from './http/documentation.ts'
import { type HealthDeps, healthRoutes } from './http/health.ts'
import { type IdempotencyDeps, idempotency } from './http/idempotency.ts'
import { maxBody, readJsonBodies } from './http/json-body.ts'
import { limits } from './http/limits.ts'
import { type AuditLogDeps, auditLogRoutes } from './http/log/audit-log.ts'
import { type ContradictionRouteDeps, contradictionRoutes } from './http/log/contradictions.ts'
import { type EvidenceRouteDeps, evidenceRoutes } from './http/log/evidence.ts'
import { type SightingRouteDeps, sightingRoutes } from './http/log/sightings.ts'
import { type LogTileDeps, logTileRoutes } from './http/log/tiles.ts'
import { type WitnessRouteDeps, witnessRoutes } from './http/log/witness.ts'
import { isOutage } from './http/outage.ts'
import { Problem, problemFrom, problemSchema, sendProblem } from './http/problem.ts'
import { type AttestationRouteDeps, attestationRoutes } from './http/receivers/attestations.ts'
import { type LinkPageDeps, linkPages } from './http/receivers/link-pages.ts'
import { type LinkRouteDeps, linkRoutes } from './http/receivers/links.ts'
import { keepToSeats, type SeatDeps } from './http/receivers/seats.ts'
import { type ServiceDeps, serviceRoutes } from './http/receivers/services.ts'
import { ajvOptions, requestProblem } from './http/request-check.ts'
import { type AccessDeps, accessRoutes } from './http/rights/accesses.ts'
import { type BreakGlassRouteDeps, breakGlassRoutes } from './http/rights/break-glass.ts'
import { type ErasureDeps, erasureRoutes } from './http/rights/erasure.ts'
import { type HoldDeps, holdRoutes } from './http/rights/holds.ts'
import { type ReportDeps, reportRoutes } from './http/rights/reports.ts'
import { ruleRoutes } from './http/rules.ts'
import { schemaRoutes } from './http/schemas.ts'
import { type KeyReviewDeps, keyReviewRoutes } from './http/trust/key-review.ts'
import { type MemberDeps, memberRoutes } from './http/trust/members.ts'
import { type QuarantineDeps, quarantineRoutes } from './http/trust/quarantine.ts'
import { turns } from './http/turns.ts'
import { buildSerializer, buildValidator } from './http/when-used.ts'

/** All that HTTP needs, as functions. What they throw for a database that is gone becomes a 503 (http/outage.ts). */
export interface AppDeps
  extends AuthenticationDeps,
    IdempotencyDeps,
    Omit<OpeningDeps, 'once'>,
    Omit<CaseCommandDeps, 'once'>,
    Omit<LocalDeps, 'once'>,
    Omit<MatchingDeps, 'once'>,
    ServiceDeps,
    Omit<MemberDeps, 'directory'>,
    Omit<ReferralDeps, 'directory'>,
    TimelineDeps,
    DeadlineDeps,
    EvidenceRouteDeps,
    Omit<ErasureDeps, 'once'>,
    Omit<HoldDeps, 'once'>,
    ReportDeps,
    Omit<QuarantineDeps, 'once'>,
    Omit<AttestationRouteDeps, 'once'>,
    Omit<LinkRouteDeps, 'once'>,
    LinkPageDeps,
    Omit<BreakGlassRouteDeps, 'once'>,
    SeatDeps,
    AccessDeps,
    AuditLogDeps,
    LogTileDeps,
    WitnessRouteDeps,
    ContradictionRouteDeps,
    SightingRouteDeps,
    KeyReviewDeps,
    HealthDeps {
  readonly logger: FastifyBaseLogger
  readonly directory: () => ReturnType<MemberDeps['directory']> & ReturnType<ReferralDeps['directory']>
  /** Told of each answer but those to probes; for metrics. */
  readonly answered: (
    answer: { readonly route: string; readonly method: string; readonly status: number },
    ms: number,
  ) => void
  /** Told with every answer, so that nobody takes an exercise for the real thing. */
  readonly exercise: boolean
  /** Requests a minute, for each actor and for each address. */
  readonly rateLimit: number
}

/** Builds the server; the caller listens and closes. */
export async function buildApp(deps: AppDeps): Promise<FastifyInstance> {
  const app = Fastify({
    loggerInstance: deps.logger,
    // Fastify's own lines hold the URL; ours hold the pattern of the route.
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'request' }),
    genReqId: () => randomUUID(),
    bodyLimit: maxBody,
    requestTimeout: 30_000,
    ajv: ajvOptions,
    schemaController: { compilersFactory: { buildValidator, buildSerializer } },
    schemaErrorFormatter: requestProblem,
    exposeHeadRoutes: false,
    frameworkErrors: answerFault,
    clientErrorHandler: (error, socket) => {
      // The error holds the bytes that were read, a token among them; only its code is told.
      deps.logger.info({ code: error.code }, 'unreadable request')
      if (socket.writable)
        socket.write('HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n')
      socket.destroy()
    },
  })

  app.decorateRequest('actor', undefined)
  app.decorateRequest('problem', undefined)
  app.addSchema(problemSchema)
  app.setErrorHandler(answerFault)
  app.setNotFoundHandler((request, reply) => {
    sendProblem(request, reply, new Problem('NOT_FOUND', 'There is nothing under this address.'))
  })
  readJsonBodies(app)
  logResponses(app, deps)
  requireAccess(app)
  await documentation(app, deps.member)
  await admit(app, deps)
  keepToSeats(app, deps)

  const once = idempotency(deps)
  await app.register(healthRoutes(deps))
  await app.register(schemaRoutes())
  await app.register(ruleRoutes())
  await app.register(openingRoutes({ ...deps, once }))
  await app.register(commandRoutes({ ...deps, once }))
  await app.register(referralRoutes(deps))
  await app.register(attestationRoutes({ ...deps, once }))
  await app.register(linkRoutes({ ...deps, once }))
  await app.register(linkPages(deps))
  await app.register(versionRoutes(deps))
  await app.register(timelineRoutes(deps))
  await app.register(caseRoutes(deps))
  await app.register(caseCommandRoutes({ ...deps, once }))
  await app.register(localRoutes({ ...deps, once }))
  await app.register(matchingRoutes({ ...deps, once }))
  await app.register(serviceRoutes(deps))
  await app.register(memberRoutes(deps))
  await app.register(htcdsRoutes(deps))
  await app.register(deadlineRoutes(deps))
  await app.register(evidenceRoutes(deps))
  await app.register(accessRoutes(deps))
  await app.register(breakGlassRoutes({ ...deps, once }))
  await app.register(erasureRoutes({ ...deps, once }))
  await app.register(holdRoutes({ ...deps, once }))
  await app.register(reportRoutes(deps))
  await app.register(quarantineRoutes({ ...deps, once }))
  await app.register(keyReviewRoutes(deps))
  await app.register(auditLogRoutes(deps))
  await app.register(logTileRoutes(deps))
  await app.register(witnessRoutes(deps))
  await app.register(contradictionRoutes(deps))
  await app.register(sightingRoutes(deps))
  await app.ready()
  return app
}

/** How many requests begin before the event loop turns; an offer takes a millisecond of it. */
const TOGETHER = 4

/** Turn, token, count, role: all before a byte of the body is read. A probe does not wait. */
async function admit(app: FastifyInstance, deps: AppDeps): Promise<void> {
  const authenticate = await authentication(app, deps)
  const limit = await limits(app, deps.rateLimit)
  const turn = turns(TOGETHER)
  app.addHook('onRequest', async (request, reply) => {
    reply.headers({
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
      'x-request-id': request.id,
      ...(deps.exercise && { 'onward-exercise-clock': deps.now().toISOString() }),
    })
    const { roles, use } = request.routeOptions.config
    if (use === 'probe') return
    await turn()
    if (roles === 'open' || request.is404) return await limit.address(request)
    try {
      request.actor = await authenticate(request)
    } catch (error) {
      await limit.address(request)
      throw error
    }
    await limit.actor(request)
    checkAccess(request)
  })
}

/** One line for each answer: ids, codes and durations, never a URL with an id, a body, a query or a name. */
function logResponses(app: FastifyInstance, { answered }: AppDeps): void {
  app.addHook('onResponse', async (request, reply) => {
    if (request.routeOptions.config.use === 'probe') return
    const { method, routeOptions, problem } = request
    const answer = { method, route: routeOptions.url ?? 'none', status: reply.statusCode }
    answered(answer, reply.elapsedTime)
    const line = { ...answer, code: problem, ms: Math.round(reply.elapsedTime) }
    request.log.info(line, 'answered')
  })
}

function answerFault(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
  const problem = isOutage(error)
    ? new Problem('DATABASE_UNAVAILABLE', 'unreachable', { cause: error })
    : problemFrom(error)
  const status = sendProblem(request, reply, problem)
  if (status >= 500) request.log.error(placeOf(problem), 'failed')
}

/** Where a fault came from. Its message stays out: one of the database can repeat a value that is personal. */
function placeOf({ code, cause }: Problem) {
  if (!(cause instanceof Error)) return { code }
  const frames = cause.stack?.split('\n').filter((line) => line.startsWith('    at '))
  return {
    code,
    error: cause.name,
    cause: 'code' in cause ? cause.code : undefined,
    stack: frames?.slice(0, 8).map((line) => line.trim()),
  }
}
