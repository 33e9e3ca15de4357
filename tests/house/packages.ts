// What package.json files and the lock file promise: the same code for everybody, from wherever it is fetched.

import { isTest } from './import-table.ts'
import type { Import } from './imports.ts'
import type { Files } from './project.ts'

interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>
  readonly devDependencies?: Readonly<Record<string, string>>
  readonly optionalDependencies?: Readonly<Record<string, string>>
}

// Sound: npm itself refuses a package.json of another form.
const read = (text: string) => JSON.parse(text) as Manifest

/** `path name@version` of each dependency that is not one exact version. Our own packages are `*`: the one in this folder. */
export function looseVersions(manifests: Files): readonly string[] {
  return [...manifests].flatMap(([path, text]) => {
    const { dependencies, devDependencies, optionalDependencies } = read(text)
    return Object.entries({ ...dependencies, ...devDependencies, ...optionalDependencies })
      .filter(([name, version]) =>
        name.startsWith('@onward/') ? version !== '*' : !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version),
      )
      .map(([name, version]) => `${path} ${name}@${version}`)
  })
}

/** Addresses in a lock file tie it to the registry of whoever wrote it; the hashes are what counts. */
export function downloadAddresses(lock: string): readonly string[] {
  return [...lock.matchAll(/"resolved":\s*"((?:https?|git|ssh|file)[^"]*)"/g)].map(
    ([, address = '']) => address,
  )
}

/** `file → package` where a file of a package or service imports what its own package.json does not name. */
export function unnamedImports(imports: readonly Import[], manifests: Files): readonly string[] {
  return imports.flatMap(({ from, to }) => {
    const folder = /^(?:packages|services)\/[\w-]+(?=\/src\/)/.exec(from)?.[0]
    if (folder === undefined || folder === 'packages/testing' || isTest(from) || to.startsWith('node:'))
      return []
    const own = /^packages\/([\w-]+)\//.exec(to)?.[1]
    if (to.startsWith(`${folder}/`)) return []
    const name = own === undefined ? (/^(?:@[\w.-]+\/)?[\w.-]+/.exec(to)?.[0] ?? to) : `@onward/${own}`
    const { dependencies, optionalDependencies } = read(manifests.get(`${folder}/package.json`) ?? '{}')
    const named = { ...dependencies, ...optionalDependencies }
    return name in named ? [] : [`${from} → ${name}`]
  })
}
