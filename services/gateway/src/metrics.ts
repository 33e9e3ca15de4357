/** What operators watch. Labels are codes, lanes and steps; never an id of a case, never anything of a person. */
import { ruleNamed } from '@onward/referral'
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

export interface Metrics {
  readonly registry: Registry
  /** Messages handed over to or taken from a lane, by what became of them. */
  readonly sent: Counter<'lane'>
  readonly received: Counter<'lane' | 'outcome'>
  readonly receipts: Counter<'st'>
  /** Security events for people, by code. */
  readonly alarms: Counter<'code'>
  readonly faults: Counter<'step'>
  /** Answers of receivers, by how they were given: a signed one is never counted with an attested one. */
  readonly answers: Counter<'kind' | 'answer'>
  /** Stages of deadlines that were fired. */
  readonly reminders: Counter<'deadline' | 'stage'>
  /** Facts that happened though a plan would have been refused, by the rule and by who told them. */
  readonly outsideRules: Counter<'rule' | 'by'>
  readonly checkpointSize: Gauge
  readonly requests: Histogram<'route' | 'method' | 'status'>
}

/**
 * How often the event loop is asked how late it is, in ms; a blockage of as long is always seen. prom-client's ten, which
 * it reports where nothing is late, were five of six wake-ups of an idle gateway.
 */
const LAG_EVERY_MS = 100

export function createMetrics(member: string): Metrics {
  const registry = new Registry()
  registry.setDefaultLabels({ member })
  collectDefaultMetrics({ register: registry, eventLoopMonitoringPrecision: LAG_EVERY_MS })
  const registers = [registry]
  return {
    registry,
    sent: new Counter({
      name: 'onward_messages_sent_total',
      help: 'Messages acknowledged by the broker',
      labelNames: ['lane'],
      registers,
    }),
    received: new Counter({
      name: 'onward_messages_received_total',
      help: 'Messages committed from a lane: taken, or set aside under their code',
      labelNames: ['lane', 'outcome'],
      registers,
    }),
    receipts: new Counter({
      name: 'onward_receipts_total',
      help: 'Receipts committed for our messages',
      labelNames: ['st'],
      registers,
    }),
    alarms: new Counter({
      name: 'onward_alarms_total',
      help: 'Events that a person must look at',
      labelNames: ['code'],
      registers,
    }),
    faults: new Counter({
      name: 'onward_step_faults_total',
      help: 'Passes of a step that failed and are repeated',
      labelNames: ['step'],
      registers,
    }),
    answers: new Counter({
      name: 'onward_answers_total',
      help: 'Answers of receivers that were recorded: signed at a gateway, by a hosted organisation or through a link, or attested',
      labelNames: ['kind', 'answer'],
      registers,
    }),
    reminders: new Counter({
      name: 'onward_reminders_total',
      help: 'Stages of deadlines that were fired: reminder, escalation, overdue',
      labelNames: ['deadline', 'stage'],
      registers,
    }),
    outsideRules: new Counter({
      name: 'onward_outside_rules_total',
      help: 'Facts recorded outside a rule, by us or by a peer',
      labelNames: ['rule', 'by'],
      registers,
    }),
    checkpointSize: new Gauge({
      name: 'onward_checkpoint_size',
      help: 'Leaves under the last checkpoint',
      registers,
    }),
    requests: new Histogram({
      name: 'onward_http_request_duration_seconds',
      help: 'Time to answer',
      labelNames: ['route', 'method', 'status'],
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
      registers,
    }),
  }
}

/** A label never holds what a peer wrote: names that this version does not know are counted together. */
export function knownRule(name: string): string {
  return ruleNamed(name)?.name ?? 'unknown'
}
