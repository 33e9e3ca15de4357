/** The documents of a sound directory of two members, made anew for each test to bend. */
import { readFileSync } from 'node:fs'
import { digestOfAgreement } from './directory.ts'
import { importPrivateKey, makeKey } from './make-key.ts'

export const nbf = 1_790_000_000
export const naf = 1_800_000_000

const example: Record<string, unknown> = JSON.parse(
  readFileSync(new URL('../../../schemas/examples/valid/agreement.json', import.meta.url), 'utf8'),
)
export const agreement = { ...example, exercise: false }

async function memberOf(member: string) {
  const times = { member, nbf, naf }
  const gateway = await makeKey({ use: 'gw-sig', alg: 'Ed25519', ...times })
  const voucher = importPrivateKey(gateway.jwk)
  const keys = [
    gateway,
    await makeKey({ use: 'case-sig', alg: 'Ed25519', ...times }),
    await makeKey({ use: 'case-sig', alg: 'ES256', ...times }),
    await makeKey({ use: 'enc', alg: 'ECDH-ES+A256KW', ...times, voucher }),
    await makeKey({ use: 'log', alg: 'Ed25519', ...times }),
  ]
  const organisations = [{ id: `${member}-focal-point`, roles: ['FocalPoint'], operatorKind: 'state' }]
  const document = {
    code: member,
    name: `Member ${member}`,
    origin: `gw.${member.toLowerCase()}.example/log1`,
    organisations,
    keys: keys.map(({ entry }) => entry),
  }
  return { document, voucher }
}

const [nl, ro] = await Promise.all([memberOf('NL'), memberOf('RO')])
export const voucher = nl.voucher

export function documents() {
  const lane = (to: string, from: string) => ({
    name: `lane.${to}.${from}`,
    to,
    from,
    agreement: digestOfAgreement(agreement),
    paired: `lane.${from}.${to}`,
    epoch: 1,
    start: '0',
    exercise: false,
  })
  return structuredClone({
    policy: { version: 7, minDirv: 5 },
    members: [nl.document, ro.document],
    lanes: [lane('RO', 'NL'), lane('NL', 'RO')],
    agreements: [agreement],
  })
}
