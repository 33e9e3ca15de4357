/** Takes each rule out in turn and runs the tests of the rules: a rule that nothing misses holds nothing. */
import { rules } from '@onward/referral'
import type { Plugin } from 'vite'
import { startVitest } from 'vitest/node'
import { project } from './made-document.ts'

const LIST = /export const rules: readonly Rule\[\] = (\[[^\]]*\])/

/** The list of rules as it is, but with one of them that always holds. */
function without(name: string): Plugin {
  const passing = `((rule) => rule.name === ${JSON.stringify(name)} ? { ...rule, holds: () => true } : rule)`
  return {
    // The rule is part of the name: what was transformed is kept by the names of the plugins.
    name: `without-${name}`,
    enforce: 'pre',
    transform: (code, id) => {
      if (!id.endsWith('packages/referral/src/rules/rules.ts')) return undefined
      if (!LIST.test(code)) throw new Error('the list of rules is not where it was')
      return code.replace(LIST, `export const rules: readonly Rule[] = $1.map(${passing})`)
    },
  }
}

/** The titles of the tests that fail with these plugins. */
async function failing(plugins: Plugin[]): Promise<readonly string[]> {
  const vitest = await startVitest(
    'test',
    [],
    {
      root: project,
      config: false,
      watch: false,
      reporters: [],
      include: ['packages/referral/src/rules/*.test.ts'],
    },
    { plugins },
  )
  const modules = vitest.state.getTestModules()
  const tests = modules.flatMap((module) => [...module.children.allTests()])
  const broken = modules.filter((module) => module.errors().length > 0).map(({ moduleId }) => moduleId)
  await vitest.close()
  if (tests.length === 0 || broken.length > 0) throw new Error(`the tests did not run: ${broken.join(', ')}`)
  return tests.filter((test) => test.result().state === 'failed').map(({ fullName }) => fullName)
}

/** Prints a line for each rule, and gives the exit code: 1 if a rule is missed by no test of one of its numbers. */
export async function removeEach(): Promise<number> {
  const before = await failing([])
  if (before.length > 0) throw new Error(`with every rule there, ${before.length} tests fail`)
  const unmissed: string[] = []
  for (const { name, requirements } of rules) {
    const failed = await failing([without(name)])
    const own = failed.filter((title) =>
      requirements.some((number) => title.match(/\bR\d+\b/g)?.includes(number)),
    )
    if (own.length === 0) unmissed.push(name)
    console.log(
      `${own.length === 0 ? 'NOT MISSED' : 'missed'}  ${name} (${requirements.join(', ')}): ${own.length} tests`,
    )
  }
  console.log(`${rules.length} rules, ${rules.length - unmissed.length} missed by a test of their number`)
  process.exitCode = 0
  return unmissed.length === 0 ? 0 : 1
}
