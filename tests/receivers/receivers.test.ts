// Receivers without a gateway, shown and counted as what they are: a guest, and a link, with what it withstands: guessing,
// a second use, other sites, other links, time, a person who changes her mind (R52).
import { makePair, type Pair } from '@onward/testing'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { databaseRows, filesIn } from '../privacy/places.ts'
import { acknowledging, openedLink, showsContent, waitingLink } from './link.ts'
import { answersAt, answersCounted, day, offer, organisationOf } from './offer.ts'
import { hiddenIn, issue, Visitor } from './visitor.ts'

let pair: Pair
/** Every secret that a test has seen. */
const secrets: string[] = []
const wait = { prefer: 'wait=10' }

beforeAll(async () => {
  pair = await makePair()
  await Promise.all([pair.sender.start(), pair.receiver.start()])
})

afterAll(async () => {
  await pair?.stop()
})

const waiting = () => waitingLink(pair, secrets)
const opened = () => openedLink(pair, secrets)

test('R52 hosted: a guest on another gateway signs with its own key, sees what is its own, and its host does not', async () => {
  const { receiver } = pair
  const guest = receiver.by({
    staffId: 'guest-01',
    organisation: organisationOf(pair, 'guest'),
    role: 'focal-point',
  })
  const { referral } = await offer(pair, 'guest')
  const { referral: other } = await offer(pair, 'focal-point')
  const path = `/v1/referrals/${referral}`

  expect((await guest.get(path)).body).toMatchObject({ reading: 'content' })
  const list = Object((await guest.get('/v1/referrals')).body).referrals.map(({ id }: { id: string }) => id)
  expect([list.includes(referral), list.includes(other)]).toEqual([true, false])
  expect(await guest.get(`/v1/referrals/${other}`)).toMatchObject({
    status: 404,
    body: { code: 'NOT_FOUND' },
  })
  for (const closed of ['/v1/deadlines', '/v1/quarantine', `${path}/candidates`])
    expect(await guest.get(closed)).toMatchObject({ status: 403, body: { code: 'FORBIDDEN' } })

  const host = receiver.as('focal-point')
  expect((await host.get(path)).body).toMatchObject({ reading: 'metadata', sections: {} })
  const contact = (staffId: string) => ({
    staffId,
    organisation: organisationOf(pair, 'guest'),
    role: 'Shelter',
  })
  const data = { responsible: contact('guest-01'), alternate: contact('guest-02'), reviewDate: day(2) }
  const command = { verb: 'acknowledge', data }
  expect(await host.post(`${path}/commands`, command)).toMatchObject({
    status: 403,
    body: { code: 'FORBIDDEN' },
  })
  expect(await guest.post(`/v1/referrals/${other}/commands`, command)).toMatchObject({ status: 404 })
  expect(await guest.post(`${path}/commands`, command, wait)).toMatchObject({
    body: { receipt: { st: 'stored' } },
  })

  const shown = [
    { answer: 'acknowledged', kind: 'hosted', organisation: organisationOf(pair, 'guest'), by: 'guest-01' },
  ]
  expect(await answersAt(pair, 'sender', referral)).toMatchObject(shown)
  expect(await answersCounted(pair, 'sender')).toContain('hosted acknowledged 1')
  expect(await answersCounted(pair, 'receiver')).toContain('hosted acknowledged 1')
  // What it says is refused at the sender under any key but its own: packages/seal/src/open.test.ts.
})

test('R52 link: a shelter without a system reads what the person agreed to, and answers', async () => {
  const { receiver } = pair
  const { referral } = await offer(pair, 'focal-point', ['shelter'])
  const issued = await issue(receiver, referral)
  expect(issued.status).toBe(201)
  const path = issued.text('/path')
  const visitor = new Visitor(receiver.member.url)

  expect((await visitor.get(path)).text).not.toContain('NL-P-')
  const open = await visitor.post(path, [['code', issued.text('/code').toLowerCase().replace('-', ' ')]])
  expect(open).toMatchObject({ status: 200 })
  expect(open.text).toContain('North-West')
  const known = await visitor.answer(path, open, 'acknowledge', acknowledging())
  expect(known.text).toContain('Your answer has been recorded')
  const taken = await visitor.answer(path, known, 'accept', [])
  expect(taken.text).toContain('Accepted')

  const by = { kind: 'link', organisation: organisationOf(pair, 'shelter'), by: 'night-desk' }
  const shown = [
    { answer: 'acknowledged', ...by },
    { answer: 'accepted', ...by },
  ]
  for (const side of ['sender', 'receiver'] as const)
    await expect.poll(() => answersAt(pair, side, referral)).toMatchObject(shown)
  expect(await answersCounted(pair, 'sender')).toEqual(
    expect.arrayContaining(['link accepted 1', expect.stringMatching(/^link acknowledged [1-9]/)]),
  )
  const links = (await receiver.as('focal-point').get(`/v1/referrals/${referral}/links`)).body
  expect(links).toMatchObject({
    links: [{ id: issued.text('/id'), post: 'night-desk', state: 'unlocked', tries: 1 }],
  })
})

