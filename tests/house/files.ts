// What a file may be called and how long it may be. Each function gives what is wrong, and nothing if nothing is.
import type { Files } from './project.ts'

const MOST_LINES = 300

/** Drawers: a name that says nothing about what is inside, so everything ends up in it. */
const drawers = new Set([
  'util',
  'utils',
  'helper',
  'helpers',
  'common',
  'lib',
  'misc',
  'types',
  'manager',
  'managers',
])

/** `kebab-case`, with words before the ending that say what kind of file it is: `fold.test.ts`, `pid-file.d.mts`. */
const NAME = /^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z]+(-[a-z]+)*)*$/

export function tooLong(files: Files): readonly string[] {
  return [...files].filter(([, text]) => text.split('\n').length - 1 > MOST_LINES).map(([path]) => path)
}

export function badlyNamed(files: Files): readonly string[] {
  return [...files.keys()].filter((path) =>
    path.split('/').some((part) => !NAME.test(part) || part.split(/[.-]/).some((word) => drawers.has(word))),
  )
}

/** An `index.ts` is a list of exports: with them and the comments taken away, nothing is left. */
export function doorsWithCode(files: Files): readonly string[] {
  const rest = (text: string) =>
    text
      .replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*/g, '')
      .replaceAll(/^export (?:type )?(?:\*|\{[^}]*\}) from '[^']+'$/gm, '')
      .trim()
  return [...files]
    .filter(([path, text]) => path.endsWith('/index.ts') && rest(text) !== '')
    .map(([path]) => path)
}

/** One name for a thing wherever it is imported; only what the test runner itself reads has to have none. */
export function namelessExports(files: Files): readonly string[] {
  return [...files]
    .filter(([path, text]) => !/(\.config|\/global-setup)\.ts$/.test(path) && /^export default\b/m.test(text))
    .map(([path]) => path)
}

/** Migrations are numbered from 0001, without a gap: a gap is one that somebody has and somebody has not. */
export function misnumberedMigrations(files: Files): readonly string[] {
  const names = [...files.keys()].filter((path) => path.includes('/migrations/')).sort()
  return names.filter(
    (path, index) =>
      !path
        .split('/')
        .at(-1)
        ?.startsWith(`${String(index + 1).padStart(4, '0')}-`),
  )
}
