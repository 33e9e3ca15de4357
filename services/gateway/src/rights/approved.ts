/** What child protection lets the service of a child receive, besides what every service gets (practice §5). */
import type { Sections } from '@onward/contract'
import { currentScope, type Facets, isChild, type Referral } from '@onward/referral'

type Services = readonly (readonly [string, Facets['services'][string]])[]

/**
 * The sections that were approved for these services of a child, as far as they may be shared at this moment: a narrowing
 * or a withdrawal takes them back. What is for the person's lawyer is never among them.
 */
export function approvedFor(referral: Referral, services: Services): Sections {
  if (!isChild(referral)) return {}
  const allowed = currentScope(referral)?.sections ?? []
  const approved = services.flatMap(([, { said }]) => {
    const planned = said.findLast(({ type }) => type === 'service.planned')
    return planned?.type === 'service.planned' ? (planned.data.approved?.sections ?? []) : []
  })
  const names = approved.filter((name) => name !== 'legalStatus' && allowed.includes(name))
  return Object.fromEntries(
    Object.entries(referral.sections).filter(([name]) => names.some((one) => one === name)),
  )
}