test('R52, T35 five tries, and then not even the right code opens it', async () => {
  const { referral, path, code, visitor } = await waiting()
  const tries: number[] = []
  for (let count = 0; count < 5; count++)
    tries.push((await visitor.post(path, [['code', 'AAAAA-AAAAA']])).status)
  expect([...tries, (await visitor.post(path, [['code', code]])).status]).toEqual([
    403, 403, 403, 403, 403, 410,
  ])
  const links = (await pair.receiver.as('caseworker').get(`/v1/referrals/${referral}/links`)).body
  expect(links).toMatchObject({ links: [{ state: 'outOfTries', tries: 5 }] })
})

test('R52, T35 the code opens it once: who comes second, by the same address and code, gets nothing', async () => {
  const { path, code, visitor } = await opened()
  const other = new Visitor(pair.receiver.member.url)
  expect((await other.post(path, [['code', code]])).status).toBe(410)
  const [mine, theirs] = [await visitor.get(path), await other.get(path)]
  expect([showsContent(mine), showsContent(theirs)]).toEqual([true, false])
})

test('R52, T34, T35 an address that nobody was given looks like one that waits', async () => {
  const { path } = await waiting()
  const visitor = new Visitor(pair.receiver.member.url)
  const invented = `/links/${'x'.repeat(43)}`
  const [real, none] = [await visitor.get(path), await visitor.get(invented)]
  expect(none.status).toBe(200)
  expect(none.text.replaceAll(invented, '')).toBe(real.text.replaceAll(path, ''))
  expect((await visitor.get('/links/short')).status).toBe(404)
})

test('R52 the session of one link opens no other', async () => {
  const [one, other] = [await opened(), await opened()]
  expect(showsContent(await one.visitor.get(other.path))).toBe(false)
  const form = hiddenIn(one.page, 'acknowledge')
  expect((await one.visitor.post(`${other.path}/answers`, [...form, ...acknowledging()])).status).toBe(410)
})

test('R52, T35 no other site can send the form', async () => {
  const { path, page, visitor, referral } = await opened()
  const form = [...hiddenIn(page, 'acknowledge'), ...acknowledging()]
  const forged = form.map(([name, value]) => [name, name === 'token' ? 'x'.repeat(43) : value] as const)
  const answers = `${path}/answers`
  const statuses = [
    (await visitor.post(answers, forged)).status,
    (
      await visitor.post(
        answers,
        form.filter(([name]) => name !== 'token'),
      )
    ).status,
    (await visitor.post(answers, form, { origin: 'https://elsewhere.example' })).status,
    (await visitor.post(answers, form, { origin: 'null' })).status,
    (await visitor.post(answers, form, { 'sec-fetch-site': 'cross-site' })).status,
  ]
  expect(statuses).toEqual([403, 403, 403, 403, 403])
  const { body } = await pair.receiver.as('focal-point').get(`/v1/referrals/${referral}`)
  expect(body).toMatchObject({ answers: [] })
})

test('R52 a form that is sent twice is said once, and one of an older page is not said', async () => {
  const { path, page, visitor, referral } = await opened()
  const first = await visitor.answer(path, page, 'acknowledge', acknowledging())
  const again = await visitor.answer(path, page, 'acknowledge', acknowledging())
  expect([first.status, again.status]).toEqual([200, 200])
  // The page of before says another thing: it was read before the acknowledgement.
  const stale = hiddenIn(page, 'acknowledge').map(
    ([name, value]) => [name, name === 'key' ? 'other' : value] as const,
  )
  const late = await visitor.post(`${path}/answers`, [...stale, ...acknowledging()])
  expect([late.status, late.text.includes('nothing has been sent')]).toEqual([409, true])
  const timeline = await pair.receiver.as('focal-point').get(`/v1/referrals/${referral}/timeline`)
  const types = Object(timeline.body).events.map(({ type }: { type: string }) => type)
  expect(types).toEqual(['referral.submitted', 'referral.acknowledged'])
})

test('R52 what is missing is said beside the form, and nothing that was typed is lost', async () => {
  const { path, page, visitor } = await opened()
  const half = await visitor.answer(path, page, 'acknowledge', [['alternate', 'a <b>name</b> with spaces']])
  expect(half.status).toBe(422)
  expect(half.text).toContain('Who stands in for you')
  expect(half.text).toContain('value="a &lt;b&gt;name&lt;/b&gt; with spaces"')
  expect(half.text).not.toContain('<b>name')
})

