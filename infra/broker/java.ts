// The machine's own Java and Maven, and the broker's jars.
import { mkdir, readdir, rename, rm } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { draftOf, makeFolder } from '../atomic.ts'
import { runToEnd } from '../command.ts'
import { InfraError } from '../error.ts'
import type { Progress } from '../progress.ts'
import { kafkaVersion, pomPath } from './version.ts'

/** Apache Kafka 4 needs this Java or a newer one. */
const LEAST_JAVA = 17

export interface Java {
  readonly command: string
  /** The full version, e.g. `17.0.15`: a class archive is good for one version only. */
  readonly version: string
}

/** The Java of JAVA_HOME or of the path, or undefined if there is none that is new enough. */
export async function findJava(): Promise<Java | undefined> {
  const home = process.env.JAVA_HOME
  for (const command of home ? [join(home, 'bin', 'java'), 'java'] : ['java']) {
    const output = await runToEnd({ command, args: ['-version'] }).catch(() => '')
    const version = /version "(\d+)([^"]*)"/.exec(output)
    if (version && Number(version[1]) >= LEAST_JAVA) return { command, version: `${version[1]}${version[2]}` }
  }
  return undefined
}

/**
 * The broker's class path; its jars are fetched with Maven once and kept in the cache folder.
 *
 * @throws InfraError BROKER_UNAVAILABLE if Maven is missing or cannot fetch them
 */
export async function keepJars(cache: string, progress: Progress): Promise<string> {
  const folder = join(cache, `kafka-${kafkaVersion}`, 'jars')
  const names = await readdir(folder).catch(() => fetchJars(folder, progress))
  // Always in the same order: a class archive is good for one class path only.
  return names
    .toSorted()
    .map((name) => join(folder, name))
    .join(delimiter)
}

async function fetchJars(folder: string, progress: Progress): Promise<string[]> {
  progress(`Kafka ${kafkaVersion}: fetching its jars with Maven (once, about 45 MB) …`)
  await makeFolder(folder, async (draft) => {
    const args = ['-q', '-B', '-C', '-f', fileURLToPath(pomPath), 'dependency:copy-dependencies']
    const options = ['-DincludeScope=runtime', `-DoutputDirectory=${draft}`]
    await runToEnd({ command: process.platform === 'win32' ? 'mvn.cmd' : 'mvn', args: [...args, ...options] })
  }).catch(async (error: unknown) => {
    // Another run may have been quicker.
    if ((await readdir(folder).catch(() => [])).length > 0) return
    const reason = error instanceof Error ? error.message : String(error)
    throw new InfraError('BROKER_UNAVAILABLE', `Maven could not fetch the broker's jars: ${reason}`, {
      cause: error,
    })
  })
  return readdir(folder)
}

/**
 * Where this Java keeps the archive of the broker's loaded classes (AppCDS, JEP 350), which halves the start. It is
 * written when a broker that had none ends: `options` goes to that broker, `keep` is called when it has ended.
 */
export async function classArchive(
  cache: string,
  java: Java,
): Promise<{ option: string; keep: () => Promise<void> }> {
  const folder = join(cache, `kafka-${kafkaVersion}`, 'classes')
  const name = `java-${java.version}.jsa`
  await mkdir(folder, { recursive: true })
  if ((await readdir(folder)).includes(name)) {
    return { option: `-XX:SharedArchiveFile=${join(folder, name)}`, keep: async () => {} }
  }
  const draft = draftOf(join(folder, name))
  return {
    option: `-XX:ArchiveClassesAtExit=${draft}`,
    keep: async () => {
      await rename(draft, join(folder, name)).catch(() => {})
      await rm(draft, { force: true })
    },
  }
}
