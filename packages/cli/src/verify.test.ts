// A lawyer's hour: one file, one command, the public directory.
import { generateKeyPairSync } from 'node:crypto'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { cosign, formatVkey } from '@onward/audit'
import type { Report } from '@onward/evidence'
import { timeStampRequest } from '@onward/evidence/time-stamp'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { accepted, type Told, tell } from '../../testing/src/evidence.ts'
import { startTsa } from '../../testing/src/tsa.ts'
import { onward } from './run.test-data.ts'

let folder: string
let told: Told
const at = (name: string) => join(folder, name)
const short = (digest: string) => `${digest.slice(0, 8)}…`

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'onward-verify-'))
  told = await tell(accepted)
  const { documents, sender, receiver } = told
  await writeFile(at('directory.json'), JSON.stringify(documents))
  await writeFile(at('bundle.json'), await sender.bundle('with content'))
  await writeFile(at('bare.json'), await sender.bundle('without content'))
  await writeFile(at('theirs.json'), await receiver.bundle('without content'))
  const bent = Buffer.from(await sender.bundle('without content'))
  bent.write(bent.toString().includes('"sequence":1') ? '"sequence":7' : '', bent.indexOf('"sequence":1'))
  await writeFile(at('bent.json'), bent)
})

afterAll(async () => {
  await rm(folder, { recursive: true, force: true })
})

