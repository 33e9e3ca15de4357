/** A document of `docs/` that is made from the code, so that it says what the code does. */
import { readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder of the checkout. */
export const project = dirname(dirname(dirname(fileURLToPath(import.meta.url))))

export interface MadeDocument {
  /** From the project's folder. */
  readonly path: string
  /** What it should hold now. */
  readonly text: string
}

/** Stands at the top, for whoever comes to the document before the code. */
export const notice = '<!-- Made by `npm run generate`. Do not edit. -->'

/** Prints the document. `--write` puts it in its place; `--check` writes nothing, and fails if it is not current. */
export function handOut(document: MadeDocument, args: readonly string[]): void {
  if (args.includes('--write')) {
    writeFileSync(join(project, document.path), document.text)
  } else if (!args.includes('--check')) {
    process.stdout.write(document.text)
  } else if (!isCurrent(document)) {
    console.error(`Not current: ${document.path}. Run \`npm run generate\`.`)
    process.exitCode = 1
  }
}

/** True when the file holds what it should hold now. */
export function isCurrent({ path, text }: MadeDocument): boolean {
  return readFileSync(join(project, path), 'utf8') === text
}
