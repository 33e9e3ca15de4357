// Two other cases, told where they fall: one is declined, and of one the person takes her consent back.
import type { Done } from '../api.ts'
import { readCase } from '../cases.ts'
import { contacts } from '../cast.ts'
import { StoryError } from '../error.ts'
import { hasRoom, toldOfAsylum } from './her-case.ts'
import { begun, type DataOf, type Scene, type Stage, say, says, shows, viewsOf } from './scene.ts'

/** Another caseworker, another person: RO has no place, and says so with a reason. */
export const declined: readonly Scene[] = [
  says({
    what: (stage) => `Another case, ${begun(stage, 'declined').caseRef}: NL asks for vocational training`,
    who: 'colleague',
    on: 'declined',
    verb: 'submit',
    data: (stage) => offered(stage, 'second-case.json', 10),
    standing: { status: 'submitted' },
  }),
  says({
    what: 'RO acknowledges it',
    who: 'focalPoint',
    on: 'declined',
    verb: 'acknowledge',
    data: acknowledgement,
  }),
  says({
    what: 'RO declines it: no capacity',
    who: 'focalPoint',
    on: 'declined',
    verb: 'decline',
    data: () => ({ reason: 'NoCapacity' }),
    standing: { status: 'declined' },
  }),
]

/** Consent is taken back in NL while RO is writing that it accepts: whichever is first, it ends the same. */
export const withdrawn: readonly Scene[] = [
  says({
    what: (stage) => `A third case, ${begun(stage, 'withdrawn').caseRef}: NL offers it`,
    who: 'colleague',
    on: 'withdrawn',
    verb: 'submit',
    data: (stage) => offered(stage, 'first-case.json', 25),
  }),
  says({
    what: 'RO acknowledges it',
    who: 'focalPoint',
    on: 'withdrawn',
    verb: 'acknowledge',
    data: acknowledgement,
  }),
  shows('withdrawn', withdraw),
  says({
    what: 'RO: nobody there reads or passes on anything of it any more',
    who: 'focalPoint',
    on: 'withdrawn',
    verb: 'confirmStopped',
    data: async (stage) => ({
      answersTo: await withdrawal(stage),
      stoppedAt: stage.calendar.at(25, '14:00'),
      concerns: ['sharing'],
    }),
  }),
  says({
    what: 'RO: what law makes it keep, until when, and who answers for that',
    who: 'focalPoint',
    on: 'withdrawn',
    verb: 'keepWithGround',
    data: async (stage) => ({
      answersTo: await withdrawal(stage),
      ground: 'legalObligation',
      sections: ['person', 'needs', 'risk', 'return', 'case'],
      reviewDate: stage.calendar.day(1_100),
      officer: { name: 'Officer for data protection of RO (invented)', contact: 'officer@ro.example' },
    }),
    standing: { status: 'withdrawn' },
  }),
]

async function withdraw(stage: Stage) {
  const { colleague, focalPoint } = stage.people
  const permissionId = stage.id('permission withdrawn')
  const taken = { permissionId, concerns: ['sharing' as const], withdrawnAt: stage.calendar.at(25, '14:00') }
  const [accepted, done] = await Promise.all([
    unlessRefused(say(stage, focalPoint, 'withdrawn', 'accept', { acceptedBy: contacts.focalPoint })),
    say(stage, colleague, 'withdrawn', 'withdrawConsent', taken),
  ])
  const views = await viewsOf(stage, 'withdrawn', ({ status }) => status === 'withdrawn')
  return {
    what: `The person says stop while RO ${accepted ? 'accepts' : 'writes'}: on both sides, stop counts`,
    who: colleague.who,
    lane: done.lane,
    checks: { 'both sides say withdrawn': views.every(({ status }) => status === 'withdrawn') },
    details: { written: { NL: 'withdrawConsent', RO: accepted ? 'accept' : 'refused: NL was first' } },
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

/** The digest of what NL said last: an answer names what it answers. */
async function withdrawal(stage: Stage): Promise<string> {
  const [view] = await viewsOf(stage, 'withdrawn')
  return view.heads.NL?.digest ?? ''
}

async function offered(
  stage: Stage,
  file: Parameters<typeof readCase>[0],
  day: number,
): Promise<DataOf<'submit'>> {
  const { id, calendar } = stage
  const example = await readCase(file)
  const permission = {
    ...example.permission,
    permissionId: id(`permission ${file === 'first-case.json' ? 'withdrawn' : 'declined'}`),
    givenAt: calendar.at(day, '07:30'),
    validUntil: calendar.at(day + 1_095, '08:00'),
  }
  return { ...example, permission, local: { ...toldOfAsylum(stage, day), ...hasRoom } }
}

function acknowledgement({ calendar }: Stage) {
  return {
    responsible: contacts.focalPoint,
    alternate: contacts.focalPointStandIn,
    reviewDate: calendar.day(39),
  }
}
