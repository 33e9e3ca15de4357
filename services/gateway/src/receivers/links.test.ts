import { expect, test } from 'vitest'
import { caseId, known, referralId } from '../http/served.test-data.ts'
import { withoutReceivers } from '../http/without-receivers.test-data.ts'
import type { LinkRow, NewLink } from '../store/receivers.ts'
import { formToken, isFormOf, issueLink, type LinkDeps, linkFor, mayKnow, unlockLink } from './links.ts'

const begin = Date.parse('2026-03-02T08:00:00.000Z')

/** RO's gateway, to which the example case was offered, and one link that it keeps. */
function receiving(changes: Partial<LinkDeps> = {}) {
  const kept: { link?: NewLink; row?: LinkRow; session?: Buffer; until?: string } = {}
  const told: string[] = []
  let time = begin
  const organisations = ['ro-focal-point', 'ro-shelter'].map((id) => ({ id, roles: [], operatorKind: 'ngo' }))
  const deps: LinkDeps = {
    ...withoutReceivers.links,
    member: 'RO',
    now: () => new Date(time),
    directory: () => ({
      member: () => ({ code: 'RO', name: 'RO', origin: 'x', organisations }),
      hosts: () => false,
    }),
    store: {
      ...withoutReceivers.links.store,
      insert: async (link) => {
        kept.link = link
        kept.row = { ...link, unlockedAt: null, revokedAt: null, tries: 0 }
      },
      takeTry: async (_address, now) => {
        const { link, row } = kept
        if (!link || !row || row.tries >= 5 || row.unlockedAt || row.expiresAt <= now) return undefined
        kept.row = { ...row, tries: row.tries + 1 }
        return { link: kept.row, salt: Buffer.from(link.salt), code: Buffer.from(link.code) }
      },
      unlock: async ({ session, at, until }) => {
        if (!kept.row || kept.row.unlockedAt) return false
        Object.assign(kept, { row: { ...kept.row, unlockedAt: at }, session, until })
        return true
      },
      linkOf: async ({ session, now }) =>
        kept.session?.equals(session) && (kept.until ?? '') > now ? kept.row : undefined,
    },
    alarm: (code) => void told.push(code),
    ...changes,
  }
  const wait = (ms: number) => {
    time += ms
  }
  return { deps, kept, told, wait }
}

const wanted = { organisation: 'ro-focal-point', post: 'night-desk', role: 'Shelter', hours: 72 }
const actor = {
  member: 'RO',
  organisation: 'ro-focal-point',
  role: 'focal-point',
  staffId: 'desk-1',
} as const
const idempotency = { principal: 'x', method: 'POST', path: '/x', key: 'x', request: new Uint8Array(32) }
const asking = (changes: Partial<typeof wanted> = {}) => ({
  ...{ known: known(), actor, idempotency },
  wanted: { ...wanted, ...changes },
})

async function issued(deps: LinkDeps) {
  const link = await issueLink(deps, asking())
  if ('accepted' in link) throw new Error(link.reason)
  return link
}

test('R52 of a link only what recognises its secrets is kept', async () => {
  const { deps, kept } = receiving()
  const { address, code, expiresAt } = await issued(deps)
  expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}$/)
  expect(expiresAt).toBe('2026-03-05T08:00:00.000Z')
  const text = JSON.stringify(kept.link)
  expect([address, code, code.replace('-', '')].filter((secret) => text.includes(secret))).toEqual([])
  expect(kept.link).toMatchObject({
    referral: referralId,
    organisation: 'ro-focal-point',
    post: 'night-desk',
  })
  expect(text).not.toContain(caseId)
})

test('R52 the code is taken as people say and write it', async () => {
  const { deps } = receiving()
  const { address, code } = await issued(deps)
  const said = ` ${code.toLowerCase().replaceAll('0', 'o').replaceAll('1', 'l').replace('-', ' ')} `
  expect(await unlockLink(deps, address, said)).toMatchObject({ until: '2026-03-02T20:00:00.000Z' })
})

test('R52 five wrong codes close it, and a person is told', async () => {
  const { deps, told } = receiving()
  const { address, code } = await issued(deps)
  const tries = await Promise.all(Array.from({ length: 5 }, () => unlockLink(deps, address, 'AAAAA-AAAAA')))
  expect([...tries, await unlockLink(deps, address, code)]).toEqual([...Array(5).fill('wrong'), 'closed'])
  expect(told).toEqual(['LINK_GUESSED'])
})

test('R52 a session ends with its day, and a link with its hours', async () => {
  const { deps, wait } = receiving()
  const { address, code } = await issued(deps)
  const unlocked = await unlockLink(deps, address, code)
  const session = typeof unlocked === 'string' ? unlocked : unlocked.session
  expect(await linkFor(deps, address, session)).toMatchObject({ post: 'night-desk' })
  wait(12 * 3_600_000)
  expect(await linkFor(deps, address, session)).toBeUndefined()
  const late = receiving()
  const other = await issued(late.deps)
  late.wait(72 * 3_600_000)
  expect(await unlockLink(late.deps, other.address, other.code)).toBe('closed')
})

test('R19 R52 whom the person excluded gets no link, in the words of whom she has not agreed to', async () => {
  const excluding = (organisation?: string) =>
    receiving({ localOf: async () => ({ excluded: [{ member: 'RO', organisation }] }) }).deps
  const [one, whole, stranger] = [
    await issueLink(excluding('ro-focal-point'), asking()),
    await issueLink(excluding(), asking()),
    await issueLink(receiving().deps, asking({ organisation: 'ro-shelter' })),
  ]
  expect(stranger).toMatchObject({ accepted: false, code: 'RULE', rule: 'link-within-consent' })
  expect([one, whole]).toEqual([stranger, stranger])
  expect(await issueLink(excluding('ro-shelter'), asking())).toMatchObject({ expiresAt: expect.any(String) })
})

test('R19 R52 a link that was issued shows nothing any more once the person has excluded its organisation', async () => {
  const excluded: { member: string; organisation?: string }[] = []
  const { deps } = receiving({ localOf: async () => ({ excluded }) })
  await issued(deps)
  const night = { ...actor, role: 'link', staffId: 'night-desk' } as const
  expect(await mayKnow(deps, known(), night)).toBe(true)
  excluded.push({ member: 'RO', organisation: 'ro-focal-point' })
  expect(await mayKnow(deps, known(), night)).toBe(false)
})

test('R52 a form of one session is none of another', () => {
  expect([
    isFormOf('one', formToken('one')),
    isFormOf('one', formToken('other')),
    isFormOf('one', ''),
  ]).toEqual([true, false, false])
})
