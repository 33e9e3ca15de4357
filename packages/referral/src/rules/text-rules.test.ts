import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { after, tryTo, words } from '../example.test-data.ts'
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
