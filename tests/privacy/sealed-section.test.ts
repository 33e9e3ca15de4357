/** What is sealed to an organisation is read by the organisation, and by neither gateway, through which it goes. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { importPrivateKey, makeOrganisationKey, registerOrganisationKey } from '@onward/directory'
import { type Api, makePair, type Pair } from '@onward/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { repositoryOf } from '../../infra/setup/network.ts'
import { changeMembers } from '../../infra/setup/repository.ts'
import { onward } from '../../packages/cli/src/run.test-data.ts'
import { databaseRows, filesIn } from './places.ts'
import { type Canaries, type Place, search } from './search.ts'

let pair: Pair
let folder: string
let referral: string
let lawyer: string
let asLawyer: Api
const answers: Place[] = []
const own = makeOrganisationKey()
const words = 'The flat with the green door is where it was.'
const canaries: Canaries = { act: 'DrugCultivation', words, part: 'injuredParty' }
const content = {
  sections: {
    legalStatus: {
      proceedings: [{ role: 'injuredParty', country: 'NL', stage: 'trial' }],
      note: { text: words, language: 'en' },
    },
  },
  nonPunishment: { claimed: true, acts: ['DrugCultivation'], country: 'NL' },
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'onward-lawyer-'))
  await writeFile(join(folder, 'org-enc.jwk'), JSON.stringify(own.jwk), { mode: 0o600 })
  pair = await makePair()
  const { sender, receiver } = pair
  lawyer = `${receiver.code.toLowerCase()}-lawyer`
  await listLawyer()
  const trace = { ONWARD_LOG_LEVEL: 'trace' }
  await Promise.all([sender.start(trace), receiver.start(trace)])
  asLawyer = receiver.by({ role: 'caseworker', organisation: lawyer, staffId: 'lawyer-01' })
  const { body, text, status } = await sender.as('caseworker').post('/v1/referrals', await offer(), {
    prefer: 'wait=10',
  })
  expect([status, body]).toMatchObject([201, { receipt: { st: 'stored' } }])
  referral = text('/referral')
}, 60_000)

afterAll(async () => {
  await pair?.stop()
  await rm(folder, { recursive: true, force: true })
})

test('R46, R61 the lawyer the person chose opens the answer of her gateway with her own key', async () => {
  const { status, body } = await asLawyer.get(`/v1/referrals/${referral}`)
  expect([status, body]).toMatchObject([
    200,
    {
      reading: 'content',
      sealed: [{ section: 'legalStatus', organisation: lawyer, kid: own.jwk.kid, sequence: 1 }],
    },
  ])
  const opened = await open('referral.json', Buffer.from(JSON.stringify(body)))
  expect([opened.code, opened.stderr, JSON.parse(opened.stdout)]).toMatchObject([
    0,
    '',
    [
      {
        iss: pair.sender.code,
        aud: pair.receiver.code,
        organisation: lawyer,
        referral,
        sequence: 1,
        content,
      },
    ],
  ])
})

test('R25, R61 its evidence proves to her who sealed it, and opens only if all of it holds', async () => {
  const { status, bytes } = await asLawyer.file(`/v1/referrals/${referral}/evidence?content=1`)
  expect(status).toBe(200)
  const trust = ['--trust', pair.receiver.member.directory]
  const opened = await open('bundle.json', Buffer.from(bytes), ...trust)
  expect([opened.code, JSON.parse(opened.stdout)]).toMatchObject([0, [{ iss: pair.sender.code, content }]])
  const bent = Buffer.from(Buffer.from(bytes).toString().replace('"version":1', '"version":2'))
  const refused = await open('bent.json', bent, ...trust)
  expect([refused.code, refused.stdout, refused.stderr]).toEqual([
    2,
    '',
    expect.stringContaining('does not hold'),
  ])
})

test('R61, T33 neither gateway holds a word of it: not in what it answers to those who read all, not in its records or logs', async () => {
  for (const party of [pair.sender, pair.receiver]) {
    const paths = [
      `/v1/referrals/${referral}`,
      `/v1/referrals/${referral}/sections/legalStatus/versions`,
      `/v1/referrals/${referral}/timeline`,
      `/v1/referrals/${referral}/evidence`,
    ]
    for (const path of paths)
      keep(path, Buffer.from(JSON.stringify((await party.as('focal-point').get(path)).body)))
    // With its content: the signed events to the byte, as the database has them under its key.
    const { bytes, status } = await party
      .as('focal-point')
      .file(`/v1/referrals/${referral}/evidence?content=1`)
    expect(status).toBe(200)
    keep('evidence', Buffer.from(bytes))
  }
  const rows = await Promise.all(
    [pair.sender, pair.receiver].map(({ member }) => databaseRows(member.databaseUrls.migrator)),
  )
  const places = [...rows.flat(), ...(await filesIn(join(pair.folder, 'logs'), 'logs')), ...answers]
  expect(search(places, canaries)).toEqual([])
  // The same search finds what is open, and whose the sealed section is.
  const found = search(places, { 'her name': 'Marinela', whose: lawyer }).join('\n')
  expect(found).toContain(`/v1/referrals/${referral}: her name (as it is)`)
  expect(found).toContain(`/v1/referrals/${referral}: whose (as it is)`)
  expect(found).toMatch(/evidence: her name \(base64url/)
})

test('R56 the person is told which organisation something was sealed to', async () => {
  const officer = pair.sender.as('focal-point')
  const { text } = await officer.get(`/v1/referrals/${referral}`)
  const { body } = await officer.get(`/v1/cases/${text('/case')}/report`)
  const [statement] = Object(body).referrals[0].statements
  expect(statement).toMatchObject({ sections: expect.arrayContaining(['legalStatus']), sealedTo: [lawyer] })
  expect(search([{ where: 'report', bytes: Buffer.from(JSON.stringify(body)) }], canaries)).toEqual([])
})

test('what is not for a lawyer, not permitted or nobody’s is refused by its name, and nothing is sent', async () => {
  const caseworker = pair.sender.as('caseworker')
  const refused = async (changes: object) => {
    const { status, body } = await caseworker.post('/v1/referrals', { ...(await offer()), ...changes })
    keep('refusal', Buffer.from(JSON.stringify(body)))
    const { code, rule, errors } = Object(body)
    return [status, rule ?? code, errors?.[0]?.pointer]
  }
  const sealTo = (organisation: string) => ({ seal: [{ organisation, content }] })
  const shelter = `${pair.receiver.code.toLowerCase()}-shelter`
  expect(await refused(sealTo(shelter))).toEqual([409, 'NO_SEALING_KEY', '/seal/0/organisation'])
  expect(await refused(sealTo('nobody'))).toEqual([422, 'ORGANISATION_UNKNOWN', '/seal/0/organisation'])
  const local = {
    ...(await offer()).local,
    exclusions: [{ member: pair.receiver.code, organisation: lawyer }],
  }
  expect((await refused({ local }))[1]).toBe('excluded-party')
  const { permission } = await pair.offer()
  expect((await refused({ permission }))[1]).toBe('permission-covers-sections')
  expect(search(answers, canaries)).toEqual([])
})

/** The lawyer registers with her member: her own key, of which the member sees the public part. */
async function listLawyer(): Promise<void> {
  const { code, member } = pair.receiver
  const voucher = importPrivateKey(
    JSON.parse(await readFile(join(member.folder, 'keys', 'gw-sig.jwk'), 'utf8')),
  )
  const now = Math.floor(Date.now() / 1000)
  const key = await registerOrganisationKey({
    ...{ member: code, organisation: lawyer, publicJwk: own.publicJwk, voucher },
    ...{ nbf: now - 86_400, naf: now + 90 * 86_400 },
  })
  const listed = { id: lawyer, name: 'A lawyer (invented)', roles: ['LegalPartner'], operatorKind: 'ngo' }
  await changeMembers(
    repositoryOf(pair.folder),
    new Map([
      [
        code,
        ({ member: before, lanes }) => ({
          member: {
            ...before,
            organisations: [...before.organisations, listed],
            keys: [...before.keys, key],
          },
          lanes,
        }),
      ],
    ]),
  )
}

/** The example case, whose person has agreed to the lawyer and to the legal section, sealed to her. */
async function offer() {
  const whole = await pair.offer()
  const { permission } = whole
  const { scope } = permission
  return {
    ...whole,
    permission: {
      ...permission,
      scope: {
        ...scope,
        recipients: [...scope.recipients, { member: pair.receiver.code, organisation: lawyer }],
        sections: [...scope.sections, 'legalStatus'],
      },
    },
    dataScope: [...whole.dataScope, 'legalStatus'],
    seal: [{ organisation: lawyer, content }],
  }
}

async function open(name: string, bytes: Uint8Array, ...more: readonly string[]) {
  const file = join(folder, name)
  await writeFile(file, bytes)
  return await onward('open', file, '--key', join(folder, 'org-enc.jwk'), '--json', ...more)
}

function keep(where: string, bytes: Buffer): void {
  answers.push({ where, bytes })
}
