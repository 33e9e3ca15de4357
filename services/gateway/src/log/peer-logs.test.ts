import { cosign, formatVkey, parsePolicy } from '@onward/audit'
import { makeCountry, makeDirectory } from '@onward/testing'
import { expect, test } from 'vitest'
import { memoryLog, noteKeys } from './memory-log.test-data.ts'
import { isCosigned, peerLogs, wantsQuorum } from './peer-logs.ts'

const log = noteKeys('gateway.ro.example/log')
const witness = noteKeys('gateway.bg.example/witness')
const { note } = await (await memoryLog(log)).at(7)
const text = note.slice(0, note.indexOf('\n\n') + 1)
const cosigned = note + cosign(text, witness, 1_000)
const policy = parsePolicy(
  `log ${formatVkey(log, 'log')}\nwitness w ${formatVkey(witness, 'witness')}\nquorum w\n`,
)

test('a checkpoint of a log that the policy lists needs the witnesses that it names, and of no other log', () => {
  expect([note, cosigned].map((each) => isCosigned(policy, log.name, each))).toEqual([false, true])
  expect(isCosigned(policy, 'gateway.at.example/log', note)).toBe(true)
  expect(isCosigned(undefined, log.name, note)).toBe(true)
})

test('a cosignature that does not hold is none', () => {
  const forged = note + cosign(text.replace('\n7\n', '\n8\n'), witness, 1_000)
  expect(isCosigned(policy, log.name, forged)).toBe(false)
})

test('a quorum of nobody is wanted of nobody', () => {
  expect([undefined, policy, parsePolicy('quorum none\n')].map(wantsQuorum)).toEqual([false, true, false])
})

test('all logs but our own are looked at, under the keys of the directory and the addresses of the policy', async () => {
  const [nl, ro, bg] = await Promise.all([makeCountry('NL'), makeCountry('RO'), makeCountry('BG')])
  const directory = await makeDirectory([nl, ro, bg])
  const origin = directory.member('RO')?.origin ?? ''
  const other = noteKeys(origin)
  const listing = parsePolicy(`log ${formatVkey(other, 'log')} https://ro.example/log\nquorum none\n`)
  const found = peerLogs(directory, { member: 'NL', policy: listing, at: new Date() })
  expect(found.map(({ log: { name }, url }) => [name, url])).toEqual([
    [origin, 'https://ro.example/log'],
    [directory.member('BG')?.origin, undefined],
  ])
  const key = directory.current('RO', 'log', Date.now() / 1000)
  expect(found[0]?.log.publicKey).toBe(key?.publicKey)
  expect(peerLogs(directory, { member: 'NL', policy: listing, at: new Date(0) })).toEqual([])
})
