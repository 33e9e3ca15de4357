// A year of one case, day by day: practice.md §14 (a). The files follow each other as the days do.
import { again } from './again.ts'
import { answered } from './answered.ts'
import { asked } from './asked.ts'
import { handover } from './handover.ts'
import { journey } from './journey.ts'
import { rotation } from './rotation.ts'
import type { Day } from './scene.ts'
import { support } from './support.ts'

export const year: readonly Day[] = [
  ...asked,
  ...answered,
  ...journey,
  handover,
  ...support,
  ...again,
  ...rotation,
]
