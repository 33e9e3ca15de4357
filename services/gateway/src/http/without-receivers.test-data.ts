/** What an app needs where no test is about receivers without a gateway. */
import { nothingKnown } from '@onward/referral'
import type { AppDeps } from '../app.ts'
import { openVault } from '../trust/vault.ts'

/** No link and no note there, and none can be stored. */
export const withoutReceivers: Pick<AppDeps, 'attestations' | 'links'> = {
  attestations: {
    now: () => new Date('2026-01-02T03:04:05.678Z'),
    vault: openVault(new Uint8Array(32)),
    store: { insert: async () => {}, notesOf: async () => [] },
  },
  links: {
    member: 'NL',
    now: () => new Date('2026-01-02T03:04:05.678Z'),
    directory: () => ({ member: () => undefined, hosts: () => false }),
    localOf: async () => nothingKnown,
    store: {
      insert: async () => {},
      linksOf: async () => [],
      takeTry: async () => undefined,
      unlock: async () => false,
      linkOf: async () => undefined,
      revoke: async () => false,
      append: async () => {},
    },
    alarm: () => {},
  },
}
