/** One member's record in a database of its own, with a clock that the test moves and the other side's words put in. */
import { randomBytes } from 'node:crypto'
import type { Event, EventType } from '@onward/contract'
import { type Body, fold, status } from '@onward/referral'
import { startOf } from '@onward/seal'
import { cloneDatabase, firstCase, known, makeCountry, makeDirectory } from '@onward/testing'
import { v7 as uuidv7 } from 'uuid'
import { knowledgeOf, loadKnown, othersOfCase } from './api/opened.ts'
import { sealLocal } from './case/local-records.ts'
import type { Gap } from './gap.ts'
import { Draft } from './receive/draft.ts'
import { type RemindDeps, remind } from './remind.ts'
import { commitLocal, commitRemote } from './store/commit.ts'
import { dueReferrals, fire, listDeadlines, type StageRow } from './store/deadlines.ts'
import { insertLocal } from './store/local.ts'
import { openStore, type Store } from './store/transaction.ts'
import { localKnowledge } from './submit/local-knowledge.ts'
import { type Command, type SubmitDeps, submit } from './submit.ts'
import { workingTime } from './time/working-time.ts'
import { registerOf } from './trust/register.ts'
import { openVault } from './trust/vault.ts'

/** A process that stops where a crash would have stopped it. */
export class Died extends Error {
  override readonly name = 'Died'
}

