// Makes the archive of a form of bundles, once, by hand: `node tests/archive/make-evidence.ts 1`. It holds bundles of one
// referral, issued by either side, and what they proved on that day. An archive that exists is never made again.
import { createHash } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { loadDirectory } from '@onward/directory'
import { verifyBundle } from '@onward/evidence'
import { tell } from '../../packages/testing/src/evidence.ts'

const [version] = process.argv.slice(2)
if (!version || !/^\d+$/.test(version)) throw new Error('Name the version: node tests/archive/make-evidence.ts 1')
const folder = join(import.meta.dirname, `evidence-${version}`)
// Fails if the archive is there.
await mkdir(folder)

const { documents, sender, receiver } = await tell([
  { by: 'sender', type: 'referral.submitted' },
  { by: 'receiver', type: 'referral.acknowledged' },
  { by: 'receiver', type: 'information.requested' },
  { by: 'sender', type: 'information.provided' },
  { by: 'sender', type: 'risk.updated', lost: true },
  { by: 'receiver', type: 'referral.acceptedWithConditions' },
])
const whole = await sender.bundle('with content')
sender.erase({
  kind: 'erasure',
  ground: 'retention',
  approver: 'nl-focal-point/focal-point/nl-fp-02',
  at: '2026-12-01T00:00:00.000Z',
})
const trust = await loadDirectory(documents)
const bundles = {
  'sender-with-content.json': whole,
  'sender-erased.json': await sender.bundle('without content'),
  'receiver.json': await receiver.bundle('without content'),
}
const kept = { 'directory.json': Buffer.from(`${JSON.stringify(documents, null, 1)}\n`), ...bundles }
for (const [name, bytes] of Object.entries(kept)) await writeFile(join(folder, name), bytes)
const expected = {
  files: Object.fromEntries(
    Object.entries(kept).map(([name, bytes]) => [name, createHash('sha256').update(bytes).digest('hex')]),
  ),
  reports: Object.fromEntries(
    Object.entries(bundles).map(([name, bytes]) => [name, verifyBundle(bytes, trust)]),
  ),
}
await writeFile(join(folder, 'expected.json'), `${JSON.stringify(expected, null, 1)}\n`)
