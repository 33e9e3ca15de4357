// What a gateway says is due, and how far silence has come.
import { type Caller, until } from '../api.ts'
import type { ThreadName } from './scene.ts'
import { begun, type Stage } from './scene.ts'

export interface Due {
  readonly referral: string
  /** The name, and what tells it from others of that name: `followUp:day30`. */
  readonly id: string
  /** The member that must act. */
  readonly owedBy: string
  readonly due: string | null
  readonly state: 'running' | 'paused' | 'overdue'
  readonly stages: readonly { readonly stage: 'reminder' | 'escalation' | 'overdue'; readonly at: string }[]
  readonly escalatedTo: string | null
}

/** What is due on a referral, as this person's gateway lists it. */
export async function dueOn(stage: Stage, caller: Caller, on: ThreadName): Promise<readonly Due[]> {
  const { referral } = begun(stage, on)
  const { body } = await caller.get<{ readonly deadlines: readonly Due[] }>(
    '/v1/deadlines?whose=all&limit=100',
  )
  return body.deadlines.filter((each) => each.referral === referral)
}

/** The deadline of this id as soon as it is listed, and is as waited for. */
export function dueWhen(
  stage: Stage,
  caller: Caller,
  { on, id, isIt }: { readonly on: ThreadName; readonly id: string; readonly isIt: (due: Due) => boolean },
): Promise<Due> {
  return until(`${caller.member} lists ${id}`, async () =>
    (await dueOn(stage, caller, on)).find((each) => each.id === id && isIt(each)),
  )
}

/** Whether a stage of silence has been noted. */
export function hasStage({ stages }: Due, stage: Due['stages'][number]['stage']): boolean {
  return stages.some((each) => each.stage === stage)
}
