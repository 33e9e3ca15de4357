/** Whoever says again what was erased does not bring the person back. */
import type { Event } from '@onward/contract'
import { firstCase } from '@onward/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startEraser } from '../../infra/gateway.ts'
import { supervise } from '../../infra/processes.ts'
import { openStage, type Stage, until } from '../hostile/stage.ts'
import { search } from '../privacy/search.ts'
import { openable } from './openable.ts'

let stage: Stage
let erasers: ReturnType<typeof supervise>

beforeAll(async () => {
  stage = await openStage()
  erasers = supervise(stage.folder)
  await startEraser({ member: stage.victim, servers: { folder: stage.folder, supervisor: erasers } })
}, 60_000)

afterAll(async () => {
  await erasers?.stop()
  await stage?.stop()
})

test('R14, R55 the same bytes, the same event under another manifest, a later event, and one that is parked: none is kept', async () => {
  const { sender, victim } = stage
  const data = firstCase({ from: sender.member.code, to: victim.code })
  const offer: Event = sender.event('referral.submitted', data)
  const content = sender.state(offer)
  const said = sender.say(content)
  // Its predecessor never comes, so it waits in quarantine, with the person in it.
  const parked = sender.say(
    sender.state(sender.event('referral.submitted', data, { subject: offer.subject, sequence: 3 })),
  )
  await sender.put(said.bytes, parked.bytes)
  await until(() => stage.heard.receipts(said.digest)[0], 'the receipt')
  await until(async () => (await stage.quarantine(sender.lane))[0], 'the later one waits')
  const canary = { name: data.sections.person?.prs_FirstName ?? '' }
  const found = search(await openable(victim), canary).join('\n')
  expect(found).toContain('event: name')
  expect(found).toContain('quarantine_body: name')

  const path = `/v1/referrals/${offer.subject}/erasure`
  expect((await stage.post('focal-point', path, { ground: 'request' })).status).toBe(202)
  expect((await stage.post('dpo', `${path}/approval`, {})).status).toBe(202)
  // The forger gives no receipt, and nothing else was said: what tells it that it is erased is not waited for.
  await until(async () => (await stage.get('dpo', path)).body.state === 'erased' || undefined, 'it is erased')
  expect(search(await openable(victim), canary)).toEqual([])

  const sealedAnew = sender.say(sender.state(offer))
  const later = sender.say(
    sender.state(sender.event('referral.submitted', data, { subject: offer.subject, sequence: 2 })),
  )
  const last = sender.say(sender.state(sender.event('referral.submitted', data)))
  await sender.put(said.bytes, sealedAnew.bytes, later.bytes, last.bytes)
  await until(() => stage.heard.receipts(last.digest)[0], 'what came after them is stored')
  expect(
    [sealedAnew, later].map(({ digest }) => stage.heard.receipts(digest).map(({ claims }) => claims.st)),
  ).toEqual([['rejected'], ['rejected']])
  const left = await openable(victim)
  // The last one is another referral of the same person, which nobody has erased.
  expect(
    search(
      left.filter(({ where }) => where !== 'event'),
      canary,
    ),
  ).toEqual([])
  expect(
    await stage.sql('select count(*)::int as n from data_key where referral = $1', [offer.subject]),
  ).toEqual([{ n: 0 }])
  expect(await stage.get('focal-point', `/v1/referrals/${offer.subject}`)).toMatchObject({ status: 410 })
})
