/** What the directory says of a body, as far as rules need it. */
import type { Body } from './local.ts'

export type OperatorKind = 'state' | 'police' | 'ngo' | 'igo'

/** Looked up, never changed; both sides read their own copy of the same directory. */
export interface Register {
  /** Who runs the body, or the gateway of the member if no organisation is named; undefined if it is not listed. */
  readonly operatorOf: (body: Body) => OperatorKind | undefined
  /** The id of the organisation that runs a member's gateway, and so can read what goes there; undefined if not listed. */
  readonly gatewayOf: (member: string) => string | undefined
  /** Whether somebody can be reached there at this instant, RFC 3339; undefined if its hours are not listed. */
  readonly isOnCall: (body: Body, at: string) => boolean | undefined
}
