// Free ports of this machine.
import { randomInt } from 'node:crypto'
import { createServer } from 'node:net'
import { InfraError } from './error.ts'

/** Below the range systems hand out by themselves, so that a port kept between two starts is rarely taken. */
const [LOWEST, HIGHEST] = [20_000, 32_000]

/** The port asked for if it is free, else another one. */
export async function freePort(wanted?: number): Promise<number> {
  if (wanted !== undefined && (await isFree(wanted))) return wanted
  for (let tries = 0; tries < 100; tries += 1) {
    const port = randomInt(LOWEST, HIGHEST)
    if (await isFree(port)) return port
  }
  throw new InfraError('NO_PORT', `No free port was found between ${LOWEST} and ${HIGHEST}.`)
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => server.close(() => resolve(true)))
  })
}
