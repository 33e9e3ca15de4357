// What a rule does not allow, and what has happened all the same: both are shown with the rule.
import { moves, type Verb } from '@onward/referral'
import { type ProblemBody, StoryError } from '../error.ts'
import { begun, type Saying, type Scene, say, says, viewsOf } from './scene.ts'

interface Refused<V extends Verb> extends Omit<Saying<V>, 'standing' | 'shows'> {
  /** The rule that refuses it. */
  readonly rule: string
}

/** Somebody tries to say something; the gateway refuses it, names the rule, and nothing has left. */
export function refuses<V extends Verb>({ what, who, on, verb, data, rule }: Refused<V>): Scene {
  return {
    on,
    play: async (stage) => {
      const caller = stage.people[who]
      const before = stage.threads.get(on)
      const problem = await refusalOf(say(stage, caller, on, verb, await data(stage)))
      if (before) stage.threads.set(on, before)
      return {
        what: typeof what === 'string' ? what : what(stage),
        who: caller.who,
        lane: null,
        checks: { [`the rule ${rule} refuses it`]: problem?.code === 'RULE' && problem.rule === rule },
        details: {
          verb,
          refused: problem?.rule ?? problem?.code,
          reason: problem?.detail,
          remedy: problem?.remedy,
          law: problem?.law,
        },
      }
    },
  }
}

interface Outside<V extends Verb> extends Omit<Saying<V>, 'shows'> {
  /** One of the rules that were not kept. */
  readonly rule: string
}

/** Something has happened that no plan would have been allowed for: it is recorded, and both sides see the mark. */
export function happens<V extends Verb>({ rule, ...saying }: Outside<V>): Scene {
  const scene = says(saying)
  return {
    ...scene,
    play: async (stage) => {
      const told = await scene.play(stage)
      const type: string = moves[saying.verb].type
      const views = await viewsOf(stage, saying.on)
      const marks = views.map(
        ({ outside = [] }) => outside.filter((each) => each.type === type).at(-1)?.rules ?? [],
      )
      return {
        ...told,
        checks: {
          ...told.checks,
          [`both sides see that it is outside ${rule}`]: marks.every((rules) => rules.includes(rule)),
        },
        details: { ...told.details, outside: marks[0], referral: begun(stage, saying.on).referral },
      }
    },
  }
}

async function refusalOf(done: Promise<unknown>): Promise<ProblemBody | undefined> {
  try {
    await done
    return undefined
  } catch (error) {
    if (error instanceof StoryError && error.code === 'REFUSED') return error.problem
    throw error
  }
}