test('R52 a link ends with its time, when it is revoked, and when the person takes her consent back', async () => {
  const { referral, id, path, page, visitor } = await opened()
  const revocation = `/v1/referrals/${referral}/links/${id}/revocation`
  expect(await pair.receiver.as('caseworker').post(revocation, {})).toMatchObject({
    status: 200,
    body: { state: 'revoked' },
  })
  expect(showsContent(await visitor.get(path))).toBe(false)
  expect((await visitor.answer(path, page, 'acknowledge', acknowledging())).status).toBe(410)

  const old = await opened()
  const database = new pg.Client({ connectionString: pair.receiver.member.databaseUrls.migrator })
  await database.connect()
  await database.query(
    `update link set issued_at = issued_at - interval '73 h', expires_at = expires_at - interval '73 h',
      session_until = session_until - interval '73 h' where id = $1`,
    [old.id],
  )
  await database.end()
  expect(showsContent(await old.visitor.get(old.path))).toBe(false)
  expect((await old.visitor.post(old.path, [['code', old.code]])).status).toBe(410)

  const taken = await opened()
  const data = {
    permissionId: taken.permissionId,
    concerns: ['sharing'],
    withdrawnAt: new Date().toISOString(),
  }
  const command = { verb: 'withdrawConsent', data }
  const path2 = `/v1/referrals/${taken.referral}/commands`
  expect((await pair.sender.as('caseworker').post(path2, command, wait)).status).toBe(201)
  await expect.poll(async () => (await taken.visitor.get(taken.path)).status).toBe(410)
})

test('R19 R52 no link for whom the person has not agreed to, nor for whom the member does not answer', async () => {
  const { referral } = await offer(pair, 'focal-point', ['shelter', 'guest'])
  const id = pair.receiver.code.toLowerCase()
  const { referral: alone } = await offer(pair, 'focal-point')
  expect(await issue(pair.receiver, alone)).toMatchObject({
    status: 409,
    body: { code: 'RULE', rule: 'link-within-consent', errors: [{ pointer: '/organisation' }] },
  })
  for (const organisation of [`${id}-nobody`, `${id}-guest`])
    expect(await issue(pair.receiver, referral, { organisation })).toMatchObject({
      status: 409,
      body: { code: 'LINK_NOT_POSSIBLE' },
    })
  expect(await issue(pair.sender, referral)).toMatchObject({
    status: 409,
    body: { code: 'LINK_NOT_POSSIBLE' },
  })
  expect(await issue(pair.receiver, referral, { hours: 73 })).toMatchObject({ status: 422 })
})

test('R52 a page has no script, nothing from elsewhere, is not kept, and its cookie goes nowhere else', async () => {
  const { path, code, visitor } = await waiting()
  const page = await visitor.get(path)
  expect(page.text).not.toMatch(/<script|https?:|javascript:/i)
  expect(Object.fromEntries(page.headers)).toMatchObject({
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'content-security-policy': expect.stringMatching(
      /^default-src 'none'; style-src 'sha256-[\w+/=]+'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'$/,
    ),
  })
  const body = new URLSearchParams({ code })
  const unlocked = await fetch(`${visitor.url}${path}`, { method: 'POST', body, redirect: 'manual' })
  const cookie = unlocked.headers.get('set-cookie') ?? ''
  secrets.push(/=([^;]+)/.exec(cookie)?.[1] ?? '')
  expect(cookie).toMatch(
    /^__Host-onward-link=[\w-]{43}; Path=\/; Max-Age=\d+; Secure; HttpOnly; SameSite=Strict$/,
  )
})

test('R52 no secret of a link is in a log, a database or a metric; each reading is in the audit log', async () => {
  const { id } = await opened()
  const { receiver, folder } = pair
  const rows = await databaseRows(receiver.member.databaseUrls.migrator)
  const metrics = await receiver.as('operator').get('/metrics')
  const places = [
    ...rows,
    ...(await filesIn(folder, 'folder')),
    { where: 'metrics', bytes: Buffer.from(String(metrics.body)) },
  ]
  const found = places.filter(({ bytes }) =>
    secrets.some((secret) => secret !== '' && bytes.includes(secret)),
  )
  expect(found.map(({ where }) => where)).toEqual([])
  expect(places.some(({ bytes }) => bytes.includes('/links/:address'))).toBe(true)
  const openings = rows.find(({ where }) => where === 'table opening')?.bytes.toString() ?? ''
  for (const kind of ['link.issued', 'link.unlocked', 'link.read'])
    expect(openings).toMatch(new RegExp(`\\{[^}]*"kind":"${kind}","link":"${id}"\\}`))
})
