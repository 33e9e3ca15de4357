import fc from 'fast-check'
import { expect, test } from 'vitest'
import { groupName, laneConfig, laneName, memberGrants, pairedLane, readLaneName } from './lanes.ts'

const code = fc.stringMatching(/^[A-Z]{2,8}$/)

test('a lane is named after its receiver, then its sender', () => {
  expect(laneName({ to: 'RO', from: 'NL' })).toBe('lane.RO.NL')
  expect(readLaneName('lane.RO.IOM')).toEqual({ to: 'RO', from: 'IOM' })
  expect(pairedLane('lane.RO.NL')).toBe('lane.NL.RO')
  expect(groupName('RO')).toBe('RO.in')
})

test('every lane name reads back, and the paired lane of the paired lane is the lane', () => {
  fc.assert(
    fc.property(code, code, (to, from) => {
      fc.pre(to !== from)
      const name = laneName({ to, from })
      expect(readLaneName(name)).toEqual({ to, from })
      expect(pairedLane(pairedLane(name))).toBe(name)
    }),
  )
})

test.each([
  '',
  'lane',
  'lane.RO',
  'lane.RO.',
  'lane.RO.RO',
  'lane.RO.NL.X',
  'lane.ro.nl',
  'Lane.RO.NL',
  'lane.R.NL',
  'lane.RO.NL\n',
  '\nlane.RO.NL',
  'lane.RO.N\u0000',
  'lane..NL',
  'partner.RO.NL',
  `lane.RO.${'N'.repeat(9)}`,
])('%j is not the name of a lane', (name) => {
  expect(() => readLaneName(name)).toThrow(expect.objectContaining({ code: 'LANE_NAME' }))
})

test('R1 a member may read what is sent to it, write where it is the sender, and nothing else', () => {
  expect(memberGrants('RO', ['lane.RO.NL', 'lane.NL.RO', 'lane.IT.RO', 'lane.IT.NL'])).toEqual([
    { resource: 'topic', name: 'lane.RO.', pattern: 'prefixed', operations: ['read', 'describe'] },
    { resource: 'group', name: 'RO.', pattern: 'prefixed', operations: ['read'] },
    { resource: 'topic', name: 'lane.NL.RO', pattern: 'literal', operations: ['write', 'describe'] },
    { resource: 'topic', name: 'lane.IT.RO', pattern: 'literal', operations: ['write', 'describe'] },
  ])
})

test('R1 the prefix a receiver reads never covers the lanes of a member whose code begins like its own', () => {
  fc.assert(
    fc.property(code, code, code, (member, other, from) => {
      fc.pre(member !== other && other !== from)
      const [grant] = memberGrants(member, [])
      expect(laneName({ to: other, from }).startsWith(grant?.name ?? '')).toBe(false)
    }),
  )
})

test('a lane keeps messages for thirty days in segments of one, stamped by the broker and unpacked by it', () => {
  expect(laneConfig(2)).toEqual({
    'cleanup.policy': 'delete',
    'retention.ms': '2592000000',
    'retention.bytes': '-1',
    'segment.ms': '86400000',
    'message.timestamp.type': 'LogAppendTime',
    'min.insync.replicas': '2',
    'max.message.bytes': '1048588',
    'compression.type': 'uncompressed',
    'unclean.leader.election.enable': 'false',
  })
})
