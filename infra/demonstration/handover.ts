// Steps 1 to 7: a case is offered, receipted, acknowledged, accepted, and taken back; another one is declined.
import { isDeepStrictEqual } from 'node:util'
import type { Directory } from '@onward/directory'
import { type Caller, type Done, type ReferralView, type Reply, until } from './api.ts'
import { dayIn, focalPoint, readCase } from './cases.ts'
import { StoryError } from './error.ts'
import { evidenceOf } from './evidence.ts'
import { type Held, inWords } from './output.ts'
import { openReceipt } from './proof.ts'
import type { Play } from './story.ts'

/** Who acts. */
export interface Staff {
  /** Caseworkers where the persons are. */
  readonly nl: Caller
  readonly nlColleague: Caller
  /** The focal point where they want to go. */
  readonly ro: Caller
}

/** Plays it and gives the ids of the two referrals. */
export async function playHandover(
  play: Play,
  staff: Staff,
  directory: Directory,
): Promise<readonly string[]> {
  const offered = await play(() => offer(staff.nl))
  await play(() => receipt(staff.nl, offered, directory))
  await play(() => acknowledge(staff.ro, offered))
  await play(() => accept(staff.ro, offered))
  await play(() => compare(staff, offered))
  const second = await play(() => decline(staff))
  await play(() => withdraw(staff, offered))
  return [offered.referral, second]
}

async function offer(nl: Caller) {
  const body = await readCase('first-case.json')
  const { body: done } = await nl.post<Done>('/v1/referrals', body)
  const { caseRef, permission, dataScope } = body
  const told = {
    what: `NL offers case ${caseRef}: consent recorded, ${dataScope.length} sections chosen`,
    who: nl.who,
    lane: done.lane,
    checks: { 'NL recorded the offer': done.referral !== '' },
    details: {
      referral: done.referral,
      caseRef,
      consent: { kind: permission.kind, form: permission.form },
      sections: dataScope,
    },
  }
  return [told, { ...done, permissionId: permission.permissionId }] as const
}

async function receipt(nl: Caller, { referral }: Done, directory: Directory) {
  const [manifest, token] = await until('the receipt of the offer', async () => {
    const [message] = await evidenceOf(nl, referral)
    return message?.receipt?.token == null ? undefined : [message.manifest, message.receipt.token]
  })
  const { iss, lane, st, at, leaf, sub } = await openReceipt(token ?? '', manifest ?? '', directory)
  const told = {
    what: `RO's gateway receipts it; its signature and leaf ${leaf.slice(0, 8)}… hold`,
    who: 'RO gateway',
    lane,
    checks: { 'the receipt is signed by RO': iss === 'RO', 'RO stored the offer': st === 'stored' },
    details: { st, at, manifest: sub, leaf, receipt: token },
  }
  return [told, undefined] as const
}

async function acknowledge(ro: Caller, { referral }: Done) {
  const reviewDate = dayIn(14)
  const [responsible, alternate] = [focalPoint('ro-fp-03'), focalPoint('ro-fp-07')]
  const done = await command(ro, referral, 'acknowledge', { responsible, alternate, reviewDate })
  const told = {
    what: `RO acknowledges: ${responsible.staffId}, or else ${alternate.staffId}; review ${reviewDate}`,
    who: ro.who,
    lane: done.lane,
    checks: { 'NL receipted the acknowledgement': done.receipt?.st === 'stored' },
    details: { responsible, alternate, reviewDate },
  }
  return [told, undefined] as const
}

async function accept(ro: Caller, { referral }: Done) {
  const conditions = [{ code: 'AccommodationReserved' }, { code: 'TravelDateAgreed' }]
  const { etag = '*' } = await view(ro, referral)
  const data = { acceptedBy: focalPoint('ro-fp-03'), conditions }
  const done = await command(ro, referral, 'acceptWithConditions', data, { 'if-match': etag })
  const told = {
    what: 'RO accepts on two conditions: shelter reserved, date agreed',
    who: ro.who,
    lane: done.lane,
    checks: { 'NL receipted the answer': done.receipt?.st === 'stored' },
    details: { conditions: conditions.map(({ code }) => code), ifMatch: etag },
  }
  return [told, undefined] as const
}

async function compare({ nl, ro }: Staff, { referral }: Done) {
  const [here, there] = await agreed([nl, ro], referral, ({ facets }) => facets.response.state !== 'none')
  const told = {
    what: `NL sees the same state as RO: ${inWords(here.status)}`,
    who: 'NL and RO',
    lane: null,
    checks: sameOnBothSides(here, there),
    details: { status: { NL: here.status, RO: there.status }, heads: here.heads },
  }
  return [told, undefined] as const
}

