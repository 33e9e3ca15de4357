/** Who acts: from the credential, never from a body. */

/** The roles of people. `gateway` is the machine itself, which notes that a consent has expired and nothing else. */
export type Role = 'caseworker' | 'focal-point' | 'auditor' | 'operator' | 'gateway'

/** The roles that a credential can have. */
export const roles = ['caseworker', 'focal-point', 'auditor', 'operator'] as const

export interface Actor {
  readonly member: string
  readonly organisation: string
  readonly role: Role
  /** Pseudonymous staff id or functional post; never a name. */
  readonly staffId: string
}

/** The CloudEvents attribute `actor`: `<organisation>/<role>/<staff id>`, since an attribute must be a simple type. */
export function actorAttribute({ organisation, role, staffId }: Actor): string {
  return `${organisation}/${role}/${staffId}`
}
