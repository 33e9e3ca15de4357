/**
 * Step 1. A command becomes a signed event: decide, seal, commit. Nothing is sent here; what is committed is sent
 * by the relay, and what is not committed never happened.
 */

import { type Event, type EventType, encodeEvent, largestField, maxEventBytes } from '@onward/contract'
import type { Directory } from '@onward/directory'
import { type Local, type LocalRecord, outsideRulesOf, statement } from '@onward/referral'
import { type RemoteKey, type SigningKey, sealEvent } from '@onward/seal'
import { v4 as uuidv4, v7 as uuidv7 } from 'uuid'
import { type Actor, actorAttribute } from './actor.ts'
import { type KnownReferral, referralChange } from './case/known-referral.ts'
import { sealLocal } from './case/local-records.ts'
import type { Gap } from './gap.ts'
import { newLeaf } from './log/leaf.ts'
import { overrideAlarm, overrideOf } from './rights/override.ts'
import type { Committed, Decided } from './store/commit.ts'
import type { IdempotencyRow } from './store/idempotency.ts'
import { entryOf, refusedByCase } from './submit/case.ts'
import { eventOf } from './submit/event.ts'
import { routeOf } from './submit/route.ts'
import { decideSealing, type ToSeal } from './submit/sealing.ts'
import { caseKeyOf, maySpeak } from './submit/speaker.ts'
import type { DeadlinesOf } from './time/working-time.ts'
import { registerOf } from './trust/register.ts'
import type { Vault } from './trust/vault.ts'

export interface Command {
  readonly verb: string
  /** Valid against the schema of the verb's event type. */
  readonly data: unknown
  /** What travels in it sealed to an organisation of the receiver; valid against `sealed-content`. */
  readonly seal?: readonly ToSeal[] | undefined
  /** The referral it is about; absent for what begins one. */
  readonly referral?: string | undefined
  /** The local case that what begins belongs to; else that of `previousReferral`, else a new one. */
  readonly localCase?: string | undefined
  /** What is recorded of the case together with what begins, before it is decided, and never sent. */
  readonly local?: readonly LocalRecord[] | undefined
  readonly actor: Actor
  /** The version the person had seen (If-Match). */
  readonly seen?: number | undefined
  readonly idempotency?: Pick<IdempotencyRow, 'principal' | 'method' | 'path' | 'key' | 'request'> | undefined
}

export interface Submitted {
  readonly accepted: true
  readonly referral: string
  readonly event: string
  readonly digest: string
  readonly sequence: number
  readonly type: EventType
  readonly lane: string
  readonly version: number
}

export interface Refused {
  readonly accepted: false
  readonly code: string
  readonly reason: string
  readonly remedy?: string | undefined
  readonly rule?: string | undefined
  readonly requirements?: readonly string[] | undefined
  readonly law?: readonly string[] | undefined
  readonly pointer?: string | undefined
}

export interface SubmitDeps {
  readonly member: string
  readonly now: () => Date
  readonly directory: () => Directory
  /** The directory has been too old for too long: by it nobody may be written to. */
  readonly isTrustEnded: () => boolean
  readonly load: (referral: string) => Promise<KnownReferral | undefined>
  /** What this member knows of the case and does not send (local-knowledge.ts). */
  readonly localOf: (command: Command, known: KnownReferral | undefined) => Promise<Local>
  /** What it says is on its way then, or waits for the relay of its lane. */
  readonly commit: (decided: Decided) => Promise<Committed>
  /** The member's key at a time in seconds; undefined: none may sign then. */
  readonly caseKey: (atSeconds: number) => SigningKey | RemoteKey | undefined
  /** The key of an organisation that has a seat here: what it says is its own. */
  readonly hostedKey: (organisation: string, atSeconds: number) => SigningKey | RemoteKey | undefined
  readonly deadlinesOf: DeadlinesOf
  readonly vault: Vault
  /** Something that a person must look at: code and ids only. */
  readonly alarm: (code: string, facts: Readonly<Record<string, string | number>>) => void
  /** Told of the rules that a fact of ours did not keep, once it is recorded; for metrics. */
  readonly outside?: (rules: readonly string[]) => void
  readonly reached: (gap: Gap) => void
  /** Told of each event once it is committed; for metrics. */
  readonly recorded: (event: Event) => void
}

const TRIES = 5

/** Carries out one command, or says why not. Decides anew when the referral changed meanwhile, up to five times. */
export async function submit(deps: SubmitDeps, command: Command): Promise<Submitted | Refused> {
  for (let tries = 0; tries < TRIES; tries++) {
    const outcome = await attempt(deps, command)
    if (outcome !== 'changed') return outcome
  }
  return refuse(
    'VERSION_CONFLICT',
    'others kept changing this referral',
    'read it again and repeat the command',
  )
}

