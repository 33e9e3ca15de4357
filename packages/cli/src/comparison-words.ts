/** A comparison in words: what both prove, and what they do not agree on. */
import type { Comparison, Difference, Fault } from '@onward/evidence'
import { listed, short, timeInWords, typeInWords } from './words.ts'

/** What was compared, with the faults of either file; `onlyIn` names the one file where there is no other. */
export interface Compared extends Comparison {
  readonly faults: readonly (Fault & { readonly file: string })[]
  readonly onlyIn?: string
}

export function comparisonInWords(compared: Compared): string {
  const {
    referral,
    members,
    matched,
    unreceipted,
    afterErasure,
    gaps,
    logs,
    unanswered,
    differences,
    faults,
    agrees,
    onlyIn,
  } = compared
  const lines = [
    `Referral ${referral ?? 'that the two do not agree on'}, by ${members.join(' and ') || 'nobody who can be named'}.`,
    onlyIn !== undefined && `Only ${onlyIn} is of this referral: the other member shows nothing of it.`,
    onlyIn === undefined && `Messages that both prove: ${matched}.`,
    listed('Sent, and not receipted:', unreceipted.map(messageInWords), ''),
    listed('Rejected by a receiver that had erased the referral:', afterErasure.map(messageInWords), ''),
    listed(
      'Passed over by both:',
      gaps.map(
        ({ author, from, to }) => `what ${author} said as number ${from === to ? from : `${from} to ${to}`}`,
      ),
      '',
    ),
    listed(
      'Not answered:',
      unanswered.map((answer) =>
        answer === 'acknowledged' ? 'nobody has acknowledged the offer' : 'nobody has decided on the offer',
      ),
      '',
    ),
    ...logs.map(
      ({ origin, seen, confirmed }) =>
        `Log ${origin}: the other side has seen ${seen} of its states, and its member proves ${confirmed} of them.`,
    ),
    listed('The two differ:', differences.map(differenceInWords), ''),
    listed(
      'What does not hold:',
      faults.map(({ file, code, reason, message }) => {
        const where = message === undefined ? file : `${file}, message ${message}`
        return `${where}: ${reason} (${code}).`
      }),
      '',
    ),
    agrees ? 'Both hold, and they agree.' : 'They do not agree, or do not hold.',
    '',
  ]
  return lines.filter((line, at) => line !== false && (line !== '' || at === lines.length - 1)).join('\n')
}

function messageInWords({ from, to, said, sentAt }: Comparison['unreceipted'][number]): string {
  return `${from} to ${to}, "${typeInWords(said.type)}", ${timeInWords(sentAt)}`
}

function differenceInWords({ code, reason, manifest, lane, seq, origin }: Difference): string {
  const what = lane === undefined ? origin : `Message ${seq} of ${lane} (${short(manifest ?? '')})`
  return `${what === undefined ? '' : `${what}: `}${reason} (${code}).`
}
