// Who acts in the story, each with a token of the own sign-in service and a role. All posts are invented.
import type { Contact, Party } from '@onward/contract'
import { operatorOf } from '../setup/identity.ts'
import type { LocalMember } from '../setup/members.ts'
import type { TokenHolder } from '../setup/token.ts'
import { type Caller, type CallerSettings, callerAt } from './api.ts'

/** A post at one side: nobody's name is needed to know who answers for what. */
interface Post {
  readonly member: string
  readonly organisation: string
  readonly role: TokenHolder['role']
  readonly staffId: string
}

// biome-ignore format: a table is read as a table
const posts = {
  // Where she was found: her caseworker, a colleague with cases of the own, and who leads them.
  caseworker: { member: 'NL', organisation: 'nl-focal-point', role: 'caseworker', staffId: 'nl-fp-02' },
  colleague: { member: 'NL', organisation: 'nl-focal-point', role: 'caseworker', staffId: 'nl-fp-05' },
  lead: { member: 'NL', organisation: 'nl-focal-point', role: 'focal-point', staffId: 'nl-fp-01' },
  // Where she goes: the focal point, the shelter, the counselling centre she prefers, a clinic.
  focalPoint: { member: 'RO', organisation: 'ro-focal-point', role: 'focal-point', staffId: 'ro-fp-03' },
  shelter: { member: 'RO', organisation: 'ro-shelter', role: 'caseworker', staffId: 'ro-sh-03' },
  counsellor: { member: 'RO', organisation: 'ro-counselling', role: 'caseworker', staffId: 'ro-co-01' },
  clinic: { member: 'RO', organisation: 'ro-clinic', role: 'caseworker', staffId: 'ro-cl-01' },
  // The child: who found him in AT, and who protects children in BG.
  childWorker: { member: 'AT', organisation: 'at-child-protection', role: 'focal-point', staffId: 'at-cp-04' },
  childProtection: { member: 'BG', organisation: 'bg-child-protection', role: 'focal-point', staffId: 'bg-cp-02' },
  bgFocalPoint: { member: 'BG', organisation: 'bg-focal-point', role: 'focal-point', staffId: 'bg-fp-01' },
  childrenHome: { member: 'BG', organisation: 'bg-children-home', role: 'caseworker', staffId: 'bg-ch-01' },
  // The mother: a shelter's worker of the network in Italy, and the desk of the one in Romania.
  rosa: { member: 'ROSA', organisation: 'rosa-desk', role: 'focal-point', staffId: 'rosa-01' },
  rosaSecond: { member: 'ROSA', organisation: 'rosa-desk', role: 'focal-point', staffId: 'rosa-02' },
  casa: { member: 'CASA', organisation: 'casa-desk', role: 'focal-point', staffId: 'casa-01' },
  // The data-protection officers of both networks, who read nothing of her.
  rosaOfficer: { member: 'ROSA', organisation: 'rosa-desk', role: 'dpo', staffId: 'rosa-dp-01' },
  casaOfficer: { member: 'CASA', organisation: 'casa-desk', role: 'dpo', staffId: 'casa-dp-01' },
  // Looks after RO's gateway; never sees the content of a case.
  operator: { member: 'RO', organisation: 'ro-focal-point', role: 'operator', staffId: 'ro-it-01' },
} as const satisfies Readonly<Record<string, Post>>

export type PostName = keyof typeof posts
export type People = Readonly<Record<PostName, Caller>>

export interface Cast {
  readonly people: People
  /** An auditor's way in at both sides. */
  readonly auditors: readonly CallerSettings[]
}

/** At each organisation that is asked for something, who reads all of it. */
const watchers: Readonly<Record<string, PostName>> = {
  'ro-focal-point': 'focalPoint',
  'bg-focal-point': 'bgFocalPoint',
  'bg-child-protection': 'childProtection',
  'casa-desk': 'casa',
}

export function watcherAt({ organisation }: Party): PostName {
  return watchers[organisation] ?? 'focalPoint'
}

export async function makeCast(members: readonly LocalMember[]): Promise<Cast> {
  const memberOf = ({ member }: Post) => {
    const found = members.find(({ code }) => code === member)
    if (!found) throw new Error(`${member} was not set up`)
    return found
  }
  const callers = await Promise.all(
    Object.entries<Post>(posts).map(
      async ([name, post]) => [name, callerAt(await access(memberOf(post), post))] as const,
    ),
  )
  const auditor = { role: 'auditor', staffId: 'auditor-01' } as const
  return {
    // Sound: made from the names of the table.
    people: Object.fromEntries(callers) as People,
    auditors: await Promise.all(
      members.map((member) => access(member, { ...auditor, organisation: operatorOf(member.code) })),
    ),
  }
}

/** What somebody at this member needs to call its gateway. */
export async function access(
  { code, url, issueToken }: LocalMember,
  { role, organisation, staffId }: Omit<Post, 'member'>,
  seconds?: number,
): Promise<CallerSettings> {
  const token = await issueToken({ role, organisation, staffId, ...(seconds !== undefined && { seconds }) })
  return { member: code, url, token, staffId }
}

/** The way in that is handed out to try: her caseworker in NL, the focal point in RO. */
export function ways([nl, ro]: readonly [LocalMember, LocalMember], seconds: number) {
  return Promise.all([access(nl, posts.caseworker, seconds), access(ro, posts.focalPoint, seconds)])
}

/** How a document names people: by post and organisation. */
export const contacts = {
  focalPoint: { staffId: 'ro-fp-03', organisation: 'ro-focal-point', role: 'FocalPoint' },
  focalPointStandIn: { staffId: 'ro-fp-07', organisation: 'ro-focal-point', role: 'FocalPoint' },
  shelter: { staffId: 'ro-sh-03', organisation: 'ro-shelter', role: 'Shelter' },
  shelterStandIn: { staffId: 'ro-sh-05', organisation: 'ro-shelter', role: 'Shelter' },
  counsellor: { staffId: 'ro-co-01', organisation: 'ro-counselling', role: 'SupportService' },
  lead: { staffId: 'nl-fp-01', organisation: 'nl-focal-point', role: 'FocalPoint' },
  caseworker: { staffId: 'nl-fp-02', organisation: 'nl-focal-point', role: 'FocalPoint' },
} as const satisfies Readonly<Record<string, Contact>>
