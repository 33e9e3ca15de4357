/** `onward directory`: ceremonies by which a directory changes, each by a file that goes from signer to signer. */
import { Command } from 'commander'
import type { Terminal } from '../terminal.ts'
import { addKey } from './add-key.ts'
import { addMember } from './add-member.ts'
import { agree } from './agree.ts'
import { initDirectory } from './init.ts'
import { newEpoch } from './new-epoch.ts'
import { newLog } from './new-log.ts'
import { openLane } from './open-lane.ts'
import { publish } from './publish.ts'
import { revoke } from './revoke.ts'
import { show } from './show.ts'
import { sign } from './sign.ts'
import { suspend } from './suspend.ts'

export function directoryCommand(terminal: Terminal): Command {
  const command = new Command('directory').description('The signed directory of members, keys and lanes')
  const made = [
    initDirectory,
    addMember,
    addKey,
    openLane,
    newEpoch,
    newLog,
    suspend,
    revoke,
    agree,
    sign,
    publish,
    show,
  ]
  for (const make of made) command.addCommand(make(terminal))
  return command
}
