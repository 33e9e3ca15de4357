import { describe, expect, test } from 'vitest'
import { decide } from './decide.ts'
import {
  actorOf,
  after,
  agreement,
  at,
  digestOf,
  type Saying,
  speakerOf,
  timeOf,
  tryTo,
  words,
} from './example.test-data.ts'
import type { History } from './history.ts'
import { moves, type Verb, verbs } from './moves.ts'

/** Where each verb is legal, and where its facet does not allow it; no example where every state does. */
const places: { readonly [V in Verb]: { readonly legal: History; readonly illegal?: History } } = {
  submit: { legal: [], illegal: after('submit') },
  amend: { legal: after('submit'), illegal: after('submit', 'cancel') },
  cancel: { legal: after('submit', 'acknowledge', 'accept'), illegal: after('submit', 'cancel') },
  grantConsent: { legal: after('submit', 'expireConsent'), illegal: after('submit', 'withdrawConsent') },
  narrowConsent: { legal: after('submit'), illegal: after('submit', 'withdrawConsent') },
  withdrawConsent: { legal: after('submit', 'cancel') },
  expireConsent: { legal: after('submit'), illegal: after('submit', 'expireConsent') },
  recordWish: { legal: after('submit') },
  acknowledge: { legal: after('submit') },
  requestInformation: {
    legal: after('submit', 'acknowledge'),
    illegal: after('submit', 'acknowledge', 'accept'),
  },
  provideInformation: { legal: after('submit', 'acknowledge', 'requestInformation') },
  accept: {
    legal: after('submit', 'acknowledge', 'acceptWithConditions'),
    illegal: after('submit', 'acknowledge', 'decline'),
  },
  acceptWithConditions: {
    legal: after('submit', 'acknowledge'),
    illegal: after('submit', 'acknowledge', 'redirect'),
  },
  decline: {
    legal: after('submit', 'acknowledge', 'requestInformation'),
    illegal: after('submit', 'acknowledge', 'accept'),
  },
  redirect: { legal: after('submit', 'acknowledge'), illegal: after('submit', 'acknowledge', 'decline') },
  reopen: { legal: after('submit', 'acknowledge', 'decline'), illegal: after('submit', 'acknowledge') },
}

describe.each(verbs)('%s', (verb) => {
  const { legal, illegal } = places[verb]
  const later: Saying = verb === 'grantConsent' ? { at: '2027-11-01T00:00:00.000Z' } : {}

  test('is decided with its number and its cause', () => {
    const own = legal.filter(({ event }) => event.source.endsWith(speakerOf(verb)))
    const other = legal.filter(({ event }) => !event.source.endsWith(speakerOf(verb))).at(-1)
    expect(tryTo(legal, verb, later)).toEqual({
      accepted: true,
      type: moves[verb].type,
      data: words[verb],
      sequence: own.length + 1,
      ...(other && { cause: digestOf(other.event) }),
    })
  })

  test('is refused from where its facet does not allow it', () => {
    const from: readonly string[] = moves[verb].from
    // A verb without a wrong place is one that every state of its facet allows.
    if (illegal) expect(tryTo(illegal, verb)).toMatchObject({ accepted: false, code: 'NOT_IN_THIS_STATE' })
    else expect(from).toContain('none')
  })

  test('belongs to its pen', () => {
    const other = speakerOf(verb) === 'NL' ? 'RO' : 'NL'
    const decision = tryTo(legal.length > 0 ? legal : after('submit'), verb, { by: other })
    expect(decision).toMatchObject(
      verb === 'recordWish'
        ? { accepted: true, type: 'wishes.recorded' }
        : { accepted: false, code: 'NOT_YOUR_PEN' },
    )
  })

  test('needs a role that may say it', () => {
    const roles = ['caseworker', 'focal-point', 'gateway', 'auditor', 'operator', '']
    const may = roles.filter((role) => tryTo(legal, verb, { ...later, actor: `ORG/${role}/desk-1` }).accepted)
    expect(may).toEqual(moves[verb].by)
  })
})

const command = {
  history: after('submit'),
  member: 'RO',
  verb: 'acknowledge',
  data: words.acknowledge,
  at,
  agreement,
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

test('nothing can be said about a referral that was never offered', () => {
  for (const verb of verbs.filter((verb) => verb !== 'submit')) {
    expect(tryTo([], verb, { at: timeOf(verb), actor: actorOf(verb) })).toMatchObject({
      accepted: false,
      code: 'NOT_IN_THIS_STATE',
    })
  }
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

test('after a rejected offer a new referral is begun; this one only keeps its record', () => {
  const history = after('submit').map((recorded) => ({ ...recorded, standing: 'void' as const }))
  expect(verbs.filter((verb) => tryTo(history, verb).accepted)).toEqual(['withdrawConsent', 'recordWish'])
})
