/** What the tests of packages/referral take of Vitest, in a form that keeps them to be run one at a time, again and again. */
import { format } from 'node:util'
import { expect } from 'vitest'

export { expect }

export interface KeptTest {
  readonly id: string
  readonly title: string
  readonly run: () => unknown
}

type Body = (...row: readonly unknown[]) => unknown

/** Every test of the files that have been loaded, in their order. */
export const kept: KeptTest[] = []
let path: readonly string[] = []

/** Loads one file, whose tests are named after it. */
export async function keepTestsOf(file: string, load: () => Promise<unknown>): Promise<void> {
  path = [file]
  await load()
}

const keepTest = (title: string, body: Body, row: readonly unknown[] = []) => {
  const name = [...path, title].join(' > ')
  // Two rows of a table may read the same.
  kept.push({ id: `${name} #${kept.length}`, title: name, run: () => body(...row) })
}

const keepGroup = (title: string, body: Body, row: readonly unknown[] = []) => {
  const outer = path
  path = [...outer, title]
  body(...row)
  path = outer
}

const each =
  (keep: typeof keepTest) =>
  (rows: readonly unknown[]) =>
  (title: string, body: Body): void => {
    for (const row of rows) {
      const values = Array.isArray(row) ? row : [row]
      keep(format(title, ...values), body, values)
    }
  }

export const test = Object.assign((title: string, body: Body) => keepTest(title, body), {
  each: each(keepTest),
})
export const describe = Object.assign((title: string, body: Body) => keepGroup(title, body), {
  each: each(keepGroup),
})