describe('onward verify', () => {
  test('R25 says in plain words who sent what, when it arrived, who answered, and that all of it holds', async () => {
    const { code, stdout, stderr } = await onward(
      'verify',
      at('bundle.json'),
      '--trust',
      at('directory.json'),
    )
    const nl = short(told.sender.country.keys['gw-sig'].kid)
    const ro = short(told.receiver.country.keys['gw-sig'].kid)
    expect([code, stderr]).toEqual([0, ''])
    expect(stdout).toBe(`Evidence of referral ${told.referral}.
Issued by NL on 2026-11-19 11:06:40 UTC, signed with its key ${nl}

1. 2026-11-18 11:06:40 UTC: NL sent RO "referral submitted", said by nl-focal-point/focal-point/nl-fp-02; key ${nl}, valid then, in the log of NL; RO received it 2026-11-18 11:06:40 UTC, receipt with key ${ro}, in the log of RO.
2. 2026-11-18 11:07:40 UTC: RO sent NL "referral acknowledged", said by ro-focal-point/focal-point/ro-fp-02; key ${ro}, valid then; NL received it 2026-11-18 11:07:40 UTC, receipt with key ${nl}, in the log of NL.
3. 2026-11-18 11:08:40 UTC: RO sent NL "referral accepted", said by ro-focal-point/focal-point/ro-fp-02; key ${ro}, valid then; NL received it 2026-11-18 11:08:40 UTC, receipt with key ${nl}, in the log of NL.

Acknowledged: 2026-11-18 11:07:40 UTC by RO, "referral acknowledged" (message 2).
Decided: 2026-11-18 11:08:40 UTC by RO, "referral accepted" (message 3).

Nothing is missing.
Nothing was erased.
No witness has cosigned the logs: that neither was rewritten rests on the word of both members.

All of it holds.
`)
  })

  test('gives the same as JSON, and marks what is on the word of the issuer', async () => {
    const { code, stdout } = await onward(
      'verify',
      at('bare.json'),
      '--trust',
      at('directory.json'),
      '--json',
    )
    const { holds, messages }: Report = JSON.parse(stdout)
    expect([code, holds, messages.map(({ said }) => said.basis)]).toEqual([
      0,
      true,
      ['stated', 'stated', 'stated'],
    ])
  })

  test('tells what was erased and on which ground, and what does not exist yet', async () => {
    const { sender, documents } = await tell([
      ...accepted,
      { by: 'sender', type: 'risk.updated', lost: true },
    ])
    sender.erase({ kind: 'erasure', ground: 'retention', at: '2026-12-01T00:00:00.000Z' })
    await writeFile(at('erased.json'), await sender.bundle('without content'))
    await writeFile(at('erased-directory.json'), JSON.stringify(documents))
    const { code, stdout } = await onward('verify', at('erased.json'), '--trust', at('erased-directory.json'))
    expect(code).toBe(0)
    expect(stdout).toContain('nothing shows that RO received it')
    expect(stdout).toContain('Missing:\n  Message 4: a receipt. Nothing shows that it arrived.\n')
    expect(stdout).toContain(
      'Erased:\n  NL has erased content, 2026-12-01 00:00:00 UTC, on the ground "retention". The proofs remain.\n',
    )
  })

  test('R25 says who cosigned the logs and when, and whose cosignature it could not check', async () => {
    const { sender, documents, witnesses } = await tell(accepted.slice(0, 1), { witnesses: ['IT'] })
    const [it = expect.fail('there is no witness')] = witnesses
    const contents = await sender.contents('without content')
    const stranger = { name: 'witness.example/w1', ...generateKeyPairSync('ed25519') }
    const logs = contents.logs.map((log) => ({
      ...log,
      checkpoints: log.checkpoints.map((each) => {
        const text = each.note.slice(0, each.note.lastIndexOf('\n\n') + 1)
        return { ...each, note: each.note + cosign(text, stranger, 1_795_000_060) }
      }),
    }))
    await writeFile(at('cosigned.json'), sender.issue({ ...contents, logs }))
    await writeFile(at('cosigned-directory.json'), JSON.stringify(documents))
    const policy = `witness one ${formatVkey(stranger, 'witness')}\nquorum one\n`
    await writeFile(at('policy.txt'), policy)
    const given = [at('cosigned.json'), '--trust', at('cosigned-directory.json')]

    const { code, stdout } = await onward('verify', ...given)
    expect(code).toBe(0)
    expect(stdout).toContain(
      'in the log of RO; witnessed 2026-11-18 11:06:50 UTC by gateway.it.example/witness.\n',
    )
    expect(stdout).toContain(`Witnesses, whose cosignatures hold:
  ${it.document.witness} of IT: 2 checkpoints, 2026-11-18 11:06:50 UTC.
Not checked, for no key of theirs is trusted here: witness.example/w1.
`)
    const known = await onward('verify', ...given, '--policy', at('policy.txt'))
    expect([known.code, known.stdout.includes('Not checked')]).toEqual([0, false])
    expect(known.stdout).toContain(
      '; witnessed 2026-11-18 11:07:40 UTC by gateway.it.example/witness, witness.example/w1.\n',
    )
  })

  test('T37 says which authority time-stamped a log, and when, and whose time-stamp it could not check', async () => {
    const tsa = await startTsa()
    onTestFinished(tsa.stop)
    const contents = await told.sender.contents('without content')
    const [log, ...others] = contents.logs
    const [first, ...later] = log?.checkpoints ?? []
    if (!log || !first) throw new Error('there is no log')
    const answer = await tsa.answer(timeStampRequest(Buffer.from(first.note)))
    const stamped = { ...first, timeStamp: Buffer.from(answer).toString('base64url') }
    const logs = [{ ...log, checkpoints: [stamped, ...later] }, ...others]
    await writeFile(at('stamped.json'), told.sender.issue({ ...contents, logs }))
    await writeFile(at('tsa.pem'), tsa.ca)
    const given = [at('stamped.json'), '--trust', at('directory.json')]
    const checked = await onward('verify', ...given, '--tsa-ca', at('tsa.pem'))
    expect([checked.code, checked.stdout]).toEqual([
      0,
      expect.stringMatching(
        /Time-stamps of the logs:\n {2}\S+, 1 leaf: \d{4}-\S+ \S+ UTC by CN=tsa\.example\.\n/,
      ),
    ])
    const unchecked = await onward('verify', ...given)
    expect([unchecked.code, unchecked.stdout]).toEqual([
      0,
      expect.stringContaining('1 leaf: not checked, for no authority'),
    ])
  }, 60_000)

  test('1: a bundle in which a byte was changed, and it says what', async () => {
    const { code, stdout } = await onward('verify', at('bent.json'), '--trust', at('directory.json'))
    expect(code).toBe(1)
    expect(stdout).toContain('something in it has been changed (BUNDLE_ALTERED)')
    expect(stdout).toMatch(/It does not hold\.\n$/)
  })

  test('1: a bundle of members that the directory does not know', async () => {
    const { documents } = await tell([])
    await writeFile(at('others.json'), JSON.stringify(documents))
    const { code, stdout } = await onward('verify', at('bundle.json'), '--trust', at('others.json'))
    expect([code, stdout]).toEqual([1, expect.stringContaining('KEY_UNKNOWN')])
  })

  test.each([
    ['no such file', ['nowhere.json', '--trust', 'directory.json'], 'ENOENT'],
    ['no directory to trust', ['bundle.json', '--trust', 'nowhere'], 'ENOENT'],
    ['a directory that is none', ['bundle.json', '--trust', 'bundle.json'], 'DOCUMENT_INVALID'],
    ['nothing that is trusted', ['bundle.json'], '--trust'],
    [
      'a policy that is none',
      ['bundle.json', '--trust', 'directory.json', '--policy', 'bundle.json'],
      'POLICY',
    ],
    ['an option that nobody knows', ['bundle.json', '--trust', 'directory.json', '--kindly'], '--kindly'],
  ])('2: %s', async (_, args, reason) => {
    const { code, stdout, stderr } = await onward(
      'verify',
      ...args.map((arg) => (arg.startsWith('--') ? arg : at(arg))),
    )
    expect([code, stdout, stderr]).toEqual([2, '', expect.stringContaining(reason)])
  })
})

