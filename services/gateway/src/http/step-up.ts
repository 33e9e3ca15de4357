/**
 * Step-up: for what cannot be taken back, a token alone is not enough, and its holder must have signed in anew, just now,
 * with a factor that cannot be phished. The claims are those of OpenID Connect Core §2, in access tokens by RFC 9068
 * §2.2.1; the values of `acr` are those of OpenID Connect Extended Authentication Profile (EAP) ACR Values 1.0 §4.
 */
import type { FastifyRequest } from 'fastify'
import { actorOf } from './access.ts'
import { Problem } from './problem.ts'

/** Phishing-resistant, and the same with its key in hardware. */
const strong: readonly unknown[] = ['phr', 'phrh']
const FRESH_SECONDS = 300
/** As for the other times of a token. */
const TOLERANCE_SECONDS = 5

/** Whether the claims of a verified token say so. `now` is the clock of who issued it. */
export function hasSteppedUp(claims: object, now: Date): boolean {
  const { acr, auth_time: at } = claims as Readonly<Record<string, unknown>> // sound: any object can be read as unknowns
  if (!strong.includes(acr) || typeof at !== 'number') return false
  const age = now.getTime() / 1000 - at
  return age >= -TOLERANCE_SECONDS && age <= FRESH_SECONDS
}

/** @throws Problem STEP_UP_REQUIRED */
export function requireStepUp(request: FastifyRequest): void {
  if (actorOf(request).steppedUp) return
  throw new Problem(
    'STEP_UP_REQUIRED',
    'This needs a sign-in of the last five minutes that cannot be phished.',
    {
      remedy: 'Sign in again with your security key, and repeat it with the new token (acr `phr` or `phrh`).',
    },
  )
}
