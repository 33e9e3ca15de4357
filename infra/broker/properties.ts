// The settings of the local broker. Pure: gives the text of a server.properties file.

/** The super user that provisions lanes, users and rules; members never use it. */
export const adminUser = 'admin'

export interface BrokerLayout {
  /** Where the client listener binds: loopback on the machine itself, every address inside a container. */
  readonly bind: '127.0.0.1' | '0.0.0.0'
  readonly ports: { readonly client: number; readonly internal: number; readonly controller: number }
  /** What clients are told to connect to. */
  readonly advertised: { readonly host: string; readonly port: number }
  readonly dataFolder: string
  /** PEM keystore; undefined means plaintext, which only an explicit setting asks for. */
  readonly keystore: string | undefined
  /** The password of the broker to itself. */
  readonly secret: string
}

export function serverProperties(layout: BrokerLayout): string {
  const { bind, ports, advertised, dataFolder, keystore, secret } = layout
  const plain = `org.apache.kafka.common.security.plain.PlainLoginModule required username="broker" password="${secret}" user_broker="${secret}";`
  const clientProtocol = keystore === undefined ? 'SASL_PLAINTEXT' : 'SASL_SSL'
  const properties: readonly (readonly [string, string | number | boolean])[] = [
    ['process.roles', 'broker,controller'],
    ['node.id', 1],
    ['controller.quorum.voters', `1@127.0.0.1:${ports.controller}`],
    // The broker's talk with itself never leaves the machine (or the container).
    [
      'listeners',
      `CLIENT://${bind}:${ports.client},INTERNAL://127.0.0.1:${ports.internal},CONTROLLER://127.0.0.1:${ports.controller}`,
    ],
    [
      'advertised.listeners',
      `CLIENT://${advertised.host}:${advertised.port},INTERNAL://127.0.0.1:${ports.internal}`,
    ],
    [
      'listener.security.protocol.map',
      `CLIENT:${clientProtocol},INTERNAL:SASL_PLAINTEXT,CONTROLLER:SASL_PLAINTEXT`,
    ],
    ['controller.listener.names', 'CONTROLLER'],
    ['inter.broker.listener.name', 'INTERNAL'],
    ['log.dirs', dataFolder],

    ['listener.name.client.sasl.enabled.mechanisms', 'SCRAM-SHA-512'],
    [
      'listener.name.client.scram-sha-512.sasl.jaas.config',
      'org.apache.kafka.common.security.scram.ScramLoginModule required;',
    ],
    ...(keystore === undefined
      ? []
      : ([
          ['listener.name.client.ssl.keystore.type', 'PEM'],
          ['listener.name.client.ssl.keystore.location', keystore],
          ['listener.name.client.ssl.enabled.protocols', 'TLSv1.3'],
          ['listener.name.client.ssl.client.auth', 'none'],
        ] as const)),

    // PLAIN among the broker's own parts: SCRAM users do not exist before the first start.
    ['sasl.mechanism.inter.broker.protocol', 'PLAIN'],
    ['sasl.mechanism.controller.protocol', 'PLAIN'],
    ['listener.name.internal.sasl.enabled.mechanisms', 'PLAIN'],
    ['listener.name.internal.plain.sasl.jaas.config', plain],
    ['listener.name.controller.sasl.enabled.mechanisms', 'PLAIN'],
    ['listener.name.controller.plain.sasl.jaas.config', plain],

    ['authorizer.class.name', 'org.apache.kafka.metadata.authorizer.StandardAuthorizer'],
    ['allow.everyone.if.no.acl.found', false],
    ['super.users', `User:broker;User:${adminUser}`],
    ['auto.create.topics.enable', false],

    // A gateway that was away for six weeks still finds where it had got to.
    ['offsets.retention.minutes', 64_800],
    ['offsets.topic.replication.factor', 1],
    ['offsets.topic.num.partitions', 1],
    ['transaction.state.log.replication.factor', 1],
    ['transaction.state.log.min.isr', 1],
    ['transaction.state.log.num.partitions', 1],
    ['share.coordinator.state.topic.replication.factor', 1],
    ['share.coordinator.state.topic.min.isr', 1],
    ['group.initial.rebalance.delay.ms', 0],
  ]
  return `${properties.map(([name, value]) => `${name}=${asValue(value)}`).join('\n')}\n`
}

/** In a properties file a backslash begins an escape; a Windows path is full of them. */
function asValue(value: string | number | boolean): string {
  return String(value).replaceAll('\\', '\\\\')
}
