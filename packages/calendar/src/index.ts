export { type Calendar, calendarOf } from './calendar.ts'
export { type CalendarCode, CalendarError } from './error.ts'
export type { Span } from './span.ts'
