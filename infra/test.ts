// npm test [-- path …]: runs the tests, or those whose paths hold one of the words given, and ends with the line
// `N passed, N failed`.
import { startVitest } from 'vitest/node'
import { projectFolder } from './servers.ts'

const vitest = await startVitest('test', process.argv.slice(2), { root: projectFolder, watch: false })
const { passed, failed } = count(vitest)
await vitest.close()

console.log(`${passed} passed, ${failed} failed`)
process.exitCode = failed > 0 || passed === 0 ? 1 : (process.exitCode ?? 0)

/** A test counts as one; so does a file that could not be run at all, and an error outside every test. */
function count({ state }: Awaited<ReturnType<typeof startVitest>>): { passed: number; failed: number } {
  const modules = state.getTestModules()
  const tests = modules.flatMap((module) => [...module.children.allTests()])
  const suites = modules.flatMap((module) => [module, ...module.children.allSuites()])
  const broken =
    suites.filter((suite) => suite.errors().length > 0).length + state.getUnhandledErrors().length
  return {
    passed: tests.filter((test) => test.result().state === 'passed').length,
    failed: tests.filter((test) => test.result().state === 'failed').length + broken,
  }
}
