/** What the directory says of a body, and the calendar of a member of working time, as far as rules need it. */
import type { AddTime } from './deadlines/deadlines.ts'
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
  /** In the working time of a member; where no calendar reaches, later than anything that is ever due. */
  readonly add: AddTime
  /** What the body is called in the directory; undefined if it is not listed there by a name. */
  readonly nameOf?: (body: Body) => string | undefined
  /** Whether the body is a legal partner; undefined if it is not listed. */
  readonly isLegalPartner?: (body: Body) => boolean | undefined
  /** Whether the member is bound by the data protection of the EEA. An international organisation never is. */
  readonly isInEea?: (member: string) => boolean | undefined
}
