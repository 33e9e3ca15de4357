import { describe, expect, test } from 'vitest'
import { after, at, offer, permission, recorded, scope, words } from './example.test-data.ts'
import { fold } from './fold.ts'
import type { Facets } from './referral.ts'
import { silentFacets } from './thread.ts'

const { caseRef, purpose, urgency, subjectKind, from, to, transfersResponsibility, legalBasis } = offer
const terms = { caseRef, purpose, urgency, subjectKind, from, to, transfersResponsibility, legalBasis }
const submitted: Facets = {
  ...silentFacets,
  offer: { state: 'submitted', amendments: 0, terms, submittedAt: at },
  consent: { state: 'granted', permission, given: { sequence: 1, seen: 0 }, withdrawn: [] },
  wishes: { sender: { state: 'none', list: [] }, receiver: { state: 'none', list: [] } },
  acknowledgement: { state: 'none' },
  response: { state: 'none', requests: [] },
  information: { state: 'none', provided: [] },
}
const acknowledged: Facets = {
  ...submitted,
  acknowledgement: { state: 'acknowledged', named: words.acknowledge, at },
}

test('an empty history is no referral', () => {
  expect(fold([])).toBeUndefined()
})

test('an offer begins the referral', () => {
  expect(fold(after('submit'))).toEqual({
    id: '01936c00-0000-7000-8000-000000000001',
    caseRef: 'NL-R-7F3K9Q',
    purpose: 'SafeReturn',
    sender: 'NL',
    receiver: 'RO',
    facets: submitted,
    entries: [
      {
        said: { type: 'referral.submitted', data: offer },
        side: 'sender',
        sequence: 1,
        seen: 0,
        at,
        event: { id: 'NL-1', digest: 'digest of NL-1' },
      },
    ],
    sections: offer.sections,
    sealed: [],
    heads: { NL: { sequence: 1, digest: 'digest of NL-1' } },
  })
})

