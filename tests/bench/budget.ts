/** One handover against its floors: the ratios that mean something on a machine whose speed drifts. */
import type { Point } from './points.ts'

/** Lines with the sum of the floors and the ratios of this run; empty when a part was not measured. */
export function budget(points: readonly Point[]): string {
  const find = (bench: string, concurrency: number) =>
    points.find((point) => point.bench === bench && point.concurrency === concurrency)
  const loop = find('closed loop', 64)
  const one = find('closed loop', 1)
  const catchUp = find('catch-up', 1)
  const trip = find('floor: kafkajs round trip', 64)
  const tripAlone = find('floor: kafkajs round trip', 1)
  const parts = [
    trip,
    find('floor: PostgreSQL commit of event, leaf and outbox row', 64),
    find('floor: seal and open, node:crypto', 1),
    find('floor: HTTP and validation', 64),
  ]
  const sum = parts.reduce((total, part) => total + (part?.cpu_ms ?? Number.NaN), 0)
  return [
    ...(loop?.cpu_ms && Number.isFinite(sum)
      ? [
          `CPU per handover ${loop.cpu_ms} ms = ${ratio(loop.cpu_ms, sum)} × the sum of the floors (${sum.toFixed(2)} ms)`,
        ]
      : []),
    ...(loop ? [`p99 = ${ratio(loop.p99_ms, loop.p50_ms)} × p50 at 64`] : []),
    ...(one && tripAlone
      ? [`one at a time: p50 = ${ratio(one.p50_ms, tripAlone.p50_ms)} × the kafkajs round trip`]
      : []),
    ...(loop && catchUp
      ? [`catch-up = ${ratio(catchUp.per_second, loop.per_second)} × the closed loop's rate`]
      : []),
  ].join('\n')
}

function ratio(one: number, other: number): string {
  return (one / other).toFixed(2)
}
