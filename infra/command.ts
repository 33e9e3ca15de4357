// One command that runs to its end.
import { execFile } from 'node:child_process'
import { InfraError } from './error.ts'

export interface Command {
  readonly command: string
  readonly args: readonly string[]
  readonly env?: Readonly<Record<string, string | undefined>>
  readonly user?: { readonly uid: number; readonly gid: number }
}

/** Gives what it printed, standard output and standard error. @throws InfraError COMMAND_FAILED with the end of it. */
export function runToEnd({ command, args, env = process.env, user }: Command): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = execFile(
      command,
      args,
      { env, ...user, maxBuffer: 16_000_000 },
      (error, stdout, stderr) => {
        process.off('exit', abandon)
        const output = `${stdout}${stderr}`
        if (!error) return resolve(output)
        const lines = output.trim().split('\n').slice(-5).join('\n')
        reject(
          new InfraError('COMMAND_FAILED', `${command} failed: ${lines || error.message}`, { cause: error }),
        )
      },
    )
    const abandon = () => child.kill()
    process.on('exit', abandon)
  })
}
