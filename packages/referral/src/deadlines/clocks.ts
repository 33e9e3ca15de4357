/** Every clock, by its name. */
import { careClocks } from './care-clocks.ts'
import { childClocks } from './child-clocks.ts'
import type { Clock } from './clock.ts'
import { journeyClocks } from './journey-clocks.ts'
import type { DeadlineName } from './name.ts'
import { offerClocks } from './offer-clocks.ts'

export const clocks: Readonly<Record<DeadlineName, Clock>> = {
  ...offerClocks,
  ...childClocks,
  ...journeyClocks,
  ...careClocks,
}
