/** What the example of a rule says, tried in the midst of a case. */
import { type Saying, speakerOf, tryTo } from './example.test-data.ts'
import type { Verb } from './moves.ts'
import type { Example } from './rules/every-example.test-data.ts'
import { type Side, sign, type World } from './two-parties.test-data.ts'

/**
 * What the rule's example says is asked about, and nothing comes of it but a refusal that is counted. What begins a
 * referral is asked of another one.
 */
export function probe(world: World, { verb, refused: [history, saying] }: Example): void {
  const side = sideSaying(world, verb, saying)
  const decision = tryTo(history.length === 0 ? [] : side.history, verb, saying)
  if (!decision.accepted && decision.rule) world.broken.push(decision.rule)
}

/** What the rule's example lets pass is said, unless it begins a referral: that is for another one. */
export function sayPassing(world: World, { verb, passes: [history, saying] }: Example): void {
  const side = sideSaying(world, verb, saying)
  const decision = tryTo(side.history, verb, saying)
  if (history.length > 0 && decision.accepted) sign(world, side, verb, decision)
}

function sideSaying(world: World, verb: Verb, { by }: Saying = {}): Side {
  return world[by === 'NL' || by === 'RO' ? by : speakerOf(verb)]
}
