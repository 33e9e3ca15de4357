/** What an app needs where no test is about broken glass. */
import type { AppDeps } from '../app.ts'
import { openVault } from '../trust/vault.ts'

/** None was broken, and none can be found. */
export const withoutGlass: Pick<AppDeps, 'glass' | 'openGrant'> = {
  openGrant: async () => undefined,
  glass: {
    now: () => new Date('2026-01-02T03:04:05.678Z'),
    vault: openVault(new Uint8Array(32)),
    store: {
      insert: async () => {},
      confirm: async () => 'taken',
      review: async () => 'taken',
      find: async () => undefined,
      by: async () => [],
      list: async () => [],
    },
    alarm: () => {},
    broken: () => {},
  },
}
