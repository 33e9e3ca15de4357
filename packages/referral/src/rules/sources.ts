/** Where requirements, rules and clocks come from. */

/** What the keys in sources stand for. */
export const sources: Readonly<Record<string, string>> = {
  BG: 'Bulgarian National Referral Mechanism, standard operating procedures',
  BLU: 'A Blueprint for Return Counsellors: counselling victims of trafficking (2022)',
  BSER: 'HL7 FHIR Bidirectional Services eReferral',
  BSR: 'Transnational Referral Mechanism of the Baltic Sea Region',
  CARE: 'IOM Austria, project CARE',
  COE: 'Council of Europe Convention on Action against Trafficking in Human Beings',
  CPIMS: 'CPIMS+, interoperability and information-sharing protocol',
  CTDC: 'Counter-Trafficking Data Collaborative, codebook',
  D04: 'Directive 2004/81/EC',
  DACT: 'datAct, data protection in anti-trafficking action',
  DBN: 'Regulation (EC) 1560/2003 (DubliNet), as a model',
  DIR: 'Directive 2011/36/EU as amended by Directive (EU) 2024/1712',
  FRX: 'Frontex reintegration assistance',
  GBV: 'GBVIMS, sample information-sharing protocol',
  GDPR: 'Regulation (EU) 2016/679',
  HT: 'Human Trafficking Case Data Standard (HTCDS) 2.0 and its guidance',
  IARF: 'Inter-Agency Referral Form',
  IASC: 'IASC Inter-Agency Referral Form and Guidance Note (2017)',
  ICM: 'ICMPD, guidelines for transnational referral mechanisms (2009 to 2012)',
  IOM: 'International Organization for Migration, assisted voluntary return',
  IOMDP: 'IOM Data Protection Manual, by number of the principle',
  IOMR: 'IOM Reintegration Handbook',
  KH: 'OpenFn, unicef-cambodia (Primero and OSCaR)',
  LAO: 'Return and reintegration between Thailand and Lao PDR, procedure',
  MOR: 'morrow, requirements for referrals',
  OFD: 'OpenFn documentation',
  OSC: 'OSCaR, case management for children',
  PING: 'OpenFn, ping-primero',
  PP: 'OpenFn, primero-progres',
  PRM: 'Primero, case management',
  REFN: 'Refernet, life cycle of a referral',
  RIAT: 'European Commission, Reintegration Assistance Tool',
  RIMS: 'Lebanon inter-agency referrals, analysis of 2021',
  S1: 'COM(2018) 777, progress in the fight against trafficking',
  S2: 'COM(2021) 171, EU strategy on combatting trafficking 2021 to 2025',
  SIS: 'Regulation (EU) 2018/1862',
  TACT: 'IOM France, TACT model of transnational referral',
  TIA: 'TIATAS, procedures for transnational referral',
  domain: 'design of this project: what law and practice ask for',
  practice: 'design of this project: what caseworkers, survivors and data-protection officers ask for',
  protocol: 'design of this project: what travels and what is kept',
}

/** A source as a reader knows it: `DIR 11(3); practice §2` gives the title behind each key, with the place in it. */
export function lawOf(source: string): readonly string[] {
  return source.split(/;\s*/).map((reference) => {
    const [key = '', ...place] = reference.split(' ')
    return [sources[key] ?? key, ...place].join(' ')
  })
}
