// Two projects: what needs nothing runs at once; what needs the servers gets them started first, once for the run.
import { availableParallelism } from 'node:os'
import { configDefaults, defineConfig } from 'vitest/config'

const pure = [
  'packages/{audit,calendar,contract,directory,evidence,htcds,referral,seal}/**/*.test.ts',
  'packages/cli/src/**/*.test.ts',
  'schemas/**/*.test.ts',
  'tests/deadlines/**/*.test.ts',
  'tests/house/**/*.test.ts',
  'tests/archive/**/*.test.ts',
  'tests/{conformance,soak}/**/*.test.ts',
]

export default defineConfig({
  test: {
    // More than there are cores: a test that waits for a broker to come back leaves its core to the others.
    maxWorkers: Math.ceil(availableParallelism() * 1.5),
    // No test replaces a module, so files share what a worker has loaded; loading it anew for each is a third of a run.
    isolate: false,
    projects: [
      // A property asked hundreds of times takes its time on a busy machine.
      { test: { name: 'pure', include: pure, testTimeout: 60_000 } },
      {
        test: {
          name: 'servers',
          include: ['{packages,services,infra,tests}/**/*.test.ts'],
          exclude: [...configDefaults.exclude, ...pure],
          globalSetup: 'packages/testing/src/global-setup.ts',
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
})
