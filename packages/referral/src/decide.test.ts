import { describe, expect, test } from 'vitest'
import { decide } from './decide.ts'
import {
  after,
  agreement,
  at,
  digestOf,
  local,
  organisationOf,
  register,
  speakerOf,
  tryTo,
  words,
} from './example.test-data.ts'
import { contentMoves, moveOf, moves, openingMoves, verbs } from './moves.ts'
import { illegalPlace, legalPlace, unaskedPlace } from './places.test-data.ts'

describe.each(verbs)('%s', (verb) => {
  const legal = legalPlace(verb)

  test('is decided with its number and its cause', () => {
    const own = legal.filter(({ event }) => event.source.endsWith(speakerOf(verb)))
    const other = legal.filter(({ event }) => !event.source.endsWith(speakerOf(verb))).at(-1)
    expect(tryTo(legal, verb)).toEqual({
      accepted: true,
      type: moves[verb].type,
      data: words[verb],
      sequence: own.length + 1,
      ...(other && { cause: digestOf(other.event) }),
    })
  })

  test('is refused from where its facet does not allow it, and where there is nothing to answer', () => {
    const illegal = illegalPlace(verb)
    const unasked = unaskedPlace(verb)
    if (illegal) expect(tryTo(illegal, verb)).toMatchObject({ accepted: false, code: 'NOT_IN_THIS_STATE' })
    else expect(isEverywhere([moveOf(verb).from].flat())).toBe(true)
    if (unasked) expect(tryTo(unasked, verb)).toMatchObject({ accepted: false })
  })

  test('belongs to its pen', () => {
    const other = speakerOf(verb) === 'NL' ? 'RO' : 'NL'
    const decision = tryTo(legal.length > 0 ? legal : after('submit'), verb, { by: other })
    const code = decision.accepted ? undefined : decision.code
    if (moves[verb].pen === 'each') expect(code).not.toBe('NOT_YOUR_PEN')
    else expect(code).toBe('NOT_YOUR_PEN')
  })

  test('needs a role that may say it', () => {
    const roles = ['caseworker', 'focal-point', 'dpo', 'link', 'gateway', 'auditor', 'operator', '']
    const own = organisationOf(speakerOf(verb))
    const may = roles.filter((role) => tryTo(legal, verb, { actor: `${own}/${role}/desk-1` }).accepted)
    expect(may).toEqual(moves[verb].by)
  })
})

/** A verb without a wrong place is one that every state of its facet allows. */
const isEverywhere = (from: readonly string[]) => from.includes('none') || from.includes('any')

const command = {
  history: after('submit'),
  member: 'RO',
  verb: 'acknowledge',
  data: words.acknowledge,
  at,
  agreement,
  register,
  local,
  actor: 'ORG/focal-point/desk-1',
}

test.each(['approve', 'toString', '__proto__', '', 'ACCEPT'])(
  'an unknown verb is refused and never does anything: %j',
  (verb) => {
    expect(decide({ ...command, verb })).toEqual({
      accepted: false,
      code: 'UNKNOWN_VERB',
      reason: 'There is no such action.',
      remedy: 'Choose one of the next actions.',
    })
  },
)

test('an actor that is not three parts has no role', () => {
  for (const actor of [
    '',
    'focal-point',
    'ORG/focal-point',
    'ORG/focal-point/desk-1/x',
    '/focal-point/desk-1',
    'ORG/focal-point/',
  ]) {
    expect(decide({ ...command, actor })).toMatchObject({ accepted: false, code: 'ROLE' })
  }
})

test('a third member has no pen in a referral of two others', () => {
  expect(decide({ ...command, member: 'IT' })).toMatchObject({ accepted: false, code: 'NOT_YOUR_PEN' })
})

test('who cannot say something is told why, and whom to ask', () => {
  const refused = (code: string, reason: string, remedy: string) => ({
    accepted: false,
    code,
    reason,
    remedy,
  })
  const offered = after('submit', 'acknowledge')
  expect(tryTo(offered, 'amend', { by: 'RO' })).toEqual(
    refused('NOT_YOUR_PEN', 'Only the sender writes this.', 'Ask the other side.'),
  )
  expect(tryTo(offered, 'amend', { by: 'IT' })).toEqual(
    refused('NOT_YOUR_PEN', 'This referral is between other members.', 'Leave it to its parties.'),
  )
  expect(tryTo(offered, 'amend', { actor: 'ORG/auditor/desk-1' })).toEqual(
    refused(
      'ROLE',
      'This needs the role caseworker or focal-point.',
      'Ask a colleague who is caseworker or focal-point.',
    ),
  )
  expect(tryTo(after('submit', 'acknowledge', 'accept'), 'accept')).toEqual(
    refused(
      'NOT_IN_THIS_STATE',
      'This cannot be done in the present state of the response.',
      'Read the referral again and choose one of its next actions.',
    ),
  )
  expect(tryTo([], 'accept')).toEqual(
    refused('NOT_IN_THIS_STATE', 'There is no such referral yet.', 'Begin with an offer.'),
  )
})

test('what opens a referral says of which case, for what and to whom; a part of that opens none', () => {
  for (const missing of ['caseRef', 'purpose', 'to'] as const) {
    const { [missing]: _left, ...data } = words.submit
    expect(tryTo([], 'submit', { data })).toMatchObject({ code: 'NOT_IN_THIS_STATE' })
  }
})

test('nothing can be said about a referral that was never begun', () => {
  const later = verbs.filter((verb) => !openingMoves.includes(verb))
  const decisions = later.map((verb) => ({ verb, decision: tryTo([], verb) }))
  expect(
    decisions.filter(({ decision }) => decision.accepted || decision.code !== 'NOT_IN_THIS_STATE'),
  ).toEqual([])
})

test('a rejected event keeps its number, and the next one counts on', () => {
  const history = after('submit', 'amend').map((recorded) =>
    recorded.event.sequence === 2 ? { ...recorded, standing: 'void' as const } : recorded,
  )
  expect(tryTo(history, 'cancel')).toMatchObject({ accepted: true, sequence: 3 })
})

test('the cause is the highest applied event of the other side, never a void one', () => {
  const history = after('submit', 'acknowledge', 'accept').map((recorded) =>
    recorded.event.type === 'referral.accepted' ? { ...recorded, standing: 'void' as const } : recorded,
  )
  expect(tryTo(history, 'amend')).toMatchObject({ accepted: true, cause: 'digest of RO-1' })
})

test('after a rejected offer no content is given or asked for any more; what happens is still recorded', () => {
  const history = after('submit').map((recorded) => ({ ...recorded, standing: 'void' as const }))
  const open = verbs.filter((verb) => tryTo(history, verb).accepted)
  expect(open.filter((verb) => contentMoves.includes(verb))).toEqual([])
  expect(open).toEqual(expect.arrayContaining(['withdrawConsent', 'recordWish', 'reportIncident']))
})
