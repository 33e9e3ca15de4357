import { expect, test } from 'vitest'
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
