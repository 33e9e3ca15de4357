/** `onward directory new-epoch`: both ends of a lane agree that it goes on with new numbers, after what its receiver has seen. */
import { Command } from 'commander'
import { plainly, type Terminal } from '../terminal.ts'
import { changeMember, type PlaceOptions, stateAt, withProposals } from './place.ts'
import { readSighting } from './sighting-file.ts'

interface NewEpochOptions extends PlaceOptions {
  readonly sighting: string
}

export function newEpoch(terminal: Terminal): Command {
  return withProposals(new Command('new-epoch'))
    .description('Propose a new epoch of a lane to both of its members, after a fork, a theft or a restore')
    .argument('<lane>', 'name of the lane, such as lane.NL.RO')
    .requiredOption(
      '--sighting <file>',
      'what the receiver has seen of the sender, not older than what made it needed',
    )
    .action(
      plainly(async (name: string, { sighting, ...options }: NewEpochOptions) => {
        const { directory } = await stateAt(options)
        const lane = directory.lane(name)
        if (!lane) throw new Error(`there is no ${name}: onward directory show lists the lanes`)
        const { iss, aud, lane: seen } = await readSighting(sighting, directory)
        if (iss !== lane.to || aud !== lane.from)
          throw new Error(`${sighting} says what ${iss} has seen of ${aud}, which is not ${name}`)
        if (!seen) throw new Error(`${iss} has taken nothing on ${name}: it needs no new epoch`)
        if (seen.ep > lane.epoch)
          throw new Error(`${iss} is in epoch ${seen.ep} of ${name} already: read the directory again`)
        const next = {
          epoch: lane.epoch + 1,
          start: seen.digest,
          last: { epoch: seen.ep, seq: seen.seq },
        }
        terminal.print(`${name} goes on in epoch ${next.epoch} after number ${seen.seq} of epoch ${seen.ep}`)
        for (const code of [lane.to, lane.from])
          await changeMember(terminal, options, code, ({ member, lanes }) => ({
            member,
            lanes: {
              ...lanes,
              lanes: lanes.lanes.map((each) => (each.name === name ? { ...each, ...next } : each)),
            },
          }))
      }),
    )
}
