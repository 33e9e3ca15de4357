/** The named rules as documentation, in the order in which they are asked. */
import { type Rule, rules } from '@onward/referral'
import { code, codes, plain, requirementLinks } from './markdown.ts'

/** The section of each rule, as parts of a page. */
export function ruleMap(): readonly string[] {
  return rules.flatMap(({ name, requirements, source, reason, remedy, code: refusal, applies }: Rule) => [
    `### ${name}`,
    `${plain(reason)} *What to do:* ${plain(remedy)}`,
    [
      `- holds ${requirementLinks(requirements)}; source: ${plain(source)}`,
      `- from another member: rejected with ${code(refusal)}`,
      `- applies to ${codes(applies)}`,
    ].join('\n'),
  ])
}
