/** A report in words: one line for each message, then what is missing, what was erased, and what does not hold. */
import type {
  AnswerReport,
  Cosigner,
  ErasureReport,
  Fault,
  MessageReport,
  Missing,
  Report,
} from '@onward/evidence'
import { listed, short, timeInWords, typeInWords } from './words.ts'

/** The whole report. Nothing in it is content of the case: identifiers, roles, times and what was found. */
export function reportInWords(report: Report): string {
  const { referral, issued, messages, missing, erased, faults, holds, logs } = report
  return [
    referral === undefined ? 'This is no bundle of evidence.' : `Evidence of referral ${referral}.`,
    issued && `Issued by ${issued.by} on ${timeInWords(issued.at)}, signed with its key ${short(issued.kid)}`,
    '',
    ...messages.map((message, at) => messageInWords(message, at + 1)),
    messages.length > 0 && '',
    referral !== undefined && answerInWords('Acknowledged', report.acknowledged),
    referral !== undefined && answerInWords('Decided', report.decided),
    '',
    referral !== undefined && listed('Missing:', missingLines(missing), 'Nothing is missing.'),
    referral !== undefined && listed('Erased:', erasures(messages, erased), 'Nothing was erased.'),
    logs.length > 0 && witnesses(logs),
    logs.length > 0 && listed('Time-stamps of the logs:', logs.flatMap(stampsInWords), ''),
    listed('What does not hold:', faults.map(faultInWords), ''),
    holds ? 'All of it holds.' : 'It does not hold.',
  ]
    .filter((line) => line !== false && line !== undefined)
    .join('\n')
    .replaceAll(/\n{3,}/g, '\n\n')
}

function messageInWords(message: MessageReport, number: number): string {
  const { from, to, said, sentAt, kid, received, logged, witnessed, holds } = message
  const what = said.type === '' ? 'what could not be read' : `"${typeInWords(said.type)}"`
  const by = said.actor === undefined ? '' : `, said by ${said.actor}`
  const word = said.basis === 'stated' ? ' (by the word of the issuer)' : by
  const key = holds ? `key ${short(kid)}, valid then` : `key ${short(kid)}, see below`
  const inLog = logged ? `, in the log of ${from}` : ''
  return `${number}. ${timeInWords(sentAt)}: ${from} sent ${to} ${what}${word}; ${key}${inLog}; ${arrival(to, received)}${seenInWords(witnessed)}.`
}

function seenInWords(witnessed: MessageReport['witnessed']): string {
  return witnessed ? `; witnessed ${timeInWords(witnessed.at)} by ${witnessed.by.join(', ')}` : ''
}

function arrival(to: string, received: MessageReport['received']): string {
  if (!received) return `nothing shows that ${to} received it`
  const { st, code, at, kid, isProven } = received
  const proof = isProven ? `, in the log of ${to}` : ''
  const what = st === 'stored' ? 'received it' : `rejected it (${code ?? 'no reason'})`
  return `${to} ${what} ${timeInWords(at)}, receipt with key ${short(kid)}${proof}`
}

function answerInWords(what: 'Acknowledged' | 'Decided', answer: AnswerReport | undefined): string {
  if (!answer) return `${what}: no, as far as this file shows.`
  return `${what}: ${timeInWords(answer.time)} by ${answer.by}, "${typeInWords(answer.type)}" (message ${answer.message}).`
}

/** Of a log that is not the issuer's own many steps are missing together: one line says so. */
function missingLines(missing: readonly Missing[]): readonly string[] {
  const steps = missing.filter((each) => each.code === 'CONSISTENCY')
  const logs = [...Map.groupBy(steps, ({ origin }) => origin)].map(([origin, { length }]) => {
    const what =
      length === 1
        ? 'the proof that one of its states continues'
        : `${length} proofs that its states continue`
    return `Log ${origin}: ${what} the one before. Its own member has ${length === 1 ? 'it' : 'them'}.`
  })
  return [...missing.filter((each) => each.code !== 'CONSISTENCY').map(missingInWords), ...logs]
}

