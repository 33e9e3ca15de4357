/** The members as the top-level targets delegate to them: each speaks for itself and for nothing else. */
import type { Targets } from '@tufjs/models'
import { DirectoryError } from './error.ts'
import { memberOf, memberPaths, memberRole, type Role } from './roles.ts'

export interface Delegation {
  readonly code: string
  readonly role: Role
}

/**
 * Every delegation, in order.
 *
 * @throws DirectoryError `DELEGATION_INVALID` for one that is not a member's, or is not closed: a file that it does not
 *   give must not be looked for elsewhere (terminating), and it has one way to be named (security.md §2.5)
 */
export function delegationsOf({ delegations }: Targets): readonly Delegation[] {
  if (delegations?.succinctRoles)
    throw new DirectoryError('DELEGATION_INVALID', 'Members are delegated to by name, not by hash.')
  return Object.values(delegations?.roles ?? {}).map(({ name, paths, terminating }) => {
    const code = memberOf(name)
    if (!terminating || paths?.length !== 1 || paths[0] !== memberPaths(code)) {
      const reason = `is not terminating with the one path ${memberPaths(code)}`
      throw new DirectoryError('DELEGATION_INVALID', `The delegation ${name} ${reason}.`)
    }
    return { code, role: memberRole(code) }
  })
}
