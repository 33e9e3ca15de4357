// The three cases of practice.md §14 on one calendar, in the order of days: what falls on one day is told together.
import { family } from './child/family.ts'
import { found } from './child/found.ts'
import { home } from './child/home.ts'
import { waiting } from './child/waiting.ts'
import { alone } from './mother/alone.ts'
import { homeAgain } from './mother/home.ts'
import type { Day } from './year/scene.ts'
import { twoRecipients } from './year/two-recipients.ts'
import { year } from './year/year.ts'

export const stories: readonly Day[] = [
  ...year,
  ...twoRecipients,
  ...found,
  ...family,
  ...waiting,
  ...home,
  ...alone,
  ...homeAgain,
].toSorted((one, other) => one.day - other.day || one.time.localeCompare(other.time))
