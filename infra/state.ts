// What a state folder remembers from one start to the next.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { writeWhole } from './atomic.ts'
import { InfraError } from './error.ts'
import { freePort } from './ports.ts'

export interface State {
  /** What ran the broker, and so where its data is. */
  readonly broker?: 'docker' | 'java'
  /** The name of the broker's container and of the volume with its data. */
  readonly container?: string
  readonly ports: Readonly<Record<string, number>>
}

export async function readState(folder: string): Promise<State> {
  const path = join(folder, 'state.json')
  let text: string
  try {
    text = await readFile(path, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return { ports: {} }
    throw new InfraError(
      'STATE_UNREADABLE',
      `${path} cannot be read: run npm run reset as the user who made it.`,
      {
        cause: error,
      },
    )
  }
  try {
    // Sound: only writeState writes it, whole.
    return JSON.parse(text) as State
  } catch (error) {
    throw new InfraError('STATE_UNREADABLE', `${path} is damaged: run npm run reset.`, { cause: error })
  }
}

export async function changeState(folder: string, change: Partial<State>): Promise<void> {
  const state = { ...(await readState(folder)), ...change }
  await writeWhole(join(folder, 'state.json'), `${JSON.stringify(state, null, 2)}\n`, 0o600)
}

/** A port for each name: the one it had before, unless somebody else has taken it meanwhile. */
export async function keepPorts<Name extends string>(
  folder: string,
  names: readonly Name[],
): Promise<Readonly<Record<Name, number>>> {
  const { ports } = await readState(folder)
  const picked: Record<string, number> = {}
  for (const name of names) {
    let port = await freePort(ports[name])
    while (Object.values({ ...ports, [name]: 0, ...picked }).includes(port)) port = await freePort()
    picked[name] = port
  }
  await changeState(folder, { ports: { ...ports, ...picked } })
  // Sound: the loop above has put a number under each of the names.
  return picked as Record<Name, number>
}
