/** What is due, as recorded: found by time, listed for people, and moved on together with what was fired. */
import type { Stage } from '@onward/referral'
import type { Store } from './transaction.ts'

/** One deadline that runs or stands still, as it is kept beside the view. */
export interface DeadlineRow {
  /** The name, and what tells it from others of that name. */
  readonly id: string
  readonly name: string
  /** The member that must act. */
  readonly owedBy: string
  readonly since: string
  /** Missing while it stands still. */
  readonly due: string | undefined
  readonly pausedSince: string | undefined
  /** Organisations and people it is listed for: `<member>/<organisation>[/<staff id>]`. */
  readonly concerns: readonly string[]
}

/** The rows named as their columns, as `keep_deadlines` keeps them (0024-decisions-as-rows.sql). */
export function deadlineColumns(rows: readonly DeadlineRow[]): readonly object[] {
  return rows.map(({ owedBy, due, pausedSince, ...row }) => ({
    ...row,
    owed_by: owedBy,
    due: due ?? 'infinity',
    paused_since: pausedSince,
  }))
}

/** Referrals of which something may have to be said or noted by `at`, longest due first. */
export async function dueReferrals(store: Store, at: string): Promise<readonly string[]> {
  const rows = await store.read<{ id: string }>({
    name: 'due referrals',
    text: 'select id from referral where next_due <= $1 order by next_due limit 100',
    values: [at],
  })
  return rows.map((row) => row.id)
}

/** A stage that has come; `nth` tells several of one name apart. */
export interface StageRow {
  readonly deadline: string
  readonly since: string
  readonly stage: Stage
  readonly nth: number
  readonly at: string
  readonly escalatedTo: string | undefined
}

/** What was found due of one referral at one version, and what is due next. */
export interface Firing {
  readonly referral: string
  readonly version: number
  readonly at: string
  readonly stages: readonly StageRow[]
  readonly nextDue: string | undefined
  readonly deadlines: readonly DeadlineRow[]
}

/**
 * Fires stages, and moves the referral on in the same statement: neither is ever there without the other. Resolves with
 * those that had not been fired before; when the referral has another version by now, its next look is left as it is.
 */
export async function fire(store: Store, firing: Firing): Promise<readonly StageRow[]> {
  const { referral, version, at, stages, nextDue, deadlines } = firing
  const rows = await store.read<{ deadline: string; since: Date; stage: Stage; nth: number }>({
    name: 'fire',
    text: `with fired as (
        insert into reminder (referral, deadline, since, stage, nth, at, fired_at, escalated_to)
        select $1, s.deadline, s.since, s.stage, s.nth, s.at, $2, s.escalated_to
        from unnest($3::text[], $4::timestamptz[], $5::text[], $6::smallint[], $7::timestamptz[], $8::text[])
          as s(deadline, since, stage, nth, at, escalated_to)
        on conflict do nothing returning deadline, since, stage, nth),
      moved as materialized (select move_on($1, $9, $10, $11) from (select count(*) from fired) as first)
      select fired.* from moved left join fired on true where fired.deadline is not null`,
    values: [
      ...[referral, at],
      stages.map((stage) => stage.deadline),
      stages.map((stage) => stage.since),
      stages.map((stage) => stage.stage),
      stages.map((stage) => stage.nth),
      stages.map((stage) => stage.at),
      stages.map((stage) => stage.escalatedTo ?? null),
      ...[version, nextDue ?? null, JSON.stringify(deadlineColumns(deadlines))],
    ],
  })
  const isNew = new Set(rows.map((row) => keyOf({ ...row, since: row.since.toISOString() })))
  return stages.filter((stage) => isNew.has(keyOf(stage)))
}

/** One row of the list: no content. */
export interface ListedDeadline {
  readonly referral: string
  readonly caseRef: string
  readonly id: string
  readonly name: string
  readonly owedBy: string
  readonly since: string
  readonly due: string | null
  readonly pausedSince: string | null
  readonly state: 'running' | 'paused' | 'overdue'
  readonly stages: readonly { readonly stage: Stage; readonly at: string; readonly firedAt: string }[]
  readonly escalatedTo: string | null
}

