/**
 * A process that has loaded the mutated packages/referral and all its tests once, and is asked for one mutant after the
 * other. Loading them takes a hundred times as long as what most mutants need.
 */
import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs'
import { registerHooks } from 'node:module'
import { pathToFileURL } from 'node:url'
import type { MutantCoverage } from '@stryker-mutator/api/core'
import type { Answer, Question, TestRun } from './runner.ts'

/** Set by the switches that Stryker puts into the code; absent where they must count nothing. */
interface Namespace {
  activeMutant?: string | undefined
  currentTestId?: string | undefined
  hitCount?: number | undefined
  hitLimit?: number | undefined
  mutantCoverage?: MutantCoverage
}

const [namespace = ''] = process.argv.slice(2)
const switches: Namespace = {}
Object.defineProperty(globalThis, namespace, { value: switches })

const shim = new URL('./vitest.ts', import.meta.url).href
// The mutated copy, and not the package that is installed beside it.
const mutated = pathToFileURL('packages/referral/src/index.ts').href
registerHooks({
  resolve: (name, context, next) => {
    if (name === 'vitest' && context.parentURL !== shim) return { url: shim, shortCircuit: true }
    return next(name === '@onward/referral' ? mutated : name, context)
  },
})

/**
 * What draws cases at random, or tries every move in every place, takes three quarters of all the time, and every mutant
 * that nothing notices has to wait for it. So it is not asked: what it alone would notice counts as unnoticed.
 */
const tooLong = [
  'random-cases.test.ts',
  'interleaving.test.ts',
  'deadlines/year.test.ts',
  'cooperation.test.ts > R27 whatever is told of proceedings',
  'moves.test.ts > a fact is never refused',
]
const isTooLong = (name: string) => tooLong.some((part) => name.includes(part))

const files = globSync(['packages/referral/src/**/*.test.ts', 'tests/deadlines/**/*.test.ts'])
  .filter((file) => !isTooLong(file))
  .toSorted()

const { kept: all, keepTestsOf } = await import('./vitest.ts')
for (const file of files) await keepTestsOf(file, () => import(pathToFileURL(file).href))
const kept = all.filter(({ id }) => !isTooLong(id))

/** What takes least comes first: most mutants are dead before the tests that take most of the time. */
const timesFile = 'test-times.json'
const times = new Map<string, number>(
  existsSync(timesFile) ? JSON.parse(readFileSync(timesFile, 'utf8')) : [],
)
const timeOf = ({ id }: { readonly id: string }) => times.get(id) ?? 0
const inOrder = kept.toSorted((one, other) => timeOf(one) - timeOf(other))

process.on('message', async (question: Question) => {
  process.send?.(question.is === 'dryRun' ? await runAll() : await runMutant(question))
})
process.on('disconnect', () => process.exit())

async function runAll(): Promise<Answer> {
  const tests: TestRun[] = []
  for (const { id, title, run } of kept) {
    switches.currentTestId = id
    const began = performance.now()
    const failure = await failureOf(run)
    tests.push({ id, name: title, ms: performance.now() - began, ...(failure !== undefined && { failure }) })
  }
  switches.currentTestId = undefined
  writeFileSync(timesFile, JSON.stringify(tests.map(({ id, ms }) => [id, ms])))
  return { is: 'dryRun', tests, coverage: switches.mutantCoverage ?? { static: {}, perTest: {} } }
}

/** Runs the tests that reach this mutant until one fails. */
async function runMutant({ mutant, tests, hitLimit }: Extract<Question, { is: 'mutant' }>): Promise<Answer> {
  const wanted = tests && new Set(tests)
  const began = performance.now()
  Object.assign(switches, { activeMutant: mutant, hitCount: 0, hitLimit })
  let ran = 0
  for (const { id, run } of inOrder) {
    if (wanted && !wanted.has(id)) continue
    ran += 1
    const failure = await failureOf(run)
    if (failure === undefined) continue
    const isEndless = hitLimit !== undefined && (switches.hitCount ?? 0) > hitLimit
    calm()
    // What fails without the mutant too was made to fail by what an earlier one left behind.
    const isSpoilt = (await failureOf(run)) !== undefined
    return { is: 'mutant', ran, ms: performance.now() - began, killedBy: id, failure, isEndless, isSpoilt }
  }
  calm()
  return { is: 'mutant', ran, ms: performance.now() - began }
}

function calm(): void {
  Object.assign(switches, { activeMutant: undefined, hitCount: undefined, hitLimit: undefined })
}

async function failureOf(run: () => unknown): Promise<string | undefined> {
  try {
    await run()
    return undefined
  } catch (error) {
    return error instanceof Error ? error.message.slice(0, 500) : String(error)
  }
}
