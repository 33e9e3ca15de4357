// What each file imports, found by the shape of the statement; a formatter keeps that shape the same everywhere.
import { posix } from 'node:path'
import type { Files } from './project.ts'

export interface Import {
  readonly from: string
  /** A path of the project, or the name of what it imports: `node:fs`, `fastify`. */
  readonly to: string
  /**
   * `type` is erased before the code runs. `import { type A }` is not: its braces become empty and the file is loaded
   * (verbatimModuleSyntax), so it counts as `value`.
   */
  readonly kind: 'value' | 'type'
}

const STATEMENT =
  /^(?:import|export)\s+(type\s+)?(?:(?:[\w$]+\s*,?\s*)?(?:\*(?:\s+as\s+[\w$]+)?|\{[^}]*\})?\s*from\s*)?['"]([^'"\n]+)['"]/gm
const CALL = /\bimport\(\s*['"]([^'"\n]+)['"]\s*\)/g

/** All imports of a set of files, re-exports and `import()` with a literal included. */
export function importsOf(files: Files): readonly Import[] {
  return [...files].flatMap(([from, text]) => {
    if (from.endsWith('.sql')) return []
    const statements = [...text.matchAll(STATEMENT)].map(
      ([, type, name = '']) => ({ name, kind: type ? 'type' : 'value' }) as const,
    )
    const calls = [...text.matchAll(CALL)].map(([, name = '']) => ({ name, kind: 'value' }) as const)
    return [...statements, ...calls].map(({ name, kind }) => ({ from, to: target(from, name), kind }))
  })
}

/** One of our packages is named by its door, so that a way round the door leads to the same folder. */
function target(from: string, name: string): string {
  if (name.startsWith('.')) return posix.join(posix.dirname(from), name)
  const own = /^@onward\/([\w-]+)(?:\/(.+))?$/.exec(name)
  return own ? `packages/${own[1]}/${own[2] ?? 'src/index.ts'}` : name
}

/** The first circle of files that load each other, as the way round it; undefined if there is none. */
export function circleIn(imports: readonly Import[]): readonly string[] | undefined {
  const next = Map.groupBy(
    imports.filter(({ kind }) => kind === 'value'),
    ({ from }) => from,
  )
  const done = new Set<string>()
  const walk = (at: string, way: readonly string[]): readonly string[] | undefined => {
    if (way.includes(at)) return [...way.slice(way.indexOf(at)), at]
    if (done.has(at)) return undefined
    for (const { to } of next.get(at) ?? []) {
      const circle = walk(to, [...way, at])
      if (circle) return circle
    }
    done.add(at)
    return undefined
  }
  for (const start of next.keys()) {
    const circle = walk(start, [])
    if (circle) return circle
  }
  return undefined
}
