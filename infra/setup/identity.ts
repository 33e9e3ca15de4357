// Who the local members are, and which organisations each of them has. All of them are invented.
import type { NewMember } from './keys.ts'

type Identity = Pick<NewMember, 'code' | 'name' | 'seat' | 'organisations'>
type Organisation = Identity['organisations'][number]

const countries: Readonly<Record<string, string>> = {
  AT: 'Austria',
  BG: 'Bulgaria',
  IT: 'Italy',
  NL: 'Netherlands',
  RO: 'Romania',
}

/** Networks of non-governmental organisations that are members with lanes of their own (practice §4), and their seats. */
const networks: Readonly<Record<string, { readonly name: string; readonly seat: string }>> = {
  ROSA: { name: 'Rosa, a network of shelters in Italy (invented)', seat: 'IT' },
  CASA: { name: 'Casa, a network of shelters in Romania (invented)', seat: 'RO' },
}

const officeHours = { always: false, hours: 'Mo-Fr 08:00-18:00' }

/** A member by its code, from a day on. In an exercise it has more organisations, so that people have a choice. */
export function identityOf(
  code: string,
  { exercise, from }: { readonly exercise: boolean; readonly from: Date },
): Identity {
  const network = networks[code]
  if (network) return { code, ...network, organisations: networkOf(code) }
  const body = bodiesOf(code)
  const always = [
    { ...body('focal-point', 'Focal point of', 'FocalPoint', 'state'), onCall: { always: true } },
    { ...body('shelter', 'A shelter in', 'Shelter', 'ngo'), onCall: officeHours },
    {
      ...body('guest', 'A shelter of a country without a gateway, with a seat on that of', 'Shelter', 'ngo'),
      hosted: { country: 'MD', since: Math.floor(from.getTime() / 1000) },
    },
  ]
  const more = [
    body('counselling', 'A counselling centre in', 'SupportService', 'ngo'),
    body('clinic', 'A clinic in', 'HealthProvider', 'state'),
    {
      ...body('child-protection', 'Child protection of', 'ChildProtectionFocalPoint', 'state'),
      onCall: { always: true },
    },
    body('children-home', 'A home for children in', 'Shelter', 'ngo'),
  ]
  return {
    code,
    name: countries[code] ?? `Member ${code}`,
    seat: seatOf(code),
    organisations: exercise ? [...always, ...more] : always,
  }
}

/** Which of its organisations runs a member's gateway. */
export function operatorOf(code: string): string {
  return `${code.toLowerCase()}-${networks[code] ? 'desk' : 'focal-point'}`
}

/** A member that is no country, as tests invent them, keeps the working days of one. */
export function seatOf(code: string): string | undefined {
  return code.length === 2 ? undefined : (networks[code]?.seat ?? 'NL')
}

function networkOf(code: string): readonly Organisation[] {
  const body = bodiesOf(code)
  return [
    { ...body('desk', 'The desk of', 'FocalPoint', 'ngo'), onCall: { always: true } },
    body('shelter', 'A shelter of', 'Shelter', 'ngo'),
    body('partner', 'A partner without a system of', 'SupportService', 'ngo'),
  ]
}

function bodiesOf(code: string) {
  return (id: string, name: string, role: string, operatorKind: string): Organisation => ({
    id: `${code.toLowerCase()}-${id}`,
    name: `${name} ${code} (invented)`,
    roles: [role],
    operatorKind,
  })
}
