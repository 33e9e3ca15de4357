import { parsePolicy } from '@onward/audit'
import { ofThisVersion } from '@onward/directory'
import { expect, test } from 'vitest'
import { schemasThatDiffer, witnessPolicyOf } from './agreed.ts'

const policy = { version: 1, minDirv: 0 }

test('a schema that the membership has in other words is named, and what it does not speak of is not', () => {
  const [schema, ...others] = ofThisVersion.schemas
  const changed = { uri: schema?.uri ?? '', digest: 'A'.repeat(43) }
  const of = (schemas: typeof others) => schemasThatDiffer({ policy: { ...policy, schemas } })
  expect(schemasThatDiffer({ policy })).toEqual([])
  expect([of([...ofThisVersion.schemas]), of(others), of([changed, ...others])]).toEqual([
    [],
    [],
    [changed.uri],
  ])
})

test('our own policy of witnesses goes before the one that was agreed, and one that cannot be read stops the start', () => {
  const [own, agreed] = [parsePolicy('quorum none\n'), 'quorum none\n']
  expect(witnessPolicyOf(own, { policy: { ...policy, witnesses: 'quorum nobody\n' } })).toBe(own)
  expect(witnessPolicyOf(undefined, { policy: { ...policy, witnesses: agreed } })).toEqual(
    parsePolicy(agreed),
  )
  expect(witnessPolicyOf(undefined, { policy })).toBeUndefined()
  expect(() => witnessPolicyOf(undefined, { policy: { ...policy, witnesses: 'quorum nobody\n' } })).toThrow(
    /^.*The directory's policy of witnesses cannot be read \(line 1 names what no line before it defines.*\): set ONWARD_WITNESS_POLICY_FILE/s,
  )
})
