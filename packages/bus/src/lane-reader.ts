// One lane at the receiver: where it stands, what waits, what is being delivered. Outlives the clients that feed it.

import type { ConsumerOptions } from './consumer.ts'
import type { FetchControl } from './fetching.ts'
import { Intake, type LaneMessage, startOf } from './intake.ts'

/**
 * Seeking: assigned, and the place to read on from is being asked for. Flowing: messages come and go. Held: not
 * fetched; a fault or a pause. Away: another replica has it, or there is no client.
 */
type Phase = 'seeking' | 'flowing' | 'held' | 'away'

export class LaneReader {
  readonly lane: string
  readonly #options: ConsumerOptions
  #phase: Phase = 'away'
  /** Counts openings, closings and restarts: whatever began under an older number has no say any more. */
  #turn = 0
  #control: FetchControl | undefined
  #intake = new Intake(0n)
  #open = 0
  #failures = 0
  #isPaused = false
  #hint: bigint | undefined
  /** Something was missing at this offset: the second time it is stepped over. */
  #holeAt: bigint | undefined
  #changed = Promise.withResolvers<void>()

  constructor(lane: string, options: ConsumerOptions) {
    this.lane = lane
    this.#options = options
  }

  get isHeld(): boolean {
    return this.#phase === 'held'
  }

  /** The group has given us this lane (again). */
  open(control: FetchControl): void {
    this.#control = control
    if (this.#isPaused) this.#hold()
    else this.#restart('seeking')
  }

  /** We have lost the lane, or the client. What is being delivered ends in its own time. */
  close(): void {
    this.#turn += 1
    this.#phase = 'away'
    this.#control = undefined
    this.#intake = new Intake(0n)
    this.#announce()
  }

  pause(): void {
    this.#isPaused = true
    if (this.#phase !== 'away') this.#hold()
  }

  resume(): void {
    if (!this.#isPaused) return
    this.#isPaused = false
    if (this.#control) this.#restart('held')
  }

  /** Resolves when nothing is being delivered. */
  async settled(): Promise<void> {
    while (this.#open > 0) await this.#changed.promise
  }

  /** The offset reached since the last call, as an entry of a map; empty if none. */
  takeHint(): [string, bigint][] {
    const reached = this.#hint
    this.#hint = undefined
    return reached === undefined ? [] : [[this.lane, reached]]
  }

  arrived(messages: readonly LaneMessage[], advance: (last: bigint) => void): Promise<void> | undefined {
    // Fetched from a place we have not chosen: kafkajs begins at the hint while we still ask for the position.
    if (this.#phase === 'seeking') return this.#until(() => this.#phase !== 'seeking')
    if (this.#phase !== 'flowing' || this.#control === undefined) return undefined
    const admission = this.#intake.admit(messages)
    if (admission.verdict !== 'taken') return this.#misplaced(messages, this.#control)
    advance(admission.last)
    this.#pump()
    return this.#intake.isFull ? this.#until(() => !this.#intake.isFull) : undefined
  }

  /** Asks the record where to read on, and the log whether it is still there; repeats until both answer. */
  #restart(phase: 'seeking' | 'held', delay = 0): void {
    this.#turn += 1
    this.#phase = phase
    this.#intake = new Intake(0n)
    this.#announce()
    if (!this.#isPaused) void this.#seek(this.#turn, delay)
  }

  async #seek(turn: number, delay: number): Promise<void> {
    if (delay > 0) await sleep(delay)
    // Else a batch of the old turn could commit beside the first of the new one.
    await this.settled()
    const control = this.#control
    if (turn !== this.#turn || control === undefined) return
    try {
      const [stored, extent] = await Promise.all([
        this.#options.position(this.lane),
        control.extent(this.lane),
      ])
      if (turn !== this.#turn) return
      const start = startOf(stored, extent)
      if (start.isLost) this.#lost(stored, start.at)
      this.#intake = new Intake(start.at)
      this.#phase = 'flowing'
      control.seek(this.lane, start.at)
      control.resume(this.lane)
      this.#announce()
    } catch (error) {
      if (turn === this.#turn) this.#fail(error)
    }
  }

  #pump(): void {
    const { ahead = 1, most = 200 } = this.#options
    while (this.#phase === 'flowing' && this.#open < ahead && !this.#intake.isEmpty) {
      void this.#deliver(this.#intake.take(most), this.#turn)
    }
  }

  async #deliver(messages: readonly LaneMessage[], turn: number): Promise<void> {
    this.#open += 1
    try {
      await this.#options.deliver({ lane: this.lane, messages })
      const last = messages.at(-1)
      if (last) this.#hint = last.offset + 1n
      if (this.#failures > 0) this.#options.onState?.({ state: 'LANE_FLOWING', lane: this.lane })
      this.#failures = 0
    } catch (error) {
      if (turn === this.#turn) this.#fail(error)
    } finally {
      this.#open -= 1
      this.#announce()
      this.#pump()
    }
  }

  #hold(): void {
    this.#turn += 1
    this.#phase = 'held'
    this.#intake = new Intake(0n)
    this.#control?.pause(this.lane)
    this.#announce()
  }

  #fail(error: unknown): void {
    this.#hold()
    this.#failures += 1
    const detail = error instanceof Error ? error.message : String(error)
    if (this.#failures === 1) this.#options.onState?.({ state: 'LANE_HELD', lane: this.lane, detail })
    this.#restart('held', Math.min(100 * 2 ** this.#failures, 5_000))
  }

  /** The fetch began elsewhere than we stand: sets it right, or finds that the log is not what it was. */
  async #misplaced(messages: readonly LaneMessage[], control: FetchControl): Promise<void> {
    const turn = this.#turn
    const expected = this.#intake.next
    try {
      const start = startOf(expected, await control.extent(this.lane))
      if (turn !== this.#turn) return
      const later = messages.find(({ offset }) => offset > expected)
      // Asked for the right place and given a later one again: the log has a hole, and waiting will not fill it.
      const isHole = later !== undefined && this.#holeAt === expected
      if (later) this.#holeAt = expected
      const resumedAt = isHole ? later.offset : start.at
      if (isHole || start.isLost) this.#lost(expected, resumedAt)
      this.#intake.moveTo(resumedAt)
      control.seek(this.lane, resumedAt)
    } catch (error) {
      if (turn === this.#turn) this.#fail(error)
    }
  }

  #lost(position: bigint, resumedAt: bigint): void {
    this.#options.onState?.({ state: 'POSITION_LOST', lane: this.lane, position, resumedAt })
  }

  /** Resolves when the condition holds, or when this turn is over. */
  async #until(holds: () => boolean): Promise<void> {
    const turn = this.#turn
    while (turn === this.#turn && !holds()) await this.#changed.promise
  }

  #announce(): void {
    this.#changed.resolve()
    this.#changed = Promise.withResolvers()
  }
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
