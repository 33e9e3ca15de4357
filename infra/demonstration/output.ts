// How the story looks: days with their date, one aligned line for each step, a table at the end, and what to try next.
// Or JSON lines.
import Table from 'cli-table3'
import pc from 'picocolors'
import type { CallerSettings } from './api.ts'
import type { Step } from './story.ts'
import type { Day, Held } from './year/scene.ts'

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

/** Room for a day with its time, a sentence, who said it, a lane, and how long it took. */
const [WHEN, WHAT, WHO, LANE, TIME] = [11, 72, 11, 10, 7]

export function showHeading({ line, colours }: Page): void {
  line('')
  line('A year of three cases, told side by side. The people, posts and organisations in it are invented.')
  line('It is an exercise: the clock of all gateways is moved from day to day, and shown; ms are real.')
  line('')
  const columns = ['Day  Time', 'What happened', 'Who', 'Lane', 'ms']
  line(colours.dim(row(columns[0], columns[1], columns[2], columns[3], columns[4])))
}

export function showEarlier({ line }: Page): void {
  line('')
  line('A year of three cases was played by an earlier start, and is all there; --again plays another one.')
  line('')
}

export function showDay({ line, colours }: Page, { day, title }: Day, date: string): void {
  line('')
  line(colours.bold(`Day ${day}, ${weekday(date)} ${date}: ${title}`))
}

export function showTrial({ line, colours }: Page): void {
  line('')
  line(colours.bold('At the end: who tries to get in, who checks, and what is erased'))
}

export function showStep(
  { line, colours }: Page,
  { day, time, what, who, lane, ms, ok, details }: Step,
): void {
  const when = `D${day}`.padEnd(5) + time.slice(11, 16)
  const text = row(when, what, who, lane ?? '-', String(ms))
  line(ok ? text : colours.red(`${text}  !`))
  const { refused, reason, outside } = details
  if (refused !== undefined) line(colours.yellow(`${''.padEnd(WHEN)} refused, ${refused}: ${reason}`))
  if (Array.isArray(outside)) line(colours.yellow(`${''.padEnd(WHEN)} outside ${outside.join(', ')}`))
}

function row(when = '', what = '', who = '', lane = '', ms = ''): string {
  return `${when.padEnd(WHEN)} ${what.padEnd(WHAT)}  ${who.padEnd(WHO)}  ${lane.padEnd(LANE)} ${ms.padStart(TIME)}`
}

export function showHeld({ line }: Page, held: readonly Held[]): void {
  const table = new Table({
    head: ['Case', 'At', 'Status', 'Consent', 'Acknowledged by', 'Answer', 'Responsible', 'Events'],
    style: { head: [], border: [] },
  })
  for (const { at, caseRef, view } of held) {
    if (!view) {
      table.push([caseRef, at, 'erased', '-', '-', '-', '-', '-'])
      continue
    }
    const { consent, acknowledgement, response } = view.facets
    const { responsible } = view
    table.push([
      caseRef,
      at,
      inWords(view.status),
      inWords(consent.state),
      acknowledgement.named?.responsible.staffId ?? '-',
      inWords(response.state),
      responsible ? responsible.organisation.organisation : '-',
      Object.entries(view.heads)
        .map(([member, { sequence }]) => `${member} ${sequence}`)
        .join(', '),
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
  /** The time that it is in the exercise. */
  readonly clock: Date
}

export function showInvitation({ line, colours }: Page, { ways, hours, logs, clock }: Invitation): void {
  line('')
  line('All gateways stay up, and this is how to try two of them. Ctrl-C stops everything.')
  line(
    `In the exercise it is ${clock.toISOString().slice(0, 16).replace('T', ' ')}, and goes on from there; the`,
  )
  line('next start finds it all as it is then. Tokens are good by the real clock.')
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

/** How long it took, in milliseconds: the story alone, and everything since both servers were ready. */
export interface Took {
  readonly story: number
  readonly all: number
}

export function inSeconds({ story, all }: Took): string {
  const seconds = (ms: number) => `${(ms / 1_000).toFixed(1)} s`
  return `${seconds(story)} from the first step to the last, ${seconds(all)} from ready servers`
}

export function showFaults({ line, colours }: Page, faults: readonly string[], took: Took): void {
  const time = inSeconds(took)
  line('')
  line(faults.length === 0 ? `Every check held; ${time}.` : colours.red(`Not every check held; ${time}:`))
  for (const fault of faults) line(`  ${fault}`)
}

/** A code of the API as a person reads it: `acceptedWithConditions` is "accepted with conditions". */
export function inWords(code: string): string {
  return code.replaceAll(/[A-Z]/g, (letter, at) => `${at > 0 ? ' ' : ''}${letter.toLowerCase()}`)
}

function weekday(date: string): string {
  return new Date(date).toLocaleDateString('en-GB', { weekday: 'long', timeZone: 'UTC' })
}
