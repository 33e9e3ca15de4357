import fc from 'fast-check'
import { expect, test } from 'vitest'
import { closeNumber, judgePosition, type LanePosition, type Numbered, startOf } from './position.ts'

const lane = { epoch: 1, start: '0' }
const nowSeconds = 5000
const start = startOf(lane)

// Token n of a chain: its digest is the chain's name and n, so that two chains are two histories.
interface Bend {
  readonly chain?: string
  readonly before?: string
  readonly ep?: number
  readonly iat?: number
  readonly nbf?: number
}
const token = (seq: number, bend: Bend = {}): Numbered => {
  const { chain: name = 'a', ep = 1, iat = 1000, nbf = 100 } = bend
  const prev = seq === 1 ? '0' : `${bend.before ?? name}${seq - 1}`
  return { claims: { ep, seq, prev, iat }, digest: `${name}${seq}`, key: { nbf } }
}
const chain = (length: number): Numbered[] =>
  Array.from({ length }, (_, index) => token(index + 1, { iat: 1000 + index, nbf: 100 + index }))

/** A lane as its receiver keeps it: the position, and every token it accepted. */
function receive(tokens: readonly Numbered[], from: LanePosition = start) {
  let position = from
  const recorded = new Map<number, Numbered>()
  const codes: string[] = []
  for (const each of tokens) {
    const { seq } = each.claims
    const judged = judgePosition(position, each, { lane, nowSeconds, recorded: recorded.get(seq)?.digest })
    codes.push(judged.accepted ? (judged.refusal ?? judged.verdict) : judged.code)
    if (!judged.accepted) continue
    position = judged.position
    recorded.set(seq, each)
  }
  return { position, recorded, codes }
}

test('a chain in order moves the lane one by one', () => {
  expect(receive(chain(3))).toMatchObject({
    codes: ['next', 'next', 'next'],
    position: { ep: 1, seq: 3, digest: 'a3', gaps: [], lastIat: 1002, keyNbf: 102 },
  })
})

test('R50 a number ahead opens a gap that says what is missing and what must fit into it', () => {
  const judged = judgePosition(start, token(4), { lane, nowSeconds })
  expect(judged).toEqual({
    accepted: true,
    verdict: 'ahead',
    missing: { from: 1, to: 3 },
    position: {
      ep: 1,
      seq: 4,
      digest: 'a4',
      gaps: [{ from: 1, to: 3, before: '0', after: 'a3' }],
      lastIat: 1000,
      keyNbf: 100,
    },
  })
})

test('late tokens close a gap from above, from below and from its middle', () => {
  const { codes, position } = receive([token(6), token(5), token(1), token(3), token(2), token(4)])
  expect(codes).toEqual(['ahead', 'late', 'late', 'late', 'late', 'late'])
  expect(position).toMatchObject({ seq: 6, digest: 'a6', gaps: [] })
})

test('a token in the middle of a gap binds its neighbours', () => {
  const middle = receive([token(5), token(3)])
  expect(middle.position.gaps).toEqual([
    { from: 1, to: 2, before: '0', after: 'a2' },
    { from: 4, to: 4, before: 'a3', after: 'a4' },
  ])
  expect(receive([token(5), token(3), token(2, { chain: 'b' })]).codes).toEqual(['ahead', 'late', 'SEQ_FORK'])
  expect(receive([token(5), token(3), token(4, { before: 'b' })]).codes).toEqual([
    'ahead',
    'late',
    'SEQ_FORK',
  ])
})

test('the same bytes again are a replay, other bytes at a used number a fork', () => {
  const { codes } = receive([token(1), token(2), token(1), token(2, { chain: 'b', before: 'a' })])
  expect(codes).toEqual(['next', 'next', 'SEQ_REPLAY', 'SEQ_FORK'])
})

test('a next number that names another predecessor is a fork and leaves the lane where it was', () => {
  const { codes, position } = receive([token(1), token(2, { chain: 'b' }), token(2)])
  expect(codes).toEqual(['next', 'SEQ_FORK', 'next'])
  expect(position.digest).toBe('a2')
})

test('a number more than 10,000 ahead is refused, and 2^53 - 1 with it', () => {
  const codes = [10_000, 10_001, Number.MAX_SAFE_INTEGER].map((seq) => receive([token(seq)]).codes)
  expect(codes).toEqual([['ahead'], ['SEQ_FORK'], ['SEQ_FORK']])
})

test('a sender that leaves out every second number opens a thousand gaps and no more', () => {
  const odd = Array.from({ length: 1_002 }, (_, index) => token(2 * (index + 1)))
  const { codes, position } = receive(odd)
  expect([codes[999], codes[1_000], position.gaps.length]).toEqual(['ahead', 'SEQ_FORK', 1_000])
  expect(receive([token(position.seq + 1)], position).codes).toEqual(['next'])
})

test('an older key is refused for a new number once a newer key was seen, and taken late when vouched for', () => {
  const older = token(3, { nbf: 100 })
  const { codes } = receive([token(1), token(2, { nbf: 200 }), older, token(4, { nbf: 200 }), older])
  expect(codes).toEqual(['next', 'next', 'KEY_SUPERSEDED', 'ahead', 'late'])
})

