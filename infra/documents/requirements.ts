// npm run requirements: every requirement with the rules and tests that hold it, and what is open, as a document to
// read. `--write` puts it into docs/, `--check` fails if the one there is not current.
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Rule, rules, sources } from '@onward/referral'
import { handOut, type MadeDocument, notice, project } from './made-document.ts'
import { page, plain, table } from './markdown.ts'
import { type Requirement, requirements } from './requirement-list.ts'
import { type NamedTest, namedTests } from './test-titles.ts'

const reading = `A test holds a requirement if its title names it: \`R9, R10 a no has its reason\`. A rule of \`packages/referral\` holds
what its row names, for \`rules.test.ts\` wants an example that keeps it and one that breaks it. So what is listed here
fails when that part breaks. It does not say that no part is missing: that is for a reader to judge.

**must**: the first version for real cases needs it. A [source](#sources) motivates; few prescribe it word for word.`

/** A requirement and what holds it. */
export interface Held extends Requirement {
  readonly rules: readonly Rule[]
  readonly tests: readonly NamedTest[]
}

/** Every requirement, in order, with what holds it in these tests. */
export function heldBy(tests: readonly NamedTest[]): readonly Held[] {
  return requirements.map((requirement) => {
    const names = ({ requirements: numbers }: Rule | NamedTest) => numbers.includes(requirement.number)
    return { ...requirement, rules: rules.filter(names), tests: tests.filter(names) }
  })
}

/** The text of every test of the project. */
export function readTests(): ReadonlyMap<string, string> {
  const paths = globSync('{packages,services,infra,tests}/**/*.test.ts', {
    cwd: project,
    exclude: (name) => name === 'node_modules',
  })
  return new Map(
    paths
      .map((path) => path.replaceAll('\\', '/'))
      .sort()
      .map((path) => [path, readFileSync(join(project, path), 'utf8')]),
  )
}

/** The document, as it should be now. */
export function requirementsDocument(): MadeDocument {
  const held = heldBy(namedTests(readTests()))
  const open = held.filter(({ rules: own, tests }) => own.length + tests.length === 0)
  const must = open.filter(({ priority }) => priority === 'must')
  return {
    path: 'docs/requirements.md',
    text: page([
      '# Requirements',
      notice,
      reading,
      `Of ${held.length} requirements ${held.length - open.length} are held by something; ${open.length} are open, ${must.length} of them a must.`,
      '## Open',
      open.length === 0 ? 'None.' : table(['', 'priority', 'what', 'why it is open'], open.map(openRow)),
      '## All',
      ...held.flatMap(section),
      '## Sources',
      table(['key', 'what it is'], Object.entries(sources)),
    ]),
  }
}

function openRow({ number, priority, text }: Held): readonly string[] {
  return [`[${number}](#${number.toLowerCase()})`, priority, plain(text), 'no test names it yet']
}

function section({ number, priority, text, source, rules: own, tests }: Held): readonly string[] {
  const holding = [
    ...own.map(({ name }) => `- rule [${name}](referral.md#${name})`),
    ...tests.map(({ path, title }) => `- [${path}](../${path}): ${plain(title)}`),
  ]
  return [
    `### ${number}`,
    `${plain(text)} **${priority}** (${plain(source)})`,
    holding.length === 0 ? '- open: no test names it yet' : holding.join('\n'),
  ]
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  handOut(requirementsDocument(), process.argv.slice(2))
}
