/** Each section to each kind of recipient on each way out, and what no exclusion may reach. */
import { readdirSync, readFileSync } from 'node:fs'
import type { SectionName } from '@onward/contract'
import { describe, expect, test } from 'vitest'
import {
  after,
  agreement,
  local,
  offer,
  permission,
  register,
  scope,
  tryTo,
  words,
} from './example.test-data.ts'
import type { History } from './history.ts'
import type { Local } from './local.ts'
import { moveOf, moves, type Verb, verbs } from './moves.ts'
import type { OperatorKind } from './register.ts'
import { sendingMoves } from './rules/rule.ts'
import { rules } from './rules/rules.ts'

const SCHEMAS = new URL('../../../schemas/', import.meta.url)
const read = (path: string) => JSON.parse(readFileSync(new URL(path, SCHEMAS), 'utf8'))

const names: readonly SectionName[] = read('code/section-name.schema.json').enum
const kinds: readonly OperatorKind[] = read('code/operator-kind.schema.json').enum
const exampleOf = (name: string) =>
  read(`examples/valid/section/${name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}.json`)

/** Whether a schema has content somewhere: the member `sections`, or a reference to one of the sections. */
function carriesSections(schema: unknown): boolean {
  if (typeof schema !== 'object' || schema === null) return false
  if ('$ref' in schema && /(^|\/)(section\/|sections\.)/.test(String(schema.$ref))) return true
  return Object.values(schema).some(carriesSections)
}

const ways: readonly Verb[] = [...sendingMoves, 'provideRecords']

