/** Rules on what is done about an incident. What was done is a fact: it is recorded, and marked where it should not have been. */
import { isChild } from '../child.ts'
import type { Referral } from '../referral.ts'
import type { Statement } from '../statement.ts'
import { threadsOf } from '../thread.ts'
import type { Rule } from './rule.ts'

export const incidentRules: readonly Rule[] = [
  {
    name: 'authority-only-with-a-ground',
    requirements: ['R45'],
    source: 'practice §11; SIS 32, 33',
    guards: "an adult's choice of whom to be looked for by",
    code: 'BIZ_STATE',
    pointer: '/result',
    reason:
      'The police or SIRENE are told of an adult only if a risk is stated, or if the person has asked for it beforehand.',
    remedy:
      'State the risk with the incident (`statedRisk`), or look at what the person said should happen if nobody can find them.',
    looksAt: 'words',
    applies: ['closeIncident'],
    marks: ['reportIncident', 'updateIncident', 'actOnIncident'],
    holds: ({ said, after }) => !tellsAuthority(said) || hasGround(after, incidentIn(said)),
  },
]

/** True when it says that the police or SIRENE know of the person. */
function tellsAuthority(said: Statement): boolean {
  switch (said.type) {
    case 'incident.reported':
    case 'incident.updated':
      return said.data.alertRef !== undefined
    case 'incident.actedOn':
      return said.data.action === 'informedPolice' || said.data.action === 'informedSirene'
    case 'incident.closed':
      return said.data.result === 'handedToAuthority'
    default:
      return false
  }
}

function incidentIn({ data }: Statement): string | undefined {
  return 'incidentId' in data ? data.incidentId : undefined
}

/** A child, a stated risk (danger to life among it), or the instruction that the adult gave before (practice §11). */
function hasGround(referral: Referral, incident: string | undefined): boolean {
  if (isChild(referral) || referral.sections.risk?.ifIDisappear?.tell === 'police') return true
  return (['sender', 'receiver'] as const)
    .flatMap((side) => Object.entries(threadsOf(referral.facets, 'incidents', side)))
    .filter(([id]) => id === incident)
    .flatMap(([, { said }]) => said)
    .some((each) => each.type === 'incident.reported' && (each.data.statedRisk === true || each.data.life))
}
