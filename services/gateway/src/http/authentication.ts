/**
 * Who calls: a signed access token (RFC 9068) becomes an Actor, or the request ends here.
 *
 * Asymmetric keys only, chosen by kid from our own list; the algorithm belongs to the key, never to the token.
 * Every bad token gets the same answer, whatever is wrong with it.
 */
import jwt from '@fastify/jwt'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { type Actor, roles } from '../actor.ts'
import { Problem } from './problem.ts'
import { hasSteppedUp } from './step-up.ts'
import { readTokenKeys } from './token-keys.ts'

export interface AuthenticationDeps {
  readonly member: string
  readonly tokens: {
    readonly issuer: string
    readonly audience: string
    /** The issuer's JWKS, parsed from its file. */
    readonly jwks: unknown
    /** The issuer's clock: the real one, in an exercise too. */
    readonly now: () => Date
  }
}

/** Registers the token check. The result reads a request's token and throws a Problem 401 if there is no good one. */
export async function authentication(
  app: FastifyInstance,
  { member, tokens }: AuthenticationDeps,
): Promise<(request: FastifyRequest) => Promise<Actor>> {
  const keys = readTokenKeys(tokens.jwks)
  await app.register(jwt, {
    secret: { public: async (_request: FastifyRequest, token: unknown) => keyFor(keys, token) },
    decode: { complete: true },
    verify: {
      algorithms: ['ES256', 'EdDSA', 'RS256'],
      allowedIss: tokens.issuer,
      allowedAud: tokens.audience,
      checkTyp: 'at+jwt',
      requiredClaims: ['iss', 'aud', 'exp', 'sub', 'member', 'organisation', 'role'],
      // A cache of verified tokens has mixed up identities before (GHSA-rp9m-7r4c-75qg).
      cache: false,
      clockTolerance: 5_000,
    },
  })

  return async (request) => {
    if (!request.headers.authorization) {
      throw new Problem('TOKEN_MISSING', 'This needs a token.', {
        remedy: 'Send Authorization: Bearer followed by your token.',
      })
    }
    try {
      return actorIn(await request.jwtVerify<object>(), member, tokens.now())
    } catch (cause) {
      throw new Problem('TOKEN_INVALID', 'This token is not valid here.', {
        remedy: 'Get a new token from your sign-in service.',
        cause,
      })
    }
  }
}

function keyFor(keys: ReturnType<typeof readTokenKeys>, token: unknown): string {
  const { header } = token as { readonly header: { readonly kid?: unknown; readonly alg?: unknown } } // sound: decode is `complete`
  const key = typeof header.kid === 'string' ? keys.get(header.kid) : undefined
  if (!key) throw new Error('unknown kid')
  if (header.alg !== key.alg) throw new Error('the algorithm is not that of the key')
  return key.pem
}

/** What may stand in the CloudEvents attribute `actor` without being mistaken for one of its separators. */
const WORD = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/

function actorIn(claims: object, member: string, now: Date): Actor {
  const { sub, organisation, role, member: theirs } = claims as Readonly<Record<string, unknown>> // sound: any object can be read as unknowns
  if (theirs !== member) throw new Error('a token of another member')
  const known = roles.find((name) => name === role)
  if (!known) throw new Error('no role of ours')
  if (typeof sub !== 'string' || !WORD.test(sub)) throw new Error('sub is not a staff id')
  if (typeof organisation !== 'string' || !WORD.test(organisation))
    throw new Error('organisation is not an id')
  const steppedUp = hasSteppedUp(claims, now) && ({ steppedUp: true } as const)
  return { member, organisation, role: known, staffId: sub, ...steppedUp }
}
