/** Which tests name a requirement in their title, found in the text of the tests; none of them is run. */

/** A test, or a group of tests, whose title names requirements. */
export interface NamedTest {
  readonly path: string
  readonly title: string
  readonly requirements: readonly string[]
}

/** The first argument of `test(`, `describe(` or what `.each(…)` gives; a formatter keeps that shape the same everywhere. */
const TITLE =
  /(?:\b(?:test|describe)(?:\.\w+)*|\))\(\s*(?:'((?:\\.|[^'\\])*)'|"((?:\\.|[^"\\])*)"|`((?:\\.|[^`\\])*)`)/g

/** Path → text in, the tests that name a requirement out, in the order of the files. */
export function namedTests(files: ReadonlyMap<string, string>): readonly NamedTest[] {
  return [...files].flatMap(([path, text]) =>
    [...text.matchAll(TITLE)].flatMap(([, single, double, template]) => {
      const title = (single ?? double ?? template ?? '').replaceAll(/\\(.)/g, '$1')
      const numbers = requirementsIn(title)
      return numbers.length === 0 ? [] : [{ path, title, requirements: numbers }]
    }),
  )
}

/** `R9, R10 a no has its reason` names R9 and R10. */
function requirementsIn(title: string): readonly string[] {
  return [...new Set(title.match(/\bR\d+\b/g))]
}
