/**
 * HTML that cannot be broken by what is put into it: a tagged template in which every value is escaped, unless it was made
 * by the same template. Values stand between tags or in attributes with double quotes, nowhere else.
 */

/** HTML that is safe to send. Only `html` makes it. */
export class Html {
  readonly text: string

  constructor(text: string) {
    this.text = text
  }
}

/** What may be put in: text is escaped, a list is put in one after the other, and what is not there is nothing. */
export type Part = Html | string | number | undefined | readonly Part[]

export function html(pieces: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return new Html(pieces.map((piece, at) => piece + written(parts[at])).join(''))
}

function written(part: Part): string {
  if (part === undefined) return ''
  if (part instanceof Html) return part.text
  if (typeof part === 'string' || typeof part === 'number') return escaped(String(part))
  return part.map(written).join('')
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

function escaped(text: string): string {
  return text.replaceAll(/[&<>"']/g, (sign) => entities[sign] ?? '')
}
