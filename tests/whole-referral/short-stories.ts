// Stories of a few words: what the gateways say by themselves, and what is said where no case has been offered.
import { acknowledged, here, there } from './lines.ts'
import type { Story } from './tell.ts'
import { moment, readExample } from './words.ts'

/** What time has brought about already. */
export const unheardOf: Story = {
  name: 'somebody arrived unannounced, and nothing has been heard of her since',
  lines: [
    here('submit', { caseRef: 'NL-R-6H8K2N' }),
    there('confirmArrival', {
      ...readExample('event/arrival-confirmed.unplanned'),
      arrivedAt: moment(-10),
    }),
    { by: 'sender', itself: 'noteOverdue' },
  ],
}

/** What time brings about when the clock has been moved; for all, so it is told when the others have been. */
export const permissionEnds: Story = {
  name: 'a permission reaches its end',
  lines: [
    here('submit', () => ({ caseRef: 'NL-R-5G7J9M', permission: permissionFor(1) })),
    acknowledged,
    { by: 'sender', itself: 'expireConsent', afterHours: 2 },
  ],
}

/** What begins otherwise than with an offer. */
export const openings: readonly Story[] = [
  { name: 'an inquiry is answered', lines: [here('inquire'), there('answerInquiry')] },
  { name: 'an inquiry is withdrawn', lines: [here('inquire'), here('withdrawInquiry')] },
  { name: 'an alert is seen', lines: [here('raiseAlert'), there('answerAlert')] },
  { name: 'a child is notified', lines: [here('notifyChild'), there('acknowledgeChild')] },
  { name: 'somebody is identified after the return', lines: [there('reportIdentification')] },
  { name: 'services are published', lines: [there('publishServices')] },
  { name: 'a gateway goes and comes back', lines: [here('announceOutage'), here('endOutage')] },
]

function permissionFor(hours: number): object {
  const { permission } = readExample('event/referral-submitted')
  return Object.assign({}, permission, { validUntil: moment(hours / 24) })
}
