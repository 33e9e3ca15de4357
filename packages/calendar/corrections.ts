// Where date-holidays differs from the law. Found by comparing it with https://github.com/vacanza/holidays (MIT); the
// laws are named as that project names them, and a row that a lawyer of the country contradicts is wrong. Whoever
// updates date-holidays looks first whether a row can go.
import type { Country } from './src/place.ts'

export interface Correction {
  /** The law. */
  readonly source: string
  /** English names that are no day off there. */
  readonly remove?: readonly string[] | 'all'
  /** Rules in the grammar of date-holidays → name. */
  readonly add?: Readonly<Record<string, string>>
}

export const corrections: Readonly<Partial<Record<Country, Correction>>> = {
  AL: {
    source:
      'Law 7651 of 1992 as amended: 5 September since 2018, 22 November since 2024; weekends are made up for',
    remove: ['Mother Teresa Day', 'Mother Teresa Day (substitute day)'],
    add: {
      '09-05': 'Mother Teresa Canonization Day',
      'substitutes 09-05 if saturday,sunday then next monday': 'Mother Teresa Canonization Day',
      '11-22': 'Alphabet Day',
      'substitutes 11-22 if saturday,sunday then next monday': 'Alphabet Day',
      'substitutes 1 Shawwal if saturday,sunday then next monday': 'End of Ramadan (Eid al-Fitr)',
      'substitutes 10 Dhu al-Hijjah if saturday,sunday then next monday':
        'Feast of the Sacrifice (Eid al-Adha)',
      // Two holidays on one weekend.
      '2026-12-01': 'Liberation Day',
      '2027-05-04': 'Orthodox Easter',
      '2027-11-30': 'Independence Day',
      '2032-05-04': 'Orthodox Easter',
      '2032-11-30': 'Independence Day',
    },
  },
  BA: {
    source: 'No law of the state; the days that the Federation, Republika Srpska and Brčko have in common',
    remove: [
      'Epiphany',
      'Orthodox New Year',
      'End of Ramadan (Eid al-Fitr)',
      'Feast of the Sacrifice (Eid al-Adha)',
      'Corpus Christi',
      'Islamic New Year',
      'Birthday of Muhammad (Mawlid)',
      'Assumption',
      "All Saints' Day",
      "All Souls' Day",
      'Boxing Day',
    ],
    add: {
      '1 Shawwal': 'End of Ramadan (Eid al-Fitr)',
      '10 Dhu al-Hijjah': 'Feast of the Sacrifice (Eid al-Adha)',
      'orthodox -2': 'Orthodox Good Friday',
    },
  },
  BG: {
    source: 'Labour Code, art. 154(1) and (2): 26 December; weekends are made up for, Easter excepted',
    add: {
      '12-26': 'Second Day of Christmas',
      'substitutes 01-01 if saturday,sunday then next monday': "New Year's Day",
      'substitutes 03-03 if saturday,sunday then next monday': 'Liberation Day',
      'substitutes 05-01 if saturday,sunday then next monday': 'Labour Day',
      'substitutes 05-06 if saturday,sunday then next monday': "St. George's Day",
      'substitutes 05-24 if saturday,sunday then next monday': 'Slavonic Literature Day',
      'substitutes 09-06 if saturday,sunday then next monday': 'Unification Day',
      'substitutes 09-22 if saturday,sunday then next monday': 'Independence Day',
      'substitutes 12-24 if saturday,sunday then next wednesday': 'Christmas Eve',
      'substitutes 12-25 if saturday then next monday if sunday then next tuesday': 'Christmas Day',
      'substitutes 12-26 if saturday then next monday if sunday then next tuesday': 'Second Day of Christmas',
      // Labour Day on the Saturday of Easter.
      '2027-05-04': 'Labour Day',
      '2032-05-04': 'Labour Day',
    },
  },
  CY: {
    source: 'The public holidays of the Central Bank of Cyprus: Green Monday is 48 days before Easter',
    remove: ['Clean Monday'],
    add: { 'orthodox -48': 'Green Monday', 'orthodox 50': 'Whit Monday (Kataklysmos)' },
  },
  GE: {
    source: 'Labour Code, art. 30 as amended by Organic Law 4455: since 2025',
    add: { '05-17 since 2025': 'Day of Family Sanctity and Respect for Parents' },
  },
  HU: { source: 'Act LXXII of 2026', add: { '12-24 since 2026': 'Christmas Eve' } },
  MD: { source: 'Labour Code, art. 111: since 2016', add: { '06-01': "International Children's Day" } },
  ME: {
    source: 'The law on state and other holidays. Days off for the faithful of one religion close no office',
    remove: [
      'Christmas Eve',
      'Christmas Day',
      'Boxing Day',
      'End of Ramadan (Eid al-Fitr)',
      'Pesach',
      'Good Friday',
      'Easter Sunday',
      'Feast of the Sacrifice (Eid al-Adha)',
      'Yom Kippur',
      "All Saints' Day",
    ],
    add: { '11-13': 'Njegoš Day', 'substitutes 11-13 if sunday then next monday': 'Njegoš Day' },
  },
  NL: {
    source: 'Algemene termijnenwet, art. 3: 5 May is a holiday, and Good Friday counts as one',
    add: { 'easter -2': 'Good Friday', '05-05': 'Liberation Day' },
  },
  RS: {
    source:
      'The law on state and other holidays: what falls on a Sunday is made up for on the next working day',
    add: { '2027-05-04': 'Labour Day', '2032-05-04': 'Labour Day' },
  },
  SK: {
    source: 'Law 261/2025: working days in 2026 only',
    add: {
      '05-08 since 2027': 'Day of Victory over Fascism',
      '09-15 since 2027': 'Day of Our Lady of the Seven Sorrows',
    },
  },
  UA: {
    source:
      'Law 2136-IX, art. 6: no holiday is a day off while martial law lasts. Remove this row when it ends',
    remove: 'all',
  },
}
