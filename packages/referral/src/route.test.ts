import type { EventType, Sections } from '@onward/contract'
import { describe, expect, test } from 'vitest'
import { after, offer, register, type Step, words } from './example.test-data.ts'
import type { Body, ProtectionCheck } from './local.ts'
import { read, told } from './read.test-data.ts'
import { bodiesNamed, isShutOut, mayBeFeared, readerOf } from './route.ts'
import { statement } from './statement.ts'

describe('R19 who reads a statement', () => {
  test('is the organisation that was asked, or the one that asked', () => {
    const referral = told('submit', 'acknowledge')
    expect(readerOf(referral, 'sender')).toEqual({ member: 'RO', organisation: 'RO-ANITP' })
    expect(readerOf(referral, 'receiver')).toEqual({ member: 'NL', organisation: 'NL-COMENSHA' })
  })
  test('is so too of what was only inquired', () => {
    expect(readerOf(told('inquire'), 'sender')).toEqual({ member: 'RO', organisation: 'RO-ANITP' })
  })
  test('is the member as a whole while it is not known what was offered, whatever else names two bodies', () => {
    const withoutOffer = (...steps: readonly Step[]) => read(after('submit', ...steps).slice(1))
    expect(readerOf(withoutOffer('proposeHandover'), 'sender')).toEqual({ member: 'RO' })
    expect(readerOf(withoutOffer('consentPlacement'), 'receiver')).toEqual({ member: 'RO' })
  })
  test('is the member as a whole where another member was named', () => {
    expect(readerOf({ ...told('submit'), receiver: 'BG' }, 'sender')).toEqual({ member: 'BG' })
  })
})

const { firstNight: _firstNight, ...unhoused } = words.arrangeReception
const { organisation: _organisation, ...unassigned } = words.planService
const own = (organisation: string): Body => ({ member: 'RO', organisation })
test.each<readonly [string, EventType, object, readonly Body[]]>([
  ['an offer names its recipients', 'referral.submitted', offer, offer.permission.scope.recipients],
  ['a permission names them too', 'consent.granted', words.grantConsent, offer.permission.scope.recipients],
  ['a handover names who takes it', 'handover.proposed', words.proposeHandover, [words.proposeHandover.to]],
  [
    'an acknowledgement names two people',
    'referral.acknowledged',
    { responsible: { organisation: 'a' }, alternate: { organisation: 'b' } },
    [own('a'), own('b')],
  ],
  ['a yes names one', 'referral.accepted', { acceptedBy: { organisation: 'a' } }, [own('a')]],
  [
    'so does one with conditions',
    'referral.acceptedWithConditions',
    { acceptedBy: { organisation: 'a' } },
    [own('a')],
  ],
  ['advice names others', 'referral.redirected', { organisations: ['a', 'b'] }, [own('a'), own('b')]],
  [
    'a reception names who waits, who stands in and who gives a bed',
    'reception.arranged',
    {
      ...unhoused,
      meetBy: { organisation: 'a' },
      alternate: { organisation: 'b' },
      firstNight: { organisation: 'c' },
    },
    [own('a'), own('b'), own('c')],
  ],
  [
    'a reception of an earlier version names as many as it has',
    'reception.arranged',
    { meetBy: { organisation: 'a' } },
    [own('a')],
  ],
  ['a service names who gives it', 'service.planned', { ...unassigned, organisation: 'a' }, [own('a')]],
  ['a service nobody gives yet names nobody', 'service.planned', unassigned, []],
  ['a no names nobody', 'referral.declined', words.decline, []],
])('R19 %s', (_title, type, data, bodies) => {
  // Sound: as much of the data as is looked at.
  expect(bodiesNamed(statement(type, data as never), 'RO')).toEqual(bodies)
})

describe('R19 a body is shut out', () => {
  const run = (operator: string | undefined) => ({ ...register, gatewayOf: () => operator })
  test.each<readonly [string, Body, string | undefined, boolean]>([
    ['that is excluded', own('a'), 'g', true],
    ['of a member that is excluded as a whole', { member: 'RO' }, 'g', true],
    ['behind a gateway that an excluded body runs', own('g'), 'g', true],
    [
      'behind a gateway of which nobody knows who runs it, which an excluded body may',
      own('x'),
      undefined,
      true,
    ],
    ['by no other body of its member', own('x'), 'g', false],
    ['by no body of that name elsewhere', { member: 'BG', organisation: 'g' }, 'g', false],
    [
      'by none elsewhere, though nobody knows who runs its gateway',
      { member: 'BG', organisation: 'x' },
      undefined,
      false,
    ],
  ])('%s', (_title, body, operator, isOut) => {
    expect(isShutOut({ excluded: [body] }, run(operator), own('a'))).toBe(isOut)
  })
  test('by nobody where nobody is excluded', () => {
    expect(isShutOut({ excluded: [] }, run(undefined), own('a'))).toBe(false)
  })
})

describe('R29 a country may be feared', () => {
  const known = { person: ['BG'], origin: 'MD', recruitment: 'UA', feared: 'AL' }
  const sections = (of: {
    person?: readonly string[]
    origin?: string
    recruitment?: string
    feared?: string
  }) =>
    ({
      ...(of.person && { person: { prs_Citizenship: of.person } }),
      legalStatus: {
        countries: {
          ...(of.origin && { origin: of.origin }),
          ...(of.recruitment && { recruitment: of.recruitment }),
        },
      },
      risk: { factors: [{ factor: 'state', level: 'high' }, ...(of.feared ? [{ country: of.feared }] : [])] },
      // Sound: as much of the sections as is looked at.
    }) as unknown as Sections
  const { person: _person, ...stateless } = known
  const { feared: _feared, ...fearless } = known
  const checked = (...countries: readonly string[]): ProtectionCheck => ({
    informedOn: '2026-11-20',
    language: 'ro',
    outcome: 'none',
    countries,
  })
  test.each<readonly [string, Parameters<typeof sections>[0], string, ProtectionCheck | undefined, boolean]>([
    ['of which she is a citizen', known, 'BG', undefined, true],
    ['where she comes from', known, 'MD', undefined, true],
    ['where she was recruited', known, 'UA', undefined, true],
    ['where somebody is to be feared', known, 'AL', undefined, true],
    ['unless all of these are known and it is none', known, 'RO', undefined, false],
    ['while no citizenship is known', stateless, 'RO', undefined, true],
    ['while no residence is known', { person: ['BG'], feared: 'AL' }, 'RO', undefined, true],
    ['unless one residence is', { person: ['BG'], feared: 'AL', origin: 'MD' }, 'RO', undefined, false],
    ['or the other', { person: ['BG'], feared: 'AL', recruitment: 'MD' }, 'RO', undefined, false],
    ['while no feared country is known', fearless, 'RO', undefined, true],
    ['that she named when she was told of asylum', known, 'RO', checked('RO'), true],
    ['unless she named all, and not this', stateless, 'RO', checked('BG'), false],
    ['though she did not name it, where the file does', known, 'BG', checked('AL'), true],
    ['behind an organisation, which may have a body in any', known, 'IOM', checked('AL'), true],
  ])('%s', (_title, of, member, check, isFeared) => {
    expect(mayBeFeared(member, sections(of), check)).toBe(isFeared)
  })
  test('while nothing at all is known', () => {
    expect(mayBeFeared('RO', {}, undefined)).toBe(true)
  })
})
