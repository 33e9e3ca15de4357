// onward: what operators, signers, auditors and lawyers do at a command line. Each command stands in a file of its own.
import { Command } from 'commander'
import { commandsFor } from './commands.ts'

const program = new Command('onward').description('Trust and proof of referrals: keys, directory, evidence.')
for (const command of await commandsFor(process.argv[2])) program.addCommand(command)
await program.parseAsync()
