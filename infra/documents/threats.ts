// npm run threats: every threat with what stops it and the tests that show it, as a document to read; fails if one has
// neither a test nor the word that it is not built. `--write` puts it into docs/, `--check` fails if that is not current.
import { fileURLToPath } from 'node:url'
import { handOut, type MadeDocument, notice } from './made-document.ts'
import { page, plain, table } from './markdown.ts'
import { readTests } from './requirements.ts'
import { type NamedTest, namedTests } from './test-titles.ts'
import { type Threat, threats } from './threat-list.ts'

const reading = `The threats of the security design, with what stops each or shows it, and the tests that attack. A test belongs to a
threat if its title names it: \`T4 …\`. Those in \`tests/attacks\` and \`tests/hostile\` attack running gateways, as a member
with sound keys and no scruples. What is not built is said.`

/** A threat and the tests that name it. */
export interface Met extends Threat {
  readonly tests: readonly NamedTest[]
}

/** Every threat, in order, with what names it in these tests. */
export function metBy(tests: readonly NamedTest[]): readonly Met[] {
  return threats.map((threat) => ({
    ...threat,
    tests: tests.filter((test) => test.threats.includes(threat.number)),
  }))
}

/** What is missing, a line each: a threat without a mechanism, or that no test attacks and nobody calls open. */
export function unmet(met: readonly Met[]): readonly string[] {
  return met.flatMap(({ number, mechanism, later, tests }) => [
    ...(mechanism === '' ? [`${number} has no mechanism`] : []),
    ...(tests.length === 0 && later === undefined ? [`${number} has no test, and nobody says why`] : []),
  ])
}

/** The document, as it should be now. */
export function threatsDocument(): MadeDocument {
  const met = metBy(namedTests(readTests()))
  const open = met.filter(({ later }) => later !== undefined)
  return {
    path: 'docs/threats.md',
    text: page([
      '# Threats',
      notice,
      reading,
      '## Not built yet',
      open.length === 0
        ? 'All of it is built.'
        : table(
            ['', 'what is missing', 'tests of the rest'],
            open.map(({ number, later = '', tests }) => [link(number), plain(later), String(tests.length)]),
          ),
      '## All',
      ...met.flatMap(section),
    ]),
  }
}

const link = (number: string) => `[${number}](#${number.toLowerCase()})`

function section({ number, source, threat, mechanism, later, tests }: Met): readonly string[] {
  return [
    `### ${number}`,
    `${plain(threat)} (${source})`,
    // Our own words, with the code in them as code.
    `Against it: ${mechanism}${later === undefined ? '' : ` **Later:** ${later}.`}`,
    tests.length === 0
      ? '- no test yet'
      : tests.map(({ path, title }) => `- [${path}](../${path}): ${plain(title)}`).join('\n'),
  ]
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  handOut(threatsDocument(), process.argv.slice(2))
  const missing = unmet(metBy(namedTests(readTests())))
  for (const line of missing) console.error(line)
  if (missing.length > 0) process.exitCode = 1
}
