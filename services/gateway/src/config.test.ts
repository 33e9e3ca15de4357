import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { ConfigError, readConfig } from './config.ts'

test('every fault of the environment is told at once', () => {
  expect(() =>
    readConfig({ ONWARD_MEMBER: 'nl', ONWARD_HTTP_PORT: 'eighty', ONWARD_DATABASE_URL_FILE: '/nowhere' }),
  ).toThrow(ConfigError)
  try {
    readConfig({ ONWARD_MEMBER: 'nl', ONWARD_HTTP_PORT: 'eighty', ONWARD_DATABASE_URL_FILE: '/nowhere' })
  } catch (error) {
    expect(error).toMatchObject({ code: 'CONFIG' })
    expect(
      String(error)
        .split('\n')
        .map((line) => line.trim().split(' ')[0])
        .slice(1),
    ).toEqual([
      'ONWARD_MEMBER',
      'ONWARD_HTTP_PORT',
      'ONWARD_DATABASE_URL_FILE',
      'ONWARD_KAFKA_BROKERS',
      'ONWARD_KAFKA_CA_FILE',
      'ONWARD_KAFKA_USERNAME',
      'ONWARD_KAFKA_PASSWORD_FILE',
      'ONWARD_DIRECTORY',
      'ONWARD_DIRECTORY_ROOT_FILE',
      'ONWARD_KEYS',
      'ONWARD_DESTRUCTION_REGISTER',
      'ONWARD_ISSUER',
      'ONWARD_AUDIENCE',
      'ONWARD_JWKS_FILE',
    ])
  }
})

test('a secret is never accepted as a value', () => {
  expect(() => readConfig({ ONWARD_KAFKA_PASSWORD: 'in the environment' })).toThrow(
    /ONWARD_KAFKA_PASSWORD_FILE is not set/,
  )
})

test('a policy that cannot be used stops the start, and says which line is wrong', () => {
  const folder = mkdtempSync(join(tmpdir(), 'onward-policy-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const faultOf = (text: string | undefined) => {
    const file = join(folder, text === undefined ? 'none' : 'policy.txt')
    if (text !== undefined) writeFileSync(file, text)
    try {
      return readConfig({ ONWARD_WITNESS_POLICY_FILE: file })
    } catch (error) {
      return error instanceof ConfigError
        ? error.faults.filter((fault) => fault.startsWith('ONWARD_WITNESS_POLICY_FILE'))
        : error
    }
  }
  const log =
    'log arche2025h1.staging.ct.transparency.dev+ba2f06c0+AU0vHmlGCS/PdN8b2OaGmKprLI8HKM+dJ472xgFYh15f'
  expect(
    [undefined, '# nothing\n', 'quorum all\n', `${log} file:///etc\nquorum none\n`].map(faultOf),
  ).toEqual([
    ['ONWARD_WITNESS_POLICY_FILE is no policy: names a file that cannot be read'],
    ['ONWARD_WITNESS_POLICY_FILE is no policy: the policy has no quorum line'],
    ['ONWARD_WITNESS_POLICY_FILE is no policy: line 1 names what no line before it defines'],
    ['ONWARD_WITNESS_POLICY_FILE has an address that does not begin with https:// or http://'],
  ])
  expect(faultOf(`${log} https://log.example/\nquorum none\n`)).toEqual([])
})

test('a time-stamping authority is an address, asked once an hour unless told otherwise', () => {
  const faultsOf = (env: Readonly<Record<string, string>>) => {
    try {
      return readConfig(env)
    } catch (error) {
      return error instanceof ConfigError
        ? error.faults.filter((fault) => fault.startsWith('ONWARD_TSA'))
        : error
    }
  }
  expect(faultsOf({ ONWARD_TSA_URL: 'file:///etc', ONWARD_TSA_MS: '1' })).toEqual([
    'ONWARD_TSA_MS is not a whole number from 1000 to 604800000',
    'ONWARD_TSA_URL is not an address that begins with https:// or http://',
  ])
  expect(faultsOf({ ONWARD_TSA_URL: 'http://tsa.example/tsr' })).toEqual([])
})
