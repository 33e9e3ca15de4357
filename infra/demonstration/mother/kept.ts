// What a member writes down for itself: it decides what may leave, and is never sent.
import type { PostName } from '../cast.ts'
import { begun, type Scene, type Stage, type ThreadName, viewOf } from '../year/scene.ts'

interface Kept {
  readonly what: string
  readonly who: PostName
  readonly on: ThreadName
  readonly path: 'protection-checks' | 'exclusions'
  readonly body: (stage: Stage) => object
}

/** Written down with the case; no lane carries it. */
export function keeps({ what, who, on, path, body }: Kept): Scene {
  return {
    on,
    play: async (stage) => {
      const caller = stage.people[who]
      const { case: own } = await viewOf(caller, begun(stage, on).referral)
      await caller.post(`/v1/cases/${own}/${path}`, body(stage))
      const { body: local } = await caller.get<object>(`/v1/cases/${own}/local`)
      return {
        what,
        who: caller.who,
        lane: null,
        checks: { 'it is kept with the case': JSON.stringify(local).includes('considering') },
      }
    },
  }
}
