/**
 * Whether a recipient is known to have room (practice §7): by what it told a caseworker, by an inquiry of the case that
 * it answered, by an earlier yes in the case, or by the list of services that it published.
 */
import {
  type Body,
  closing,
  type Entry,
  fold,
  type LocalRecord,
  type Referral,
  withdrawn,
} from '@onward/referral'
import type { KnownReferral } from '../case/known-referral.ts'
import type { ListedService } from './service-lists.ts'

export interface CapacityKnown {
  /** RFC 3339 UTC; the newest of what says so. */
  readonly capacityConfirmedAt?: string | undefined
  readonly hasSaidYes?: boolean
}

/** What the records of a case say of the recipient. */
export function confirmedTo(records: readonly LocalRecord[], to: Body): string | undefined {
  return newest(
    records.flatMap((record) =>
      record.kind === 'capacity' && isSame(record, to) ? [record.confirmedAt] : [],
    ),
  )
}

/** What the referrals of a case say of the recipient: an answer to an inquiry, or a yes that it has given. */
export function confirmedInCase(referrals: readonly KnownReferral[], to: Body): CapacityKnown {
  const read = referrals
    .flatMap(({ history }) => fold(history) ?? [])
    .filter(({ receiver }) => receiver === to.member)
  return {
    capacityConfirmedAt: newest(read.flatMap((referral) => answered(referral, to))),
    hasSaidYes: read.some((referral) => hasAccepted(referral, to)),
  }
}

/** When a service of the recipient was last confirmed to have room, by the lists that were published. */
export function confirmedInLists(services: readonly ListedService[], to: Body): string | undefined {
  return newest(
    services
      .filter(({ member, service }) => member === to.member && service.organisation === to.organisation)
      // Places that are not counted are places; none is none.
      .flatMap(({ service }) =>
        service.capacity === 0 || !service.lastConfirmed ? [] : [startOf(service.lastConfirmed)],
      ),
  )
}

/** The permissions under which nothing of a case is shared any more: its referrals were closed, or sharing withdrawn (practice §6). */
export function endedPermissions(referrals: readonly KnownReferral[]): readonly string[] {
  const read = referrals.flatMap(({ history }) => fold(history) ?? [])
  const isEnded = (referral: Referral) =>
    closing(referral) !== undefined || withdrawn(referral).includes('sharing')
  // One permission may name several recipients: it goes on for those whose referral does.
  const inForce = read
    .filter((referral) => !isEnded(referral))
    .map(({ facets }) => facets.consent.permission?.permissionId)
  const given = read.filter(isEnded).flatMap(({ entries }) => entries.flatMap(permissionsIn))
  return [...new Set(given)].filter((permission) => !inForce.includes(permission))
}

function permissionsIn({ said }: Entry): readonly string[] {
  const gives = said.type === 'referral.submitted' || said.type === 'consent.granted'
  return gives ? [said.data.permission.permissionId] : []
}

function answered({ facets, entries }: Referral, to: Body): readonly string[] {
  const asked = entries.find(({ said }) => said.type === 'inquiry.asked')?.said
  const [answer] = facets.inquiryAnswer.said.slice(-1)
  if (asked?.type !== 'inquiry.asked' || answer === undefined) return []
  const { answer: word, capacity, services = [] } = answer.data
  const able = [asked.data.to.organisation, ...services]
  const isTheirs = to.organisation !== undefined && able.includes(to.organisation)
  return word !== 'no' && capacity && capacity.places > 0 && isTheirs ? [startOf(capacity.confirmedOn)] : []
}

function hasAccepted({ facets: { offer, response } }: Referral, to: Body): boolean {
  const isYes = response.state === 'accepted' || response.state === 'acceptedWithConditions'
  return isYes && offer.terms?.to.organisation === to.organisation
}

function isSame(one: Body, other: Body): boolean {
  return one.member === other.member && one.organisation === other.organisation
}

const startOf = (day: string) => `${day}T00:00:00.000Z`

function newest(times: readonly (string | undefined)[]): string | undefined {
  return times
    .filter((time) => time !== undefined)
    .toSorted()
    .at(-1)
}
