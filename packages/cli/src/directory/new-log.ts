/** `onward directory new-log`: a member that was restored begins another log, where peers saw the old one end. */
import { AuditError, type Checkpoint, openNote, parseCheckpoint } from '@onward/audit'
import type { Directory } from '@onward/directory'
import { Command } from 'commander'
import { plainly, type Terminal } from '../terminal.ts'
import { changeMember, type PlaceOptions, stateAt, withProposals } from './place.ts'
import { readSighting } from './sighting-file.ts'

interface NewLogOptions extends PlaceOptions {
  readonly origin: string
  readonly sightings: readonly string[]
}

export function newLog(terminal: Terminal): Command {
  return withProposals(new Command('new-log'))
    .description(
      'Propose that a restored member begins another log, after the end of the old one that its peers saw',
    )
    .argument('<member>', 'code of the member')
    .requiredOption('--origin <name>', 'name of the new log, such as gateway.ro.example/log-2')
    .requiredOption(
      '--sightings <files...>',
      'what peers have seen of the member, of all of them that can be asked',
    )
    .action(
      plainly(async (code: string, { origin, sightings, ...options }: NewLogOptions) => {
        const { directory } = await stateAt(options)
        const known = directory.member(code)
        if (!known) throw new Error(`${code} is no member`)
        const seen = await Promise.all(
          sightings.map((file) => checkpointsIn(file, { code, origin: known.origin }, directory)),
        )
        const newest = seen.flat().toSorted((one, other) => other.size - one.size)[0]
        if (!newest || newest.size === 0)
          throw new Error(`nobody has seen a leaf of ${known.origin}: it needs no end, go on with it`)
        const forked = seen
          .flat()
          .some(({ size, root }) => size === newest.size && Buffer.compare(root, newest.root) !== 0)
        if (forked)
          throw new Error(`two trees of ${newest.size} leaves were seen: find out who signed them first`)
        const ended = { ...newest, root: Buffer.from(newest.root).toString('base64url') }
        terminal.print(`${ended.origin} ends at ${ended.size} leaves, root ${ended.root}`)
        await changeMember(terminal, options, code, ({ member, lanes }) => ({
          member: { ...member, origin, formerLogs: [...(member.formerLogs ?? []), ended] },
          lanes,
        }))
      }),
    )
}

/** The checkpoints of a log that one peer has seen. */
async function checkpointsIn(
  file: string,
  { code, origin }: { readonly code: string; readonly origin: string },
  directory: Directory,
): Promise<readonly Checkpoint[]> {
  const { aud, checkpoints } = await readSighting(file, directory)
  if (aud !== code) throw new Error(`${file} is a sighting of ${aud}, not of ${code}`)
  const keys = directory
    .keysOf(code)
    .filter(({ use, revoked }) => use === 'log' && revoked?.reason !== 'compromise')
    .map(({ publicKey }) => ({ name: origin, publicKey }))
  return checkpoints.flatMap((note) => {
    try {
      const checkpoint = parseCheckpoint(openNote(note, keys).text)
      return checkpoint.origin === origin ? [checkpoint] : []
    } catch (error) {
      // A note of a log before this one has a name that these keys do not go by.
      if (error instanceof AuditError) return []
      throw error
    }
  })
}
