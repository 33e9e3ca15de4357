// A country: its keys and what the directory says of it. In memory, for tests that need no set-up on disk.
import { randomInt } from 'node:crypto'
import {
  type Directory,
  type GatewayUse,
  importPrivateKey,
  loadDirectory,
  type PrivateKey,
} from '@onward/directory'
import { seatOf } from '../../../infra/setup/identity.ts'
import { type MadeMember, makeMember } from '../../../infra/setup/keys.ts'
import { documentsOf, type NetworkDocuments } from '../../../infra/setup/network.ts'

export interface Country extends MadeMember {
  readonly code: string
  /** Its private keys, one for each use of a gateway. */
  readonly keys: Readonly<Record<GatewayUse, PrivateKey>>
}

/** From before any test's clock to after it, seconds since 1970. */
const validity = { nbf: Date.UTC(2020, 0) / 1000, naf: Date.UTC(2040, 0) / 1000 } as const

/** A member code that no other test uses. */
export function newCode(): string {
  return Array.from({ length: 8 }, () => String.fromCharCode(65 + randomInt(26))).join('')
}

/** A country with one focal point, `<code>-focal-point`, and all its keys. */
export async function makeCountry(code = newCode()): Promise<Country> {
  const made = await makeMember({
    code,
    name: `Member ${code}`,
    seat: seatOf(code),
    organisations: [
      {
        id: `${code.toLowerCase()}-focal-point`,
        roles: ['FocalPoint'],
        operatorKind: 'state',
        onCall: { always: true },
      },
    ],
    ...validity,
  })
  const key = (use: GatewayUse) => importPrivateKey(made.privateKeys[use])
  return {
    ...made,
    code,
    keys: {
      'gw-sig': key('gw-sig'),
      'case-sig': key('case-sig'),
      enc: key('enc'),
      log: key('log'),
      wit: key('wit'),
    },
  }
}

/** The documents of a directory in which each country has an agreement, and so two lanes, with every other. */
export function directoryDocuments(
  countries: readonly Country[],
  kind: 'real' | 'exercise' = 'real',
): NetworkDocuments {
  const terms = {
    from: new Date(validity.nbf * 1000),
    until: new Date(validity.naf * 1000),
    exercise: kind === 'exercise',
  }
  return documentsOf(countries, terms)
}

export function makeDirectory(
  countries: readonly Country[],
  kind: 'real' | 'exercise' = 'real',
): Promise<Directory> {
  return loadDirectory(directoryDocuments(countries, kind))
}