export async function openDesk(begin: string) {
  const [nl, ro] = await Promise.all([makeCountry('NL'), makeCountry('RO')])
  const directory = await makeDirectory([nl, ro])
  const database = await cloneDatabase()
  const vault = openVault(randomBytes(32))
  const faults: unknown[] = []
  const { deadlinesOf } = workingTime(
    () => directory,
    (error) => faults.push(error),
  )
  const caseKey = () => ({ ...nl.keys['case-sig'], alg: 'Ed25519' }) as const
  let time = Date.parse(begin)
  const now = () => new Date(time)

  /** What one process of the gateway has: connections of its own. */
  const open = () => {
    const store = openStore(database.urls.gateway, () => {})
    const load = async (id: string) => {
      return (await loadKnown(store, vault, [id])).get(id)
    }
    const submitDeps: SubmitDeps = {
      ...{ member: 'NL', now, directory: () => directory, load, caseKey, vault, deadlinesOf },
      localOf: localKnowledge(knowledgeOf(store, vault)),
      commit: (decided) => commitLocal(store, decided),
      isTrustEnded: () => false,
      hostedKey: () => undefined,
      alarm: () => {},
      reached: () => {},
      recorded: () => {},
    }
    return { store, load, submit: (command: Command) => submit(submitDeps, command) }
  }
  const first = open()
  const opened: Store[] = [first.store]

  /** One replica of the gateway, as far as it reminds. `dieAt`: it dies when it comes there. */
  const replica = (dieAt?: Gap) => {
    const { store, load, submit: say } = open()
    opened.push(store)
    const fired: StageRow[] = []
    const refused: string[] = []
    const deps: RemindDeps = {
      ...{ member: 'NL', now, load, deadlinesOf, submit: say, register: () => registerOf(directory) },
      due: (at) => dueReferrals(store, at),
      othersOf: othersOfCase(store, (ids) => loadKnown(store, vault, ids)),
      fingerprint: vault.fingerprint,
      fire: (firing) => fire(store, firing),
      fired: (_referral, stage) => fired.push(stage),
      onRefusal: (_referral, verb, code) => refused.push(`${verb} ${code}`),
      reached: (gap) => {
        if (gap === dieAt) throw new Died(gap)
      },
    }
    /** Rounds until nothing is due. */
    const run = async () => {
      while ((await remind(deps)) > 0);
    }
    return { run, fired, refused }
  }

  const load = async (id: string) => {
    const known = await first.load(id)
    const referral = fold(known?.history ?? [])
    if (!known || !referral) throw new Error('there is no such referral')
    return { known, referral }
  }

  return {
    now,
    faults,
    replica,
    /** Moves the clock to a time. */
    at(when: string) {
      time = Date.parse(when)
    },
    async offer(changes: Partial<ReturnType<typeof firstCase>> = {}, localCase?: string) {
      const actor = {
        member: 'NL',
        organisation: 'nl-focal-point',
        role: 'caseworker',
        staffId: 'caseworker-01',
      } as const
      const data = { ...firstCase({ from: 'NL', to: 'RO' }), ...changes }
      const { member, organisation } = data.to
      const confirmedAt = now().toISOString()
      const hasRoom = { kind: 'capacity', member, organisation, confirmedAt, channel: 'telephone' } as const
      const local = [{ kind: 'protectionCheck', ...known.protectionCheck }, hasRoom] as const
      const outcome = await first.submit({ verb: 'submit', data, actor, localCase, local })
      if (!outcome.accepted) throw new Error(`${outcome.code} ${outcome.rule}`)
      return outcome.referral
    },
    /** The person excludes somebody, after the offer was made. */
    async exclude(id: string, body: Body) {
      const at = now().toISOString()
      const { rows } = sealLocal(vault, [{ kind: 'exclusion', ...body }], {
        at,
        by: 'nl-focal-point/caseworker/1',
      })
      await first.store.transact([insertLocal(rows.map((row) => ({ ...row, referral: id, at })))])
    },
    /** The other side says something, in knowledge of all that was said here. */
    async hear(id: string, type: EventType, data: object, actor = 'ro-focal-point/focal-point/ro-fp-07') {
      const { known } = await load(id)
      const ours = known.history.filter(({ event }) => event.source.endsWith(':NL'))
      const theirs = known.history.length - ours.length
      const about = known.history[0]?.event
      const event = {
        ...about,
        id: uuidv7(),
        source: 'urn:onward:member:RO',
        type,
        time: now().toISOString(),
        audience: 'NL',
        lane: 'lane.NL.RO',
        actor,
        sequence: theirs + 1,
        cause: ours.at(-1)?.digest,
        data,
      } as unknown as Event // sound: the tests give data of the contract's examples
      const draft = new Draft({
        lane: 'lane.NL.RO',
        pairedLane: 'lane.RO.NL',
        at: now().toISOString(),
        vault,
        deadlinesOf,
        position: startOf({ epoch: 1, start: '0' }),
        tokens: new Map(),
        numbers: new Map(),
        referrals: new Map([[id, known]]),
      })
      const payload = Buffer.from(JSON.stringify(event)).toString('base64url')
      draft.record(event, randomBytes(32).toString('base64url'), 'RO', `e30.${payload}.c2ln`, 'applied')
      return await commitRemote(first.store, draft.finish())
    },
    caseOf: async (id: string) => (await load(id)).known.localCase,
    statusOf: async (id: string) => status((await load(id)).referral),
    /** What our gateway has said by itself: type and data of each event. */
    async saidByGateway(id: string) {
      const { history } = (await load(id)).known
      return history
        .filter(({ event }) => event.actor === 'NL/gateway/gateway')
        .map(({ event: { type, data } }) => ({ type, data }))
    },
    list: (filter: Partial<Parameters<typeof listDeadlines>[1]> = {}) =>
      listDeadlines(first.store, { now: now().toISOString(), limit: 100, ...filter }),
    /** Everything that was fired of a referral, in order of time. */
    stagesOf: (id: string) =>
      first.store.read<{ deadline: string; stage: string; at: Date; escalated_to: string | null }>({
        name: 'stages of',
        text: 'select deadline, stage, at, escalated_to from reminder where referral = $1 order by at, deadline',
        values: [id],
      }),
    /** Referrals that would be looked at now. */
    due: () => dueReferrals(first.store, now().toISOString()),
    async close() {
      await Promise.all(opened.map((store) => store.close()))
      await database.drop()
    },
  }
}
