/** The `{id}` of a referral's address. */

/** RFC 9562, lower case: one spelling, so that one path is one Idempotency-Key scope. */
export const uuidPattern = '^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$'

export const referralParams = {
  type: 'object',
  required: ['id'],
  properties: { id: { type: 'string', pattern: uuidPattern, description: 'The id of the referral.' } },
} as const
