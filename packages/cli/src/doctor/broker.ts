/** The broker: its certificates, and that the member may do on each topic what it must and nothing more. */
import { X509Certificate } from 'node:crypto'
import { isIP } from 'node:net'
import { checkServerIdentity, connect } from 'node:tls'
import { BusError, type BusSettings, readLaneName, readRights, type TopicOperation } from '@onward/bus'
import type { Directory } from '@onward/directory'
import { expiryState, type Finding, inDays } from './finding.ts'
import type { Settings } from './settings.ts'

const dayMs = 86_400_000

/** The rights of the member, as the broker says them. */
export async function checkBroker(
  { bus, member }: Settings,
  directory: Directory,
): Promise<readonly Finding[]> {
  let rights: ReadonlyMap<string, readonly TopicOperation[]>
  try {
    rights = await readRights(bus)
  } catch (error) {
    if (!(error instanceof BusError)) throw error
    return [
      failed(
        `the broker does not let ${member} in (${error.code})`,
        'look whether it runs, and at the Kafka user, password and authority',
      ),
    ]
  }
  const own = directory.lanes().filter(({ to, from }) => to === member || from === member)
  const found = [
    ...own.flatMap(({ name }) => lacking(name, rights.get(name) ?? [], member)),
    ...[...rights].flatMap(([name, given]) =>
      excess(
        name,
        given,
        member,
        own.some((lane) => lane.name === name),
      ),
    ),
  ]
  if (found.length > 0) return found
  return [
    {
      check: 'broker',
      state: 'ok',
      says: `${member} may read its ${own.length / 2} lanes in, write its lanes out, and nothing else`,
    },
  ]
}

/** What a member may do on a topic (memberGrants of @onward/bus). */
function wanted(lane: string, member: string): readonly TopicOperation[] {
  try {
    const { to, from } = readLaneName(lane)
    if (to === member) return ['read', 'describe']
    return from === member ? ['write', 'describe'] : []
  } catch {
    // A topic that is no lane.
    return []
  }
}

function lacking(lane: string, given: readonly TopicOperation[], member: string): readonly Finding[] {
  const missing = wanted(lane, member).filter((each) => !given.includes(each))
  return missing.length === 0
    ? []
    : [
        failed(
          `${member} may not ${missing.join(', ')} ${lane}`,
          'have the lane provisioned by whoever administers the broker',
        ),
      ]
}

function excess(
  topic: string,
  given: readonly TopicOperation[],
  member: string,
  isAgreed: boolean,
): readonly Finding[] {
  const more = given.filter((each) => !wanted(topic, member).includes(each))
  if (more.length > 0)
    return [
      failed(
        `${member} may ${more.join(', ')} ${topic}, which it must not`,
        'have the access rule removed by whoever administers the broker',
      ),
    ]
  // Its right to read is a prefix, so a lane that is closed stays visible until its topic is gone.
  const isOut = !isAgreed && given.includes('write')
  return isOut
    ? [
        failed(
          `${member} may still write ${topic}, which no agreement opens`,
          'have the access rule removed by whoever administers the broker',
        ),
      ]
    : []
}

/** How long the brokers' certificates and their authority are valid. Nothing to say of a broker without TLS. */
export async function checkCertificates({ bus }: Settings, now: Date): Promise<readonly Finding[]> {
  const { tls } = bus
  if (!tls)
    return [
      {
        check: 'certificates',
        state: 'warning',
        says: 'the broker is spoken to without TLS',
        remedy: 'only on a network that is yours alone',
      },
    ]
  try {
    const authority = ends('the authority of the brokers', new X509Certificate(tls.ca).validTo, now)
    return [
      authority,
      ...(await Promise.all(bus.brokers.map((address) => certificateOf(bus, tls.ca, address, now)))),
    ]
  } catch {
    return [
      {
        check: 'certificates',
        state: 'failed',
        says: 'ONWARD_KAFKA_CA_FILE holds no certificate',
        remedy: 'put the authority of the brokers there, PEM',
      },
    ]
  }
}

function certificateOf({ dial }: BusSettings, ca: string, address: string, now: Date): Promise<Finding> {
  const [host = ''] = split(address)
  const [target, port] = split(dial?.[address] ?? address)
  const { promise, resolve } = Promise.withResolvers<Finding>()
  const socket = connect({
    host: target,
    port: Number(port),
    ca,
    ...(isIP(host) === 0 ? { servername: host } : {}),
    checkServerIdentity: (_, certificate) => checkServerIdentity(host, certificate),
  })
  socket.setTimeout(5_000, () => socket.destroy(new Error('no answer')))
  socket.once('secureConnect', () => {
    resolve(ends(`the certificate of ${address}`, socket.getPeerCertificate().valid_to, now))
    socket.end()
  })
  socket.once('error', (error: NodeJS.ErrnoException) => {
    const says = `${address} shows no certificate that the authority vouches for (${error.code ?? 'TIMEOUT'})`
    resolve({
      check: 'certificates',
      state: 'failed',
      says,
      remedy: 'look whether the broker runs, and at its certificate and ONWARD_KAFKA_CA_FILE',
    })
  })
  return promise
}

function ends(name: string, validTo: string, now: Date): Finding {
  const left = (Date.parse(validTo) - now.getTime()) / dayMs
  const state = expiryState(left)
  const says = `${name} ends ${inDays(left)}`
  return { check: 'certificates', state, says, ...(state === 'ok' ? {} : { remedy: 'have it renewed' }) }
}

function split(address: string): readonly [host: string, port: string] {
  const colon = address.lastIndexOf(':')
  return [address.slice(0, colon).replace(/^\[|\]$/g, ''), address.slice(colon + 1)]
}

function failed(says: string, remedy: string): Finding {
  return { check: 'broker', state: 'failed', says, remedy }
}
