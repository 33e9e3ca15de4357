import { expect, test } from 'vitest'
import { after, type Step, words } from '../example.test-data.ts'
import { dueIn } from './waiting.test-data.ts'

const on = (day: string, [verb, saying]: Exclude<Step, string>): Step => [
  verb,
  { at: `${day}T12:00:00.000Z`, ...saying },
]
const arrivedAt = '2026-12-08T10:40:00.000Z'

/** A case that goes well, with a follow-up left out. */
const story: readonly Step[] = [
  on('2026-11-22', ['submit', {}]),
  on('2026-11-22', ['acknowledge', {}]),
  on('2026-11-23', ['giveFeedback', {}]),
  on('2026-11-24', ['accept', {}]),
  on('2026-11-25', ['arrangeReception', {}]),
  on('2026-11-25', ['confirmReception', {}]),
  on('2026-12-01', ['planJourney', {}]),
  on('2026-12-01', ['acknowledgeJourney', {}]),
  on('2026-12-08', ['depart', {}]),
  on('2026-12-08', ['confirmArrival', { data: { ...words.confirmArrival, arrivedAt } }]),
  on('2026-12-09', ['reportFollowUp', { data: { ...words.reportFollowUp, point: 'arrival' } }]),
  on('2026-12-10', ['proposeHandover', {}]),
  on('2026-12-10', ['giveFeedback', { data: { ...words.giveFeedback, stage: 'afterArrival' } }]),
  on('2026-12-11', ['takeHandover', {}]),
  on('2027-01-05', ['reportFollowUp', {}]),
  on('2027-06-05', ['reportFollowUp', { data: { ...words.reportFollowUp, point: 'day180' } }]),
]

test('R11 a year of a case, looked at every day, shows each day what is overdue, and takes no time', () => {
  const history = after(...story)
  const days = Array.from({ length: 380 }, (_, day) =>
    new Date(Date.UTC(2026, 10, 22 + day, 23)).toISOString(),
  )
  const changes = days.flatMap((now, index) => {
    const overdue = (time: string | undefined) =>
      time === undefined
        ? []
        : dueIn(
            history.filter(({ event }) => event.time <= time),
            { now: time },
          ).flatMap(({ id, state }) => (state === 'overdue' ? [id] : []))
    const [today, yesterday] = [overdue(now), overdue(days[index - 1])]
    const began = today
      .filter((id) => !yesterday.includes(id))
      .map((id) => `${now.slice(0, 10)} ${id} is overdue`)
    const ended = yesterday
      .filter((id) => !today.includes(id))
      .map((id) => `${now.slice(0, 10)} ${id} is met`)
    return [...began, ...ended]
  })
  expect(changes).toEqual(['2027-03-08 followUp:day90 is overdue', '2027-11-20 consentExpiry is overdue'])
})
