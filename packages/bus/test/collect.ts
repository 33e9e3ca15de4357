// A receiver for tests: keeps what a lane delivered, and its position, as a gateway's database would.

import {
  type BusSettings,
  type ConsumerOptions,
  type ConsumerState,
  groupName,
  openConsumer,
} from '../src/index.ts'

export interface Collected {
  /** Texts in the order they were delivered, repetitions included. */
  readonly texts: string[]
  readonly offsets: bigint[]
  readonly states: ConsumerState[]
  readonly positions: Map<string, bigint>
  readonly consumer: ReturnType<typeof openConsumer>
}

export interface Collect extends Partial<ConsumerOptions> {
  readonly settings: BusSettings
  readonly lanes: readonly string[]
}

export function collect({ lanes, deliver, ...options }: Collect): Collected {
  const texts: string[] = []
  const offsets: bigint[] = []
  const states: ConsumerState[] = []
  const positions = new Map<string, bigint>()
  const consumer = openConsumer({
    group: groupName(lanes[0]?.split('.')[1] ?? ''),
    lanes,
    position: async (lane) => positions.get(lane) ?? -1n,
    onState: (state) => states.push(state),
    ...options,
    async deliver(batch) {
      await deliver?.(batch)
      for (const { offset, value } of batch.messages) {
        texts.push(Buffer.from(value).toString())
        offsets.push(offset)
        positions.set(batch.lane, offset + 1n)
      }
    },
  })
  return { texts, offsets, states, positions, consumer }
}
