import { expect, test } from 'vitest'
import { known, submitted } from '../http/served.test-data.ts'
import type { NotedRow } from '../store/receivers.ts'
import type { LeafRow } from '../store/rows.ts'
import type { Command } from '../submit.ts'
import { openVault } from '../trust/vault.ts'
import { type AttestationDeps, confirmAnswer, type Noted, noteAnswer, waitingNotes } from './attestations.ts'

const said: Noted = {
  answer: 'accepted',
  receivedFrom: 'duty-manager',
  organisation: 'ro-focal-point',
  at: '2026-03-02T07:30:00.000Z',
  channel: 'telephone',
  evidenceHash: 'n4bQgYhMfWWaL-qgxVrQFaO_TxsrC4Is0V1sFbDwCgg',
}
const worker = (staffId: string, organisation = 'nl-focal-point') =>
  ({ member: 'NL', organisation, role: 'caseworker', staffId }) as const

function desk() {
  const rows: NotedRow[] = []
  const leaves: LeafRow[] = []
  const commands: Command[] = []
  let time = Date.parse('2026-03-02T08:00:00.000Z')
  const deps: AttestationDeps = {
    now: () => new Date(time),
    vault: openVault(new Uint8Array(32)),
    store: {
      insert: async (row, leaf) => {
        rows.push(row)
        leaves.push(leaf)
      },
      notesOf: async () => rows,
    },
    submit: async (command) => {
      commands.push(command)
      return submitted
    },
  }
  const wait = (hours: number) => {
    time += hours * 3_600_000
  }
  return { deps, rows, leaves, commands, wait }
}

const idempotency = { principal: 'x', method: 'POST', path: '/x', key: 'x', request: new Uint8Array(32) }

test('R52 what one worker notes is kept sealed, is a leaf of the log, and says nothing yet', async () => {
  const { deps, rows, leaves, commands } = desk()
  const referral = known()
  const note = await noteAnswer(deps, { known: referral, actor: worker('desk-1'), said })
  expect(await waitingNotes(deps, referral, 'NL')).toEqual([note])
  expect(Buffer.from(rows[0]?.content ?? []).includes('duty-manager')).toBe(false)
  expect(leaves.map(({ record }) => JSON.parse(record).kind)).toEqual(['answer.noted'])
  expect(commands).toEqual([])
})

test('R52 a second worker of the same organisation confirms it, and both stand on the event', async () => {
  const { deps, commands } = desk()
  const referral = known()
  const note = await noteAnswer(deps, { known: referral, actor: worker('desk-1'), said })
  const confirm = (second: ReturnType<typeof worker>) =>
    confirmAnswer(deps, { known: referral, note, second, idempotency })
  for (const second of [worker('desk-1'), worker('desk-2', 'nl-shelter')])
    expect(await confirm(second)).toMatchObject({ accepted: false, code: 'FOUR_EYES' })
  expect(commands).toEqual([])
  expect(await confirm(worker('desk-2'))).toEqual(submitted)
  expect(commands).toEqual([
    {
      verb: 'attestAnswer',
      data: { ...said, secondWorker: 'desk-2' },
      referral: referral.id,
      actor: worker('desk-1'),
      seen: referral.version,
      idempotency,
    },
  ])
})

test('R52 a note waits 72 hours for its second worker, and is then to be made anew', async () => {
  const { deps, wait } = desk()
  const referral = known()
  await noteAnswer(deps, { known: referral, actor: worker('desk-1'), said })
  wait(72)
  expect(await waitingNotes(deps, referral, 'NL')).toHaveLength(1)
  wait(0.1)
  expect(await waitingNotes(deps, referral, 'NL')).toEqual([])
})
