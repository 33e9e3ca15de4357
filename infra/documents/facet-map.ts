/** One facet of a referral as documentation: who has the pen, its states, and what can be said in it. */
import type { Pen } from '@onward/referral'
import { facetChart, type Row } from './facet-chart.ts'
import { code, codes, table } from './markdown.ts'
import { rulesOnMove } from './rule-map.ts'

const pens: Readonly<Record<Pen, string>> = {
  sender: 'The sender has the pen.',
  receiver: 'The receiver has the pen.',
  each: 'Each side has a pen of its own, and writes only its own part.',
}

/** What the table alone does not show of a facet. */
const remarks: Readonly<Record<string, string>> = {
  consent:
    'The first permission travels in the offer. A withdrawal leads to `withdrawn` only if it concerns sharing: the referral, the return and the support are withdrawn separately.',
}

/** The section of a facet, as parts of a page. */
export function facetMap(facet: string, rows: readonly Row[]): readonly string[] {
  const items = new Set(rows.flatMap(({ item }) => item ?? []))
  const sentences = [
    ...new Set(rows.map(({ pen }) => pens[pen])),
    ...[...items].map((item) => `There is one for each ${code(item)}.`),
    ...rows.flatMap(opening),
  ]
  return [
    `### ${facet}`,
    [...sentences, remarks[facet] ?? []].flat().join(' '),
    facetChart(facet, rows),
    table(['verb', 'event', 'by', 'about', 'answers', 'starts', 'stops', 'rules'], rows.map(cells)),
  ]
}

/** `data.correctionApplied` is described in `data-correction-applied.schema.json`. */
export function schemaPath(type: string): string {
  const name = type.replace('.', '-').replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
  return `schemas/event/${name}.schema.json`
}

function cells({ verb, type, by, about, answers = [], starts = [], stops = [] }: Row): readonly string[] {
  const event = `[${code(type)}](../${schemaPath(type)})`
  return [
    code(verb),
    event,
    by.join(', '),
    about,
    codes(answers),
    codes(starts),
    codes(stops),
    rulesOnMove(verb),
  ]
}

function opening({ verb, opens }: Row): readonly string[] {
  if (opens === undefined) return []
  const place = opens === 'first' ? 'is always the first thing said' : 'may be the first thing said'
  return [`With ${code(verb)} two members can begin: it ${place}.`]
}
