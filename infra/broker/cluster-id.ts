// The identity of a Kafka cluster.
import { randomBytes } from 'node:crypto'

/** A Kafka UUID: base64url of 16 bytes, never with a hyphen first (it would look like an option). */
export function clusterId(): string {
  const id = randomBytes(16).toString('base64url')
  return id.startsWith('-') ? clusterId() : id
}