test('R22 the ways out are all moves whose schema has sections: a new one cannot be forgotten', () => {
  const withSections = readdirSync(new URL('event/', SCHEMAS))
    .filter((file) => carriesSections(read(`event/${file}`)))
    .map((file) => file.replace('.schema.json', ''))
  const typeOf = (verb: Verb) =>
    moves[verb].type.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`).replace('.', '-')
  expect(new Set(withSections)).toEqual(new Set(sendingMoves.map(typeOf)))
  expect(ways.filter((verb) => moveOf(verb).about !== 'content')).toEqual([])
})

const everything = { ...scope, sections: names }
const all = { ...agreement, sections: names, neverSend: [{ to: 'RO', subjects: [] as const }] }
const chosen = { ...offer, permission: { ...permission, scope: everything } } as const
const seeking: Local = {
  ...local,
  protection: { informedOn: '2026-11-20', language: 'ro', outcome: 'pending' },
}
const excluded: Local = { ...local, excluded: [{ member: 'RO', organisation: offer.to.organisation }] }
const noLonger = [
  'narrowConsent',
  { data: { permissionId: permission.permissionId, scope: { ...everything, recipients: [] } } },
] as const

/** Where the way is open, with or without the person's yes to this organisation. */
function placeOf(way: Verb, standing: 'consented' | 'notConsented'): History {
  const steps = {
    provideInformation: ['acknowledge', 'requestInformation'] as const,
    provideRecords: ['requestRecords'] as const,
  }[String(way)]
  if (way === 'submit') return []
  const asked = steps?.map((step) => (step === 'requestRecords' ? ([step, { by: 'RO' }] as const) : step))
  const place = [['submit', { data: chosen, agreement: all }] as const, ...(asked ?? [])]
  return standing === 'consented' ? after(...place) : after(...place, noLonger)
}

function wordsOf(way: Verb, name: SectionName, standing: 'consented' | 'notConsented'): unknown {
  const content = { dataScope: [name], sections: { [name]: exampleOf(name) } }
  const others = [{ member: 'RO', organisation: 'RO-OTHER' }]
  if (way === 'provideRecords') return words.provideRecords
  if (way !== 'submit') return { ...words[way], ...content }
  const recipients = standing === 'consented' ? everything.recipients : others
  return { ...chosen, ...content, permission: { ...permission, scope: { ...everything, recipients } } }
}

describe.each(ways)('R19, R22, R29 on the way out %s', (way) => {
  const consented = placeOf(way, 'consented')
  const notConsented = placeOf(way, 'notConsented')
  const tried = (
    name: SectionName,
    kind: OperatorKind,
    known: Local,
    standing: 'consented' | 'notConsented',
  ) =>
    tryTo(standing === 'consented' ? consented : notConsented, way, {
      by: 'NL',
      data: wordsOf(way, name, standing),
      agreement: all,
      register: { ...register, operatorOf: () => kind },
      local: known,
    })

  test.each(kinds)("a body of kind %s gets a section only with the person's yes to it", (kind) => {
    const standing = names.map((name) => tried(name, kind, local, 'notConsented'))
    expect(standing.filter(({ accepted }) => accepted)).toEqual([])
    expect(tried('needs', kind, local, 'consented')).toMatchObject({ accepted: true })
    expect(tried('needs', kind, local, 'notConsented')).toMatchObject({ rule: 'permission-names-recipient' })
  })

  test.each(kinds)(
    'a body of kind %s that the person excluded gets no section, whatever was agreed',
    (kind) => {
      const answers = names.map((name) => tried(name, kind, excluded, 'consented'))
      expect(answers.filter(({ accepted }) => accepted)).toEqual([])
      expect(tried('needs', kind, excluded, 'consented')).toMatchObject({ rule: 'excluded-party' })
    },
  )

  test.each(kinds)('a body of kind %s, while the person seeks asylum', (kind) => {
    const answers = names.map((name) => tried(name, kind, seeking, 'consented'))
    const isCivil = kind === 'ngo' || kind === 'igo'
    expect(tried('needs', kind, seeking, 'consented')).toMatchObject(
      isCivil ? { accepted: true } : { rule: 'asylum-shuts-out-the-state' },
    )
    if (!isCivil) expect(answers.filter(({ accepted }) => accepted)).toEqual([])
  })
})

test('R22 content is asked every rule on content, though its move be none of those that send', () => {
  const smuggled = { ...words.linkReferral, dataScope: ['child'], sections: { child: exampleOf('child') } }
  const { dataScope: _unnamed, ...hidden } = smuggled
  const say = (data: object) => tryTo(after('submit'), 'linkReferral', { data, agreement: all })
  expect(say(smuggled)).toMatchObject({ accepted: false, rule: 'permission-covers-sections' })
  expect(say(hidden)).toMatchObject({ accepted: false, rule: 'only-what-is-named' })
  expect(tryTo(after('submit'), 'linkReferral')).toMatchObject({ accepted: true })
})

const excluding = (member: string, organisation?: string): Local => ({
  ...local,
  excluded: [organisation === undefined ? { member } : { member, organisation }],
})
const RULE = { accepted: false, rule: 'excluded-party' }

test('R19 a route is refused for its gateway, its reader, its fallback, and a member as a whole', () => {
  const tryOffer = (known: Local, recipients = scope.recipients, gatewayOf = register.gatewayOf) =>
    tryTo([], 'submit', {
      data: { ...offer, permission: { ...permission, scope: { ...scope, recipients } } },
      local: known,
      register: { ...register, gatewayOf },
    })
  const fallback = [...scope.recipients, { member: 'BG', organisation: 'BG-POLICE' }]
  expect(tryOffer(excluding('RO', 'RO-GATEWAY'))).toMatchObject(RULE)
  expect(tryOffer(excluding('RO', offer.to.organisation))).toMatchObject(RULE)
  expect(tryOffer(excluding('RO'))).toMatchObject(RULE)
  expect(tryOffer(excluding('BG', 'BG-POLICE'), fallback)).toMatchObject(RULE)
  // A yes to all of a member is a yes to its police too.
  expect(tryOffer(excluding('RO', 'RO-POLICE'), [{ member: 'RO' }])).toMatchObject(RULE)
  // Nobody knows who runs that gateway, so it may be them.
  expect(tryOffer(excluding('RO', 'RO-POLICE'), undefined, () => undefined)).toMatchObject(RULE)
  expect(tryOffer(excluding('RO', 'RO-POLICE'), fallback)).toMatchObject({ accepted: true })
})

test.each([
  ['inquiry', [], 'inquire', {}],
  ['alert', [], 'raiseAlert', {}],
  ['child notification', [], 'notifyChild', {}],
  ['identification', [], 'reportIdentification', {}],
  ['link', after('submit'), 'linkReferral', {}],
  ['new permission', after('submit'), 'grantConsent', {}],
  ['handover', after('submit'), 'proposeHandover', {}],
  ['family tracing', after('submit'), 'requestFamilyAssessment', {}],
] as const)('R19 an excluded party gets no %s', (_what, history, verb, saying) => {
  expect(tryTo(history, verb, { ...saying, local: excluding('RO') })).toMatchObject(RULE)
  expect(tryTo(history, verb, saying)).toMatchObject({ accepted: true })
})

test('R19 whoever was excluded is not advised, appointed or planned with by those who were told so', () => {
  const shelter = excluding('RO', 'RO-OTHER')
  const known = after('submit', 'acknowledge')
  const planned = { ...words.planService, organisation: 'RO-OTHER' }
  expect(tryTo(known, 'redirect', { local: shelter })).toMatchObject(RULE)
  expect(tryTo(known, 'planService', { data: planned, local: shelter })).toMatchObject(RULE)
})

test('R19 no fact tells by the name of a rule that somebody was excluded, or that she seeks asylum', () => {
  const untold = rules.filter((rule) => rule.looksAt === 'local' && rule.untold).map(({ name }) => name)
  expect(untold).toEqual(expect.arrayContaining(['excluded-party', 'asylum-shuts-out-the-state']))
  const say = (outsideRules: readonly string[]) =>
    tryTo(after('submit'), 'reportIncident', {
      data: { ...words.reportIncident, code: 'outsideRules', outsideRules },
    })
  expect(say([...untold, 'offer-stands'])).toMatchObject({
    accepted: true,
    data: { outsideRules: ['offer-stands'] },
  })
  expect(say(untold)).toMatchObject({
    accepted: true,
    data: expect.not.objectContaining({ outsideRules: expect.anything() }),
  })
})

test('R19 advice to ask others carries the ids of organisations and a code, and nothing else', () => {
  const { properties } = read('event/referral-redirected.schema.json')
  expect(Object.keys(properties)).toEqual(['organisations', 'reason'])
  expect([properties.organisations.items.$ref, properties.reason.$ref]).toEqual([
    '../value/organisation.schema.json',
    '../code/redirect-reason.schema.json',
  ])
})

test('R19 what stops or ends something goes to an excluded party too, and so does a fact', () => {
  const shut = excluding('RO')
  const after_ = after('submit', 'acknowledge')
  for (const verb of ['cancel', 'narrowConsent', 'withdrawConsent', 'close', 'reportIncident'] as const)
    expect([verb, tryTo(after_, verb, { by: 'NL', local: shut })]).toMatchObject([verb, { accepted: true }])
})

test('R19 a move is kept from excluded parties unless it is known to stop or end something', () => {
  const rule = rules.find(({ name }) => name === 'excluded-party')
  const open = verbs.filter((verb) => moveOf(verb).about !== 'fact' && !rule?.applies.includes(verb))
  // What is added here tells an excluded party something: think of the person first.
  expect(open.filter((verb) => moveOf(verb).about === 'content')).toEqual(['decline'])
})
