/** The pages of a link: the code, the referral with its forms, and the end. */
import { codes } from '@onward/contract'
import type { ReadableSections } from '../rights/reading.ts'
import { contentOf } from './content.ts'
import { type Html, html } from './html.ts'
import { layout } from './layout.ts'
import { codeInWords, type LinkVerb, words } from './words.ts'

/** Asks for the code; `wrong` after one that was not right. */
export function codePage(address: string, wrong?: 'wrong'): string {
  const body = html`${wrong && html`<p class="note fault" role="alert">${words.wrong}</p>`}
<p>${words.unlockIntro}</p>
<form method="post" action="/links/${address}">
<label for="code">${words.code}</label><p class="hint" id="code-hint">${words.codeHint}</p>
<input id="code" name="code" required maxlength="20" autocomplete="one-time-code" autocapitalize="characters" spellcheck="false" aria-describedby="code-hint">
<button type="submit">${words.unlock}</button></form>
<p>${words.once}</p>`
  return layout(wrong ? words.wrongTitle : words.unlockTitle, body)
}

/** Says why there is nothing to see, in the same words whatever the reason. */
export function endPage(title: string = words.closedTitle, text: string = words.closed): string {
  return layout(title, html`<p>${text}</p>`)
}

/** What the page of an open link shows. */
export interface OpenLink {
  readonly address: string
  readonly organisation: string
  /** When the link ends, RFC 3339. */
  readonly until: string
  readonly status: string
  readonly sections: ReadableSections
  readonly verbs: readonly LinkVerb[]
  /** Hidden fields of every form. */
  readonly hidden: Readonly<Record<string, string>>
  readonly now: string
  /** What came of the last form. */
  readonly told?:
    | { readonly kind: 'done' }
    | {
        readonly kind: 'fault'
        readonly verb?: string
        readonly title: string
        readonly lines: readonly string[]
      }
    | undefined
  /** What was typed into a form that was not taken, so that nothing is lost. */
  readonly typed: URLSearchParams
}

export function referralPage(link: OpenLink): string {
  const { organisation, until, status, sections, verbs, told } = link
  const forms = verbs.map((verb) => formOf(link, verb))
  const body = html`${(told?.kind === 'done' && html`<p class="note" role="status">${words.done}</p>`) || undefined}
${told?.kind === 'fault' ? html`<div class="note fault" role="alert"><p>${told.title}</p><ul>${told.lines.map((line) => html`<li>${line}</li>`)}</ul></div>` : undefined}
<p>${words.about(organisation, until.slice(0, 16).replace('T', ' '))}</p>
<p class="note">${words.confidential}</p>
<h2>${words.standing}</h2><p>${codeInWords(status)}</p>
<h2>${words.content}</h2>${contentOf(sections)}
<h2>${words.answers}</h2>${forms.length === 0 ? html`<p>${words.noAnswers}</p>` : forms}`
  return layout(words.title, body)
}

function formOf({ address, hidden, told, typed, now }: OpenLink, verb: LinkVerb): Html {
  const isOpen = told?.kind === 'fault' && told.verb === verb
  const mine = isOpen ? typed : new URLSearchParams()
  const kept = Object.entries({ ...hidden, verb }).map(
    ([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`,
  )
  const form = html`<form method="post" action="/links/${address}/answers">${kept}${fieldsOf[verb](mine, now)}
<button type="submit">${words.send}</button></form>`
  const summary = html`<summary>${words.verbs[verb]}</summary>`
  return isOpen ? html`<details open>${summary}${form}</details>` : html`<details>${summary}${form}</details>`
}

type Field = keyof typeof words.fields
type Fields = (typed: URLSearchParams, now: string) => Html

const fieldsOf: Readonly<Record<LinkVerb, Fields>> = {
  acknowledge: (typed) =>
    html`${line('acknowledge', 'alternate', typed, 'text')}${line('acknowledge', 'reviewDate', typed, 'date')}`,
  requestInformation: (typed) =>
    html`${boxes('topics', codes.InformationTopic, typed)}${area('requestInformation', typed)}`,
  accept: () => html``,
  decline: (typed) =>
    html`${select('decline', 'reason', codes.DeclineReason, typed)}${area('decline', typed)}`,
  confirmArrival: (typed, now) =>
    html`${line('confirmArrival', 'arrivedAt', typed, 'datetime-local', now.slice(0, 16))}${choice(typed)}${select(
      'confirmArrival',
      'condition',
      ['safe', 'needsMedical', 'atRisk', 'unknown'],
      typed,
    )}`,
}

function line(verb: LinkVerb, field: Field, typed: URLSearchParams, type: string, otherwise = ''): Html {
  const id = `${verb}-${field}`
  return html`<label for="${id}">${words.fields[field]}</label><input id="${id}" name="${field}" type="${type}" required maxlength="64" autocomplete="off" value="${typed.get(field) ?? otherwise}">`
}

function area(verb: LinkVerb, typed: URLSearchParams): Html {
  const id = `${verb}-note`
  return html`<label for="${id}">${words.fields.note}</label><textarea id="${id}" name="note" rows="4" maxlength="500" autocomplete="off">${typed.get('note') ?? ''}</textarea>`
}

function select(verb: LinkVerb, field: Field, options: readonly string[], typed: URLSearchParams): Html {
  const id = `${verb}-${field}`
  const shown = options.map((code) =>
    typed.get(field) === code
      ? html`<option value="${code}" selected>${codeInWords(code)}</option>`
      : html`<option value="${code}">${codeInWords(code)}</option>`,
  )
  return html`<label for="${id}">${words.fields[field]}</label><select id="${id}" name="${field}" required><option value="">${words.choose}</option>${shown}</select>`
}

function boxes(field: Field, options: readonly string[], typed: URLSearchParams): Html {
  const shown = options.map((code) =>
    tick('checkbox', { field, value: code, label: codeInWords(code) }, typed),
  )
  return html`<fieldset><legend>${words.fields[field]}</legend>${shown}</fieldset>`
}

function choice(typed: URLSearchParams): Html {
  const shown = (['yes', 'no'] as const).map((value) =>
    tick('radio', { field: 'met', value, label: words[value] }, typed),
  )
  return html`<fieldset><legend>${words.fields.met}</legend>${shown}</fieldset>`
}

function tick(
  type: 'checkbox' | 'radio',
  { field, value, label }: { readonly field: Field; readonly value: string; readonly label: string },
  typed: URLSearchParams,
): Html {
  return typed.getAll(field).includes(value)
    ? html`<label><input type="${type}" name="${field}" value="${value}" checked>${label}</label>`
    : html`<label><input type="${type}" name="${field}" value="${value}">${label}</label>`
}
