// npm run requirements: every requirement with the rules and tests that hold it, and what is open, as a document to
// read; fails if a safeguard lacks one of its tests. `--write` puts it into docs/, `--check` fails if the one there is
// not current, `--remove-each` lets each rule pass everything in turn and fails if no test of its number notices.
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Rule, rules, sources } from '@onward/referral'
import { handOut, type MadeDocument, notice, project } from './made-document.ts'
import { page, plain, table } from './markdown.ts'
import { removeEach } from './remove-each.ts'
import { heldWithoutRule, type Requirement, requirements, safeguards } from './requirement-list.ts'
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

/**
 * What is missing of the safeguards, a line each: a number that no rule holds and nobody says why, or that no test names;
 * a rule without an example; a reason why there is no rule where there is one.
 */
export function lacking(held: readonly Held[], exampled: ReadonlySet<string>): readonly string[] {
  const guarded = held.filter(({ number }) => safeguards.includes(number))
  return guarded.flatMap(({ number, rules: own, tests }) => {
    const isExplained = heldWithoutRule[number] !== undefined
    if (own.length === 0 && !isExplained) return [`${number} has no rule`]
    if (own.length === 0 && tests.length === 0) return [`${number} has neither a rule nor a test`]
    const bare = own.filter(({ name }) => !exampled.has(name))
    return [
      ...(own.length > 0 && isExplained
        ? [`${number} has a rule, though it is said that none can hold it`]
        : []),
      ...bare.map(
        ({ name }) => `${number}: the rule ${name} has no example, so none of its three tests runs`,
      ),
    ]
  })
}

/** The rules that have an example: one that passes, one that is refused, and the fact that is recorded all the same. */
export function exampledRules(): ReadonlySet<string> {
  const paths = globSync('packages/referral/src/rules/*.test-data.ts', { cwd: project })
  const texts = paths.map((path) => readFileSync(join(project, path), 'utf8'))
  return new Set(
    texts.flatMap((text) => [...text.matchAll(/\brule: '([\w-]+)'/g)].map(([, name = '']) => name)),
  )
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
    ...(own.length === 0 && heldWithoutRule[number] ? [`No rule: ${heldWithoutRule[number]}.`] : []),
    holding.length === 0 ? '- open: no test names it yet' : holding.join('\n'),
  ]
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const args = process.argv.slice(2)
  if (args.includes('--remove-each')) {
    process.exitCode = await removeEach()
  } else {
    handOut(requirementsDocument(), args)
    const missing = lacking(heldBy(namedTests(readTests())), exampledRules())
    for (const line of missing) console.error(line)
    if (missing.length > 0) process.exitCode = 1
  }
}
