import { loadDirectory } from '@onward/directory'
import type { BundleMessage } from '@onward/evidence'
import { expect, test } from 'vitest'
import { accepted, tell } from '../../../../packages/testing/src/evidence.ts'
import type { KnownReferral } from '../case/known-referral.ts'
import type { Change } from '../store/commit.ts'
import type { SentTokenRow } from '../store/rows.ts'
import { workingTime } from '../time/working-time.ts'
import { openVault } from '../trust/vault.ts'
import { takeBack } from './given-back.ts'

const told = await tell(accepted)
const directory = await loadDirectory(told.documents)
const vault = openVault(Buffer.alloc(32, 1))
const { deadlinesOf } = workingTime(
  () => directory,
  () => {},
)
/** What the other side holds: an offer of NL, and two answers of RO. */
const bundle = await told.receiver.bundle('with content')

/** NL has lost all of it but these manifests and referrals. */
function restored(known: readonly string[] = [], referrals: readonly KnownReferral[] = []) {
  const recorded: { readonly change: Change; readonly sent: readonly SentTokenRow[] }[] = []
  const take = (bytes: Uint8Array, member = 'NL') =>
    takeBack(
      {
        member,
        directory: () => directory,
        now: () => new Date('2026-12-01T00:00:00Z'),
        vault,
        deadlinesOf,
        load: async () => new Map(referrals.map((each) => [each.id, each])),
        sentManifests: async () => new Set(known),
        commit: async (change, sent) => {
          recorded.push({ change, sent })
          return 'committed'
        },
      },
      bytes,
    )
  return { recorded, take }
}

const nothing: KnownReferral = {
  ...{ id: told.referral, caseRef: '', sender: 'NL', receiver: 'RO', localCase: '', version: 1, kept: [] },
  ...{ history: [], receipted: [], dataKey: vault.newDataKey(told.referral).key, erased: false },
}

test('R55 what we said comes back under the number that it had, and nothing of what the other side said', async () => {
  const { recorded, take } = restored()
  expect(await take(bundle)).toBe(1)
  const [{ change, sent } = { change: {}, sent: [] }] = recorded
  const [message] = (await told.receiver.contents('with content')).messages
  expect(sent).toMatchObject([
    { lane: 'lane.RO.NL', ep: 1, seq: 1, kind: 'envelope', token: message?.manifest, event: sent[0]?.event },
  ])
  expect(change.events?.map(({ author, type, digest }) => [author, type, digest])).toEqual([
    ['NL', 'referral.submitted', sent[0]?.event],
  ])
  // The event and the message each have their leaf again, in the log that goes on.
  expect(change.leaves?.map(({ record }) => JSON.parse(record).kind)).toEqual(['event', 'msg.sent'])
  expect([change.voids, change.pending, change.referrals?.length]).toEqual([[], [], 1])
})

test('R55 what is known is not recorded again, and each side takes its own', async () => {
  const { recorded, take } = restored()
  await take(bundle)
  const [{ sent } = { sent: [] }] = recorded
  expect(await restored(sent.map(({ digest }) => digest)).take(bundle)).toBe(0)
  expect(await restored([], [nothing]).take(await told.sender.bundle('with content'), 'BG')).toBe(0)
})

test('R55 a bundle that does not verify, has no content or is of what was erased gives nothing back', async () => {
  const changed = Buffer.from(bundle)
  changed[200] = (changed[200] ?? 0) ^ 1
  const erased = { ...nothing, dataKey: undefined, erased: true }
  const { recorded, take } = restored()
  expect([
    await take(changed),
    await take(Buffer.from('{}')),
    await take(await told.receiver.bundle('without content')),
    await restored([], [erased]).take(bundle),
  ]).toEqual(['BUNDLE_FAULTY', 'BUNDLE_FAULTY', 'BUNDLE_WITHOUT_CONTENT', 'BUNDLE_ERASED'])
  expect(recorded).toEqual([])
})

test('R55 what was said in its place since is not said twice', async () => {
  const [message] = (await told.receiver.contents('with content')).messages
  const event = eventIn(message)
  const other = { event: { ...event, id: 'another' }, digest: 'd'.repeat(43), standing: 'applied' as const }
  expect(await restored([], [{ ...nothing, history: [other] }]).take(bundle)).toBe('BUNDLE_CONFLICT')
})

function eventIn(message: BundleMessage | undefined) {
  const [, payload = ''] = message?.event?.split('.') ?? []
  return JSON.parse(Buffer.from(payload, 'base64url').toString())
}
