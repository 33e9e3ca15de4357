/** Who acts: from the credential, never from a body. */
import { readActor } from '@onward/referral'

/**
 * The roles of people. `dpo` is the data-protection officer, who reads no content. `gateway` is the machine itself, which notes that a consent has expired and nothing else; `link`
 * is somebody without a system, who answers for one referral by a link. No credential has either.
 */
export type Role =
  | 'caseworker'
  | 'focal-point'
  | 'supervisor'
  | 'dpo'
  | 'auditor'
  | 'operator'
  | 'gateway'
  | 'link'

/**
 * The roles that a credential can have. A supervisor is the second person where two are needed; the data-protection
 * officer (`dpo`) sees who read what and why. Neither reads content by that.
 */
export const roles = ['caseworker', 'focal-point', 'supervisor', 'dpo', 'auditor', 'operator'] as const

export interface Actor {
  readonly member: string
  readonly organisation: string
  readonly role: Role
  /** Pseudonymous staff id or functional post; never a name. */
  readonly staffId: string
  /** Has just proved who it is with a factor that cannot be phished (http/step-up.ts). */
  readonly steppedUp?: true
}

/** Reads an attribute that `actorAttribute` has written. */
export function actorIn(member: string, attribute: string): Actor | undefined {
  const actor = readActor(attribute)
  return actor && { member, ...actor }
}

/** Whose attribute it is, whatever the role: not everybody who acts here has one that may be said on a lane. */
export function holderOf(
  attribute: string,
): Pick<Actor, 'organisation' | 'staffId'> & { readonly role: string } {
  const [organisation = '', role = '', staffId = ''] = attribute.split('/')
  return { organisation, role, staffId }
}

/** The CloudEvents attribute `actor`: `<organisation>/<role>/<staff id>`, since an attribute must be a simple type. */
export function actorAttribute({ organisation, role, staffId }: Actor): string {
  return `${organisation}/${role}/${staffId}`
}