describe('onward audit compare', () => {
  const compare = (...args: readonly string[]) =>
    onward('audit', 'compare', ...args, '--trust', at('directory.json'))

  test('R25 0: what one has sent the other has received', async () => {
    const { code, stdout } = await compare(at('bare.json'), at('theirs.json'))
    expect([code, stdout]).toEqual([
      0,
      `Referral ${told.referral}, by NL and RO.
Messages that both prove: 3.
Log gateway.ro.example/log: the other side has seen 1 of its states, and its member proves 1 of them.
Log gateway.nl.example/log: the other side has seen 2 of its states, and its member proves 2 of them.
Both hold, and they agree.

`,
    ])
  })

  test('0: folders with the bundles of many referrals, pair by pair', async () => {
    const [ours, theirs] = [at('ours'), at('their')]
    await Promise.all([mkdir(ours), mkdir(theirs)])
    const { sender, receiver } = told
    await writeFile(join(ours, 'one.json'), await sender.bundle('without content'))
    await writeFile(join(theirs, 'any.json'), await receiver.bundle('without content'))
    const held = await compare(ours, theirs, '--json')
    expect([held.code, JSON.parse(held.stdout)]).toMatchObject([0, { agrees: true, matched: 3, faults: [] }])

    const other = {
      ...(await sender.contents('without content')),
      referral: '0199a000-0000-7000-8000-000000000001',
    }
    await writeFile(join(ours, 'two.json'), sender.issue(other))
    const alone = await compare(ours, theirs)
    expect([alone.code, alone.stdout]).toEqual([1, expect.stringContaining('two.json is of this referral')])
  })

  test('1: a receiver that does not show what it signed a receipt for', async () => {
    const contents = await told.receiver.contents('without content')
    await writeFile(
      at('silent.json'),
      told.receiver.issue({ ...contents, messages: contents.messages.slice(1) }),
    )
    const { code, stdout } = await compare(at('bare.json'), at('silent.json'))
    expect([code, stdout]).toEqual([1, expect.stringContaining('(NOT_RECEIVED)')])
  })

  test('1: a file that does not hold, even where the two agree', async () => {
    const { code, stdout } = await compare(at('bent.json'), at('theirs.json'))
    expect([code, stdout]).toEqual([1, expect.stringContaining('(BUNDLE_ALTERED)')])
  })

  test('2: a folder without bundles', async () => {
    await mkdir(at('empty'))
    const { code, stderr } = await compare(at('empty'), at('theirs.json'))
    expect([code, stderr]).toEqual([2, expect.stringContaining('no bundle')])
  })
})
