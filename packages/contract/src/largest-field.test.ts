import { expect, test } from 'vitest'
import { largestField } from './largest-field.ts'

test('the field that takes most of the room is named', () => {
  const data = { reason: 'Other', sections: { 'a/b': { note: { text: 'x'.repeat(900), language: 'en' } } } }
  expect(largestField(data)).toBe('/sections/a~1b/note/text')
})

test('a list of many small items is named itself', () => {
  expect(largestField({ reason: 'Other', topics: Array(200).fill('Needs') })).toBe('/topics')
})

test('the whole is named when no field takes most of it', () => {
  expect(largestField({ a: 'x'.repeat(100), b: 'y'.repeat(100), c: 'z'.repeat(100) })).toBe('')
})
