/** For every rule, what keeps it and what breaks it. */
import { answerExamples } from './answer-rule-examples.test-data.ts'
import { childReturnExamples } from './child-return-rule-examples.test-data.ts'
import { childExamples } from './child-rule-examples.test-data.ts'
import { dataExamples } from './data-rule-examples.test-data.ts'
import { dutyExamples } from './duty-rule-examples.test-data.ts'
import { familyExamples } from './family-rule-examples.test-data.ts'
import { inquiryExamples } from './inquiry-rule-examples.test-data.ts'
import { movementBasisExamples } from './movement-basis-rule-examples.test-data.ts'
import { movementExamples } from './movement-rule-examples.test-data.ts'
import { neverSentExamples } from './never-sent-examples.test-data.ts'
import { permissionExamples } from './permission-rule-examples.test-data.ts'
import { receiverExamples } from './receiver-rule-examples.test-data.ts'
import { riskExamples } from './risk-rule-examples.test-data.ts'
import { routeExamples } from './route-rule-examples.test-data.ts'
import { type Example, examples as offerExamples } from './rule-examples.test-data.ts'
import { sealedExamples } from './sealed-rule-examples.test-data.ts'
import { textExamples } from './text-rule-examples.test-data.ts'
import { wayBackExamples } from './way-back-rule-examples.test-data.ts'
import { withdrawalExamples } from './withdrawal-rule-examples.test-data.ts'

export type { Example }

export const examples: readonly Example[] = [
  ...answerExamples,
  ...childReturnExamples,
  ...childExamples,
  ...dataExamples,
  ...dutyExamples,
  ...familyExamples,
  ...inquiryExamples,
  ...movementBasisExamples,
  ...movementExamples,
  ...neverSentExamples,
  ...permissionExamples,
  ...receiverExamples,
  ...riskExamples,
  ...routeExamples,
  ...offerExamples,
  ...sealedExamples,
  ...textExamples,
  ...wayBackExamples,
  ...withdrawalExamples,
]
