/** Who may call which route. Default deny: a route that does not say so does not start. */
import type { FastifyInstance, FastifyRequest, RouteOptions } from 'fastify'
import type { Actor, Role } from '../actor.ts'
import { Problem } from './problem.ts'

/** The roles that may call a route; `open` needs no token. */
export type Access = readonly Role[] | 'open'

/** One route and its access, as it was declared. */
export interface Entrance {
  readonly method: string
  readonly url: string
  readonly roles: Access
}

/** Everything is open under this path: the documentation, whose routes belong to a plugin that cannot declare. */
export const docsPath = '/docs'

/** Refuses to register a route without `config.roles`, and keeps the list of entrances on `app.entrances`. */
export function requireAccess(app: FastifyInstance): void {
  const entrances: Entrance[] = []
  app.decorate('entrances', entrances)
  app.addHook('onRoute', (route) => {
    if (isDocs(route)) route.config = { ...route.config, roles: 'open' }
    const roles = route.config?.roles
    if (roles === undefined || roles.length === 0)
      throw new Error(`${String(route.method)} ${route.url} does not say who may call it`)
    entrances.push({ method: String(route.method), url: route.url, roles })
  })
}

/** Lets the request pass if its actor has one of the roles of the route. */
export function checkAccess(request: FastifyRequest): void {
  const { roles } = request.routeOptions.config
  if (roles === 'open' || request.is404) return
  const { role } = actorOf(request)
  if (!roles?.includes(role)) {
    throw new Problem('FORBIDDEN', `The role ${role} may not do this.`, {
      remedy: 'Ask a colleague who has the role.',
    })
  }
}

/** The authenticated actor; asked for only behind a route that needs one. */
export function actorOf(request: FastifyRequest): Actor {
  if (!request.actor) throw new Error('an open route asked who acts')
  return request.actor
}

function isDocs({ url }: RouteOptions): boolean {
  return url === docsPath || url.startsWith(`${docsPath}/`)
}

declare module 'fastify' {
  interface FastifyContextConfig {
    roles?: Access
    /** `probe`: asked all the time by machines, so neither counted nor logged. */
    use?: 'probe'
  }
  interface FastifyInstance {
    readonly entrances: readonly Entrance[]
  }
  interface FastifyRequest {
    /** From the token; undefined on an open route. */
    actor: Actor | undefined
  }
}
