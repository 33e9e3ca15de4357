/** `onward doctor`: whether a gateway has what it needs, with what to do where it has not. Changes and sends nothing. */
import { type Directory, DirectoryError, readRepository, sourceAt } from '@onward/directory'
import { Command } from 'commander'
import { checkBroker, checkCertificates } from './doctor/broker.ts'
import { checkBrokerClock } from './doctor/broker-clock.ts'
import { checkDatabase } from './doctor/database.ts'
import { checkDisk } from './doctor/disk.ts'
import { exitCode, type Finding } from './doctor/finding.ts'
import { checkKeys } from './doctor/keys.ts'
import { readSettings, type Settings } from './doctor/settings.ts'
import { checkWitnesses } from './doctor/witnesses.ts'

/** Looks at everything that the environment of a gateway names. Says nothing that is secret, whatever it finds. */
export async function examine(
  env: Readonly<Record<string, string | undefined>>,
  now: Date,
): Promise<readonly Finding[]> {
  const settings = readSettings(env)
  if (!('member' in settings)) return settings
  const seconds = now.getTime() / 1000
  const directory = await readTrusted(settings, now).catch((error: unknown) => {
    if (!(error instanceof DirectoryError)) throw error
    return error
  })
  const withDirectory = async (check: (directory: Directory) => Promise<readonly Finding[]>) =>
    directory instanceof DirectoryError ? [] : await check(directory)
  const found = await Promise.all([
    checkDatabase(settings),
    withDirectory((read) => checkKeys(settings, read, seconds)),
    checkCertificates(settings, now),
    withDirectory((read) => checkBroker(settings, read)),
    checkBrokerClock(settings, now),
    withDirectory((read) => checkWitnesses(settings, read, seconds)),
    checkDisk(settings),
  ])
  const unread: readonly Finding[] =
    directory instanceof DirectoryError
      ? [
          {
            check: 'configuration',
            state: 'failed',
            says: `the directory is not loaded (${directory.code})`,
            remedy: directory.message,
          },
        ]
      : []
  return [...unread, ...found.flat()]
}

/** The directory as the gateway would trust it. @throws DirectoryError */
async function readTrusted({ directory, directoryRoot }: Settings, now: Date): Promise<Directory> {
  const root = Buffer.from(directoryRoot)
  return (await readRepository({ root, source: sourceAt(directory), now })).directory
}

/** @param env The environment of the gateway. */
export function doctorCommand(env: Readonly<Record<string, string | undefined>>): Command {
  return new Command('doctor')
    .description(
      'Looks at clocks, keys, certificates, broker, database, witnesses and disk of the gateway whose environment it is given.',
    )
    .option('--json', 'print the findings as JSON')
    .addHelpText(
      'after',
      '\nExit code: 0 all is well, 1 something should be done soon, 2 something does not work.',
    )
    .action(async ({ json }: { readonly json?: true }) => {
      const findings = await examine(env, new Date())
      const code = exitCode(findings)
      const answer = { state: states[code], findings }
      process.stdout.write(json ? `${JSON.stringify(answer, null, 2)}\n` : told(findings))
      process.exitCode = code
    })
}

const states = ['ok', 'warning', 'failed'] as const

function told(findings: readonly Finding[]): string {
  return findings
    .map(({ check, state, says, remedy }) => {
      const line = `${state.padEnd(8)} ${check.padEnd(14)} ${says}\n`
      return remedy === undefined ? line : `${line}${' '.repeat(24)}→ ${remedy}\n`
    })
    .join('')
}
