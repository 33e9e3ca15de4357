/** What a member knows of a case and never sends: it decides what may leave, and the wire never carries it. */

/** That the person was told of asylum, and what came of it (practice §3). */
export interface ProtectionCheck {
  /** The day on which the person was told. */
  readonly informedOn: string
  /** In which language, BCP 47. */
  readonly language: string
  readonly outcome: 'none' | 'considering' | 'pending' | 'granted' | 'refusedFinal' | 'waivedByPerson'
}

/** A body: a member as a whole, or one organisation of it. */
export interface Body {
  readonly member: string
  readonly organisation?: string | undefined
}

export interface Local {
  /** Absent: it has not been recorded yet, and then nothing that names anybody goes to a state that may be feared. */
  readonly protection?: ProtectionCheck | undefined
  /** Whom the person excluded (R19). Routing data: no excluded party ever sees it. */
  readonly excluded: readonly Body[]
  /** When the recipient last said that it has room, RFC 3339: an inquiry answered, a list of services, an earlier yes. */
  readonly capacityConfirmedAt?: string | undefined
  /** Another open referral of the case already moves responsibility. */
  readonly isCarried?: boolean | undefined
  /** The permissions under which earlier referrals of the case stood that have ended. */
  readonly endedPermissions?: readonly string[] | undefined
}

/** A case of which nothing has been recorded here. */
export const nothingKnown: Local = { excluded: [] }
