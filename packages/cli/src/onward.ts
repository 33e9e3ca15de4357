// onward: what operators, signers, auditors and lawyers do at a command line. Each command stands in a file of its own.
import { Command } from 'commander'
import { commands } from './commands.ts'

const program = new Command('onward').description('Trust and proof of referrals: keys, directory, evidence.')
for (const command of commands) program.addCommand(command)
await program.parseAsync()