async function decline({ nl, nlColleague, ro }: Staff) {
  const body = await readCase('second-case.json')
  const { body: offered } = await nlColleague.post<Done>('/v1/referrals', body, wait)
  const { referral } = offered
  const contact = { responsible: focalPoint('ro-fp-03'), alternate: focalPoint('ro-fp-07') }
  await command(ro, referral, 'acknowledge', { ...contact, reviewDate: dayIn(2) })
  const reason = 'NoCapacity'
  const done = await command(ro, referral, 'decline', { reason })
  const [here, there] = await agreed([nl, ro], referral, ({ status }) => status === 'declined')
  const told = {
    what: `RO declines a second case, ${body.caseRef}: ${inWords(reason)}`,
    who: ro.who,
    lane: done.lane,
    checks: { 'both sides say declined': true, ...sameOnBothSides(here, there) },
    details: { referral, caseRef: body.caseRef, reason },
  }
  return [told, referral] as const
}

async function withdraw(
  { nl, ro }: Staff,
  { referral, permissionId }: Done & { readonly permissionId: string },
) {
  const withdrawal = { permissionId, concerns: ['sharing'], withdrawnAt: new Date().toISOString() }
  const [answer, withdrawn] = await Promise.all([
    unlessRefused(command(ro, referral, 'accept', { acceptedBy: focalPoint('ro-fp-03') })),
    command(nl, referral, 'withdrawConsent', withdrawal),
  ])
  const said = answer === undefined ? 2 : 3
  const [here, there] = await agreed([nl, ro], referral, ({ status, heads }) => {
    return status === 'withdrawn' && heads.NL?.sequence === 2 && heads.RO?.sequence === said
  })
  const told = {
    what: `Consent withdrawn while RO ${answer ? 'accepts' : 'writes'}: both settle on withdrawn`,
    who: nl.who,
    lane: withdrawn.lane,
    checks: { 'both sides say withdrawn': true, ...sameOnBothSides(here, there) },
    details: {
      written: { NL: 'withdrawConsent', RO: answer ? 'accept' : 'refused: the withdrawal was there first' },
      status: { NL: here.status, RO: there.status },
      heads: here.heads,
    },
  }
  return [told, undefined] as const
}

/** Every referral of the story as both sides hold it at the end. */
export async function held({ nl, ro }: Staff, referrals: readonly string[]): Promise<readonly Held[]> {
  const asked = referrals.flatMap((referral) => [nl, ro].map((caller) => ({ caller, referral })))
  return Promise.all(
    asked.map(async ({ caller, referral }) => ({
      at: caller.member,
      view: (await view(caller, referral)).body,
    })),
  )
}

function view(caller: Caller, referral: string): Promise<Reply<ReferralView>> {
  return caller.get<ReferralView>(`/v1/referrals/${referral}`)
}

/** Answer when the other gateway has receipted it. */
const wait = { prefer: 'wait=10' }

async function command(
  caller: Caller,
  referral: string,
  verb: string,
  data: unknown,
  headers: Readonly<Record<string, string>> = {},
): Promise<Done> {
  const path = `/v1/referrals/${referral}/commands`
  return (await caller.post<Done>(path, { verb, data }, { ...wait, ...headers })).body
}

/** Both views, as soon as both sides have heard the same of each other and it is what is waited for. */
function agreed(callers: readonly [Caller, Caller], referral: string, isIt: (view: ReferralView) => boolean) {
  return until('both sides have heard of each other', async () => {
    const [here, there] = await Promise.all(callers.map((caller) => view(caller, referral)))
    const isThere = here && there && isIt(here.body) && isDeepStrictEqual(here.body.heads, there.body.heads)
    return isThere ? ([here.body, there.body] as const) : undefined
  })
}

/** Compared whole. */
function sameOnBothSides(here: ReferralView, there: ReferralView) {
  return {
    'both have the same status': here.status === there.status,
    'both have the same facets': isDeepStrictEqual(here.facets, there.facets),
    'both have the same sections': isDeepStrictEqual(here.sections, there.sections),
  }
}

/** RO may hear of the withdrawal before it has written; then its own gateway says no, which is as right. */
async function unlessRefused(done: Promise<Done>): Promise<Done | undefined> {
  try {
    return await done
  } catch (error) {
    if (error instanceof StoryError && error.code === 'REFUSED') return undefined
    throw error
  }
}
