/** Rules on receivers without a gateway: what is attested, and who may answer by a link (R52). */
import { isSigned } from '../attested.ts'
import { currentScope, namesRecipient } from '../consent.ts'
import type { Rule } from './rule.ts'

export const receiverRules: readonly Rule[] = [
  {
    name: 'two-workers-attest',
    requirements: ['R52'],
    source: 'practice §9',
    guards: 'the person from an answer that one worker has misheard, or made up',
    code: 'BIZ_STATE',
    pointer: '/secondWorker',
    reason: 'The second worker is the one who records the answer.',
    remedy: 'Let a colleague who heard or read the answer confirm it.',
    looksAt: 'words',
    applies: ['attestAnswer'],
    holds: ({ said, actor }) =>
      said.type === 'answer.attested' && actor !== undefined && said.data.secondWorker !== actor.staffId,
  },
  {
    name: 'attested-answer-was-given',
    requirements: ['R52'],
    source: 'practice §9',
    guards: 'both sides from an answer that has not been given yet',
    code: 'BIZ_STATE',
    pointer: '/at',
    reason: 'The answer would have been given in the future.',
    remedy: 'Say when the answer was heard or read.',
    looksAt: 'words',
    applies: ['attestAnswer'],
    holds: ({ said, at }) => said.type === 'answer.attested' && said.data.at <= at,
  },
  {
    name: 'attests-who-was-asked',
    requirements: ['R52', 'R19'],
    source: 'practice §9; practice §4',
    guards: "the person's choice of who knows",
    code: 'BIZ_CONSENT',
    pointer: '/organisation',
    reason: 'This organisation was not asked: the person has not agreed to it.',
    remedy: 'Name the organisation that was asked, or ask the person about this one first.',
    looksAt: 'words',
    applies: ['attestAnswer'],
    // Also after a withdrawal: that an answer came, or that she arrived, is needed then as well, and tells nothing new.
    holds: ({ before: { facets, receiver }, said }) => {
      if (said.type !== 'answer.attested') return false
      const { organisation } = said.data
      const scope = facets.consent.permission?.scope
      return (
        namesRecipient(scope, receiver, organisation) || facets.offer.terms?.to.organisation === organisation
      )
    },
  },
  {
    name: 'signed-word-stands',
    requirements: ['R52'],
    source: 'practice §9',
    guards: 'both sides from a word of mouth that is put above a signed one',
    code: 'BIZ_STATE',
    pointer: '/answer',
    reason: 'The receiver has signed this itself.',
    remedy: 'Rely on what it signed; if it now says otherwise, it signs that too.',
    looksAt: 'words',
    applies: ['attestAnswer'],
    holds: ({ before, said }) => said.type === 'answer.attested' && !isSigned(before, said.data.answer),
  },
  {
    name: 'link-within-consent',
    requirements: ['R52', 'R19'],
    source: 'practice §9; practice §4',
    guards: "the person's choice of who knows",
    code: 'BIZ_CONSENT',
    reason: 'The organisation that answers by a link is not one that the person has agreed to.',
    remedy: 'Revoke the link; another organisation needs new permission.',
    looksAt: 'words',
    applies: ['acknowledge', 'requestInformation', 'accept', 'decline'],
    holds: ({ before, actor }) =>
      actor?.role !== 'link' || namesRecipient(currentScope(before), before.receiver, actor.organisation),
  },
]
