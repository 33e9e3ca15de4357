import { expect, test } from 'vitest'
import { asBusError, BusError, within } from './fault.ts'

const error = (members: object, cause?: unknown) => Object.assign(new Error('told', { cause }), members)

test.each([
  { what: 'a refusal by type', thrown: error({ type: 'TOPIC_AUTHORIZATION_FAILED' }), code: 'FORBIDDEN' },
  {
    what: 'a refusal inside a cause',
    thrown: error({ name: 'KafkaJSNonRetriableError' }, error({ type: 'GROUP_AUTHORIZATION_FAILED' })),
    code: 'FORBIDDEN',
  },
  {
    what: 'a refusal inside a collection',
    thrown: error({ errors: [error({ type: 'CLUSTER_AUTHORIZATION_FAILED' })] }),
    code: 'FORBIDDEN',
  },
  { what: 'a foreign group', thrown: error({ name: 'KafkaJSGroupCoordinatorNotFound' }), code: 'FORBIDDEN' },
  {
    what: 'a wrong password',
    thrown: error({ name: 'KafkaJSSASLAuthenticationError' }),
    code: 'UNAUTHENTICATED',
  },
  { what: 'a large record', thrown: error({ type: 'MESSAGE_TOO_LARGE' }), code: 'TOO_LARGE' },
  { what: 'no such topic', thrown: error({ type: 'UNKNOWN_TOPIC_OR_PARTITION' }), code: 'LANE_MISSING' },
  { what: 'too few replicas', thrown: error({ type: 'NOT_ENOUGH_REPLICAS' }), code: 'LANE_UNAVAILABLE' },
  {
    what: 'a broken connection',
    thrown: error({ name: 'KafkaJSConnectionClosedError' }),
    code: 'UNREACHABLE',
  },
  {
    what: "the other client's refusal",
    thrown: error({ errors: [error({ apiId: 'CLUSTER_AUTHORIZATION_FAILED' })] }),
    code: 'FORBIDDEN',
  },
  {
    what: "the other client's lost connection",
    thrown: error({ code: 'PLT_KFK_NETWORK' }),
    code: 'UNREACHABLE',
  },
  {
    what: 'a member of every object',
    thrown: error({ type: 'constructor', name: 'toString' }),
    code: 'FAULT',
  },
  { what: 'anything else', thrown: error({}), code: 'FAULT' },
  { what: 'something that is no error', thrown: 'oops', code: 'FAULT' },
  { what: 'nothing', thrown: undefined, code: 'FAULT' },
])('$what is told as $code', ({ thrown, code }) => {
  const told = asBusError(thrown, 'send')
  expect(told.code).toBe(code)
  expect(told.cause).toBe(thrown)
})

test('an error of ours is handed back as it is', () => {
  const ours = new BusError('STOPPED', 'stopped')
  expect(asBusError(ours, 'send')).toBe(ours)
})

test('an error that is its own cause ends the search', () => {
  const loop: { cause?: unknown } = {}
  loop.cause = loop
  expect(asBusError(loop, 'send').code).toBe('FAULT')
})

test('a promise that is never answered is told as silent, one that is keeps its answer', async () => {
  await expect(within(5, 'send', new Promise(() => {}))).rejects.toMatchObject({ code: 'SILENT' })
  await expect(within(1_000, 'send', Promise.resolve(7))).resolves.toBe(7)
  await expect(within(1_000, 'send', Promise.reject(new Error('no')))).rejects.toThrow('no')
})
