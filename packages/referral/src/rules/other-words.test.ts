/**
 * Each rule is asked of the usual words of every move, not of its own alone. Whatever it is asked of, it answers: a rule
 * that wants to read something lets nothing else pass, so if it is given one more move it stays closed until it reads it.
 */
import { expect, test } from 'vitest'
import { agreementOnChildren } from '../deadlines/child-offer.test-data.ts'
import { actorOf, at, id, local, offer, register, speakerOf, words } from '../example.test-data.ts'
import { advance, foldFor } from '../fold.ts'
import { nothingKnown } from '../local.ts'
import { moves, type Verb, verbs } from '../moves.ts'
import type { Subject } from '../referral.ts'
import { otherSide, type Side } from '../side.ts'
import { readActor, statement } from '../statement.ts'
import { escorted, returning } from './child-return.test-data.ts'
import { type Answers, beforeAnything, readyToTravel } from './other-words.test-data.ts'
import type { OwnProposal } from './rule.ts'
import { rules } from './rules.ts'

const { caseRef, purpose } = offer
const about: Subject = { id, caseRef, purpose, sender: 'NL', receiver: 'RO' }
const usual = (verb: Verb) => ({ verb, said: statement(moves[verb].type, words[verb]), at })

/** By rule, the moves that it lets pass. */
function passing(proposals: readonly OwnProposal[]) {
  return Object.fromEntries(
    rules.map((rule) => [
      rule.name,
      proposals.filter((proposal) => rule.holds(proposal)).map(({ verb }) => verb),
    ]),
  )
}

function expected(answers: Answers) {
  const each = (list: string) => list.trim().split(/\s+/)
  return Object.fromEntries(
    answers.flatMap(([answer, names]) => {
      const [which, ...these] = each(answer)
      const pass = verbs.filter((verb) => which === 'all' || (which === 'only') === these.includes(verb))
      return each(names).map((name) => [name, pass])
    }),
  )
}

test('before anything was offered, and with nobody known, each rule answers for all that can be said', () => {
  const before = foldFor(about, [])
  const nobody = { agreement: undefined, actor: undefined, register, local: nothingKnown }
  const proposals = verbs.map((verb) => ({
    ...usual(verb),
    ...nobody,
    side: 'sender' as const,
    before,
    after: before,
  }))
  expect(passing(proposals)).toEqual(expected(beforeAnything))
})

test('with a child on the way each rule answers for all that can be said, whoever says them', () => {
  const before = foldFor(about, returning({}, ['planJourney', { data: escorted }]))
  const proposals = verbs.map((verb) => {
    const side: Side = speakerOf(verb) === 'NL' ? 'sender' : 'receiver'
    const sequence = (before.heads[before[side]]?.sequence ?? 0) + 1
    const seen = before.heads[before[otherSide(side)]]?.sequence ?? 0
    const after = advance(before, { ...usual(verb), side, sequence, seen })
    const actor = readActor(actorOf(verb))
    return { ...usual(verb), side, before, after, actor, agreement: agreementOnChildren, register, local }
  })
  expect(passing(proposals)).toEqual(expected(readyToTravel))
})
