/** `onward open`: what was sealed to an organisation, read with its own key, offline and on its own machine. */
import { readFile } from 'node:fs/promises'
import { basename, dirname } from 'node:path'
import { ContractError, parseJson, type SealedContent, validateSealedContent } from '@onward/contract'
import { importPrivateKey, type PrivateKey, readKeyFile } from '@onward/directory'
import { openSection } from '@onward/seal'
import { Command } from 'commander'
import { ending, endMisused } from './outcome.ts'
import { type Found, type Sealed, sealedSections } from './sealed-sections.ts'
import { readTrust } from './trust.ts'

/** One section that is sealed to a key: its content, or why it was not opened. */
type Opened = Omit<Found, 'jwe'> & ({ readonly content: SealedContent } | { readonly code: string })

export const openCommand = new Command('open')
  .description(
    'Opens what was sealed to an organisation. Ends with 0 if all that is sealed to this key opened, 1 if not, 2 if the file cannot be used.',
  )
  .argument('<file>', 'a referral as the gateway answers it, or its bundle of evidence with content')
  .requiredOption('--key <file>', 'the private key of the organisation, as onward keys new made it')
  .option('--passphrase-file <file>', 'the passphrase of an encrypted key file')
  .option('--trust <path>', 'the public directory that you trust: for a bundle, which proves who sealed it')
  .option('--json', 'what was opened as JSON')
  .exitOverride(endMisused)
  .action(async (file: string, options: OpenOptions) =>
    ending(async () => {
      const key = await readOwnKey(options)
      const trust = options.trust === undefined ? undefined : await readTrust(options.trust)
      const sealed = sealedSections(await readFile(file), trust)
      const opened = openWith(sealed, key)
      process.stdout.write(`${options.json ? JSON.stringify(opened) : inWords(sealed, opened)}\n`)
      return opened.length > 0 && opened.every((each) => 'content' in each) ? 'held' : 'fault'
    }),
  )

interface OpenOptions {
  readonly key: string
  readonly passphraseFile?: string
  readonly trust?: string
  readonly json?: true
}

/** What the largest padding holds. */
const MOST_BYTES = 32_768

/** Everything that is sealed to this key. */
function openWith({ sections }: Sealed, key: PrivateKey): readonly Opened[] {
  return sections
    .filter(({ kid }) => kid === key.kid)
    .map(({ jwe, ...place }) => {
      const opened = openSection(jwe, place, (kid) => (kid === key.kid ? key.privateKey : undefined))
      if (!opened.ok) return { ...place, code: opened.code }
      const content = contentIn(opened.content, place.section)
      return content ? { ...place, content } : { ...place, code: 'SCHEMA_INVALID' }
    })
}

/** Whoever sealed it may have sealed anything: only what has the form of this section is shown. */
function contentIn(bytes: Uint8Array, section: string): SealedContent | undefined {
  try {
    const value: unknown = parseJson(bytes, { maxBytes: MOST_BYTES })
    if (validateSealedContent(value).length > 0) return undefined
    // Sound: the type is generated from the schema that the value was just checked against.
    const content = value as SealedContent
    return Object.hasOwn(content.sections, section) ? content : undefined
  } catch (error) {
    if (!(error instanceof ContractError)) throw error
    return undefined
  }
}

async function readOwnKey({ key, passphraseFile }: OpenOptions): Promise<PrivateKey> {
  const passphrase =
    passphraseFile === undefined ? undefined : (await readFile(passphraseFile, 'utf8')).trim()
  const own = importPrivateKey(JSON.parse(await readKeyFile(dirname(key), basename(key), passphrase)))
  if (own.use !== 'org-enc')
    throw new Error(`${key} is a key for ${own.use}: an organisation opens with org-enc`)
  return own
}

function inWords({ sections, basis }: Sealed, opened: readonly Opened[]): string {
  const others = sections.length - opened.length
  const proof =
    basis === 'signed'
      ? 'Each was signed by its author: the bundle holds.'
      : 'Who sealed it is not proved by this file. The bundle of evidence with its content proves it: open that with --trust.'
  return [
    ...opened.map(oneInWords),
    ...(opened.length === 0 ? ['Nothing in this file is sealed to this key.'] : [proof]),
    ...(others > 0 ? [`Sealed to others: ${others}.`] : []),
  ].join('\n\n')
}

function oneInWords(opened: Opened): string {
  const { section, organisation, iss, sequence, referral } = opened
  // As JSON, whatever a hostile sender has put there: no control character reaches the terminal.
  const [name, to, from, about] = [section, organisation, iss, referral].map((text) =>
    JSON.stringify(text).slice(1, -1),
  )
  const head = `${name}, sealed to ${to} by ${from} in its statement ${sequence} about referral ${about}`
  return 'content' in opened
    ? `${head}:\n${JSON.stringify(opened.content, undefined, 2)}`
    : `${head}: NOT opened (${opened.code}). It was changed, or is shown in another place than it was sealed for.`
}
