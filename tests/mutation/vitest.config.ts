// For a mutant of packages/referral.
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  resolve: {
    // The mutated copy, and not the package that is installed beside it.
    alias: {
      '@onward/referral': fileURLToPath(new URL('../../packages/referral/src/index.ts', import.meta.url)),
    },
  },
  test: { include: ['tests/mutation/all.ts'] },
})
