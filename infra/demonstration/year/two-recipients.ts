// One case with two recipients, both of whom have accepted, when the person says stop: each of them answers for itself.
import { readCase } from '../cases.ts'
import { contacts } from '../cast.ts'
import { hasRoom, toldOfAsylum } from './her-case.ts'
import {
  begun,
  type DataOf,
  type Day,
  type Scene,
  type Stage,
  says,
  shows,
  type ThreadName,
  viewOf,
  viewsOf,
} from './scene.ts'

const officerOf = (member: string) => ({
  name: `Officer for data protection of ${member} (invented)`,
  contact: `officer@${member.toLowerCase()}.example`,
})

const bgPosts = {
  desk: { staffId: 'bg-fp-01', organisation: 'bg-focal-point', role: 'FocalPoint' },
  standIn: { staffId: 'bg-fp-02', organisation: 'bg-focal-point', role: 'FocalPoint' },
} as const

/** Day 136: a fourth case, for RO and for BG, since the person has family in neither and may go to both. */
const scenes: readonly Scene[] = [
  says({
    what: (stage) => `A fourth case, ${begun(stage, 'twoAtRo').caseRef}: NL offers it to RO …`,
    who: 'colleague',
    on: 'twoAtRo',
    verb: 'submit',
    data: (stage) => offered(stage, 'RO'),
  }),
  says({
    what: '… and to BG, for language lessons; each has its own name for the case',
    who: 'colleague',
    on: 'twoAtBg',
    verb: 'submit',
    data: (stage) => offered(stage, 'BG'),
  }),
  says({
    what: 'RO acknowledges it',
    who: 'focalPoint',
    on: 'twoAtRo',
    verb: 'acknowledge',
    data: ({ calendar }) => ({
      responsible: contacts.focalPoint,
      alternate: contacts.focalPointStandIn,
      reviewDate: calendar.day(140),
    }),
  }),
  says({
    what: 'BG acknowledges it',
    who: 'bgFocalPoint',
    on: 'twoAtBg',
    verb: 'acknowledge',
    data: ({ calendar }) => ({
      responsible: bgPosts.desk,
      alternate: bgPosts.standIn,
      reviewDate: calendar.day(140),
    }),
  }),
  says({
    what: 'RO accepts',
    who: 'focalPoint',
    on: 'twoAtRo',
    verb: 'accept',
    data: () => ({ acceptedBy: contacts.focalPoint }),
    standing: { status: 'accepted' },
  }),
  says({
    what: 'BG accepts',
    who: 'bgFocalPoint',
    on: 'twoAtBg',
    verb: 'accept',
    data: () => ({ acceptedBy: bgPosts.desk }),
    standing: { status: 'accepted' },
  }),
  shows('twoAtRo', withdrawn),
  says({
    what: 'RO: what it was sent is erased',
    who: 'focalPoint',
    on: 'twoAtRo',
    verb: 'confirmErased',
    data: async (stage) => ({
      answersTo: await lastWordOfNl(stage, 'twoAtRo'),
      ground: 'withdrawal',
      erasedAt: stage.calendar.at(136, '09:00'),
      sections: ['person', 'needs'],
    }),
    standing: { status: 'withdrawn' },
  }),
  says({
    what: 'BG: a claim is pending, so it keeps one section, and says until when',
    who: 'bgFocalPoint',
    on: 'twoAtBg',
    verb: 'keepWithGround',
    data: async (stage) => ({
      answersTo: await lastWordOfNl(stage, 'twoAtBg'),
      ground: 'legalClaims',
      sections: ['person'],
      reviewDate: stage.calendar.day(400),
      officer: officerOf('BG'),
    }),
    standing: { status: 'withdrawn' },
  }),
]

/** Said once to NL, told to both by its gateway. */
async function withdrawn(stage: Stage) {
  const { colleague } = stage.people
  const { case: own } = await viewOf(colleague, begun(stage, 'twoAtRo').referral)
  await colleague.post(`/v1/cases/${own}/withdrawals`, {
    kind: 'withdrawal',
    concerns: ['sharing'],
    toldAt: stage.calendar.at(136, '08:45'),
    language: 'ro',
  })
  const views = await Promise.all(
    (['twoAtRo', 'twoAtBg'] as const).map((on) => viewsOf(stage, on, ({ status }) => status === 'withdrawn')),
  )
  return {
    what: 'The person says stop, once; the gateway of NL tells it to both',
    who: colleague.who,
    lane: null,
    checks: {
      'all four sides say withdrawn': views.flat().every(({ status }) => status === 'withdrawn'),
    },
  }
}

async function lastWordOfNl(stage: Stage, on: ThreadName): Promise<string> {
  const [view] = await viewsOf(stage, on)
  return view.heads.NL?.digest ?? ''
}

async function offered(stage: Stage, member: 'RO' | 'BG'): Promise<DataOf<'submit'>> {
  const { id, calendar } = stage
  const example = await readCase('second-case.json')
  const organisation = `${member.toLowerCase()}-focal-point`
  return {
    ...example,
    to: { member, organisation, role: 'FocalPoint' },
    transfersResponsibility: false,
    local: { ...toldOfAsylum(stage, 136), ...hasRoom },
    permission: {
      ...example.permission,
      permissionId: id(`two ${member}`),
      scope: { ...example.permission.scope, recipients: [{ member, organisation }] },
      givenAt: calendar.at(136, '07:30'),
      validUntil: calendar.at(500, '08:00'),
    },
  }
}

export const twoRecipients: readonly Day[] = [
  { day: 136, time: '09:00', title: 'Another person takes everything back, from two recipients', scenes },
]
