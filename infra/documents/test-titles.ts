/** Which tests name a requirement or a threat in their title, found in the text of the tests; none of them is run. */

/** A test, or a group of tests, whose title names requirements or threats. */
export interface NamedTest {
  readonly path: string
  readonly title: string
  readonly requirements: readonly string[]
  readonly threats: readonly string[]
}

/** The first argument of `test(`, `describe(` or what `.each(…)` gives; a formatter keeps that shape the same everywhere. */
const TITLE =
  /(?:\b(?:test|describe)(?:\.\w+)*|\))\(\s*(?:'((?:\\.|[^'\\])*)'|"((?:\\.|[^"\\])*)"|`((?:\\.|[^`\\])*)`)/g

/** Path → text in, the tests that name a requirement or a threat out, in the order of the files. */
export function namedTests(files: ReadonlyMap<string, string>): readonly NamedTest[] {
  return [...files].flatMap(([path, text]) =>
    [...text.matchAll(TITLE)].flatMap(([, single, double, template]) => {
      const title = (single ?? double ?? template ?? '').replaceAll(/\\(.)/g, '$1')
      const requirements = numbersIn(title, /\bR\d+\b/g)
      const threats = numbersIn(title, /\bT[1-9]\d*\b/g)
      return requirements.length + threats.length === 0 ? [] : [{ path, title, requirements, threats }]
    }),
  )
}

/** `R9, R10 a no has its reason` names R9 and R10; `R50, T5 …` names T5 too. */
function numbersIn(title: string, form: RegExp): readonly string[] {
  return [...new Set(title.match(form))]
}
