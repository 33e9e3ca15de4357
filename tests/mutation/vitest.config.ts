// The tests that a mutant of packages/referral must not survive: the pure ones, without the ten thousand random cases.
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  resolve: {
    // The mutated copy, and not the package that is installed beside it.
    alias: {
      '@onward/referral': fileURLToPath(new URL('../../packages/referral/src/index.ts', import.meta.url)),
    },
  },
  test: {
    include: ['packages/referral/src/**/*.test.ts', 'tests/deadlines/**/*.test.ts'],
    exclude: ['packages/referral/src/random-cases.test.ts'],
  },
})
