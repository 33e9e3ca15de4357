// What both sides say at the same time, neither having heard the other, and what it comes to.
import { acknowledged, here, there, toldAll, travel } from './lines.ts'
import type { Line } from './tell.ts'
import { day, moment } from './words.ts'

export interface Crossing {
  readonly name: string
  /** Told and heard before. */
  readonly before: readonly Line[]
  /** Said by both at once; of one side, one after the other. */
  readonly crossed: readonly Line[]
  readonly status: string
  /** The side that answers for the case afterwards. */
  readonly responsible: 'sender' | 'receiver'
}

const offered: readonly Line[] = [here('submit'), acknowledged]
const accepted: readonly Line[] = [...offered, there('accept')]
const planned: readonly Line[] = [
  ...accepted,
  there('giveFeedback'),
  there('arrangeReception'),
  here('confirmReception'),
  here('planJourney', travel(14)),
]
const proposed: readonly Line[] = [...accepted, here('proposeHandover')]
const closed: readonly Line[] = [...accepted, toldAll, here('close', { closedOn: day(0) })]
const withdrawn = here('withdrawConsent', { withdrawnAt: moment(0) })

export const crossings: readonly Crossing[] = [
  {
    name: 'R20 accepted here, withdrawn there: sharing ends',
    before: offered,
    crossed: [withdrawn, there('accept')],
    status: 'withdrawn',
    responsible: 'sender',
  },
  {
    name: 'R20 told to both sides at once: one withdrawal is enough, and two are no more',
    before: accepted,
    crossed: [
      withdrawn,
      there('giveFeedback'),
      there('recordWish', { kind: 'withdrawal', concerns: ['sharing'], toldAt: moment(0) }),
    ],
    status: 'withdrawn',
    responsible: 'sender',
  },
  {
    name: 'R49 accepted here, cancelled there: the offer is cancelled',
    before: offered,
    crossed: [here('cancel'), there('accept')],
    status: 'cancelled',
    responsible: 'sender',
  },
  {
    name: 'R9 amended here, declined there: the answer stands',
    before: offered,
    crossed: [here('amend'), here('updateRisk'), there('decline')],
    status: 'declined',
    responsible: 'sender',
  },
  {
    name: 'R36 a handover is withdrawn and taken: who has signed for the case has it',
    before: proposed,
    crossed: [here('withdrawHandover'), there('takeHandover', { takenAt: moment(0) })],
    status: 'accepted',
    responsible: 'receiver',
  },
  {
    name: 'R36 a handover is withdrawn and refused: nothing has moved',
    before: proposed,
    crossed: [here('withdrawHandover'), there('refuseHandover')],
    status: 'accepted',
    responsible: 'sender',
  },
  {
    name: 'R36 both say at once that nobody answers for the case',
    before: accepted,
    crossed: [
      here('disputeResponsibility'),
      there('disputeResponsibility', { disputeId: '1f7a5c30-94be-4d02-8a6f-3c5e7b9d1a24' }),
    ],
    status: 'accepted',
    responsible: 'sender',
  },
  {
    name: 'R37 closed again here, reopened there: closed, until somebody who knows of it reopens it',
    before: closed,
    crossed: [here('close', { closedOn: day(0) }), there('reopenCase')],
    status: 'closed',
    responsible: 'sender',
  },
  {
    name: 'R33 the journey is changed here while the person arrives there: she has arrived',
    before: planned,
    crossed: [here('changeJourney', travel(15)), there('confirmArrival', { arrivedAt: moment(-0.01) })],
    status: 'arrived',
    responsible: 'sender',
  },
  {
    name: 'R33 the reception is cancelled there while the person departs here: she has departed',
    before: planned,
    crossed: [here('depart', { departedAt: moment(-0.01) }), there('cancelReception')],
    status: 'departed',
    responsible: 'sender',
  },
]
