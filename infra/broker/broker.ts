// The broker: one that was named to us, else one in a container, else one on the machine's Java.
import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { writeWhole } from '../atomic.ts'
import { InfraError } from '../error.ts'
import type { Supervisor } from '../processes.ts'
import type { Progress } from '../progress.ts'
import { changeState, readState } from '../state.ts'
import { dockerBroker, findDocker } from './docker.ts'
import { givenBroker } from './given.ts'
import { findJava } from './java.ts'
import { localBroker } from './local.ts'
import { kafkaVersion } from './version.ts'

export interface Broker {
  readonly by: 'given' | 'docker' | 'java'
  /** `host:port` each. */
  readonly brokers: readonly string[]
  /** PEM; undefined means plaintext, which only ONWARD_KAFKA_PLAINTEXT=1 asks for. */
  readonly ca: string | undefined
  /** A super user, SCRAM-SHA-512. */
  readonly admin: { readonly username: string; readonly password: string }
  /** The process to stop or freeze in a fault test; undefined while it is down, in a container or not ours. */
  pid(): number | undefined
  /** Orderly. @throws InfraError NOT_OURS for a broker that was named to us; so do the two below. */
  stop(): Promise<void>
  /** SIGKILL: its next start takes some 12 s, because it waits for its own earlier session to run out. */
  kill(): Promise<void>
  /** Once more on the same ports and data; resolves when it takes connections. */
  start(): Promise<void>
}

export interface BrokerSettings {
  /** The state folder of this run. */
  readonly folder: string
  /** Where what every run can share is kept: jars, the class archive. */
  readonly cache: string
  readonly ports: { readonly kafka: number; readonly kafkaInternal: number; readonly kafkaController: number }
  readonly lanes: 'kept' | 'empty'
  /** What it is started for: a few messages, and soon, or a load that is measured. */
  readonly messages: 'few' | 'many'
  readonly supervisor: Supervisor
  readonly progress: Progress
}

export interface BrokerSecrets {
  /** The password of the super user `admin`. */
  readonly admin: string
  /** The password of the broker to itself. */
  readonly broker: string
}

/** Starts or finds the broker. @throws InfraError BROKER_UNAVAILABLE with what to install. */
export async function startBroker(settings: BrokerSettings): Promise<Broker> {
  const { folder, progress } = settings
  const isPlaintext = process.env.ONWARD_KAFKA_PLAINTEXT === '1'
  if (process.env.KAFKA_BROKERS) {
    progress(`Kafka: the broker at ${process.env.KAFKA_BROKERS}`)
    return givenBroker(process.env, isPlaintext)
  }

  const kept = (await readState(folder)).broker
  const secrets = await keepSecrets(folder)
  const docker = kept === 'java' ? undefined : await findDocker()
  let failure: unknown
  if (docker) {
    try {
      const broker = await dockerBroker({ ...settings, docker, secrets, isPlaintext })
      await changeState(folder, { broker: 'docker' })
      return broker
    } catch (error) {
      // Its data would be missed if another kind of broker took over now.
      if (kept === 'docker') throw error
      failure = error
      progress(`Kafka: not with Docker (${firstLine(error)}); trying the machine's Java`)
    }
  }
  const java = kept === 'docker' ? undefined : await findJava()
  if (!java) throw new InfraError('BROKER_UNAVAILABLE', whatToInstall(kept), { cause: failure })
  const broker = await localBroker({ ...settings, java, secrets, isPlaintext })
  await changeState(folder, { broker: 'java' })
  return broker
}

function whatToInstall(kept: 'docker' | 'java' | undefined): string {
  if (kept === 'docker')
    return 'The broker ran in Docker before and Docker does not answer: start it, or run npm run reset.'
  const with_ = `Kafka ${kafkaVersion} needs either Docker, running, or Java 17 or newer with Maven`
  return `${with_}: install one of them (on Debian: apt-get install openjdk-17-jre-headless maven), or set KAFKA_BROKERS.`
}

async function keepSecrets(folder: string): Promise<BrokerSecrets> {
  const path = join(folder, 'broker', 'secrets.json')
  try {
    // Sound: only the lines below write it, whole.
    return JSON.parse(await readFile(path, 'utf8')) as BrokerSecrets
  } catch {
    const secrets = {
      admin: randomBytes(24).toString('base64url'),
      broker: randomBytes(24).toString('base64url'),
    }
    await writeWhole(path, `${JSON.stringify(secrets)}\n`, 0o600)
    return secrets
  }
}

function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n', 1)[0] ?? ''
}
