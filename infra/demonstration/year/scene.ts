// What a scene is: somebody says something and the other side has it, or something is shown. And what has to be so then.
import { randomUUID } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import type { EventData } from '@onward/contract'
import type { Directory } from '@onward/directory'
import type { moves, Status, Verb } from '@onward/referral'
import { type Caller, type Done, type ReferralView, until } from '../api.ts'
import { type People, type PostName, watcherAt } from '../cast.ts'
import type { Calendar } from '../clock.ts'
import { StoryError } from '../error.ts'
import type { Checks, Told } from '../story.ts'

/** What was begun between two members in these stories: each is a referral of its own. */
export type ThreadName =
  | ('inquiry' | 'case' | 'again' | 'declined' | 'withdrawn')
  | ('childInquiry' | 'child')
  | ('motherInquiry' | 'mother' | 'legalAid')
  | ('twoAtRo' | 'twoAtBg')

/** What every scene is given. */
export interface Stage {
  readonly people: People
  readonly calendar: Calendar
  /** Members, keys, lanes and agreements, as everybody could read them when the story began. */
  readonly directory: Directory
  /** The state folder: where those work who keep a member's keys and what it says in the directory. */
  readonly folder: string
  /** The same id for the same name throughout one playing: of a service, a question, a permission. */
  readonly id: (name: string) => string
  /** The referrals that have been begun, by name. */
  readonly threads: Map<ThreadName, Begun>
}

export interface Begun {
  readonly referral: string
  /** What the case is called between the two members. */
  readonly caseRef: string
  /** Who looks at both sides: somebody at each member who reads all of it. */
  readonly watchers: readonly [Caller, Caller]
}

export interface Scene {
  /** The referral it is about, so that both sides are compared before time moves on. */
  readonly on: ThreadName
  /** How that stands afterwards. */
  readonly standing?: Standing
  readonly play: (stage: Stage) => Promise<Told>
}

/** A day of the story. */
export interface Day {
  readonly day: number
  /** When its first scene is played, `10:00` UTC. */
  readonly time: string
  /** What the day is about. */
  readonly title: string
  readonly scenes: readonly Scene[]
}

/** What is said, and for what begins a referral what its member keeps to itself. */
export type DataOf<V extends Verb> = EventData[(typeof moves)[V]['type']] & { readonly local?: object }

/** How things stand after a scene, the same at both sides. */
export interface Standing {
  readonly status?: Status
  /** The member that answers for the case. */
  readonly responsible?: string
}

export interface Saying<V extends Verb> {
  readonly what: string | ((stage: Stage) => string)
  readonly who: PostName
  readonly on: ThreadName
  readonly verb: V
  readonly data: (stage: Stage) => DataOf<V> | Promise<DataOf<V>>
  readonly standing?: Standing
  /** Further claims, looked at when it has been said. */
  readonly shows?: (stage: Stage) => Promise<Checks>
}

/** Somebody says something; the scene is over when the other gateway has it. */
export function says<V extends Verb>({ what, who, on, verb, data, standing, shows }: Saying<V>): Scene {
  return {
    on,
    ...(standing && { standing }),
    play: async (stage) => {
      const caller = stage.people[who]
      const said = await data(stage)
      const done = await say(stage, caller, on, verb, said)
      const checks = {
        'the other side has it': done.receipt?.st === 'stored',
        ...(await shows?.(stage)),
      }
      const { referral, event, lane } = done
      return {
        what: typeof what === 'string' ? what : what(stage),
        who: caller.who,
        lane,
        checks,
        details: { verb, referral, event },
      }
    },
  }
}

/** Something is looked at, at one side or both. */
export function shows(on: ThreadName, play: (stage: Stage) => Promise<Told>): Scene {
  return { on, play }
}

/** The paths with which a referral can begin; everything else is said about one that there is. */
const openings: Readonly<Partial<Record<Verb, string>>> = {
  submit: '/v1/referrals',
  inquire: '/v1/inquiries',
}

/** What belongs to the same case here as something before it. The number of that case is never told to anybody. */
const follows: Readonly<Partial<Record<ThreadName, ThreadName>>> = {
  case: 'inquiry',
  child: 'childInquiry',
  mother: 'motherInquiry',
  twoAtBg: 'twoAtRo',
}

