// Which Apache Kafka we run, as container and as jars alike.
import { readFileSync } from 'node:fs'

export const pomPath = new URL('../pom.xml', import.meta.url)

/** The version in `infra/pom.xml`. */
export const kafkaVersion = readVersion()

function readVersion(): string {
  const version = /<kafka\.version>([\d.]+)<\/kafka\.version>/.exec(readFileSync(pomPath, 'utf8'))?.[1]
  if (version === undefined) throw new Error('infra/pom.xml names no kafka.version')
  return version
}
