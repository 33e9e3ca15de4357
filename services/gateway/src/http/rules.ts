/** The named rules, for whoever wants to know why something is refused before it is tried. */
import { lawOf, type Rule, rules } from '@onward/referral'
import type { FastifyPluginAsync } from 'fastify'
import { staff } from './carry-out.ts'
import { problemResponse } from './problem.ts'

export function ruleRoutes(): FastifyPluginAsync {
  return async (app) => {
    const config = { roles: [...staff, 'dpo', 'auditor', 'operator'] } as const
    app.get('/v1/rules', { config, schema }, async () => ({ rules: rules.map(shown) }))
  }
}

function shown(rule: Rule) {
  const { name, requirements, source, guards, reason, remedy, code, looksAt, applies } = rule
  const marks = rule.looksAt === 'local' ? [] : (rule.marks ?? [])
  return { name, requirements, law: lawOf(source), guards, reason, remedy, code, looksAt, applies, marks }
}

const texts = (description: string) => ({ type: 'array', items: { type: 'string' }, description }) as const

const schema = {
  operationId: 'listRules',
  summary: 'The rules by which plans and proposals are refused',
  description:
    'In the order in which they are asked; the first that does not hold is the refusal. Facts are never refused: those in `marks` are recorded and marked with the rule.',
  tags: ['schemas'],
  response: {
    200: {
      description: 'Every rule.',
      type: 'object',
      required: ['rules'],
      properties: {
        rules: {
          type: 'array',
          items: {
            type: 'object',
            required: ['name', 'requirements', 'law', 'guards', 'reason', 'remedy', 'applies', 'marks'],
            properties: {
              name: { type: 'string', description: 'As `rule` of a refusal.' },
              requirements: texts('The numbers of what it holds, in docs/requirements.md.'),
              law: texts('The law or practice behind it, in words.'),
              guards: { type: 'string', description: 'Whom or what it protects.' },
              reason: { type: 'string', description: 'What is wrong when it does not hold.' },
              remedy: { type: 'string', description: 'What would satisfy it.' },
              code: { type: 'string', description: 'With which a message of another member is rejected.' },
              looksAt: {
                type: 'string',
                enum: ['state', 'words', 'local'],
                description:
                  'Where the referral stands; what is said; or what only the member that says it knows, which the other side cannot ask.',
              },
              applies: texts('The moves it can refuse.'),
              marks: texts('The facts that are recorded outside this rule when they did not keep it.'),
            },
          },
        },
      },
    },
    default: problemResponse,
  },
} as const
