// The invented cases of schemas/examples/handover, with a new reference each time, so that they can be told again.
import { randomInt, randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Permission, ReferralSubmitted } from '@onward/contract'
import { projectFolder } from '../servers.ts'

const folder = join(projectFolder, 'schemas/examples/handover')

/** The body with which a case is offered. Everybody in it is invented. */
export async function readCase(file: 'first-case.json' | 'second-case.json'): Promise<ReferralSubmitted> {
  // Sound: the contract's tests hold the example against the schema; the gateway does so again.
  const example = JSON.parse(await readFile(join(folder, file), 'utf8')) as ReferralSubmitted
  const permission = { ...example.permission, permissionId: randomUUID() }
  return { ...example, caseRef: `NL-R-${reference()}`, permission }
}

/** Crockford's base 32, as the reference of a case is written. */
export function reference(): string {
  return Array.from({ length: 6 }, () => '0123456789ABCDEFGHJKMNPQRSTVWXYZ'[randomInt(32)]).join('')
}

/** Every point was told, and nothing pressed: what consent of the stories rests on. */
export const freelyInformed = {
  informed: {
    purpose: true,
    use: true,
    research: true,
    access: true,
    retention: true,
    withdrawal: true,
    interview: true,
  },
  circumstances: {
    alone: true,
    interpreterIndependent: true,
    notDuringPoliceInterview: true,
    understoodBack: true,
  },
} as const satisfies Pick<Permission, 'informed' | 'circumstances'>
