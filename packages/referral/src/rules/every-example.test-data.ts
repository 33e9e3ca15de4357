/** For every rule, what keeps it and what breaks it. */
import { answerExamples } from './answer-rule-examples.test-data.ts'
import { type Example, examples as offerExamples } from './rule-examples.test-data.ts'

export type { Example }

export const examples: readonly Example[] = [...offerExamples, ...answerExamples]
