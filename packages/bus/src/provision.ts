// Opens lanes at the broker: topics, access rules, users. Run by whoever administers it, never by a gateway.

import type { AclEntry, Admin } from 'kafkajs'
import { type BusLog, type BusSettings, openClient, times } from './client.ts'
import { asBusError, within } from './fault.ts'
import {
  AclOperationTypes,
  AclPermissionTypes,
  AclResourceTypes,
  ConfigResourceTypes,
  ResourcePatternTypes,
} from './kafkajs.ts'
import { type Grant, groupName, laneConfig, memberGrants, readLaneName } from './lanes.ts'
import { putUsers } from './users.ts'

/** A member as the broker knows it. Without a password its user is left as it is. */
export interface MemberPrincipal {
  readonly code: string
  readonly username: string
  readonly password?: string | undefined
}

export interface Provision {
  readonly members: readonly MemberPrincipal[]
  /** Lane names; an agreement always opens both directions, so name both. */
  readonly lanes: readonly string[]
  readonly log?: BusLog | undefined
}

/**
 * Brings the broker to what is asked: users, topics with their whole configuration, access rules. What is there
 * already is set right, nothing is taken away, so it can be run again at any time. Needs a super user.
 * Rejects with `BusError`.
 */
export async function provision(settings: BusSettings, { members, lanes, log }: Provision): Promise<void> {
  for (const lane of lanes) readLaneName(lane)
  const client = openClient(settings, { retries: 6, log: log ?? (() => {}) })
  const admin = client.kafka.admin()
  try {
    await within(times.watchdog, 'connect', admin.connect())
    await putUsers(settings, members.flatMap(withPassword))
    await putTopics(admin, lanes)
    await putGrants(admin, members, lanes)
    await coordinatorOf(admin, members)
    await within(1_000, 'disconnect', admin.disconnect()).catch(() => {})
  } catch (error) {
    throw asBusError(error, 'provision')
  } finally {
    client.drop()
  }
}

/**
 * Takes every right of a principal at the broker: what it reads and writes ends with its next request. Its user, the
 * topics and what lies on them stay. Needs a super user. Rejects with `BusError`.
 */
export async function withdraw(
  settings: BusSettings,
  username: string,
  log: BusLog = () => {},
): Promise<void> {
  const client = openClient(settings, { retries: 6, log })
  const admin = client.kafka.admin()
  try {
    await within(times.watchdog, 'connect', admin.connect())
    const filter = {
      resourceType: AclResourceTypes.ANY,
      resourcePatternType: ResourcePatternTypes.ANY,
      principal: `User:${username}`,
      operation: AclOperationTypes.ANY,
      permissionType: AclPermissionTypes.ANY,
    }
    await admin.deleteAcls({ filters: [filter] })
    await within(1_000, 'disconnect', admin.disconnect()).catch(() => {})
  } catch (error) {
    throw asBusError(error, 'withdraw')
  } finally {
    client.drop()
  }
}

async function putTopics(admin: Admin, lanes: readonly string[]): Promise<void> {
  if (lanes.length === 0) return
  const { brokers } = await admin.describeCluster()
  const replicas = Math.min(3, brokers.length)
  // With three replicas one broker may be away; with fewer, nobody may be.
  const config = Object.entries(laneConfig(replicas === 3 ? 2 : replicas))
  const configEntries = config.map(([name, value]) => ({ name, value }))

  const existing = new Set(await admin.listTopics())
  const missing = lanes.filter((lane) => !existing.has(lane))
  await admin.createTopics({
    // Never more than one partition: a lane's order is the order of its topic.
    topics: missing.map((topic) => ({ topic, numPartitions: 1, replicationFactor: replicas, configEntries })),
    waitForLeaders: false,
  })
  await leadersOf(admin, missing)
  const known = lanes.filter((lane) => existing.has(lane))
  if (known.length === 0) return
  const resources = known.map((name) => ({ type: ConfigResourceTypes.TOPIC, name, configEntries }))
  await admin.alterConfigs({ validateOnly: false, resources })
}

/**
 * Waits until every new topic has a leader. A broker may not know yet what the controller has made; the client takes
 * that for an answer when it is asked to wait itself, so it is asked again here.
 */
async function leadersOf(admin: Admin, topics: readonly string[]): Promise<void> {
  if (topics.length === 0) return
  const until = Date.now() + times.watchdog
  for (;;) {
    try {
      await admin.fetchTopicMetadata({ topics: [...topics] })
      return
    } catch (error) {
      const { code } = asBusError(error, 'provision')
      const isComing = code === 'LANE_MISSING' || code === 'LANE_UNAVAILABLE'
      if (!isComing || Date.now() > until) throw error
    }
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
}

/**
 * Waits until the broker keeps the members' groups. It makes the place for them when it is first asked for one, and
 * meanwhile refuses whoever asks: a gateway would begin its work with a fault.
 */
async function coordinatorOf(admin: Admin, members: readonly MemberPrincipal[]): Promise<void> {
  const groups = members.map(({ code }) => groupName(code))
  const until = Date.now() + times.watchdog
  const isKept = () =>
    admin.describeGroups(groups).then(
      () => true,
      (error) => {
        if (Date.now() > until) throw error
        return false
      },
    )
  while (!(await isKept())) await new Promise((resolve) => setTimeout(resolve, 100))
}

async function putGrants(admin: Admin, members: readonly MemberPrincipal[], lanes: readonly string[]) {
  const acl = members.flatMap(({ code, username }) =>
    memberGrants(code, lanes).flatMap((grant) => asAcl(grant, username)),
  )
  if (acl.length > 0) await admin.createAcls({ acl })
}

function asAcl({ resource, name, pattern, operations }: Grant, username: string): AclEntry[] {
  return operations.map((operation) => ({
    resourceType: resource === 'topic' ? AclResourceTypes.TOPIC : AclResourceTypes.GROUP,
    resourceName: name,
    resourcePatternType:
      pattern === 'prefixed' ? ResourcePatternTypes.PREFIXED : ResourcePatternTypes.LITERAL,
    principal: `User:${username}`,
    host: '*',
    operation: aclOperation[operation],
    permissionType: AclPermissionTypes.ALLOW,
  }))
}

const aclOperation = {
  read: AclOperationTypes.READ,
  write: AclOperationTypes.WRITE,
  describe: AclOperationTypes.DESCRIBE,
} as const

function withPassword({ username, password }: MemberPrincipal) {
  return password === undefined ? [] : [{ username, password }]
}