export interface DeadlineFilter {
  /** As in `concerns`; all unless given. */
  readonly concern?: string | undefined
  readonly state?: ListedDeadline['state'] | undefined
  /** Only those of referrals from or to this member. */
  readonly party?: string | undefined
  /** Only those of this referral. */
  readonly referral?: string | undefined
  readonly now: string
  /** Keyset cursor: what comes behind this one. */
  readonly after?: { readonly due: string; readonly referral: string; readonly id: string } | undefined
  readonly limit: number
}

const TIME = `at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`

/** Lists that can hold something to show; no other is unfolded. Parameters as in CHOSEN; $2 is the party, $9 the referral. */
const LISTS = `due_list l join referral r on r.id = l.referral
          and ($1::text is null or l.deadlines @> (select jsonb_build_array(jsonb_build_object('concerns', array[$1]))))
          and ($2::text is null or r.sender = $2 or r.receiver = $2)
          and ($9::uuid is null or l.referral = $9)
          and case $3::text when 'overdue' then l.first_due <= $4 when 'running' then l.last_due > $4
            when 'paused' then l.last_due = 'infinity' else true end
          and ($5::timestamptz is null or l.last_due >= $5)`

const DEADLINES = `jsonb_to_recordset(l.deadlines) as d(id text, name text, owed_by text, since timestamptz, due timestamptz,
        paused_since timestamptz, concerns text[])`

/** What the page shows of them: by $1 concern, $3 state, $4 now, $5 to $7 what it comes behind. */
const CHOSEN = `($1::text is null or d.concerns @> array[$1])
          and case $3::text when 'overdue' then d.due <= $4 when 'running' then d.due > $4 and d.due < 'infinity'
            when 'paused' then d.due = 'infinity' else true end
          and ($5::timestamptz is null or (d.due, l.referral, d.id) > ($5, $6::uuid, $7::text))`

/**
 * One page: what is overdue longest first, then what comes soonest, then what stands still. Lists are opened in order of
 * the first thing due in each, until a page is full: what is due later than all of these is not on it.
 */
export async function listDeadlines(
  store: Store,
  filter: DeadlineFilter,
): Promise<readonly ListedDeadline[]> {
  return await store.read<ListedDeadline & { referral: string }>({
    name: 'list deadlines',
    text: `with filling as (
        select soonest.due from ${LISTS}
          cross join lateral (select min(d.due) as due from ${DEADLINES} where ${CHOSEN}) as soonest
        where soonest.due is not null order by l.first_due limit $8
      ), reach as (
        select case when count(*) < $8 then 'infinity' else max(due) end as due from filling
      )
      select d.referral, r.case_ref as "caseRef", d.id, d.name, d.owed_by as "owedBy", to_char(d.since ${TIME} as since,
        case when d.due < 'infinity' then to_char(d.due ${TIME} end as due, to_char(d.paused_since ${TIME} as "pausedSince",
        case when d.due <= $4 then 'overdue' when d.due < 'infinity' then 'running' else 'paused' end as state,
        coalesce(fired.stages, '[]'::json) as stages, fired.escalated_to as "escalatedTo"
      from (
        select l.referral, d.* from ${LISTS} cross join lateral ${DEADLINES}
        where l.first_due <= (select due from reach) and ${CHOSEN}
        order by d.due, l.referral, d.id limit $8
      ) as d join referral r on r.id = d.referral left join lateral (
        select json_agg(json_build_object('stage', f.stage, 'at', to_char(f.at ${TIME}, 'firedAt', to_char(f.fired_at ${TIME})
            order by f.at) as stages,
          (array_agg(f.escalated_to order by f.at desc) filter (where f.escalated_to is not null))[1] as escalated_to
        from reminder f where f.referral = d.referral and f.deadline = d.id and f.since = d.since
      ) as fired on true
      order by d.due, d.referral, d.id`,
    values: [
      filter.concern ?? null,
      filter.party ?? null,
      filter.state ?? null,
      filter.now,
      filter.after?.due ?? null,
      filter.after?.referral ?? null,
      filter.after?.id ?? null,
      filter.limit,
      filter.referral ?? null,
    ],
  })
}

function keyOf({
  deadline,
  since,
  stage,
  nth,
}: Pick<StageRow, 'deadline' | 'since' | 'stage' | 'nth'>): string {
  return [deadline, since, stage, nth].join(' ')
}