function missingInWords(missing: Exclude<Missing, { readonly code: 'CONSISTENCY' }>): string {
  switch (missing.code) {
    case 'RECEIPT':
      return `Message ${missing.message}: a receipt. Nothing shows that it arrived.`
    case 'RECEIPT_PROOF':
      return `Message ${missing.message}: the proof that the receiver's log holds it.`
    case 'SENT_PROOF':
      return `Message ${missing.message}: the proof that the sender's log holds it.`
    case 'ERASURE_PROOF':
      return 'The proof that a log holds what was written of an erasure.'
    case 'EVENT':
      return `Message ${missing.message}: the signed event itself.`
    case 'SEQUENCE': {
      const { author, from, to } = missing
      return `What ${author} said as number ${from === to ? from : `${from} to ${to}`}: later numbers are here.`
    }
    default:
      return missing satisfies never
  }
}

function erasures(messages: readonly MessageReport[], erased: readonly ErasureReport[]): readonly string[] {
  const confirmed = messages.flatMap(({ to, erasedAt }, at) =>
    erasedAt === undefined ? [] : [`Message ${at + 1}: ${to} has erased it, ${timeInWords(erasedAt)}.`],
  )
  const recorded = erased.map(({ member, record: { at, ground }, witnessed }) => {
    const when = typeof at === 'string' ? timeInWords(at) : 'at a time that is not given'
    return `${member} has erased content, ${when}, on the ground "${String(ground ?? 'none given')}"${seenInWords(witnessed)}. The proofs remain.`
  })
  return [...confirmed, ...recorded]
}

function witnesses(logs: Report['logs']): string {
  const checkpoints = logs.flatMap((log) => log.checkpoints)
  const cosigned = Map.groupBy(
    checkpoints.flatMap((each) => each.cosigned),
    ({ name }) => name,
  )
  const named = new Set(checkpoints.flatMap((each) => each.cosigners))
  const unchecked = [...named].filter((name) => !cosigned.has(name))
  if (named.size === 0)
    return 'No witness has cosigned the logs: that neither was rewritten rests on the word of both members.'
  return [
    listed('Witnesses, whose cosignatures hold:', [...cosigned.values()].map(witnessInWords), ''),
    unchecked.length > 0 && `Not checked, for no key of theirs is trusted here: ${unchecked.join(', ')}.`,
  ]
    .filter(Boolean)
    .join('\n')
}

function stampsInWords({ origin, checkpoints }: Report['logs'][number]): readonly string[] {
  return checkpoints.flatMap(({ timeStamp, size }) => {
    if (timeStamp === undefined) return []
    const said =
      timeStamp === 'not checked'
        ? 'not checked, for no authority is named that is trusted'
        : `${timeInWords(timeStamp.at)} by ${timeStamp.by}`
    return [`${origin}, ${size} ${size === 1 ? 'leaf' : 'leaves'}: ${said}.`]
  })
}

function witnessInWords(cosigned: readonly Cosigner[]): string {
  const times = cosigned.map(({ at }) => at).toSorted()
  const [first = '', last = ''] = [times.at(0), times.at(-1)].map((at) => timeInWords(at ?? ''))
  const [{ name = '', member } = {}] = cosigned
  const count = `${cosigned.length} ${cosigned.length === 1 ? 'checkpoint' : 'checkpoints'}`
  const when = first === last ? first : `${first} to ${last}`
  return `${name}${member === undefined ? '' : ` of ${member}`}: ${count}, ${when}.`
}

function faultInWords({ code, reason, message, part, check }: Fault): string {
  const where = [message === undefined ? 'The file' : `Message ${message}`, part].filter(Boolean).join(', ')
  return `${where}: ${reason} (${check === undefined ? code : `${code}, ${check}`}).`
}
