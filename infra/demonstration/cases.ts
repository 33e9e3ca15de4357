// The two invented cases of the story, with a new reference each time, so that it can be played again and again.
import { randomInt, randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Contact, ReferralSubmitted } from '@onward/contract'
import { projectFolder } from '../servers.ts'

const folder = join(projectFolder, 'schemas/examples/handover')
const DAY_MS = 86_400_000

/** The body with which a case is offered. Everybody in it is invented. */
export async function readCase(file: 'first-case.json' | 'second-case.json'): Promise<ReferralSubmitted> {
  // Sound: the contract's tests hold the example against the schema; the gateway does so again.
  const example = JSON.parse(await readFile(join(folder, file), 'utf8')) as ReferralSubmitted
  const permission = { ...example.permission, permissionId: randomUUID() }
  return { ...example, caseRef: `NL-R-${reference()}`, permission }
}

/** A focal point by functional post. */
export function focalPoint(staffId: string): Contact {
  return { staffId, organisation: `${staffId.slice(0, 2)}-focal-point`, role: 'FocalPoint' }
}

/** A date, `2026-12-07`, so many days from now. */
export function dayIn(days: number): string {
  return new Date(Date.now() + days * DAY_MS).toISOString().slice(0, 10)
}

/** Crockford's base 32, as the reference of a case is written. */
function reference(): string {
  return Array.from({ length: 6 }, () => '0123456789ABCDEFGHJKMNPQRSTVWXYZ'[randomInt(32)]).join('')
}
