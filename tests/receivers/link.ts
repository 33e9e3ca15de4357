// A link for the shelter of the receiver, as far as a test needs it to be.
import type { Pair } from '@onward/testing'
import { expect } from 'vitest'
import { day, offer } from './offer.ts'
import { type Fields, issue, type Page, Visitor } from './visitor.ts'

/** A new referral with a link that waits for its code. What is secret of it goes to `secrets`. */
export async function waitingLink(pair: Pair, secrets: string[]) {
  const { referral, permissionId } = await offer(pair, 'focal-point', ['shelter', 'guest'])
  const issued = await issue(pair.receiver, referral)
  const [path, code] = [issued.text('/path'), issued.text('/code')]
  secrets.push(path.slice('/links/'.length), code, code.replace('-', ''))
  const visitor = new Visitor(pair.receiver.member.url)
  return { referral, permissionId, path, code, id: issued.text('/id'), visitor }
}

/** The same, opened. */
export async function openedLink(pair: Pair, secrets: string[]) {
  const link = await waitingLink(pair, secrets)
  const page = await link.visitor.post(link.path, [['code', link.code]])
  expect(page.status).toBe(200)
  secrets.push(link.visitor.cookie.split('=')[1] ?? '', link.visitor.cookie)
  return { ...link, page }
}

/** Whether a page shows something of the case. */
export function showsContent({ text }: Page): boolean {
  return text.includes('North-West')
}

/** What somebody fills in who acknowledges. */
export function acknowledging(): Fields {
  return [
    ['alternate', 'day-desk'],
    ['reviewDate', day(1)],
  ]
}
