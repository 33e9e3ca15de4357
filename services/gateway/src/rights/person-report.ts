/**
 * What was done with a person's data, for the person (R56, GDPR Art. 15): what was said to whom, when, why, on which
 * permission, in which sections, who read it, what was decided, what is kept or erased. It names no content, so that it can
 * be made by somebody who may read none.
 */
import { type EventData, type SealedSection, sectionNames } from '@onward/contract'
import type { KnownReferral } from '../case/known-referral.ts'
import type { ReferralView } from '../store/referrals.ts'
import type { ErasureRow } from '../store/rights/erasure.ts'
import type { HoldRow } from '../store/rights/holds.ts'
import type { ReadingRow } from '../store/rights/report.ts'

/** One referral of the case, and what the record knows beside its events. */
export interface Reported {
  readonly view: ReferralView
  readonly known: KnownReferral
  readonly readings: readonly ReadingRow[]
  readonly holds: readonly HoldRow[]
  readonly erasure: ErasureRow | undefined
}

/** Something that was said with the person's data in it, or about it. */
export interface ReportedStatement {
  readonly time: string
  readonly type: string
  readonly from: string
  readonly to: string
  /** `<organisation>/<role>/<staff id>`: nobody's name. */
  readonly by: string
  readonly sections: readonly string[]
  /** Organisations there to which one of them was sealed: nobody else read it. */
  readonly sealedTo: readonly string[]
  /** The permission that was in force, by its id; null before there was one. */
  readonly permission: string | null
  /** When the other gateway had it; null while that is not known. */
  readonly receivedAt: string | null
  /** False for what the other side, or we, did not accept. */
  readonly counts: boolean
}

export interface ReportedReferral {
  readonly referral: string
  readonly caseRef: string
  readonly sender: string
  readonly receiver: string
  readonly purpose: string
  readonly status: string
  readonly since: string
  readonly permissions: readonly {
    readonly id: string
    readonly kind: string
    readonly givenBy: string
    readonly givenAt: string
    readonly validUntil: string
    readonly sections: readonly string[]
  }[]
  readonly statements: readonly ReportedStatement[]
  /** The answers of the receiver among the statements. */
  readonly decisions: readonly { readonly time: string; readonly type: string; readonly by: string }[]
  readonly readings: readonly ReadingRow[]
  readonly kept: readonly { readonly ground: string; readonly until: string }[]
  readonly erased: { readonly at: string; readonly ground: string } | null
}

/** @param at when it is made, RFC 3339 */
export function personReport(id: string, reported: readonly Reported[], at: string) {
  return { case: id, at, referrals: reported.map((each) => reportOn(each, at.slice(0, 10))) }
}

export type PersonReport = ReturnType<typeof personReport>

const decisionTypes: ReadonlySet<string> = new Set([
  'referral.accepted',
  'referral.acceptedWithConditions',
  'referral.declined',
  'referral.redirected',
  'referral.reopened',
])

function reportOn({ view, known, readings, holds, erasure }: Reported, today: string): ReportedReferral {
  const { sender, receiver } = view
  const receivedAt = new Map(known.receipted.map(({ author, sequence, at }) => [`${author} ${sequence}`, at]))
  const permissions: ReportedReferral['permissions'][number][] = []
  const statements = known.history
    .toSorted((one, other) => (one.event.time < other.event.time ? -1 : 1))
    .map(({ event, standing }): ReportedStatement => {
      const from = event.source.slice(event.source.lastIndexOf(':') + 1)
      const given = permissionIn(event.data)
      if (given) permissions.push(given)
      return {
        time: event.time,
        type: event.type,
        from,
        to: from === sender ? receiver : sender,
        by: event.actor,
        sections: sectionsIn(event.data),
        sealedTo: [...new Set(sealedParts(event.data).map(({ organisation }) => organisation))],
        permission: permissions.at(-1)?.id ?? null,
        receivedAt: receivedAt.get(`${from} ${event.sequence}`) ?? null,
        counts: standing === 'applied',
      }
    })
  return {
    referral: view.id,
    caseRef: view.caseRef,
    sender,
    receiver,
    purpose: view.purpose,
    status: view.status,
    since: view.createdAt,
    permissions,
    statements,
    decisions: statements
      .filter(({ type, counts }) => counts && decisionTypes.has(type))
      .map(({ time, type, by }) => ({ time, type, by })),
    readings,
    kept: holds
      .filter(({ until, endedAt }) => until >= today && endedAt === null)
      .map(({ ground, until }) => ({ ground, until })),
    erased: erasure?.erasedAt ? { at: erasure.erasedAt, ground: erasure.ground } : null,
  }
}

type AnyData = EventData[keyof EventData]

function sectionsIn(data: AnyData): readonly string[] {
  if (!('sections' in data) || typeof data.sections !== 'object' || Array.isArray(data.sections)) return []
  const sealed = sealedParts(data).map(({ section }) => section)
  const given: readonly string[] = [...Object.keys(data.sections ?? {}), ...sealed]
  return sectionNames.filter((name) => given.includes(name))
}

function sealedParts(data: AnyData): readonly SealedSection[] {
  return ('sealed' in data && data.sealed) || []
}

function permissionIn(data: AnyData): ReportedReferral['permissions'][number] | undefined {
  if (!('permission' in data) || !data.permission) return undefined
  const { permissionId: id, kind, givenBy, givenAt, validUntil, scope } = data.permission
  return { id, kind, givenBy, givenAt, validUntil, sections: scope.sections }
}