describe('each move turns its own facet and no other', () => {
  const granted = words.grantConsent.permission
  const answer = (type: 'accept' | 'acceptWithConditions' | 'decline' | 'redirect') =>
    fold(after('submit', 'acknowledge', type))?.facets

  test('amend', () => {
    expect(fold(after('submit', 'amend'))).toMatchObject({
      facets: { ...submitted, offer: { ...submitted.offer, state: 'amended', amendments: 1 } },
      sections: { ...offer.sections, risk: { levelOverall: 'high' } },
    })
  })
  test('cancel', () => {
    expect(fold(after('submit', 'cancel'))?.facets).toEqual({
      ...submitted,
      offer: { ...submitted.offer, state: 'cancelled', cancelled: { reason: 'NoLongerNeeded' } },
    })
  })
  test('grantConsent, knowing what the receiver had said', () => {
    expect(fold(after('submit', 'acknowledge', 'grantConsent'))?.facets).toEqual({
      ...acknowledged,
      consent: { state: 'granted', permission: granted, given: { sequence: 2, seen: 1 }, withdrawn: [] },
    })
  })
  test('narrowConsent', () => {
    expect(fold(after('submit', 'narrowConsent'))?.facets.consent).toEqual({
      state: 'narrowed',
      permission: { ...permission, scope: { ...scope, sections: ['needs'] } },
      given: { sequence: 1, seen: 0 },
      withdrawn: [],
    })
  })
  test('withdrawConsent', () => {
    expect(fold(after('submit', 'withdrawConsent'))?.facets).toEqual({
      ...submitted,
      consent: { ...submitted.consent, state: 'withdrawn', withdrawn: ['sharing'] },
    })
  })
  test('withdrawConsent of the return leaves sharing as it is', () => {
    const history = after('submit', [
      'withdrawConsent',
      { data: { ...words.withdrawConsent, concerns: ['return'] } },
    ])
    expect(fold(history)?.facets).toEqual({
      ...submitted,
      consent: { ...submitted.consent, withdrawn: ['return'] },
    })
  })
  test('expireConsent', () => {
    expect(fold(after('submit', 'expireConsent'))?.facets).toEqual({
      ...submitted,
      consent: { ...submitted.consent, state: 'expired' },
    })
  })
  test('recordWish, each party in its own list', () => {
    expect(fold(after('submit', 'recordWish', ['recordWish', { by: 'RO' }]))?.facets).toEqual({
      ...submitted,
      wishes: {
        sender: { state: 'recorded', list: [{ sequence: 2, said: words.recordWish }] },
        receiver: { state: 'recorded', list: [{ sequence: 1, said: words.recordWish }] },
      },
    })
  })
  test('acknowledge', () => {
    expect(fold(after('submit', 'acknowledge'))?.facets).toEqual(acknowledged)
  })
  test('requestInformation', () => {
    expect(fold(after('submit', 'acknowledge', 'requestInformation'))?.facets).toEqual({
      ...acknowledged,
      response: { state: 'informationRequested', requests: [words.requestInformation], at },
    })
  })
  test('provideInformation', () => {
    const provided = fold(after('submit', 'acknowledge', 'requestInformation', 'provideInformation'))
    expect(provided?.facets.information).toEqual({
      state: 'provided',
      provided: [{ requestId: words.provideInformation.requestId }],
    })
    expect(provided?.facets.response.state).toBe('informationRequested')
  })
  test('accept', () => {
    const said = { type: 'referral.accepted', data: words.accept }
    expect(answer('accept')).toEqual({
      ...acknowledged,
      response: { state: 'accepted', requests: [], answer: said, at },
    })
  })
  test('acceptWithConditions', () => {
    const said = { type: 'referral.acceptedWithConditions', data: words.acceptWithConditions }
    expect(answer('acceptWithConditions')).toEqual({
      ...acknowledged,
      response: { state: 'acceptedWithConditions', requests: [], answer: said, at },
    })
  })
  test('decline', () => {
    const said = { type: 'referral.declined', data: { reason: 'NoCapacity' } }
    expect(answer('decline')).toEqual({
      ...acknowledged,
      response: { state: 'declined', requests: [], answer: said, at },
    })
  })
  test('redirect, which is advice and forwards nothing', () => {
    const said = { type: 'referral.redirected', data: words.redirect }
    expect(answer('redirect')).toEqual({
      ...acknowledged,
      response: { state: 'redirected', requests: [], answer: said, at },
    })
  })
  test('reopen', () => {
    expect(fold(after('submit', 'acknowledge', 'decline', 'reopen'))?.facets.response).toEqual({
      state: 'reopened',
      requests: [],
      answer: { type: 'referral.reopened', data: words.reopen },
      at,
    })
  })
})

test('a void event leaves no trace, and what rested on it has no effect either', () => {
  const history = after('submit', 'acknowledge', 'accept')
  const withoutAcknowledgement = history.map((event, index) =>
    index === 1 ? { ...event, standing: 'void' as const } : event,
  )
  expect(fold(withoutAcknowledgement)?.facets).toEqual(submitted)
})

test('a withdrawal that has overtaken the offer itself already names the parties and stops sharing', () => {
  const [offered, withdrawal] = after('submit', 'withdrawConsent')
  if (!offered || !withdrawal) throw new Error('two events were made')
  const early = fold([withdrawal])
  expect(early).toMatchObject({
    sender: 'NL',
    receiver: 'RO',
    caseRef,
    facets: { consent: { state: 'withdrawn' } },
  })
  expect(fold([withdrawal, offered])).toEqual(fold([offered, withdrawal]))
})

test('an event of a type that a later version may bring changes no facet', () => {
  const history = after('submit', 'acknowledge')
  const last = recorded(history, 'accept')
  // Sound for this test: it stands for what a newer peer could have signed.
  const unknown = {
    ...last,
    event: { ...last.event, type: 'referral.approved' } as unknown as typeof last.event,
  }
  expect(fold([...history, unknown])?.facets).toEqual(acknowledged)
})
