// What can go wrong between us and Kafka, in our own words: the only file that reads a Kafka client's errors.

/**
 * Why the bus refused or failed. A code is public API: never rename or reuse one.
 *
 * - `FORBIDDEN` the broker's access rules refuse this principal (also: a foreign consumer group)
 * - `UNAUTHENTICATED` wrong user or password
 * - `TOO_LARGE` records over the limit; `indices` says which of the call's values were not written
 * - `LANE_NAME` not the name of a lane
 * - `LANE_MISSING` the broker has no such topic
 * - `LANE_UNAVAILABLE` the topic has no leader or too few replicas just now
 * - `UNREACHABLE` nobody answers, or a connection broke: the outcome of what was under way is unknown
 * - `SILENT` a connection stands but no answer came in time: the outcome is unknown as well
 * - `POSITION_LOST` the stored position is not in the log any more
 * - `STOPPED` the caller stopped it
 * - `FAULT` anything else; the cause tells
 */
export type BusCode =
  | 'FORBIDDEN'
  | 'UNAUTHENTICATED'
  | 'TOO_LARGE'
  | 'LANE_NAME'
  | 'LANE_MISSING'
  | 'LANE_UNAVAILABLE'
  | 'UNREACHABLE'
  | 'SILENT'
  | 'POSITION_LOST'
  | 'STOPPED'
  | 'FAULT'

export class BusError extends Error {
  override readonly name = 'BusError'
  readonly code: BusCode
  /** With `TOO_LARGE` from `send`: which values of that call were not written. All others were. */
  readonly indices: readonly number[]

  constructor(code: BusCode, message: string, options: ErrorOptions & { indices?: readonly number[] } = {}) {
    super(message, options)
    this.code = code
    this.indices = options.indices ?? []
  }
}

/** Turns whatever a Kafka client threw into a `BusError`; one of ours is handed back as it is. */
export function asBusError(error: unknown, doing: string): BusError {
  if (error instanceof BusError) return error
  const chain = causes(error)
  const code = chain.map(codeOf).find((found) => found !== undefined) ?? 'FAULT'
  const told = chain.map((each) => textOf(each, 'message')).find((text) => text !== undefined)
  return new BusError(code, `${doing}: ${told ?? String(error)}`, { cause: error })
}

/** A refusal is an answer: asking again soon brings the same one. */
export function isRefusal({ code }: BusError): boolean {
  return code === 'FORBIDDEN' || code === 'UNAUTHENTICATED' || code === 'LANE_MISSING'
}

/** Resolves as `promise` does, or rejects with `SILENT` after `ms`: a silent socket is never given up by itself. */
export async function within<T>(ms: number, doing: string, promise: Promise<T>): Promise<T> {
  // Whoever loses the race may still reject later; that must not end the process.
  promise.catch(() => {})
  const { promise: late, reject } = Promise.withResolvers<never>()
  const timer = setTimeout(() => reject(new BusError('SILENT', `${doing}: no answer for ${ms} ms`)), ms)
  try {
    return await Promise.race([promise, late])
  } finally {
    clearTimeout(timer)
  }
}

// Kafka protocol error names, as kafkajs puts them in `type` and @platformatic/kafka in `apiId`.
const byType = new Map<string | undefined, BusCode>(
  Object.entries({
    TOPIC_AUTHORIZATION_FAILED: 'FORBIDDEN',
    GROUP_AUTHORIZATION_FAILED: 'FORBIDDEN',
    CLUSTER_AUTHORIZATION_FAILED: 'FORBIDDEN',
    TRANSACTIONAL_ID_AUTHORIZATION_FAILED: 'FORBIDDEN',
    SASL_AUTHENTICATION_FAILED: 'UNAUTHENTICATED',
    MESSAGE_TOO_LARGE: 'TOO_LARGE',
    RECORD_LIST_TOO_LARGE: 'TOO_LARGE',
    UNKNOWN_TOPIC_OR_PARTITION: 'LANE_MISSING',
    INVALID_TOPIC_EXCEPTION: 'LANE_MISSING',
    LEADER_NOT_AVAILABLE: 'LANE_UNAVAILABLE',
    NOT_LEADER_FOR_PARTITION: 'LANE_UNAVAILABLE',
    NOT_ENOUGH_REPLICAS: 'LANE_UNAVAILABLE',
    NOT_ENOUGH_REPLICAS_AFTER_APPEND: 'LANE_UNAVAILABLE',
    REQUEST_TIMED_OUT: 'UNREACHABLE',
  } as const),
)

// The clients' own errors, by `name` (kafkajs; stable where `instanceof` is not) or `code` (@platformatic/kafka).
const byName = new Map<string | undefined, BusCode>(
  Object.entries({
    KafkaJSSASLAuthenticationError: 'UNAUTHENTICATED',
    // A foreign group: the broker's refusal hides behind this one (measured).
    KafkaJSGroupCoordinatorNotFound: 'FORBIDDEN',
    KafkaJSTopicMetadataNotLoaded: 'LANE_MISSING',
    KafkaJSConnectionError: 'UNREACHABLE',
    KafkaJSConnectionClosedError: 'UNREACHABLE',
    KafkaJSRequestTimeoutError: 'UNREACHABLE',
    KafkaJSBrokerNotFound: 'UNREACHABLE',
    KafkaJSNoBrokerAvailableError: 'UNREACHABLE',
    KafkaJSLockTimeout: 'UNREACHABLE',
    PLT_KFK_AUTHENTICATION: 'UNAUTHENTICATED',
    PLT_KFK_NETWORK: 'UNREACHABLE',
    PLT_KFK_TIMEOUT: 'UNREACHABLE',
  } as const),
)

function codeOf(error: unknown): BusCode | undefined {
  const type = textOf(error, 'type') ?? textOf(error, 'apiId')
  return byType.get(type) ?? byName.get(textOf(error, 'name')) ?? byName.get(textOf(error, 'code'))
}

function causes(error: unknown, depth = 0): unknown[] {
  if (typeof error !== 'object' || error === null || depth > 8) return [error]
  const inner = 'errors' in error && Array.isArray(error.errors) ? error.errors : []
  const cause = 'cause' in error && error.cause !== undefined ? [error.cause] : []
  return [error, ...[...cause, ...inner].flatMap((each) => causes(each, depth + 1))]
}

function textOf(error: unknown, member: 'type' | 'apiId' | 'name' | 'code' | 'message'): string | undefined {
  if (typeof error !== 'object' || error === null) return undefined
  const value: unknown = Reflect.get(error, member)
  return typeof value === 'string' && value !== '' ? value : undefined
}
