// At the very end the mother's case is erased at both members: what is gone, what is told, and what still proves it.
import { readFile } from 'node:fs/promises'
import { isDeepStrictEqual } from 'node:util'
import type { Directory } from '@onward/directory'
import { type Report, verifyBundle } from '@onward/evidence'
import { type Caller, until } from './api.ts'
import { StoryError } from './error.ts'
import { completeEvidence, type Evidence, evidenceOf } from './evidence.ts'
import { keepBundle, onwardVerify } from './onward-verify.ts'
import type { Told } from './story.ts'

/** Who asks at a member, and who approves there. */
export type TwoPeople = readonly [asking: Caller, approving: Caller]

export interface Erasing {
  readonly referral: () => string
  /** At the member that offered the case, and at the one that took it. */
  readonly sides: readonly [TwoPeople, TwoPeople]
  /** Starts the erasers of both, and resolves when they work. */
  readonly startErasers: () => Promise<unknown>
  /** Where the bundle of before and the one of after are kept. */
  readonly files: { readonly before: string; readonly after: string }
}

/** What a bundle proved before, and what it proves now. */
export interface Erased {
  readonly referral: string
  readonly before: Evidence
  readonly after: Evidence
}

const GROUND = 'request'
/** The other side is told first, and the eraser looks every two seconds; who asks all the while keeps both from it. */
const patiently = { ms: 30_000, every: 100 }

/** Two people at each side have it erased. Its bundle is written before, and again when the log says what was erased. */
export async function eraseCase(
  { referral: begun, sides, files }: Erasing,
  directory: Directory,
): Promise<Erased> {
  const referral = begun()
  const [[holder]] = sides
  const before = await completeEvidence(holder, referral, { directory })
  await keepBundle(files.before, before.file)
  await Promise.all(sides.map((people) => eraseAt(people, referral)))
  const isWhole = async () => {
    const evidence = await evidenceOf(holder, referral, { directory })
    const { erased, missing } = evidence.report
    const isProven = erased.length > 0 && !missing.some(({ code }) => code === 'ERASURE_PROOF')
    return isProven && isTold(evidence.report, holder.member) ? evidence : undefined
  }
  const after = await until('the log holds that it was erased', isWhole, patiently)
  await keepBundle(files.after, after.file)
  return { referral, before, after }
}

async function eraseAt([asking, approving]: TwoPeople, referral: string): Promise<void> {
  const path = `/v1/referrals/${referral}/erasure`
  await asking.post(path, { ground: GROUND })
  await approving.post(`${path}/approval`, {})
  const isErased = async () =>
    (await approving.get<{ readonly state: string }>(path)).body.state === 'erased' || undefined
  await until(`${asking.member} has erased it`, isErased, patiently)
}

/** What whoever read it until now is told. */
export async function gone({ sides }: Erasing, { referral }: Erased): Promise<Told> {
  const path = `/v1/referrals/${referral}`
  const [codes, timelines] = await Promise.all([
    Promise.all(sides.map(([asking]) => codeOf(asking, path))),
    Promise.all(sides.map(([, approving]) => approving.get<Timeline>(`${path}/timeline`))),
  ])
  const events = timelines.map(({ body }) => body.events)
  return {
    what: "Two people at each side erase the mother's case: readers are told ERASED",
    who: 'both sides',
    lane: null,
    checks: {
      'at both sides whoever asks is told that it is erased': codes.every((code) => code === 'ERASED'),
      'what happened is still told, and not who did it': events.every(
        (each) => each.length > 0 && each.every(({ actor }) => actor === null),
      ),
      'each side has said so': events.every((each) => each.some(({ type }) => type === 'data.erased')),
    },
    details: { referral, codes, events: events.map(({ length }) => length) },
  }
}

interface Timeline {
  readonly events: readonly { readonly type: string; readonly actor: string | null }[]
}

/** The bundle of before and the one of after, checked with the public directory in this folder and nothing else. */
export async function stillProves({ files }: Erasing, folder: string, directory: Directory): Promise<Told> {
  const [after, file] = await Promise.all([onwardVerify(files.after, folder), readFile(files.before)])
  const before = verifyBundle(file, directory)
  const [erasure] = after.erased
  const ground = String(erasure?.record.ground)
  return {
    what: `Her bundle still holds, and says: erased at ROSA, on the ground ${ground}`,
    who: 'lawyer',
    lane: null,
    checks: {
      'the bundle of before holds, and knows of no erasure': before.holds && before.erased.length === 0,
      'the bundle of after holds too': after.holds,
      'it proves of each message of before the same': provesAll(before, after),
      'it says what was erased, where and why':
        after.erased.length === 1 && erasure?.member === 'ROSA' && ground === GROUND,
      'CASA has receipted that it was told': isTold(after, 'ROSA'),
    },
    details: { files, messages: before.messages.length, erased: after.erased },
  }
}

/** That this side has erased it has a receipt of the other: `rejected` where that had erased it before it was told. */
function isTold({ messages }: Report, member: string): boolean {
  return messages.some(
    ({ from, said, received }) => from === member && said.type === 'data.erased' && received !== undefined,
  )
}

function provesAll(before: Report, after: Report): boolean {
  const { length } = before.messages
  return length > 0 && isDeepStrictEqual(after.messages.slice(0, length), before.messages)
}

/** What a reader is told instead of the content. */
async function codeOf(caller: Caller, path: string): Promise<string> {
  try {
    await caller.get(path)
    return 'nothing of it'
  } catch (error) {
    if (error instanceof StoryError && error.problem) return error.problem.code
    throw error
  }
}
