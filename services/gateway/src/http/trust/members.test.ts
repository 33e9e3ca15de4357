import { loadDirectory } from '@onward/directory'
import { directoryDocuments, makeCountry } from '@onward/testing'
import { expect, test } from 'vitest'
import { bearer, serve } from '../served.test-data.ts'

const contacts = {
  focalPoint: { post: 'Duty desk', telephone: '+40 21 000 0000' },
  deputy: { post: 'Second desk', telephone: '+40 21 000 0001' },
  hours: 'Mo-Fr 08:00-18:00',
  languages: ['ro', 'en'],
  outage: { post: 'Night desk', email: 'night@focal-point.example' },
} as const

const documents = directoryDocuments(await Promise.all([makeCountry('NL'), makeCountry('RO')]))

test('R2 the members are listed with focal point, deputy, hours, languages and whom to tell in an outage; keys are not', async () => {
  const members = documents.members.map((member) => (member.code === 'RO' ? { ...member, contacts } : member))
  const directory = await loadDirectory({ ...documents, members })
  const { app } = await serve({ directory: () => directory })
  const reply = await app.inject({ url: '/v1/members', headers: bearer('caseworker') })
  const focalPoint = (code: string) => ({
    ...{ id: `${code}-focal-point`, roles: ['FocalPoint'], operatorKind: 'state' },
    onCall: { always: true },
  })
  expect(reply.json()).toEqual({
    members: [
      { code: 'NL', name: 'Member NL', organisations: [focalPoint('nl')] },
      { code: 'RO', name: 'Member RO', contacts, organisations: [focalPoint('ro')] },
    ],
  })
})

test('R2 a directory in which hours or a telephone number cannot be read is not loaded', async () => {
  const damaged = [
    { ...contacts, hours: 'office hours' },
    { ...contacts, focalPoint: { post: 'Duty desk', telephone: 'ask' } },
  ]
  for (const wrong of damaged) {
    const members = documents.members.map((member) => ({ ...member, contacts: wrong }))
    await expect(loadDirectory({ ...documents, members })).rejects.toMatchObject({ code: 'DOCUMENT_INVALID' })
  }
})
