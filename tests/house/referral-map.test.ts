import { expect, test } from 'vitest'
import { facetChart } from '../../infra/documents/facet-chart.ts'
import { isCurrent } from '../../infra/documents/made-document.ts'
import { referralMap } from '../../infra/documents/referral-map.ts'

const { text } = referralMap()
const charts = [...text.matchAll(/^```mermaid\n([\s\S]*?)\n```$/gm)].map(([, chart = '']) =>
  chart.split('\n'),
)

/** The part of Mermaid's grammar for state diagrams that our charts use. */
const ARROW = /^ {2}(?:\[\*\]|(?<from>\w+)) --> (?<to>\w+): [\w, ()]+$/
/** Words that mean something else in a state diagram, whatever letters they are written in. */
const keywords =
  'accdescr|acctitle|as|class|classdef|click|default|direction|end|hide|note|scale|state|style'.split('|')

test('docs/referral.md is what the table of moves says now', () => {
  expect(isCurrent(referralMap()), 'run npm run generate').toBe(true)
})

test('every line of every chart is one that Mermaid reads, and no state is a word of its own', () => {
  expect(charts.length).toBeGreaterThan(40)
  expect(charts.filter(([kind, way]) => kind !== 'stateDiagram-v2' || way !== '  direction LR')).toEqual([])
  const arrows = charts.flatMap((lines) => lines.slice(2))
  expect(arrows.filter((line) => !ARROW.test(line))).toEqual([])
  const states = arrows.flatMap((line) => Object.values(ARROW.exec(line)?.groups ?? {}))
  expect(states.filter((state) => keywords.includes(state?.toLowerCase()))).toEqual([])
})

test('every chart begins somewhere, and every state of it can be reached', () => {
  const stranded = charts.flatMap((lines) => {
    const arrows = lines.slice(2).map((line) => line.trim().split(/ --> |: /))
    const reached = new Set(arrows.map(([, to]) => to))
    return arrows.flatMap(([from = '']) => (from === '[*]' || reached.has(from) ? [] : [from]))
  })
  expect(stranded).toEqual([])
  expect(charts.filter((lines) => !lines.some((line) => line.includes('[*] -->')))).toEqual([])
})

test('a chart has one arrow for each way, with all its verbs', () => {
  const row = { type: 'referral.cancelled', facet: 'x', pen: 'sender', by: [], about: 'record' } as const
  const rows = [
    { ...row, verb: 'accept', from: ['none', 'asked'], to: 'yes' },
    { ...row, verb: 'reopen', from: ['none'], to: 'yes' },
    { ...row, verb: 'cancel', from: 'any', to: 'over' },
  ] as const
  expect(facetChart('x', rows).split('\n')).toEqual([
    '```mermaid',
    'stateDiagram-v2',
    '  direction LR',
    '  [*] --> yes: accept, reopen',
    '  asked --> yes: accept',
    '  [*] --> over: cancel (always)',
    '```',
  ])
})
