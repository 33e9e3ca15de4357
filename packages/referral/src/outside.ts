/** Facts outside the rules, as a referral tells of them (practice §1). */
import type { EventType } from '@onward/contract'
import type { Entry, Referral } from './referral.ts'
import type { Side } from './side.ts'
import type { Statement } from './statement.ts'

/** The rules that a statement says were not kept. */
export function outsideRulesOf({ data }: Statement): readonly string[] {
  return 'outsideRules' in data ? (data.outsideRules ?? []) : []
}

/** One fact outside the rules. */
export interface Outside {
  /** By which somebody says what was done about it (`actOnIncident`): the incident it reports, or else its own event. */
  readonly incident?: string
  readonly type: EventType
  readonly side: Side
  readonly sequence: number
  readonly at: string
  readonly rules: readonly string[]
}

/** Every fact of the referral that is marked, in the order in which they were applied. */
export function outside({ entries }: Referral): readonly Outside[] {
  return entries.flatMap((entry) => {
    const { said, side, sequence, at } = entry
    const rules = outsideRulesOf(said)
    const incident = incidentOf(entry)
    return rules.length === 0
      ? []
      : [{ ...(incident && { incident }), type: said.type, side, sequence, at, rules }]
  })
}

/** What an entry is called when somebody acts on it: the incident that it reports, else the event itself. */
export function incidentOf({ said, event }: Entry): string | undefined {
  return said.type === 'incident.reported' ? said.data.incidentId : event?.id
}
