/** A form of a link as the data of an event. What is missing or wrong is found by the contract, as for everybody else. */
import { randomUUID } from 'node:crypto'
import { type Fault, validateStrictly } from '@onward/contract'
import { moves } from '@onward/referral'
import type { LinkRow } from '../store/receivers.ts'
import { type LinkVerb, language, linkVerbs, words } from './words.ts'

/** What the form says, or what is wrong with it. */
export type FormRead =
  | { readonly verb: LinkVerb; readonly data: object; readonly faults: readonly [] }
  | { readonly verb: LinkVerb; readonly faults: readonly string[] }

/** Undefined for a form that none of our pages has. */
export function readForm(form: URLSearchParams, link: LinkRow): FormRead | undefined {
  const verb = linkVerbs.find((each) => each === form.get('verb'))
  if (!verb) return undefined
  const data = dataOf[verb](form, link)
  const faults = validateStrictly(moves[verb].type, data)
  return faults.length === 0
    ? { verb, data, faults: [] }
    : { verb, faults: [...new Set(faults.map(inWords))] }
}

type DataOf = (form: URLSearchParams, link: LinkRow) => object

const dataOf: Readonly<Record<LinkVerb, DataOf>> = {
  acknowledge: (form, link) => ({
    responsible: contact(link, link.post),
    alternate: contact(link, (form.get('alternate') ?? '').trim()),
    reviewDate: form.get('reviewDate') ?? '',
  }),
  requestInformation: (form) => ({ requestId: randomUUID(), topics: form.getAll('topics'), ...noteIn(form) }),
  accept: (_form, link) => ({ acceptedBy: contact(link, link.post) }),
  decline: (form) => ({ reason: form.get('reason') ?? '', ...noteIn(form) }),
  confirmArrival: (form) => ({
    arrivedAt: `${form.get('arrivedAt') ?? ''}:00.000Z`,
    met: form.get('met') === 'yes' || (form.get('met') === 'no' ? false : undefined),
    condition: form.get('condition') ?? '',
  }),
}

function contact({ organisation, role }: LinkRow, staffId: string) {
  return { staffId, organisation, role }
}

function noteIn(form: URLSearchParams) {
  const text = (form.get('note') ?? '').trim()
  return text === '' ? {} : { note: { text, language } }
}

/** Never repeats what was typed. */
function inWords({ pointer, reason }: Fault): string {
  const field = pointer.split('/')[1] ?? ''
  const name = Object.hasOwn(words.fields, field) ? words.fields[field as keyof typeof words.fields] : field // sound: one of its keys
  return `${name}: ${reason}`
}
