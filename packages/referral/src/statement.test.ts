import { expect, test } from 'vitest'
import { authorOf, readActor, statement, takingInHand } from './statement.ts'
import { alternate, responsible, words } from './words.test-data.ts'

test.each([
  ['NL-COMENSHA/caseworker/desk-1', { organisation: 'NL-COMENSHA', role: 'caseworker', staffId: 'desk-1' }],
  ['NL-COMENSHA/focal-point/desk-1', { organisation: 'NL-COMENSHA', role: 'focal-point', staffId: 'desk-1' }],
  ['NL-COMENSHA/dpo/desk-1', { organisation: 'NL-COMENSHA', role: 'dpo', staffId: 'desk-1' }],
  ['NL-COMENSHA/link/desk-1', { organisation: 'NL-COMENSHA', role: 'link', staffId: 'desk-1' }],
  ['NL-GATEWAY/gateway/g1', { organisation: 'NL-GATEWAY', role: 'gateway', staffId: 'g1' }],
  ['NL-COMENSHA/director/desk-1', undefined],
  ['NL-COMENSHA//desk-1', undefined],
  ['/caseworker/desk-1', undefined],
  ['NL-COMENSHA/caseworker/', undefined],
  ['NL-COMENSHA/caseworker', undefined],
  ['NL-COMENSHA/caseworker/desk-1/', undefined],
  ['', undefined],
])('an actor is three parts with a role that is known: %s', (actor, read) => {
  expect(readActor(actor)).toEqual(read)
})

test('the author of an event is the last part of its source', () => {
  expect(authorOf({ source: 'urn:onward:member:NL' })).toBe('NL')
})

test.each([
  ['an acknowledgement', statement('referral.acknowledged', words.acknowledge), [responsible, alternate]],
  ['a yes', statement('referral.accepted', words.accept), [responsible]],
  [
    'a yes with conditions',
    statement('referral.acceptedWithConditions', words.acceptWithConditions),
    [responsible],
  ],
  ['a no', statement('referral.declined', words.decline), []],
])('who takes a referral in hand is named by %s', (_title, said, people) => {
  expect(takingInHand(said)).toEqual(people)
})
