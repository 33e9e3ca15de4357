import fc from 'fast-check'
import { expect, test } from 'vitest'
import { html } from './html.ts'

test('what is put in is shown as it is and can be no tag, no attribute and no entity', () => {
  const bad = `"><script>alert('x')</script>&amp;`
  expect(html`<p title="${bad}">${bad}</p>`.text).toBe(
    '<p title="&quot;&gt;&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&amp;amp;">&quot;&gt;&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&amp;amp;</p>',
  )
})

test('HTML of the same template is put in as it is, lists too, and what is not there is nothing', () => {
  const rows = ['a', '<b>'].map((row) => html`<li>${row}</li>`)
  expect(html`<ul>${rows}${undefined}${3}</ul>`.text).toBe('<ul><li>a</li><li>&lt;b&gt;</li>3</ul>')
})

test('no text leaves the place it was put into', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(html`${text}`.text).not.toMatch(/[<>"']|&(?!amp;|lt;|gt;|quot;|#39;)/)
    }),
  )
})
