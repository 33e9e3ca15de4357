import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import {
  after,
  agreement,
  eventOf,
  local,
  offer,
  permission,
  register,
  scope,
  tryTo,
  verdictOn,
  words,
} from '../example.test-data.ts'
import { judge } from '../judge.ts'
import type { Body } from '../local.ts'
import { moves, type Verb, verbs } from '../moves.ts'
import { textFacts, textMoves } from './text-rules.ts'

test('R22 the rules on words are asked of every move whose schema has a place for them', () => {
  const withTexts = verbs.filter((verb) => hasText(`event/${fileOf(verb)}.schema.json`))
  const facts = withTexts.filter((verb) => moves[verb].about === 'fact')
  expect(new Set(facts)).toEqual(new Set(textFacts))
  expect(new Set(withTexts.filter((verb) => !facts.includes(verb)))).toEqual(new Set(textMoves))
})

describe('a fact is never refused for its words', () => {
  const leaving = { text: 'Somebody called from 0722 000 417.', language: 'en' }
  test.each(textFacts)('R22 %s is recorded, outside the rule', (verb) => {
    const decision = tryTo(after('submit'), verb, { data: { ...words[verb], note: leaving } })
    expect(decision).toMatchObject({
      accepted: true,
      data: { note: leaving, outsideRules: ['words-lead-to-nobody'] },
    })
  })
})

describe('R22 the texts of a section together', () => {
  const note = (length: number) => ({ note: { text: 'x'.repeat(length), language: 'en' } })
  const { needs, risk } = offer.sections
  const amending = (sections: object) => ({
    data: { dataScope: Object.keys(sections), sections, reason: 'NewInformation' },
  })
  test.each([
    ['as long as may be', { needs: { ...needs, a: note(250), b: note(250) } }, 'accepted'],
    ['too long', { needs: { ...needs, a: note(250), b: note(251) } }, 'words-are-few'],
    [
      'and those of another apart',
      { needs: { ...needs, ...note(500) }, risk: { ...risk, ...note(500) } },
      'accepted',
    ],
  ])('%s', (_title, sections, verdict) => {
    expect(verdictOn(after('submit'), 'amend', amending(sections))).toBe(verdict)
  })
  test('and those of another that begins with the same letter', () => {
    const names = ['return', 'risk'] as const
    const shared = { ...permission, scope: { ...scope, sections: [...names, 'person', 'needs'] as const } }
    const sections = { return: { movementBasis: 'voluntary', ...note(300) }, risk: { ...risk, ...note(300) } }
    const history = after(['submit', { data: { ...offer, permission: shared } }])
    const saying = {
      ...amending(sections),
      agreement: { ...agreement, sections: [...agreement.sections, 'return' as const] },
    }
    expect(verdictOn(history, 'amend', saying)).toBe('accepted')
  })
})

describe('R19 who is excluded is named to nobody', () => {
  const named = (body: Body) => (body.organisation ? 'House of Dawn' : 'Romania')
  const saying = (text: string, excluded: readonly Body[]) => ({
    data: { reason: 'Other', note: { text, language: 'en' } },
    local: { ...local, excluded },
    register: { ...register, nameOf: named },
  })
  const history = after('submit', 'acknowledge')
  test.each([
    [
      'an organisation by its name',
      'The House of Dawn knows.',
      [{ member: 'BG', organisation: 'BG-7' }],
      'words-do-not-name-the-excluded',
    ],
    [
      'an organisation by its code',
      'Then BG-7 knows.',
      [{ member: 'BG', organisation: 'BG-7' }],
      'words-do-not-name-the-excluded',
    ],
    ['a country, which is named everywhere', 'It is far from Romania.', [{ member: 'BG' }], 'accepted'],
  ])('%s', (_title, text, excluded, verdict) => {
    expect(verdictOn(history, 'decline', saying(text, excluded))).toBe(verdict)
  })
})

test('R22 who was named before is named in no text, though the person section that goes along has no name', () => {
  const { person } = offer.sections
  const history = after([
    'submit',
    { data: { ...offer, sections: { ...offer.sections, person: { ...person, prs_SecondName: 'Zorvath' } } } },
  ])
  const data = {
    ...words.correct,
    dataScope: ['person'],
    sections: { person: { ...person, note: { text: 'Ask Zorvath.', language: 'en' } } },
  }
  expect(verdictOn(history, 'correct', { by: 'RO', data })).toBe('words-do-not-name-the-person')
})

test('R22 the side that rejects words says what it found in them, as the side that refuses them does', () => {
  const history = after('submit', 'acknowledge')
  const data = { reason: 'Other', note: { text: 'Ring 0722 000 417.', language: 'en' } } as const
  const event = eventOf({
    author: 'RO',
    type: 'referral.declined',
    data,
    sequence: 2,
    cause: 'digest of NL-1',
  })
  expect(judge({ history, event, agreement, register })).toMatchObject({
    verdict: 'reject',
    rule: 'words-lead-to-nobody',
    reason: expect.stringContaining('Found here: a telephone number.'),
  })
})

test('a refusal never repeats the words', () => {
  const text = 'Ring 0722 000 417, or somebody@example.org.'
  const refused = tryTo(after('submit', 'acknowledge'), 'decline', {
    data: { reason: 'Other', note: { text, language: 'en' } },
  })
  expect(refused).toMatchObject({ accepted: false, rule: 'words-lead-to-nobody', pointer: '/note/text' })
  expect(JSON.stringify(refused)).not.toMatch(/0722|example\.org|Ring/)
})

function fileOf(verb: Verb): string {
  return moves[verb].type.replace('.', '-').replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
}

/** Whether a free text can be reached from a schema. */
function hasText(path: string, seen = new Set<string>()): boolean {
  if (path.endsWith('value/free-text.schema.json')) return true
  if (seen.has(path)) return false
  seen.add(path)
  const root = new URL(`../../../../schemas/${path}`, import.meta.url)
  const refs = [...readFileSync(root, 'utf8').matchAll(/"\$ref": "([^"]+)"/g)].map(([, ref = '']) => ref)
  const base = new URL(`file:///${path}`)
  return refs.some((ref) => hasText(new URL(ref, base).pathname.slice(1), seen))
}
