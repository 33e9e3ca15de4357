// The lawyer's own machine: a file that a gateway handed out, the lawyer's key, and nothing else.
import { createPublicKey } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { canonicalBytes } from '@onward/contract'
import { importPrivateKey, makeOrganisationKey } from '@onward/directory'
import { type SectionPlace, sealSection } from '@onward/seal'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { onward } from './run.test-data.ts'

let folder: string
const at = (name: string) => join(folder, name)
const lawyer = makeOrganisationKey()
const key = importPrivateKey(lawyer.jwk)
const to = { kid: key.kid, publicKey: createPublicKey(key.privateKey) }
const content = {
  sections: { legalStatus: { proceedings: [{ country: 'NL', role: 'witness' }] } },
  nonPunishment: { acts: ['DrugCultivation'], claimed: true },
}

const referral = '019a9f3e-8a00-7c3e-b1f4-2d5a6c7e8f90'
const placed: SectionPlace = {
  ...{ iss: 'NL', aud: 'RO', organisation: 'ro-lawyer', referral, sequence: 1 },
  section: 'legalStatus',
}
const answered = (value: unknown = content, change: object = {}) => ({
  ...{ id: referral, sender: 'NL', receiver: 'RO' },
  sealed: [
    {
      ...{ section: 'legalStatus', organisation: 'ro-lawyer', kid: key.kid, sequence: 1 },
      jwe: sealSection(canonicalBytes(value), to, placed),
      ...change,
    },
  ],
})
const put = (name: string, value: unknown) =>
  writeFile(at(name), JSON.stringify(value), { mode: 0o600 }).then(() => at(name))
const open = async (value: unknown, ...more: readonly string[]) =>
  await onward('open', await put('referral.json', value), '--key', at('org-enc.jwk'), ...more)

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'onward-open-'))
  await put('org-enc.jwk', lawyer.jwk)
})

afterAll(async () => {
  await rm(folder, { recursive: true, force: true })
})

test('R46, R61 the lawyer reads what was sealed to her, and is told that this file does not prove who sealed it', async () => {
  const { code, stdout, stderr } = await open(answered())
  expect([code, stderr]).toEqual([0, ''])
  expect(stdout).toBe(`legalStatus, sealed to ro-lawyer by NL in its statement 1 about referral ${referral}:
${JSON.stringify({ nonPunishment: content.nonPunishment, sections: content.sections }, undefined, 2)}

Who sealed it is not proved by this file. The bundle of evidence with its content proves it: open that with --trust.
`)
  const asJson = await open(answered(), '--json')
  expect(JSON.parse(asJson.stdout)).toEqual([{ ...placed, kid: key.kid, content }])
})

test('a section that is shown in another place is not opened, and the answer says so', async () => {
  const moved = [
    { ...answered(), id: referral.replace('8f90', '8f91') },
    { ...answered(), sender: 'AT' },
    { ...answered(), receiver: 'BG' },
    answered(content, { sequence: 2 }),
    answered(content, { section: 'case' }),
    answered(content, { organisation: 'ro-shelter' }),
  ]
  for (const each of moved) {
    const { code, stdout } = await open(each)
    expect([code, stdout]).toEqual([1, expect.stringContaining('NOT opened (CRYPTO_HEADER)')])
    expect(stdout).not.toContain('DrugCultivation')
  }
})

test('what has not the form of its section is not shown, whoever sealed it', async () => {
  const bent = [
    'words',
    { sections: {} },
    { sections: { legalStatus: 'words' } },
    { sections: { return: { movementBasis: 'relocation' } } },
    { ...content, nonPunishment: { claimed: true, acts: ['\u001b[2J'] } },
  ]
  for (const each of bent) {
    const { code, stdout } = await open(answered(each))
    expect([code, stdout]).toEqual([1, expect.stringContaining('NOT opened (SCHEMA_INVALID)')])
  }
  const hostile = await open(answered(content, { organisation: '\u001b[2J' }))
  expect([hostile.code, hostile.stdout.includes('\u001b')]).toEqual([1, false])
})

test('what is sealed to others is counted and left; a file or key of another kind is said to be one', async () => {
  const theirs = await open(answered(content, { kid: 'A'.repeat(43) }))
  expect([theirs.code, theirs.stdout]).toEqual([
    1,
    'Nothing in this file is sealed to this key.\n\nSealed to others: 1.\n',
  ])
  for (const each of [[], {}, 'words', { id: referral }, { messages: [] }]) {
    const { code, stdout, stderr } = await open(each)
    expect([code, stdout, stderr.length > 0]).toEqual([2, '', true])
  }
  const enc = { ...lawyer.jwk, use: 'enc' }
  const file = await put('referral.json', answered())
  const other = await onward('open', file, '--key', await put('enc.jwk', enc))
  expect([other.code, other.stdout]).toEqual([2, ''])
})
