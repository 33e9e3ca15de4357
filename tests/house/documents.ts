// What documents say about the project, as far as it can be looked up.
import { posix } from 'node:path'
import type { Files } from './project.ts'

/** `document → target` for each link inside the project that leads nowhere: no such file, or no such heading in it. */
export function deadLinks(documents: Files, exists: (path: string) => boolean): readonly string[] {
  return [...documents].flatMap(([path, text]) =>
    [...text.matchAll(/\]\((?!\w+:)([^)\s#]*)(?:#([^)\s]*))?\)/g)]
      .filter(([, file = '', heading]) => {
        const target = file === '' ? path : posix.normalize(posix.join(posix.dirname(path), file))
        if (!exists(target)) return true
        return heading !== undefined && !headings(documents.get(target) ?? '').includes(heading)
      })
      .map(([, file, heading]) => `${path} → ${file}${heading === undefined ? '' : `#${heading}`}`),
  )
}

/** Names of settings, such as `ONWARD_MEMBER`, that a text holds. */
export function settingsIn(text: string): ReadonlySet<string> {
  return new Set(text.match(/\b(?:ONWARD|KAFKA)_[A-Z_]+\b|\bDATABASE_URL\b/g))
}

/** As the usual renderers of Markdown name a heading. */
function headings(text: string): readonly string[] {
  return [...text.matchAll(/^#+ (.+)$/gm)].map(([, title = '']) =>
    title
      .toLowerCase()
      .replaceAll(/[^\w\s-]/g, '')
      .replaceAll(/\s/g, '-'),
  )
}
