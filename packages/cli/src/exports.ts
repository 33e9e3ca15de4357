/** Bundles to compare: one file, or a folder with the bundles of one member. */
import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Directory } from '@onward/directory'
import { type Report, verifyBundle } from '@onward/evidence'

/** A bundle that was read, and what it proves. */
export interface Exported {
  readonly file: string
  readonly report: Report
}

/** Reads and verifies a file, or every `.json` of a folder. @throws what the file system threw */
export async function readExports(path: string, trust: Directory): Promise<readonly Exported[]> {
  const files = (await stat(path)).isDirectory()
    ? (await readdir(path))
        .filter((name) => name.endsWith('.json'))
        .sort()
        .map((name) => join(path, name))
    : [path]
  return Promise.all(files.map(async (file) => ({ file, report: verifyBundle(await readFile(file), trust) })))
}

/** What both export of each referral. `undefined` where one of them exports nothing of it. */
export function pairUp(
  ours: readonly Exported[],
  theirs: readonly Exported[],
): readonly (readonly [Exported | undefined, Exported | undefined])[] {
  const [one] = ours
  const [other] = theirs
  // Two files are meant for each other, whatever they are about.
  if (ours.length === 1 && theirs.length === 1) return [[one, other]]
  const named = (all: readonly Exported[]) =>
    new Map(all.map((each) => [each.report.referral ?? each.file, each]))
  const [mine, yours] = [named(ours), named(theirs)]
  return [...new Set([...mine.keys(), ...yours.keys()])].map((name) => [mine.get(name), yours.get(name)])
}
