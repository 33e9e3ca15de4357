/** What the eraser is told by its environment: its own way into the database, the register, and no key at all. */
import { readFileSync } from 'node:fs'
import { ConfigError } from './config.ts'

export interface EraserConfig {
  readonly member: string
  /** As the role `eraser`; the gateway's own URL is of a role that may delete nothing. */
  readonly databaseUrl: string
  /** The folder of the destruction register: the eraser alone writes there. */
  readonly destructionRegister: string
  readonly logLevel: string
  /** The file by which an exercise moves the clock. */
  readonly clockFile: string | undefined
}

/** @throws ConfigError listing every missing or unusable variable */
export function readEraserConfig(env: Readonly<Record<string, string | undefined>>): EraserConfig {
  const faults: string[] = []
  const text = (name: string, what: string): string => {
    const value = env[name]
    if (!value) faults.push(`${name} is not set: ${what}`)
    return value ?? ''
  }
  const urlFile = text(
    'ONWARD_ERASER_DATABASE_URL_FILE',
    'the path of a file with the URL of the role eraser',
  )
  const config = {
    member: text('ONWARD_MEMBER', "this member's code, such as NL or IOM"),
    databaseUrl: urlFile && fileText(urlFile, faults),
    destructionRegister: text(
      'ONWARD_DESTRUCTION_REGISTER',
      'the folder of the register of destroyed data keys, outside of all backups',
    ),
    logLevel: env.ONWARD_LOG_LEVEL ?? 'info',
    clockFile: env.ONWARD_CLOCK_FILE,
  }
  if (config.clockFile !== undefined && env.ONWARD_EXERCISE !== '1')
    faults.push(
      'ONWARD_CLOCK_FILE moves the clock, which only an exercise may: set ONWARD_EXERCISE=1, or remove it',
    )
  if (faults.length > 0) throw new ConfigError(faults)
  return config
}

function fileText(path: string, faults: string[]): string {
  try {
    return readFileSync(path, 'utf8').trim()
  } catch {
    faults.push('ONWARD_ERASER_DATABASE_URL_FILE names a file that cannot be read')
    return ''
  }
}
