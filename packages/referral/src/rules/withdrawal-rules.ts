/** Rules on what the person takes back, each thing by itself, and on what those who had it answer (R20, R31). */

import { isChild } from '../child.ts'
import { currentScope, namesRecipient, takenBack, withdrawn } from '../consent.ts'
import { otherSide } from '../side.ts'
import type { Rule, Situation } from './rule.ts'

const holdsFor =
  (concern: 'return' | 'support') =>
  ({ before }: Situation) =>
    !withdrawn(before).includes(concern)

export const withdrawalRules: readonly Rule[] = [
  {
    name: 'return-not-withdrawn',
    requirements: ['R31'],
    source: 'practice §2; COE 16(2); BG 3.2',
    guards: 'the right to change one’s mind until departure',
    code: 'BIZ_STATE',
    reason: 'The person no longer wants to return.',
    remedy:
      'Cancel what is planned. If the person decides for a return again, begin a new referral. Delays on the way are reported as incidents.',
    looksAt: 'state',
    applies: ['arrangeReception', 'confirmReception', 'planJourney', 'changeJourney'],
    marks: ['depart'],
    holds: holdsFor('return'),
  },
  {
    name: 'support-not-withdrawn',
    requirements: ['R20', 'R38'],
    source: 'practice §2; DIR 11(5)',
    guards: "the person's word that help from here stops",
    code: 'BIZ_STATE',
    reason: 'The person no longer wants support from here.',
    remedy: 'Plan nothing more. If the person asks for help again, begin a new referral.',
    looksAt: 'state',
    applies: ['planService', 'sharePlan'],
    marks: ['startService'],
    holds: holdsFor('support'),
  },
  {
    name: 'something-was-taken-back',
    requirements: ['R20'],
    source: 'practice §2; GDPR 19',
    guards: 'the person from an answer that hides what was asked',
    code: 'BIZ_STATE',
    reason:
      'The other side has passed on nothing that the person took back, and no permission of it has ended.',
    remedy:
      'Confirm that you stopped only when there is something to stop; an objection or a complaint is answered otherwise.',
    looksAt: 'state',
    applies: ['confirmStopped'],
    holds: ({ before, side }) => takenBack(before, otherSide(side)).length > 0,
  },
  {
    name: 'kept-on-a-ground-that-fits',
    requirements: ['R20'],
    source: 'practice §2; GDPR 17(3)',
    guards: 'the person from data that is kept for ever and for no reason',
    code: 'BIZ_CONSENT',
    pointer: '/ground',
    reason:
      'What is kept needs a ground that exists and a review ahead: the duty to protect a child needs a child, an own service one that was given here.',
    remedy: 'Name the ground that really applies and a day on which it is looked at again, or erase.',
    looksAt: 'words',
    applies: ['keepWithGround'],
    holds: ({ before, side, said, at }) => {
      if (said.type !== 'data.kept' || said.data.reviewDate <= at) return false
      switch (said.data.ground) {
        case 'childProtectionDuty':
          return isChild(before)
        case 'ownServiceRelationship':
          // What the sender did for the person before is not in the referral.
          return side === 'sender' || Object.keys(before.facets.services).length > 0
        case 'legalObligation':
        case 'legalClaims':
        case 'vitalInterests':
          return true
        default:
          return unknownGround(said.data.ground)
      }
    },
  },
  {
    name: 'service-where-the-person-agrees',
    requirements: ['R19', 'R38'],
    source: 'practice §2, §4; BG 1.4 step 1',
    guards: "the person's choice of who helps and so of who knows",
    code: 'BIZ_CONSENT',
    pointer: '/organisation',
    reason: 'The person has not agreed to this organisation.',
    remedy:
      'Ask the person. If the person agrees to it for this service, say so in the plan; else choose another.',
    looksAt: 'words',
    applies: ['planService'],
    holds: ({ before, said }) => {
      if (said.type !== 'service.planned') return false
      const { organisation, agreedByPerson } = said.data
      const scope = currentScope(before)
      // Once nothing may be shared, who was asked goes on with what is its own, and tells no other.
      if (!scope) return organisation === before.facets.offer.terms?.to.organisation
      return agreedByPerson === true || namesRecipient(scope, before.receiver, organisation)
    },
  },
]

/** Compiles only while every ground is handled; one we do not know is none (R10). */
function unknownGround(_ground: never): false {
  return false
}
