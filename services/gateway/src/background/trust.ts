/** What goes on with trust by itself: the directory and the key files are read again, and what they change is followed up. */
import { signedEvent } from '../api/opened.ts'
import type { BackgroundDeps } from '../background.ts'
import type { Clients } from '../clients.ts'
import { type OpenEpochDeps, openEpoch } from '../relay/open-epoch.ts'
import type { RepublishDeps } from '../relay/republish.ts'
import { keepRunning, type Runner } from '../runner.ts'
import { appliedOf, appliedUnder, listForReview } from '../store/key-review.ts'
import * as outbox from '../store/lane/outbox.ts'
import { keepKeys } from '../trust/keep-keys.ts'

const EVERY_TEN_SECONDS = 10_000

/** @param adopted told of each version of the directory, the first one too: what waited for it may go on */
export function keepTrust(
  clients: Clients,
  { config, replica }: BackgroundDeps,
  republishDeps: RepublishDeps,
  adopted: () => void,
): readonly Runner[] {
  const { member, now, alarm, fault, keys, store, directory, vault, followed } = clients
  const { refreshMs } = config.directory
  const epochDeps: OpenEpochDeps = {
    ...republishDeps,
    unreceiptedBefore: (lane, ep) => outbox.unreceiptedBefore(store, lane, ep),
    unheardBefore: (lane, ep, last, limit) => outbox.unheardBefore(store, lane, ep, last, limit),
    sayAnew: (lane, messages) => outbox.sayAnew(store, lane, messages),
  }
  const opener = keepRunning(
    async () => {
      let done = 0
      for (const lane of clients.outgoing()) {
        if (await replica.holds(`relay ${lane}`)) done += await openEpoch(epochDeps, lane)
      }
      return done
    },
    Math.min(refreshMs, EVERY_TEN_SECONDS),
    fault('epochs'),
  )
  const keeper = keepRunning(
    keepKeys({
      ...{ member, now, directory, alarm },
      reread: keys.reread,
      adopted: () => {
        adopted()
        opener.wake()
      },
      mayReview: () => replica.holds('key review'),
      appliedUnder: (lanes, start, since) => appliedUnder(store, lanes, start, since),
      appliedOf: (author, since) => appliedOf(store, author, since),
      signedEvent: (digest) => signedEvent(store, vault, digest),
      list: (kid, events, at) => listForReview(store, kid, events, at),
    }),
    Math.min(refreshMs, EVERY_TEN_SECONDS),
    fault('keys'),
  )
  let readAt = now().getTime()
  const follower = keepRunning(
    async () => {
      readAt = now().getTime()
      await followed.refresh()
      return 0
    },
    refreshMs,
    fault('directory'),
  )
  followed.onAdopted(keeper.wake)
  // An interval that an exercise leaps over has passed.
  clients.clock.onMoved(() => {
    if (now().getTime() - readAt >= refreshMs) follower.wake()
  })
  return [opener, follower, keeper]
}
