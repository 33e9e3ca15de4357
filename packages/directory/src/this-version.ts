/** What this version can do of what a membership agrees on for all. */
import { eventTypes, schemaOf } from '@onward/contract'
import type { Policy } from './document.ts'

/** How it seals (security §1.4): S1 is ECDH-ES+A256KW over X25519 with A256GCM, signed with Ed25519. */
export const suites: readonly string[] = ['S1']

/** What a membership that begins with this version agrees on. */
export const ofThisVersion: Required<Pick<Policy, 'suites' | 'schemas'>> = {
  suites,
  schemas: eventTypes.map(schemaOf).map(({ uri, digest }) => ({ uri, digest })),
}
