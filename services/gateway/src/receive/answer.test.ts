import { cosign, formatProof, formatVkey, inclusionProof, parsePolicy } from '@onward/audit'
import { expect, test } from 'vitest'
import { memoryLog, noteKeys } from '../log/memory-log.test-data.ts'
import { isCosigned } from '../log/peer-logs.ts'
import { openVault } from '../trust/vault.ts'
import { receiveProof } from './answer.ts'
import { Draft } from './draft.ts'

const log = noteKeys('gateway.ro.example/log')
const witness = noteKeys('gateway.bg.example/witness')
const honest = await memoryLog(log)
const policy = parsePolicy(
  `log ${formatVkey(log, 'log')}\nwitness w ${formatVkey(witness, 'witness')}\nquorum w\n`,
)
const at = '2026-10-01T12:00:00.000Z'

/** What becomes of two proofs under the checkpoint of seven leaves, with these signature lines more. */
async function receive(lines: string, wanted: typeof policy | undefined) {
  const { note } = await honest.at(7)
  const leaves = [await leafAt(1), await leafAt(4)]
  const proofs = await Promise.all(
    leaves.map(async ({ index, extra }) =>
      formatProof({
        index,
        hashes: await inclusionProof(index, 7, honest.readTile),
        checkpoint: note + lines,
        extra,
      }),
    ),
  )
  const draft = new Draft({
    ...{ lane: 'lane.NL.RO', pairedLane: 'lane.RO.NL', at },
    vault: openVault(new Uint8Array(32)),
    deadlinesOf: () => [],
    position: { ep: 1, seq: 0, last: '0', gaps: [] } as unknown as Draft['position'],
    ...{ tokens: new Map(), numbers: new Map(), referrals: new Map() },
  })
  const named = leaves.map(({ extra }) => Buffer.from(extra).toString('base64url'))
  // Sound: only these of a message are looked at.
  const message = {
    kind: 'proof',
    data: proofs.join(''),
    digest: 'd',
    claims: { jti: 'j' },
  } as unknown as Parameters<typeof receiveProof>[1]
  receiveProof(
    draft,
    message,
    new Set(named),
    { peerLog: [log], isCosigned: (origin, given) => isCosigned(wanted, origin, given) },
    { bytes: Buffer.from('the message'), offset: 7n, arrivedAt: new Date(at), waited: undefined } as never,
  )
  const { proofsIn, peerNotes, quarantine } = draft.change
  return {
    proven: proofsIn.map(({ leaf }) => leaf).filter((leaf) => named.includes(leaf)).length,
    notes: peerNotes.map(({ origin, size, note: kept, seenBy }) => [
      origin,
      size,
      kept === note + lines,
      seenBy,
    ]),
    aside: quarantine.map(({ code }) => code),
  }
}

async function leafAt(index: number) {
  const tile = await honest.readTile({ level: 0, index: 0, width: 7 })
  return { index, extra: tile.subarray(32 * index, 32 * index + 32) }
}

const { note } = await honest.at(7)
const line = cosign(note.slice(0, note.indexOf('\n\n') + 1), witness, 1_790_000_000)

test('proofs under a cosigned checkpoint are kept, and the checkpoint once for the monitor', async () => {
  expect(await receive(line, policy)).toEqual({ proven: 2, notes: [[log.name, 7, true, 'proof']], aside: [] })
})

test('proofs that too few have cosigned prove nothing here', async () => {
  expect(await receive('', policy)).toEqual({ proven: 0, notes: [], aside: ['PROOF_QUORUM'] })
})

test('who has no policy takes a proof as the log signed it', async () => {
  expect(await receive('', undefined)).toMatchObject({ proven: 2, aside: [] })
})
