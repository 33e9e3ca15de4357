// The broker on the machine's Java (kafka.md §1 as measured: one node, KRaft).
import { access, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { draftOf, makeFolder, writeWhole } from '../atomic.ts'
import { runToEnd } from '../command.ts'
import type { RunningProcess } from '../processes.ts'
import type { Broker, BrokerSecrets, BrokerSettings } from './broker.ts'
import { certificateFiles, keepCertificate } from './certificate.ts'
import { clusterId } from './cluster-id.ts'
import { classArchive, type Java, keepJars } from './java.ts'
import { adminUser, type BrokerLayout, serverProperties } from './properties.ts'
import { answers } from './ready.ts'
import { kafkaVersion } from './version.ts'

const HOST = '127.0.0.1'

/** Small. */
const JVM = [
  '-Xms256m',
  '-Xmx384m',
  '-XX:+UseSerialGC',
  '-Djava.awt.headless=true',
  // What it could not archive is of no interest.
  '-Xlog:cds*=error',
]

/**
 * Without its optimising compiler a broker takes half the time to start, and a message over TLS three times as much once
 * there are many: a start and a test have few, a measurement has many.
 */
const QUICK = '-XX:TieredStopAtLevel=1'

/** The one line at info that says it is ready; warnings and errors else. */
const LOGGING = [
  '-Dorg.slf4j.simpleLogger.defaultLogLevel=warn',
  '-Dorg.slf4j.simpleLogger.log.kafka.server.KafkaRaftServer=info',
  '-Dorg.slf4j.simpleLogger.showDateTime=true',
  '-Dorg.slf4j.simpleLogger.dateTimeFormat=yyyy-MM-dd HH:mm:ss.SSS',
]

export interface LocalBrokerSettings extends BrokerSettings {
  readonly java: Java
  readonly secrets: BrokerSecrets
  readonly isPlaintext: boolean
}

export async function localBroker(settings: LocalBrokerSettings): Promise<Broker> {
  const { folder, cache, ports, supervisor, progress, java, secrets, isPlaintext } = settings
  const home = join(folder, 'broker')
  const [classPath] = await Promise.all([
    keepJars(cache, progress),
    keepCertificate(join(home, 'tls'), [HOST, 'localhost']),
  ])
  const files = certificateFiles(join(home, 'tls'))
  const layout: BrokerLayout = {
    bind: HOST,
    ports: { client: ports.kafka, internal: ports.kafkaInternal, controller: ports.kafkaController },
    advertised: { host: HOST, port: ports.kafka },
    dataFolder: join(home, 'data'),
    keystore: isPlaintext ? undefined : files.keystore,
    secret: secrets.broker,
  }
  const properties = join(home, 'server.properties')
  await writeWhole(properties, serverProperties(layout), 0o600)
  if (settings.lanes === 'empty') await rm(layout.dataFolder, { recursive: true, force: true })
  await keepStorage({ home, layout, java, classPath, password: secrets.admin })

  const broker = `${HOST}:${ports.kafka}`
  const ca = isPlaintext ? undefined : await readFile(files.ca, 'utf8')
  let running: RunningProcess | undefined

  const start = async () => {
    const archive = await classArchive(cache, java)
    const started = await supervisor.start({
      name: 'broker',
      command: java.command,
      args: [
        ...JVM,
        ...(settings.messages === 'few' ? [QUICK] : []),
        archive.option,
        ...LOGGING,
        '-cp',
        classPath,
        'kafka.Kafka',
        properties,
      ],
      env: { PATH: process.env.PATH, LANG: 'C.UTF-8' },
      cwd: home,
      log: join(folder, 'logs', 'broker.log'),
      stopSignal: 'SIGTERM',
      stopWithinMs: 20_000,
      // After a kill it first waits for its own earlier session to run out (12 s); a busy machine doubles that.
      readyWithinMs: 60_000,
      isReady: async (logged) => logged().includes('Kafka Server started') && (await answers(broker, ca)),
    })
    started.ended.then(archive.keep)
    running = started
  }
  progress(`Kafka ${kafkaVersion}: starting on ${broker} (Java ${java.version})`)
  await start()
  return {
    by: 'java',
    brokers: [broker],
    ca,
    admin: { username: adminUser, password: secrets.admin },
    pid: () => (running?.isRunning() ? running.pid : undefined),
    start,
    stop: async () => running?.stop(),
    kill: async () => running?.kill(),
  }
}

interface Storage {
  readonly home: string
  readonly layout: BrokerLayout
  readonly java: Java
  readonly classPath: string
  readonly password: string
}

/** Formats the data folder, once in its life: beside its place, so that one that exists is formatted. */
async function keepStorage({ home, layout, java, classPath, password }: Storage): Promise<void> {
  const exists = await access(layout.dataFolder).then(
    () => true,
    () => false,
  )
  if (exists) return
  const properties = draftOf(join(home, 'format.properties'))
  const argumentFile = draftOf(join(home, 'format.args'))
  try {
    await makeFolder(layout.dataFolder, async (draft) => {
      await writeWhole(properties, serverProperties({ ...layout, dataFolder: draft }), 0o600)
      const scram = `SCRAM-SHA-512=[name=${adminUser},password=${password}]`
      const args = ['format', '-t', clusterId(), '-c', properties, '--add-scram', scram]
      const all = [...JVM, QUICK, ...LOGGING, '-cp', classPath, 'kafka.tools.StorageTool', ...args]
      // In a file, because a password among the arguments is there for everybody on the machine to see.
      await writeFile(argumentFile, all.map(quoted).join('\n'), { mode: 0o600 })
      await runToEnd({ command: java.command, args: [`@${argumentFile}`] })
    })
  } finally {
    await Promise.all([rm(properties, { force: true }), rm(argumentFile, { force: true })])
  }
}

/** As the `java` launcher reads argument files. */
function quoted(argument: string): string {
  return `"${argument.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`
}
