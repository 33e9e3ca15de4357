// Where each member works: whose public holidays it keeps, and its clock.

/** A country whose holidays lie in `holidays/generated/`, and the time zone of its capital (IANA). */
export const zones = {
  AL: 'Europe/Tirane',
  AT: 'Europe/Vienna',
  BA: 'Europe/Sarajevo',
  BE: 'Europe/Brussels',
  BG: 'Europe/Sofia',
  CH: 'Europe/Zurich',
  CY: 'Asia/Nicosia',
  CZ: 'Europe/Prague',
  DE: 'Europe/Berlin',
  DK: 'Europe/Copenhagen',
  EE: 'Europe/Tallinn',
  ES: 'Europe/Madrid',
  FI: 'Europe/Helsinki',
  FR: 'Europe/Paris',
  GB: 'Europe/London',
  GE: 'Asia/Tbilisi',
  GR: 'Europe/Athens',
  HR: 'Europe/Zagreb',
  HU: 'Europe/Budapest',
  IE: 'Europe/Dublin',
  IT: 'Europe/Rome',
  LT: 'Europe/Vilnius',
  LU: 'Europe/Luxembourg',
  LV: 'Europe/Riga',
  MD: 'Europe/Chisinau',
  ME: 'Europe/Podgorica',
  MK: 'Europe/Skopje',
  MT: 'Europe/Malta',
  NL: 'Europe/Amsterdam',
  NO: 'Europe/Oslo',
  PL: 'Europe/Warsaw',
  PT: 'Europe/Lisbon',
  RO: 'Europe/Bucharest',
  RS: 'Europe/Belgrade',
  SE: 'Europe/Stockholm',
  SI: 'Europe/Ljubljana',
  SK: 'Europe/Bratislava',
  TR: 'Europe/Istanbul',
  UA: 'Europe/Kyiv',
} as const

export type Country = keyof typeof zones

export interface Place {
  readonly country: Country
  readonly zone: string
}

/** The place of a member; undefined for one without data. What is not in the table never becomes part of a path. */
export function placeOf(member: string): Place | undefined {
  const country = seats.get(member) ?? member
  return isCountry(country) ? { country, zone: zones[country] } : undefined
}

/** Organisations keep the holidays and the clock of their seat. IOM: Geneva. */
const seats: ReadonlyMap<string, string> = new Map([['IOM', 'CH']])

function isCountry(code: string): code is Country {
  return Object.hasOwn(zones, code)
}
