/** The frame of every page: no script, nothing from elsewhere, nothing kept, readable on a telephone and by a screen reader. */
import { createHash } from 'node:crypto'
import { Html, html } from './html.ts'
import { language } from './words.ts'

const style = `
:root { color-scheme: light dark; }
body { font: 1.125rem/1.5 system-ui, sans-serif; margin: 0; }
main { max-width: 40rem; margin: 0 auto; padding: 1rem; overflow-wrap: anywhere; }
h1 { font-size: 1.6rem; line-height: 1.2; }
h2 { font-size: 1.3rem; margin-top: 2rem; }
h3 { font-size: 1.1rem; margin-bottom: 0; }
dt { font-weight: 600; margin-top: .6rem; }
dd { margin: 0; }
dd dl { border-left: 3px solid #8888; padding-left: .75rem; margin: 0; }
ul { margin: 0; padding-left: 1.2rem; }
label, legend { display: block; font-weight: 600; margin-top: 1rem; padding: 0; }
fieldset { border: 0; margin: 0; padding: 0; }
fieldset label { font-weight: 400; margin-top: .4rem; }
.hint { font-size: 1rem; margin: 0; }
input:not([type=checkbox]):not([type=radio]), select, textarea { box-sizing: border-box; width: 100%; font: inherit; padding: .6rem; border: 2px solid #767676; border-radius: .25rem; }
input[type=checkbox], input[type=radio] { width: 1.3rem; height: 1.3rem; vertical-align: -.2rem; margin-right: .5rem; }
button { font: inherit; font-weight: 600; margin: 1.25rem 0; padding: .75rem 1.25rem; border: 0; border-radius: .25rem; background: #005a9c; color: #fff; }
:focus-visible { outline: 3px solid #d97700; outline-offset: 2px; }
details { border: 1px solid #767676; border-radius: .25rem; margin-top: .75rem; padding: 0 .9rem; }
summary { font-weight: 600; padding: .8rem 0; }
.note { border-left: 4px solid #d97700; padding: .25rem .75rem; }
.fault { border-left-color: #c0182b; }
`

// By its digest: the policy then lets in this style and no other.
const allowed = createHash('sha256').update(style).digest('base64')

/** The headers of every page. */
export const pageHeaders = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': `default-src 'none'; style-src 'sha256-${allowed}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'x-robots-tag': 'noindex, nofollow',
} as const

/** A whole page. The title tells nothing of the case: it stands in the window's list and in the browser's history. */
export function layout(title: string, body: Html): string {
  const page = html`<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title><style>${new Html(style)}</style></head>
<body><main><h1>${title}</h1>${body}</main></body></html>
`
  return page.text
}