/** Says it and waits until the other gateway has receipted it. */
export async function say(
  stage: Stage,
  caller: Caller,
  on: ThreadName,
  verb: Verb,
  data: EventData[keyof EventData],
): Promise<Done> {
  const wait = { prefer: 'wait=30' }
  const opening = openings[verb]
  if (opening === undefined) {
    const path = `/v1/referrals/${begun(stage, on).referral}/commands`
    return (await caller.post<Done>(path, { verb, data }, wait)).body
  }
  const former = follows[on]
  const query = former ? `?case=${(await viewOf(caller, begun(stage, former).referral)).case}` : ''
  const { body } = await caller.post<Done>(`${opening}${query}`, data, wait)
  if (!('caseRef' in data && 'to' in data)) throw new Error(`${verb} names no case`)
  const watchers = [caller, stage.people[watcherAt(data.to)]] as const
  stage.threads.set(on, { referral: body.referral, caseRef: data.caseRef, watchers })
  return body
}

export function begun({ threads }: Stage, on: ThreadName): Begun {
  const found = threads.get(on)
  if (!found) throw new Error(`the story has not come to ${on} yet`)
  return found
}

/** Both views of a referral, the sender's and the receiver's, as soon as both have heard the same of each other. */
export function viewsOf(
  stage: Stage,
  on: ThreadName,
  isIt: (view: ReferralView) => boolean = () => true,
): Promise<readonly [ReferralView, ReferralView]> {
  const { referral, watchers } = begun(stage, on)
  const [sender, receiver] = watchers
  return until('both sides have heard of each other', async () => {
    const [here, there] = await Promise.all([viewOf(sender, referral), viewOf(receiver, referral)])
    return isIt(here) && isDeepStrictEqual(here.heads, there.heads) ? [here, there] : undefined
  })
}

export async function viewOf(caller: Caller, referral: string): Promise<ReferralView> {
  return (await caller.get<ReferralView>(`/v1/referrals/${referral}`)).body
}

/** Compared whole. */
export function sameOnBothSides(
  on: ThreadName,
  [here, there]: readonly [ReferralView, ReferralView],
): Checks {
  return {
    [`of ${on}, both have the same status`]: here.status === there.status,
    [`of ${on}, both name the same responsible`]: isDeepStrictEqual(here.responsible, there.responsible),
    [`of ${on}, both have the same facets`]: isDeepStrictEqual(openFacets(here), openFacets(there)),
    [`of ${on}, both have the same sections`]: isDeepStrictEqual(here.sections, there.sections),
  }
}

/** Of proceedings the receiving side reads what bears on safety; the rest is for a lawyer, and so not to be compared. */
function openFacets({ facets: { proceedings: _proceedings, ...open } }: ReferralView) {
  return open
}

/** What is claimed of how a referral stands, held against both sides. */
export function standsAs(
  { status, responsible }: Standing,
  { watchers: [, receiver] }: Begun,
  views: readonly ReferralView[],
): Checks {
  const side = responsible === receiver.member ? 'receiver' : 'sender'
  return {
    ...(status && { [`both sides say ${status}`]: views.every((view) => view.status === status) }),
    ...(responsible && {
      [`${responsible} answers for the case, on both sides`]: views.every(
        (view) => view.responsible?.side === side,
      ),
    }),
  }
}

/** The same random id for the same name. */
export function ids(): Stage['id'] {
  const known = new Map<string, string>()
  return (name) => {
    const id = known.get(name) ?? randomUUID()
    known.set(name, id)
    return id
  }
}

/** A referral as one side holds it. */
export interface Held {
  readonly at: string
  readonly caseRef: string
  /** Undefined once it is erased. */
  readonly view: ReferralView | undefined
}

/** Every referral of the story, as its sender and then its receiver hold it. */
export async function held(stage: Stage): Promise<readonly Held[]> {
  const asked = [...stage.threads.values()].flatMap(({ referral, caseRef, watchers }) =>
    watchers.map((caller) => ({ caller, referral, caseRef })),
  )
  return Promise.all(
    asked.map(async ({ caller, referral, caseRef }) => ({
      at: caller.member,
      caseRef,
      view: await viewOf(caller, referral).catch(ifErased),
    })),
  )
}

/** Both sides hold the same of every referral, as soon as both have heard the same; what one has erased is not compared. */
export async function heldAlike(stage: Stage): Promise<Told> {
  const compared = await Promise.all(
    [...stage.threads.keys()].map(async (on) => {
      const views = await viewsOf(stage, on).catch(ifErased)
      return views && sameOnBothSides(on, views)
    }),
  )
  const alike = compared.filter((checks) => checks !== undefined)
  return {
    what: `Both sides hold the same of ${alike.length} referrals; erased: ${compared.length - alike.length}`,
    who: 'both sides',
    lane: null,
    checks: Object.assign({}, ...alike),
  }
}

function ifErased(error: unknown): undefined {
  if (error instanceof StoryError && error.problem?.code === 'ERASED') return undefined
  throw error
}
