// A lane: the one-way topic from one member to another, who may do what on it, and how the broker keeps it.

import { BusError } from './fault.ts'

/** The two ends of a lane, by member code. */
export interface LaneEnds {
  readonly to: string
  readonly from: string
}

/** One access rule at the broker: what a member may do with a topic or a group. */
export interface Grant {
  readonly resource: 'topic' | 'group'
  readonly name: string
  readonly pattern: 'prefixed' | 'literal'
  readonly operations: readonly ('read' | 'write' | 'describe')[]
}

/** The name of the lane, and of its topic. The receiver comes first, so that its right is one prefix. */
export function laneName({ to, from }: LaneEnds): string {
  const name = `lane.${to}.${from}`
  readLaneName(name)
  return name
}

/** Reads a lane's name; throws `LANE_NAME` for anything but two different member codes. */
export function readLaneName(name: string): LaneEnds {
  const [, to, from] = lanePattern.exec(name) ?? []
  if (to === undefined || from === undefined || to === from) {
    throw new BusError('LANE_NAME', `not the name of a lane: ${JSON.stringify(name.slice(0, 80))}`)
  }
  return { to, from }
}

/** The lane that runs the other way. */
export function pairedLane(name: string): string {
  const { to, from } = readLaneName(name)
  return laneName({ to: from, from: to })
}

/** The consumer group in which a member's gateways share its lanes. */
export function groupName(member: string): string {
  return `${member}.in`
}

/**
 * Everything a member may do at the broker, and nothing else: read what is sent to it, in its own groups, and
 * write to the lanes that start at it. Idempotent producing needs no more than the right to write.
 */
export function memberGrants(member: string, lanes: readonly string[]): Grant[] {
  const outgoing = lanes.filter((lane) => readLaneName(lane).from === member)
  return [
    // The last dot matters: the prefix `lane.RO` would open `lane.ROX.…` too.
    { resource: 'topic', name: `lane.${member}.`, pattern: 'prefixed', operations: ['read', 'describe'] },
    { resource: 'group', name: `${member}.`, pattern: 'prefixed', operations: ['read'] },
    ...outgoing.map((name): Grant => {
      return { resource: 'topic', name, pattern: 'literal', operations: ['write', 'describe'] }
    }),
  ]
}

/** How the broker keeps a lane. Every value is written out, so that a broker's own defaults decide nothing. */
export function laneConfig(minInsyncReplicas: number): Readonly<Record<string, string>> {
  return {
    'cleanup.policy': 'delete',
    'retention.ms': String(30 * day),
    'retention.bytes': '-1',
    'segment.ms': String(day),
    'message.timestamp.type': 'LogAppendTime',
    'min.insync.replicas': String(minInsyncReplicas),
    'max.message.bytes': '1048588',
    // A sender chooses its own codec, and one that our client cannot read would stop the receiver: the broker
    // unpacks whatever it is sent.
    'compression.type': 'uncompressed',
    'unclean.leader.election.enable': 'false',
  }
}

const day = 24 * 60 * 60 * 1000
// ISO 3166-1 alpha-2, or a registered organisation code such as IOM.
const lanePattern = /^lane\.([A-Z]{2,8})\.([A-Z]{2,8})$/
