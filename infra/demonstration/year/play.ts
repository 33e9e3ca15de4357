// Plays days, one after the other: the clock is moved to each, and before it moves on both sides hold the same.
import type { ExerciseClock } from '../clock.ts'
import { type Checks, type Play, type Timed, timed, type When } from '../story.ts'
import { begun, type Day, type Scene, type Stage, sameOnBothSides, standsAs, viewsOf } from './scene.ts'

export interface Playing {
  readonly play: Play
  readonly stage: Stage
  readonly clock: ExerciseClock
  /** Told of each day before its first scene. */
  readonly onDay: (day: Day, date: string) => void
}

/** By the clock of the exercise, on which day of the story. */
export function whenIn({ calendar }: Pick<Stage, 'calendar'>, clock: ExerciseClock): () => When {
  const first = Date.parse(calendar.at(0, '00:00'))
  return () => {
    const now = clock.now()
    return { day: Math.floor((now.getTime() - first) / 86_400_000), time: now.toISOString() }
  }
}

/** A message is good for thirty days; one that is under way when time moves on is at most this old on arrival. */
const STRIDE_MS = 25 * 86_400_000

export async function playDays({ play, stage, clock, onDay }: Playing, days: readonly Day[]): Promise<void> {
  const passTo = passing(stage, clock)
  const when = whenIn(stage, clock)
  for (const together of inHours(days)) {
    const [{ day, time }] = together
    await passTo(new Date(stage.calendar.at(day, time)))
    // Each case goes its own way at the same time; they are told one after the other.
    const played = together.map((each) => ({ each, steps: playOn(each, stage, when) }))
    for (const { each, steps } of played) {
      onDay(each, stage.calendar.day(day))
      for (const step of steps) await play(() => step)
    }
  }
}

/** What begins at the same time of the same day. */
function inHours(days: readonly Day[]): readonly (readonly [Day, ...Day[]])[] {
  const hours = new Map<string, [Day, ...Day[]]>()
  for (const day of days) {
    const key = `${day.day} ${day.time}`
    const known = hours.get(key)
    if (known) known.push(day)
    else hours.set(key, [day])
  }
  return [...hours.values()]
}

/** The scenes of a day, each begun when the one before it is over. */
function playOn({ scenes }: Day, stage: Stage, when: () => When): readonly Promise<Timed>[] {
  const steps: Promise<Timed>[] = []
  for (const [index, scene] of scenes.entries()) {
    const isLast = index === scenes.length - 1
    const step = (async () => {
      await steps[index - 1]
      return await timed(when, async () => {
        const told = await scene.play(stage)
        const checks = isLast ? await settled(stage, scene, scenes) : await stands(stage, scene)
        return { ...told, checks: { ...told.checks, ...checks } }
      })
    })()
    // Whoever tells it hears of a fault; where the story ended before, nobody does.
    step.catch(() => {})
    steps.push(step)
  }
  return steps
}

/**
 * Time passes in strides, and before each both sides have heard the same of every referral: also of those that no scene
 * is about, of which a gateway may have said something by itself.
 */
function passing(stage: Stage, clock: ExerciseClock): ExerciseClock['moveTo'] {
  let heard = clock.now().getTime()
  return async (to) => {
    while (to.getTime() > heard + STRIDE_MS) {
      await Promise.all([...stage.threads.keys()].map((on) => viewsOf(stage, on)))
      heard = clock.now().getTime()
      await clock.moveTo(new Date(Math.min(to.getTime(), heard + STRIDE_MS)))
    }
    await clock.moveTo(to)
  }
}

async function stands(stage: Stage, { on, standing }: Scene): Promise<Checks> {
  return standing ? standsAs(standing, begun(stage, on), await viewsOf(stage, on)) : {}
}

/**
 * After the last scene of a day: no message may be under way when time moves on, or it would be weeks old on arrival.
 * So both sides are looked at, on every referral of the day, and must hold the same.
 */
async function settled(stage: Stage, last: Scene, scenes: readonly Scene[]): Promise<Checks> {
  const threads = [...new Set(scenes.map(({ on }) => on))]
  const checks = await Promise.all(
    threads.map(async (on) => {
      const views = await viewsOf(stage, on)
      return {
        ...(on === last.on && last.standing && standsAs(last.standing, begun(stage, on), views)),
        ...sameOnBothSides(on, views),
      }
    }),
  )
  return Object.assign({}, ...checks)
}
