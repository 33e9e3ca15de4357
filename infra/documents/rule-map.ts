/** The named rules as documentation, in the order in which they are asked. */
import { lawOf, type Rule, rules, rulesOn, type Verb } from '@onward/referral'
import { code, codes, plain, requirementLinks } from './markdown.ts'

/** The section of each rule, as parts of a page. */
export function ruleMap(): readonly string[] {
  return rules.flatMap((rule) => {
    const { name, requirements, source, guards, reason, remedy, code: refusal, looksAt, applies } = rule
    const marks = rule.looksAt === 'local' ? [] : (rule.marks ?? [])
    return [
      `### ${name}`,
      `${plain(reason)} *What to do:* ${plain(remedy)}`,
      [
        `- guards ${plain(guards)}`,
        `- holds ${requirementLinks(requirements)}; from ${lawOf(source).map(plain).join('; ')}`,
        looksAt === 'local'
          ? '- asked only by the member that says it: it looks at what stays there'
          : `- from another member: rejected with ${code(refusal)}`,
        `- applies to ${codes(applies)}`,
        marks.length > 0 ? `- marks ${codes(marks)}, which are recorded all the same` : '',
      ]
        .filter((line) => line !== '')
        .join('\n'),
    ]
  })
}

/** The rules on a move, each with the way to it; what marks a fact is told as well. */
export function rulesOnMove(verb: Verb): string {
  const link = ({ name }: Rule) => `[${name}](#${name})`
  const marking = rules.filter((rule) => rule.looksAt !== 'local' && rule.marks?.includes(verb))
  return [...rulesOn(verb).map(link), ...marking.map((rule) => `*marked:* ${link(rule)}`)].join(', ')
}
