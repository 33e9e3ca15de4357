// How the story looks: one aligned line for each step, a table at the end, and what to try next. Or JSON lines.
import Table from 'cli-table3'
import pc from 'picocolors'
import type { CallerSettings, ReferralView } from './api.ts'
import type { Step } from './story.ts'

/** Where text goes, and whether colours may. */
export interface Page {
  readonly line: (text: string) => void
  readonly colours: ReturnType<typeof pc.createColors>
}

/** A page on a stream: coloured only in a terminal. */
export function pageOn(stream: NodeJS.WriteStream): Page {
  return {
    line: (text) => stream.write(`${text}\n`),
    colours: pc.createColors(stream.isTTY && pc.isColorSupported),
  }
}

/** Room for a sentence, for who said it, and for a lane. */
const [WHAT, WHO, LANE, TIME] = [63, 11, 10, 7]

export function showHeading({ line, colours }: Page): void {
  line('')
  line('A case is handed over from NL to RO. The people, posts and organisations in it are invented.')
  line('')
  line(
    colours.dim(
      `     ${'What happened'.padEnd(WHAT)}  ${'Who'.padEnd(WHO)}  ${'Lane'.padEnd(LANE)}  ${'Time'.padStart(TIME)}`,
    ),
  )
}

export function showStep({ line, colours }: Page, { step, what, who, lane, ms, ok }: Step): void {
  const mark = ok ? colours.green(` ${step}`) : colours.red(`!${step}`)
  const said = ok ? what.padEnd(WHAT) : colours.red(what.padEnd(WHAT))
  const rest = `${who.padEnd(WHO)}  ${(lane ?? '-').padEnd(LANE)}  ${`${ms} ms`.padStart(TIME)}`
  line(` ${mark}  ${said}  ${colours.dim(rest)}`)
}

/** One referral as one side holds it. */
export interface Held {
  readonly at: string
  readonly view: ReferralView
}

export function showHeld({ line }: Page, held: readonly Held[]): void {
  const table = new Table({
    head: ['Case', 'At', 'Status', 'Consent', 'Acknowledged by', 'Answer', 'Events NL, RO'],
    style: { head: [], border: [] },
  })
  for (const { at, view } of held) {
    const { consent, acknowledgement, response } = view.facets
    table.push([
      view.caseRef,
      at,
      inWords(view.status),
      inWords(consent.state),
      acknowledgement.named?.responsible.staffId ?? '-',
      inWords(response.state),
      ['NL', 'RO'].map((member) => view.heads[member]?.sequence ?? 0).join(', '),
    ])
  }
  line('')
  line('What both sides hold:')
  line(table.toString())
}

export interface Invitation {
  /** A way in at each gateway. */
  readonly ways: readonly CallerSettings[]
  /** How long the tokens are good for. */
  readonly hours: number
  /** The folder of the logs. */
  readonly logs: string
}

export function showInvitation({ line, colours }: Page, { ways, hours, logs }: Invitation): void {
  line('')
  line('Both gateways stay up, and this is how to try them. Ctrl-C stops everything.')
  for (const { member, url, staffId, token } of ways) {
    line('')
    line(`${colours.bold(member)}: its API is documented at ${colours.bold(`${url}/docs`)}`)
    line(`To try it there, press Authorize and paste this token of ${staffId}, good for ${hours} hours:`)
    line(colours.dim(token))
  }
  const [first] = ways
  line('')
  line(`One line to paste, which lists what ${first?.member} holds:`)
  line(`curl -s -H 'Authorization: Bearer ${first?.token}' ${first?.url}/v1/referrals`)
  line('')
  line(`Logs: ${logs}`)
}

export function showFaults({ line, colours }: Page, faults: readonly string[], ms: number): void {
  const time = `${(ms / 1_000).toFixed(1)} s from the first step to the last`
  line('')
  line(faults.length === 0 ? `Every check held; ${time}.` : colours.red('Not every check held:'))
  for (const fault of faults) line(`  ${fault}`)
}

/** A code of the API as a person reads it: `acceptedWithConditions` is "accepted with conditions". */
export function inWords(code: string): string {
  return code.replaceAll(/[A-Z]/g, (letter, at) => `${at > 0 ? ' ' : ''}${letter.toLowerCase()}`)
}
