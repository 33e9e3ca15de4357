import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { loadDirectory, makeOrganisationKey, registerOrganisationKey } from '@onward/directory'
import { directoryDocuments, makeCountry } from '@onward/testing'
import { expect, onTestFinished, test } from 'vitest'
import { checkKeys } from './keys.ts'
import type { Settings } from './settings.ts'

test('the key of an organisation is asked of no gateway, and one that a gateway has is a fault', async () => {
  const [nl, ro] = await Promise.all([makeCountry('NL'), makeCountry('RO')])
  const folder = await mkdtemp(join(tmpdir(), 'onward-doctor-keys-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  const put = (name: string, text: string) => writeFile(join(folder, name), text, { mode: 0o600 })
  for (const [use, jwk] of Object.entries(nl.privateKeys)) await put(`${use}.jwk`, JSON.stringify(jwk))
  await put('member.key', 'c2VjcmV0')

  const { jwk, publicJwk } = makeOrganisationKey()
  const now = Math.floor(Date.now() / 1000)
  const entry = await registerOrganisationKey({
    ...{ member: 'NL', organisation: 'nl-focal-point', publicJwk, voucher: nl.keys['gw-sig'] },
    ...{ nbf: now + 86_400, naf: now + 2 * 86_400 },
  })
  const { members, ...rest } = directoryDocuments([nl, ro])
  const keyed = members.map((each) => (each.code === 'NL' ? { ...each, keys: [...each.keys, entry] } : each))
  const directory = await loadDirectory({ ...rest, members: keyed })
  // Sound: these are the settings that the check of keys reads.
  const settings = { keys: folder, member: 'NL', passphrase: undefined } as Settings
  const wrong = async () => {
    const found = await checkKeys(settings, directory, now)
    return found.filter(({ state }) => state !== 'ok').map(({ state, says }) => [state, says])
  }
  expect(await wrong()).toEqual([])
  await put('org-enc.jwk', JSON.stringify(jwk))
  expect(await wrong()).toEqual([
    ['failed', 'org-enc.jwk is the key of an organisation, which no gateway may hold'],
  ])
})
