/// <reference types="vite/types/importMeta.d.ts" />
/** Every test that a mutant of packages/referral must not survive, in one file: what they import is loaded once a mutant. */

/** Those that take longest come last: most mutants are dead by then. */
const dear = ['interleaving', 'cooperation', 'deadlines/year']

const tests = import.meta.glob([
  '../../packages/referral/src/**/*.test.ts',
  '../deadlines/**/*.test.ts',
  // Ten thousand cases are too many for every mutant.
  '!**/random-cases.test.ts',
])
const isDear = (path: string) => dear.some((name) => path.includes(name))
const paths = Object.keys(tests)
for (const path of [...paths.filter((each) => !isDear(each)), ...paths.filter(isDear)]) await tests[path]?.()
