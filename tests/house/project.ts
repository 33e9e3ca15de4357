// The project's own files, as text, for the tests that look at the house itself.
import { globSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Path from the project's folder, with `/` → text. A test of a rule makes a small one of its own. */
export type Files = ReadonlyMap<string, string>

const folder = dirname(dirname(dirname(fileURLToPath(import.meta.url))))

/** Not ours, not kept, or made by a script from something that is looked at. */
const left = new Set(['node_modules', '.git', '.onward', 'generated'])

/** Reads the files that match one of the patterns. */
export function readProject(...patterns: readonly string[]): Files {
  const entries = globSync(patterns, {
    cwd: folder,
    withFileTypes: true,
    exclude: ({ name }) => left.has(name),
  })
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  return new Map(
    paths.sort().map((path) => [relative(folder, path).replaceAll('\\', '/'), readFileSync(path, 'utf8')]),
  )
}

/** Everything that runs or is run: TypeScript, the scripts for any Node, SQL. */
export function readCode(): Files {
  return readProject('*.ts', '{packages,services,infra,tests}/**/*.{ts,mts,mjs,sql}')
}
