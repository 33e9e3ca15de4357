// Somebody with a link and a browser: keeps its cookie, fills in forms, and follows what it is told.
import type { Answer, Party } from '@onward/testing'

export interface Page {
  readonly status: number
  readonly headers: Headers
  readonly text: string
}

export type Fields = readonly (readonly [name: string, value: string])[]

export class Visitor {
  readonly url: string
  cookie = ''

  constructor(url: string) {
    this.url = url
  }

  /** Reads a page. */
  get(path: string, headers: Readonly<Record<string, string>> = {}): Promise<Page> {
    return this.#ask(path, { headers })
  }

  /** Sends a form as a page of the same site does, and goes where it is sent. */
  async post(path: string, fields: Fields, headers: Readonly<Record<string, string>> = {}): Promise<Page> {
    const body = new URLSearchParams(fields.map(([name, value]): [string, string] => [name, value]))
    const page = await this.#ask(path, { method: 'POST', body, headers: { origin: this.url, ...headers } })
    const next = page.headers.get('location')
    return page.status === 303 && next ? await this.get(next) : page
  }

  /** Sends the form of a verb as the page has it, with these fields filled in. */
  answer(path: string, page: Page, verb: string, fields: Fields): Promise<Page> {
    return this.post(`${path}/answers`, [...hiddenIn(page, verb), ...fields])
  }

  async #ask(
    path: string,
    init: RequestInit & { readonly headers: Readonly<Record<string, string>> },
  ): Promise<Page> {
    const headers = { ...init.headers, ...(this.cookie && { cookie: this.cookie }) }
    const answer = await fetch(`${this.url}${path}`, { ...init, headers, redirect: 'manual' })
    const set = answer.headers.get('set-cookie')
    if (set) this.cookie = set.split(';')[0] ?? ''
    return { status: answer.status, headers: answer.headers, text: await answer.text() }
  }
}

/** The hidden fields of the form for a verb. */
export function hiddenIn({ text }: Page, verb: string): Fields {
  const form = text.split('<form').find((each) => each.includes(`name="verb" value="${verb}"`))
  if (form === undefined) throw new Error(`the page has no form to ${verb}`)
  return [...form.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)">/g)].map(
    ([, name = '', value = '']) => [name, value] as const,
  )
}

/** A link for an organisation of the member that was asked, as a caseworker there issues it. */
export function issue(party: Party, referral: string, changes: object = {}): Promise<Answer> {
  const organisation = `${party.code.toLowerCase()}-shelter`
  const body = { organisation, post: 'night-desk', role: 'Shelter', ...changes }
  return party.as('focal-point').post(`/v1/referrals/${referral}/links`, body)
}