async function attempt(deps: SubmitDeps, command: Command): Promise<Submitted | Refused | 'changed'> {
  const { member, vault } = deps
  if (deps.isTrustEnded())
    return refuse(
      'DIRECTORY_ENDED',
      'nobody has vouched for the directory for more than three days',
      'tell the operator of this gateway',
    )
  const known = command.referral === undefined ? undefined : await deps.load(command.referral)
  if (command.referral !== undefined && !known) return refuse('NOT_FOUND', 'there is no such referral here')
  if (known?.erased) return refuse('ERASED', 'the content of this referral has been erased')
  if (command.seen !== undefined && command.seen !== known?.version) {
    return refuse(
      'VERSION_CONFLICT',
      'the referral has changed since you saw it',
      'read it again; the ETag is its version',
    )
  }

  if (known && !maySpeak(deps, command.actor, known))
    return refuse(
      'FORBIDDEN',
      'an organisation with a seat here is concerned, and speaks for itself',
      'ask it',
    )

  const route = routeOf(deps, known, command.data)
  if ('code' in route) return route
  const { lane, agreement, peer } = route

  const knowledge = await deps.localOf(command, known)
  // Only now: what a colleague records while it is read, as that there is room, must not be later than the decision.
  const at = deps.now().toISOString()
  const id = command.referral ?? uuidv7()
  const iat = Math.floor(Date.parse(at) / 1000)
  const question = {
    subject: id,
    history: known?.history ?? [],
    member,
    verb: command.verb,
    data: command.data,
    at,
    agreement: agreement.document,
    register: registerOf(deps.directory()),
    local: knowledge,
    actor: actorAttribute(command.actor),
  }
  const decision = decideSealing(deps, question, {
    peer,
    referral: id,
    iat,
    seal: command.seal ?? [],
  })
  if (!decision.accepted) return decision
  const entry = known ? undefined : await entryOf(deps, command, decision)

  const event = eventOf(member, {
    id,
    actor: command.actor,
    decision,
    at,
    lane,
    agreement: agreement.digest,
    peer,
    known,
  })
  const bytes = encodeEvent(event)
  if (bytes.length > maxEventBytes) {
    const pointer = largestField(event.data)
    return {
      ...refuse(
        'EVENT_TOO_LARGE',
        `the event has ${bytes.length} bytes; ${maxEventBytes} fit`,
        'shorten this field',
      ),
      pointer,
    }
  }

  const local = known ? [] : (command.local ?? [])
  const keeping = sealLocal(vault, local, { at, by: actorAttribute(command.actor) })
  const jti = uuidv4()
  const to = deps.directory().current(peer, 'enc', iat)
  if (!to)
    return refuse(
      'NO_ENCRYPTION_KEY',
      `${peer} has no valid encryption key in the directory`,
      'ask its operator',
    )
  const caseKey = caseKeyOf(deps, command.actor, iat)
  if (!caseKey)
    return deps.directory().hosts(member, command.actor.organisation, iat)
      ? refuse(
          'NO_ORGANISATION_KEY',
          'your organisation has a seat here, and no key of its own to sign with',
          'ask the operator of this gateway',
        )
      : refuse(
          'NO_CASE_KEY',
          'this member has no key that may sign now',
          'ask the operator of this gateway to publish a new one',
        )
  const sealed = sealEvent({ event: bytes, iat, caseKey, to, iss: member, aud: peer, jti })
  const { key, wrapped } = known?.dataKey ? { key: known.dataKey, wrapped: undefined } : vault.newDataKey(id)
  const recorded = { event, digest: sealed.cdig, standing: 'applied' as const }
  const view = referralChange([...(known?.history ?? []), recorded], deps.deadlinesOf, {
    id,
    expected: known?.version ?? 0,
    at,
    dataKey: wrapped,
  })

  const override = overrideOf(event, { digest: sealed.cdig, at, member, agreement: agreement.document })

  const pending = {
    jti,
    lane,
    kind: 'envelope' as const,
    referral: id,
    sequence: event.sequence,
    event: sealed.cdig,
    claims: JSON.stringify({ dig: sealed.dig, cdig: sealed.cdig }),
    createdAt: at,
  }
  const committed = await deps.commit({
    view,
    event: {
      id: event.id,
      author: member,
      referral: id,
      sequence: event.sequence,
      type: event.type,
      digest: sealed.cdig,
      at,
      recordedAt: at,
      content: vault.lock(key, sealed.cdig, sealed.jws),
    },
    leaf: newLeaf({
      kind: 'event',
      cdig: sealed.cdig,
      at,
      ...(local.length > 0 && { local: keeping.digests }),
    }),
    local: keeping.rows,
    ...(override && { more: [override.leaf] }),
    pending,
    body: sealed.jwe,
    entry,
    idempotency: command.idempotency && { ...command.idempotency, status: 201 },
  })
  if (committed === 'changed') return 'changed'
  if (committed !== 'committed') return refusedByCase(committed)
  deps.outside?.(outsideRulesOf(statement(decision.type, decision.data)))
  deps.reached('submit.committed')
  if (override) deps.alarm(overrideAlarm, override.facts)
  deps.recorded(event)
  const { sequence, type } = event
  return {
    accepted: true,
    referral: id,
    event: event.id,
    digest: sealed.cdig,
    sequence,
    type,
    lane,
    version: view.version,
  }
}

function refuse(code: string, reason: string, remedy?: string): Refused {
  return { accepted: false, code, reason, remedy }
}
