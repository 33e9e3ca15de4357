/** Where Regulation (EU) 2016/679 is law: the parties of the Agreement on the European Economic Area. */

/**
 * ISO 3166-1 alpha-2: the 27 member states of the Union, and Iceland, Liechtenstein and Norway. Agreement on the EEA
 * (OJ L 1 of 3.1.1994), with the Regulation by decision 154/2018 of its Joint Committee; as of 2026.
 */
const eea: ReadonlySet<string> = new Set(
  'AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE IS LI NO'.split(' '),
)

/** True for a country of the EEA; false for any other code, so that one we do not know is asked for its safeguard. */
export function isEeaCountry(code: string): boolean {
  return eea.has(code)
}
