export type { BusLine, BusLog, BusSettings } from './client.ts'
export {
  type ConsumerHealth,
  type ConsumerOptions,
  type ConsumerState,
  type LaneBatch,
  type LaneConsumer,
  openConsumer,
} from './consumer.ts'
export { type BusCode, BusError } from './fault.ts'
export { checkBrokers, hasMessageSince, type LaneExtent, readLaneExtent } from './inspect.ts'
export type { LaneMessage } from './intake.ts'
export {
  type Grant,
  groupName,
  type LaneEnds,
  laneConfig,
  laneName,
  memberGrants,
  pairedLane,
  readLaneName,
} from './lanes.ts'
export { type LaneProducer, openProducer, type ProducerHealth, type ProducerHooks } from './producer.ts'
export { type MemberPrincipal, type Provision, provision, withdraw } from './provision.ts'
export { readRights, type TopicOperation } from './rights.ts'
export { type BusUser, putUsers } from './users.ts'
