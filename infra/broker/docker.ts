// The broker in a container: the official image of Apache Kafka, with our own settings in place of its own.
import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ContainerRuntimeClient } from 'testcontainers'
import { pidFolder } from '../claim.ts'
import { InfraError } from '../error.ts'
import { pause } from '../pid-file.mjs'
import { changeState } from '../state.ts'
import type { Broker, BrokerSecrets, BrokerSettings } from './broker.ts'
import { certificateFiles, keepCertificate } from './certificate.ts'
import { clusterId } from './cluster-id.ts'
import { adminUser, serverProperties } from './properties.ts'
import { answers } from './ready.ts'
import { kafkaVersion } from './version.ts'

/** Ports inside the container; only the first is published. */
const INSIDE = { client: 9092, internal: 9094, controller: 9093 } as const
const HOME = '/opt/onward'
/** A volume of the image, owned by the user it runs as. */
const DATA = '/var/lib/kafka/data'
const READY_WITHIN_MS = 120_000
const STOP_WITHIN_S = 20

/** The image, unless ONWARD_KAFKA_IMAGE names one of the same layout (a mirror's, or one built here). */
const image = process.env.ONWARD_KAFKA_IMAGE ?? `apache/kafka:${kafkaVersion}`

export interface DockerBrokerSettings extends BrokerSettings {
  readonly docker: ContainerRuntimeClient
  readonly secrets: BrokerSecrets
  readonly isPlaintext: boolean
}

/** The machine's container engine, or undefined if none answers. */
export async function findDocker(): Promise<ContainerRuntimeClient | undefined> {
  // Its reaper is one more image to fetch; the guard of our own processes removes the container instead.
  process.env.TESTCONTAINERS_RYUK_DISABLED ??= 'true'
  const { getContainerRuntimeClient } = await import('testcontainers')
  return getContainerRuntimeClient().catch(() => undefined)
}

/** What the container runs: formats its volume once in its life, then becomes the broker. */
const script = `set -e
if [ ! -f ${DATA}/meta.properties ]; then
  /opt/kafka/bin/kafka-storage.sh format -t "$CLUSTER_ID" -c ${HOME}/server.properties \\
    --add-scram "SCRAM-SHA-512=[name=${adminUser},password=$(cat ${HOME}/admin)]" >/dev/null
fi
exec /opt/kafka/bin/kafka-server-start.sh ${HOME}/server.properties
`

export async function dockerBroker(settings: DockerBrokerSettings): Promise<Broker> {
  const { folder, supervisor, progress, docker, secrets, isPlaintext } = settings
  const host = docker.info.containerRuntime.host
  const port = settings.ports.kafka
  const tls = join(folder, 'broker', 'tls')
  await keepCertificate(tls, ['127.0.0.1', 'localhost', ...(host === 'localhost' ? [] : [host])])
  const ca = isPlaintext ? undefined : await readFile(certificateFiles(tls).ca, 'utf8')
  const properties = serverProperties({
    bind: '0.0.0.0',
    ports: INSIDE,
    advertised: { host, port },
    dataFolder: DATA,
    keystore: isPlaintext ? undefined : `${HOME}/keystore.pem`,
    secret: secrets.broker,
  })

  const name = `onward-broker-${createHash('sha256').update(folder).digest('hex').slice(0, 12)}`
  await removeContainer(docker, name)
  if (settings.lanes === 'empty')
    await docker.container.dockerode
      .getVolume(name)
      .remove()
      .catch(() => {})
  await changeState(folder, { container: name })
  const note = join(pidFolder(folder), 'broker.container')
  await mkdir(pidFolder(folder), { recursive: true })
  await writeFile(note, `${name}\n`)
  supervisor.onStop(async () => {
    await docker.container
      .getById(name)
      .stop({ t: STOP_WITHIN_S })
      .catch(() => {})
    await removeContainer(docker, name)
    await rm(note, { force: true })
  })

  progress(
    `Kafka ${kafkaVersion}: starting on ${host}:${port} (Docker, ${image}; the first time it is fetched)`,
  )
  const { GenericContainer, PullPolicy, Wait } = await import('testcontainers')
  await mkdir(join(folder, 'logs'), { recursive: true })
  const log = createWriteStream(join(folder, 'logs', 'broker.log'), { flags: 'a' })
  await new GenericContainer(image)
    .withName(name)
    .withPullPolicy(PullPolicy.defaultPolicy())
    .withEntrypoint(['/bin/bash', '-c'])
    .withCommand([script])
    .withEnvironment({ CLUSTER_ID: clusterId(), KAFKA_HEAP_OPTS: '-Xms256m -Xmx512m' })
    .withBindMounts([{ source: name, target: DATA }])
    // Readable by the image's own user; nobody else is in the container.
    .withCopyContentToContainer([
      { target: `${HOME}/server.properties`, content: properties },
      { target: `${HOME}/keystore.pem`, content: await readFile(certificateFiles(tls).keystore, 'utf8') },
      { target: `${HOME}/admin`, content: secrets.admin },
    ])
    .withExposedPorts({ container: INSIDE.client, host: port })
    .withLogConsumer((stream) => stream.pipe(log))
    .withWaitStrategy(Wait.forLogMessage('Kafka Server started'))
    .withStartupTimeout(READY_WITHIN_MS)
    .start()

  const container = docker.container.getById(name)
  const broker = `${host}:${port}`
  await untilAnswering(broker, ca)
  return {
    by: 'docker',
    brokers: [broker],
    ca,
    admin: { username: adminUser, password: secrets.admin },
    pid: () => undefined,
    start: async () => {
      await container.start()
      await untilAnswering(broker, ca)
    },
    stop: async () => {
      await container.stop({ t: STOP_WITHIN_S })
    },
    kill: async () => {
      await container.kill()
    },
  }
}

async function untilAnswering(broker: string, ca: string | undefined): Promise<void> {
  const until = Date.now() + READY_WITHIN_MS
  while (!(await answers(broker, ca))) {
    if (Date.now() > until)
      throw new InfraError('NOT_READY', `The broker at ${broker} was not ready in time.`)
    await pause(100)
  }
}

/** A container of this name is ours: left over from a run that was killed. */
async function removeContainer(docker: ContainerRuntimeClient, name: string): Promise<void> {
  const container = docker.container.getById(name)
  const exists = await container.inspect().then(
    () => true,
    () => false,
  )
  // With the volumes the image declares; the named one with the data stays.
  if (exists) await container.remove({ force: true, v: true })
}
