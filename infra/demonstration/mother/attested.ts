// What somebody without a gateway said by telephone: two workers stand for it, each with a credential of their own.
import type { EventData } from '@onward/contract'
import type { PostName } from '../cast.ts'
import { begun, type Scene, type Stage, type ThreadName, viewsOf } from '../year/scene.ts'

interface Attesting {
  readonly what: string
  /** Who heard it, and who confirms it. */
  readonly first: PostName
  readonly second: PostName
  readonly on: ThreadName
  readonly data: (stage: Stage) => Omit<EventData['answer.attested'], 'secondWorker'>
}

/** Noted by the first, said by the second; until then the other side hears nothing of it. */
export function attests({ what, first, second, on, data }: Attesting): Scene {
  return {
    on,
    play: async (stage) => {
      const { [first]: hears, [second]: confirms } = stage.people
      const path = `/v1/referrals/${begun(stage, on).referral}/attestations`
      const before = await viewsOf(stage, on)
      const { body: note } = await hears.post<{ readonly id: string }>(path, data(stage))
      const waiting = await viewsOf(stage, on)
      await confirms.post(`${path}/${note.id}/confirmation`, {})
      const after = await viewsOf(stage, on, ({ heads }) => headOf(heads) > headOf(before[0].heads))
      const [sender, receiver] = begun(stage, on).watchers
      return {
        what,
        who: confirms.who,
        lane: `lane.${receiver.member}.${sender.member}`,
        checks: {
          'noted by one, it is not said yet': headOf(waiting[0].heads) === headOf(before[0].heads),
          'both sides have it, as attested and not as signed': after.every(({ answers = [] }) =>
            answers.some(({ answer, kind }) => answer === data(stage).answer && kind === 'attested'),
          ),
        },
        details: { answers: after[0].answers },
      }
    },
  }
}

function headOf(heads: Readonly<Record<string, { readonly sequence: number }>>): number {
  return Object.values(heads).reduce((sum, { sequence }) => sum + sequence, 0)
}