test('a token that goes back in time by more than 300 s takes its number but is refused', () => {
  const { codes, position } = receive([token(1), token(2, { iat: 700 }), token(3, { iat: 699 }), token(4)])
  expect(codes).toEqual(['next', 'next', 'TIME_ORDER', 'next'])
  expect(position).toMatchObject({ seq: 4, lastIat: 1000, gaps: [] })
  expect(receive([token(3), token(2, { iat: 1301 })]).codes).toEqual(['ahead', 'TIME_ORDER'])
})

test('one token from a clock that is far ahead does not make the later ones look old', () => {
  const { codes } = receive([token(1, { iat: 9_000_000 }), token(2, { iat: nowSeconds })])
  expect(codes).toEqual(['next', 'next'])
})

test('a new epoch starts at 1 from the digest that both countersigned, and ends the old one', () => {
  const { position } = receive([token(1), token(5)])
  const second = { epoch: 2, start: 'a1' }
  const judge = (each: Numbered) => judgePosition(position, each, { lane: second, nowSeconds })
  const first = { ...token(1, { ep: 2 }), claims: { ep: 2, seq: 1, prev: 'a1', iat: 1000 } }
  expect(judge(first)).toEqual({
    accepted: true,
    verdict: 'next',
    position: { ep: 2, seq: 1, digest: 'a1', gaps: [], lastIat: 1000, keyNbf: 100 },
  })
  expect(judge(token(1, { ep: 2 }))).toEqual({ accepted: false, code: 'SEQ_FORK' })
  expect(judge(token(2))).toEqual({ accepted: false, code: 'SEQ_REPLAY' })
  expect(judge(token(1, { ep: 3 }))).toEqual({ accepted: false, code: 'EPOCH_UNKNOWN' })
})

test('R55 a tombstone closes its number; what still comes there is a replay or a fork', () => {
  const { position } = receive([token(1), token(4)])
  const closed = closeNumber(position, { seq: 4, num: 2, sub: 'a2' }, undefined)
  expect(closed).toEqual({
    ok: true,
    position: { ...position, gaps: [{ from: 3, to: 3, before: 'a2', after: 'a3' }] },
  })
  if (!closed.ok) return
  const late = (each: Numbered, recorded?: string) =>
    judgePosition(closed.position, each, { lane, nowSeconds, recorded })
  expect(late(token(2), 'a2')).toEqual({ accepted: false, code: 'SEQ_REPLAY' })
  expect(late(token(2, { chain: 'b', before: 'a' }), 'a2')).toEqual({ accepted: false, code: 'SEQ_FORK' })
  expect(late(token(3))).toMatchObject({ accepted: true, verdict: 'late', position: { gaps: [] } })
})

test('a tombstone must agree with what is known of its number', () => {
  const { position } = receive([token(1), token(4)])
  const fork = { ok: false, code: 'SEQ_FORK' }
  expect(closeNumber(position, { seq: 4, num: 3, sub: 'b3' }, undefined)).toEqual(fork)
  expect(closeNumber(position, { seq: 4, num: 1, sub: 'b1' }, 'a1')).toEqual(fork)
  expect(closeNumber(position, { seq: 4, num: 4, sub: 'a4' }, 'a4')).toEqual(fork)
  expect(closeNumber(position, { seq: 4, num: 9, sub: 'a9' }, undefined)).toEqual(fork)
  expect(closeNumber(position, { seq: 4, num: 1, sub: 'a1' }, 'a1')).toEqual({ ok: true, position })
})

const deliveries = fc.integer({ min: 1, max: 14 }).chain((length) =>
  fc.record({
    length: fc.constant(length),
    // A shuffled part of the chain with repeats: drops, late arrivals and replays at once.
    order: fc.array(fc.integer({ min: 1, max: length }), { minLength: 1, maxLength: 40 }),
  }),
)

test('R50 whatever arrives in whatever order, the lane stands as if it had arrived in order', () => {
  fc.assert(
    fc.property(deliveries, ({ length, order }) => {
      const honest = chain(length).map((each) => ({ ...each, key: { nbf: 100 } }))
      const arrivals = order.flatMap((seq) => honest.slice(seq - 1, seq))
      const inOrder = honest.filter(({ claims }) => order.includes(claims.seq))
      expect(receive(arrivals).position).toEqual(receive(inOrder).position)
      const whole = receive([...arrivals, ...honest]).position
      expect(whole).toEqual(receive(honest).position)
    }),
    { numRuns: 500 },
  )
})

test('R50 however two histories are mixed, what is accepted is one unbroken history', () => {
  const mixed = fc.array(
    fc.record({
      seq: fc.integer({ min: 1, max: 8 }),
      chain: fc.constantFrom('a', 'b'),
      before: fc.constantFrom('a', 'b'),
    }),
    { maxLength: 60 },
  )
  fc.assert(
    fc.property(mixed, (arrivals) => {
      const { position, recorded, codes } = receive(arrivals.map(({ seq, ...names }) => token(seq, names)))
      for (const [seq, { claims }] of recorded) {
        const below = seq === 1 ? '0' : recorded.get(seq - 1)?.digest
        if (below !== undefined) expect(claims.prev).toBe(below)
      }
      const missing = position.gaps.reduce((sum, { from, to }) => sum + to - from + 1, 0)
      expect(recorded.size + missing).toBe(position.seq)
      expect(codes.filter((code) => ['next', 'ahead', 'late'].includes(code))).toHaveLength(recorded.size)
    }),
    { numRuns: 500 },
  )
})
