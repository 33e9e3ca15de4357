/** `onward directory show`: members, keys, lanes, and until when each role's metadata is valid. */
import type { RepositoryState, Role } from '@onward/directory'
import { memberRole } from '@onward/directory'
import { Command } from 'commander'
import { plainly, type Terminal } from '../terminal.ts'
import { type PlaceOptions, stateAt, withPlace } from './place.ts'

interface ShowOptions extends PlaceOptions {
  readonly json?: true
}

export function show(terminal: Terminal): Command {
  return withPlace(new Command('show'))
    .description('Show members, keys, lanes and expiries of a directory')
    .option('--json', 'as JSON')
    .action(
      plainly(async (options: ShowOptions) => {
        const shown = contentOf(await stateAt(options))
        if (options.json) return terminal.print(JSON.stringify(shown, undefined, 2))
        terminal.print(`directory version ${shown.version}, digest ${shown.digest}`)
        for (const [title, rows] of [
          ['roles', shown.roles],
          ['members', shown.members],
          ['keys', shown.keys],
          ['lanes', shown.lanes],
        ] as const) {
          terminal.print('')
          for (const line of tableOf(title, rows)) terminal.print(line)
        }
      }),
    )
}

function contentOf(state: RepositoryState) {
  const { directory, digest } = state
  const codes = directory.members().map(({ code }) => code)
  const roles: readonly Role[] = ['root', 'targets', 'snapshot', 'timestamp', ...codes.map(memberRole)]
  const delegated = state.membership().members
  const top = state.roles()
  return {
    version: directory.version,
    digest,
    roles: roles.map((role) => {
      const signers = role in top ? top[role as keyof typeof top] : delegated[role.slice(2)]
      return {
        role,
        version: state.version(role),
        expires: String(state.metadata(role)?.signed.expires),
        signatures: `${signers?.threshold} of ${signers?.keys.length}`,
      }
    }),
    members: directory.members().map(({ code, name, origin }) => ({
      code,
      name,
      origin,
      state: directory.isSuspended(code) ? 'suspended' : 'active',
    })),
    keys: codes.flatMap((code) =>
      state.member(code).member.keys.map(({ kid, use, alg, nbf, naf }) => ({
        member: code,
        use,
        alg,
        status: directory.key(kid)?.status ?? 'unknown',
        from: day(nbf),
        until: day(naf),
        kid,
      })),
    ),
    lanes: directory.lanes().map(({ name, epoch, agreement, exercise, suspended }) => ({
      name,
      epoch,
      state: suspended ? 'closed' : exercise ? 'exercise' : 'open',
      agreement: directory.agreement(agreement)?.id ?? agreement,
    })),
  }
}

function tableOf(title: string, rows: readonly Readonly<Record<string, unknown>>[]): readonly string[] {
  const [first] = rows
  if (!first) return [`no ${title}`]
  const columns = Object.keys(first)
  const cells = [columns, ...rows.map((row) => columns.map((column) => String(row[column])))]
  const widths = columns.map((_, at) => Math.max(...cells.map((row) => row[at]?.length ?? 0)))
  return cells.map((row) =>
    row
      .map((cell, at) => cell.padEnd(widths[at] ?? 0))
      .join('  ')
      .trimEnd(),
  )
}

function day(seconds: number): string {
  return new Date(seconds * 1000).toISOString().slice(0, 10)
}
