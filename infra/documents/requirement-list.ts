/** The requirements, as numbers that rules and tests name. Public: a number is never given to anything else. */

export interface Requirement {
  readonly number: string
  /** `must`: the first version for real cases needs it. */
  readonly priority: 'must' | 'should'
  readonly text: string
  /** Keys of `sources` in `packages/referral`, with the place there. A source motivates; few prescribe it word for word. */
  readonly source: string
}

// biome-ignore format: a table is read as a table
export const requirements: readonly Requirement[] = [
  { number: 'R1', priority: 'must', text: 'Each member has one gateway, known by the code of the member; whatever crosses the border goes through it.', source: 'DIR 11(4); DBN 19(1)' },
  { number: 'R2', priority: 'must', text: 'The register has of each member: focal point, deputy, working hours, languages, keys, and whom to call in an outage.', source: 'DIR 11(4); BLU' },
  { number: 'R3', priority: 'must', text: 'A directory of services says for whom each is, where, in which languages, with how much room, and when that was last confirmed.', source: 'COE 16(6); BG 1.4; TIA; MOR' },
  { number: 'R4', priority: 'must', text: 'A referral is a signed event that fits a versioned schema; what does not fit is rejected with reasons a machine can read.', source: 'DBN 1(1); PP' },
  { number: 'R5', priority: 'must', text: 'Every event that comes in gets a receipt: proof of delivery, with date and time.', source: 'DBN 15(3), 19(3)' },
  { number: 'R6', priority: 'must', text: 'Receipt by the machine, acknowledgement by a person, and decision are three things, each followed by itself.', source: 'RIMS; BLU; PP' },
  { number: 'R7', priority: 'must', text: 'An acknowledgement names who is responsible and who stands in.', source: 'BLU' },
  { number: 'R8', priority: 'must', text: 'The receiver answers the assessment of risk and needs: it confirms, differs or asks.', source: 'BLU; TACT' },
  { number: 'R9', priority: 'must', text: 'A decision is one of accept, accept with conditions, decline, redirect, ask; all but a plain yes give a coded reason.', source: 'PRM; REFN; MOR; BG 1.4 step 5' },
  { number: 'R10', priority: 'must', text: 'An unknown code never leads to a positive outcome: it is an error, or kept as said under "Other".', source: 'PING' },
  { number: 'R11', priority: 'must', text: 'Silence never counts as acceptance: it reminds, escalates, is recorded as overdue, and can be taken up again.', source: 'RIAT; DBN 10' },
  { number: 'R12', priority: 'must', text: 'Urgency is emergency (24 h), urgent (72 h) or normal (14 days), as the two members agree otherwise; more than normal gives its reason.', source: 'IARF; DBN 1(3)' },
  { number: 'R13', priority: 'should', text: 'Deadlines run on through an outage, queued messages keep the time they were sent at, and a long outage is announced.', source: 'DBN 21(2), 21(3)' },
  { number: 'R14', priority: 'must', text: 'A reference of member, kind and case is the same in every message of a case.', source: 'DBN 20' },
  { number: 'R15', priority: 'must', text: 'On the bus a case has a pseudonym; names are only inside what is sealed.', source: 'HT Guidance 3; GDPR 32(1)(a)' },
  { number: 'R16', priority: 'must', text: 'Before anybody is named, it can be asked whether there is room, in codes that identify nobody.', source: 'BSR; BG 1.4 step 2; practice §7, §12' },
  { number: 'R17', priority: 'must', text: 'Nothing leaves without a permission that is current for this recipient, purpose and content, or an override with its reason, author and legal ground.', source: 'BG 1.4 step 1; DIR 11(5); IOMDP 5; PRM' },
  { number: 'R18', priority: 'must', text: 'A permission says who gave it and as what, when, in which language and form, what they were told, for whom, for what, and until when.', source: 'HT con_Consent; IARF; OSC' },
  { number: 'R19', priority: 'must', text: 'The person chooses the recipient, and may exclude authorities and organisations.', source: 'BG 1.4 step 1; DACT' },
  { number: 'R20', priority: 'must', text: 'A withdrawal reaches every recipient; each confirms that it stopped and erased, or states its ground to keep.', source: 'GDPR 7(3), 17, 19' },
  { number: 'R21', priority: 'must', text: 'To save a life, sharing without consent is possible, and always audited and reviewed.', source: 'BG 1.4; GDPR 9(2)(c)' },
  { number: 'R22', priority: 'must', text: 'A recipient gets only the sections that are agreed and needed; one place sees to it, before encryption.', source: 'BG 1.4; GDPR 25; PRM' },
  { number: 'R23', priority: 'must', text: 'Content is encrypted from end to end; who runs the bus sees the outside only.', source: 'GDPR 32; REFN; PING' },
  { number: 'R24', priority: 'must', text: 'Logs hold ids, codes, hashes and times, and nothing about a person.', source: 'PING' },
  { number: 'R25', priority: 'must', text: 'Both sides keep a trail that only grows, shows every change, and can be verified without the content; it says who saw or exported what.', source: 'PRM' },
  { number: 'R26', priority: 'must', text: 'Presumed and identified are two statuses, each with who decided it.', source: 'DIR 11(4), 19a; HT; S2' },
  { number: 'R27', priority: 'must', text: 'No help depends on whether the person cooperates with a prosecution.', source: 'DIR 11(3)' },
  { number: 'R28', priority: 'should', text: 'Inside a running reflection period no date of return is set, unless the person asks for it.', source: 'COE 13; BG 2.2; D04 6' },
  { number: 'R29', priority: 'must', text: 'It is recorded that asylum was considered; an asylum authority is told only if the person wishes.', source: 'DIR 11(4)(c), 11a; BG 3.2; practice §3' },
  { number: 'R30', priority: 'must', text: 'An individual assessment of risk goes along; both sides confirm or update it, again after arrival.', source: 'DIR 12(3); TACT; IOMR' },
  { number: 'R31', priority: 'must', text: 'A return is declared voluntary by the person, who may change their mind until departure.', source: 'COE 16(2); BG 3.2; IOM' },
  { number: 'R32', priority: 'must', text: 'No return is planned until it is accepted and the reception is arranged and confirmed.', source: 'S2 §2; BG 1.4 step 2; practice §1' },
  { number: 'R33', priority: 'must', text: 'News of a journey has date, time, place, who meets, how they are known, escort and fitness, with a minimum notice (3 working days).', source: 'BG 1.4 step 2; DBN 8(2); LAO' },
  { number: 'R34', priority: 'must', text: 'Delay, illness, absence and withdrawal are reported at once.', source: 'DBN 9(1)' },
  { number: 'R35', priority: 'must', text: 'Arrival is confirmed or reported missed; a missed one raises an alarm, and departure can be asked about.', source: 'RIAT KM2; LAO' },
  { number: 'R36', priority: 'must', text: 'A handover needs both sides; exactly one organisation answers for a case at any time.', source: 'PRM; TIA; practice §6' },
  { number: 'R37', priority: 'must', text: 'News comes back at set points after arrival, with a coded outcome.', source: 'LAO; BG; TACT; S2 §5' },
  { number: 'R38', priority: 'must', text: 'A case may have several services, each with its own state, several recipients, and later referrals.', source: 'HT; KH; BSER' },
  { number: 'R39', priority: 'should', text: 'A support plan is exchanged, and revised after arrival.', source: 'HT spl_*; CARE; IOMR' },
  { number: 'R40', priority: 'must', text: 'What is needed at once (shelter tonight, a doctor, an interpreter) stands apart.', source: 'DIR 11(5), 11(7); BG 1.3' },
  { number: 'R41', priority: 'should', text: 'Special needs are told only with consent, and never where the agreement forbids it.', source: 'DIR 11(7); S2 §5; GDPR 9; practice §12' },
  { number: 'R42', priority: 'must', text: 'A child has a guardian who is named and told, a best-interests result, views of its own, and a family assessment before return.', source: 'DIR 13-16, 14(2); TACT; S2 §5; BLU; practice §5' },
  { number: 'R43', priority: 'must', text: 'A person of uncertain age is presumed a child; every child goes through a child-protection focal point, told within 24 h.', source: 'DIR 13(2); BG children 1.1; practice §5' },
  { number: 'R44', priority: 'must', text: 'No return of a child is planned without the guardian’s agreement and a best-interests result that says return.', source: 'DIR 16(2); TACT; BLU; practice §5' },
  { number: 'R45', priority: 'must', text: 'A missing person is reported to the parties of the case only, with a clock of 12 h to act; nothing is written into SIS by itself.', source: 'S2 §5; SIS 32-33; practice §11' },
  { number: 'R46', priority: 'must', text: 'Proceedings, compensation and non-punishment are visible to the legal partner only.', source: 'COE 16(2); DIR 8, 12(2), 17; S1 IV.4; ICM' },
  { number: 'R47', priority: 'must', text: 'What is known goes along with its source and date, so that nobody is asked twice.', source: 'DIR 12(4)(a)' },
  { number: 'R48', priority: 'must', text: 'A correction reaches every recipient, and the versions stay known.', source: 'GDPR 16, 19; BG' },
  { number: 'R49', priority: 'must', text: 'A referral can be cancelled or withdrawn before and after it is accepted.', source: 'PRM; REFN; BSER' },
  { number: 'R50', priority: 'must', text: 'Delivery is at least once, in order for each case, and takes effect once; what fails is seen, can be tried again, and is never dropped.', source: 'PING; OFD; PRM' },
  { number: 'R51', priority: 'must', text: 'Nobody is matched in silence: among several candidates a person chooses, and "not found" is an answer.', source: 'PING; PP' },
  { number: 'R52', priority: 'must', text: 'A partner without a system can act: through a hosted seat, an expiring form, or an answer the sender attests.', source: 'MOR; HT Guidance 3; practice §9' },
  { number: 'R53', priority: 'must', text: 'Who gets what rests on a signed agreement with its fields and purposes, checked before anything is routed.', source: 'CPIMS; TIA; GBV; PING' },
  { number: 'R54', priority: 'must', text: 'A transfer to a third country records its safeguard or derogation.', source: 'GDPR 30(1)(e), 49; S2 §6' },
  { number: 'R55', priority: 'must', text: 'Content is erased some time after closure, or on withdrawal; a tombstone stays.', source: 'GDPR 5(1)(e), 17; PING; IOMDP 9; practice §12' },
  { number: 'R56', priority: 'should', text: 'A breach lists the cases and recipients it touches within 72 h; a person can be told what was sent to whom, when and why.', source: 'GDPR 12(3), 15, 33; MOR' },
  { number: 'R57', priority: 'must', text: 'Statistics are aggregates in which no small cell is shown (below 11), and never about one person.', source: 'DIR 19a; S1 II; CTDC; practice §13' },
  { number: 'R58', priority: 'must', text: 'Figures show the time to receipt, acknowledgement, decision, arrival and first service, and what had no answer.', source: 'S2 §5; S1 IV.2; RIMS; PRM' },
  { number: 'R59', priority: 'must', text: 'HTCDS can be read and written, with the version and a report of what is lost.', source: 'HT Guidance 1-2' },
  { number: 'R60', priority: 'should', text: 'Free text names its language, codes need none, and every step can be printed for a partner without a computer.', source: 'DIR 11(5); DBN 16; HT Guidance 5-6; OSC; IASC' },
  { number: 'R61', priority: 'must', text: 'Content serves help and protection only: any other use is a disclosure of its own, and an agreement that does not say so is not loaded. What concerns proceedings is sealed to the person’s lawyer.', source: 'practice §12' },
  { number: 'R62', priority: 'must', text: 'It is recorded that the person was told, and in which language: each decision and its reason, who received what, whom to turn to, how to stop or complain.', source: 'practice §12' },
]

/**
 * The safeguards: what protects people from a plan. Each of them has a rule that refuses, or it says here why there is
 * nothing to refuse; `npm run requirements` fails otherwise.
 */
export const safeguards: readonly string[] = [
  ...['R9', 'R10', 'R11', ...range(16, 22), ...range(26, 36), ...range(38, 49), ...range(51, 54)],
  ...['R61', 'R62'],
]

/** Safeguards that no rule of a referral can hold, and what holds them instead; a test names each of them. */
export const heldWithoutRule: Readonly<Record<string, string>> = {
  R26: 'a status that somebody has given is told, whatever it is; its schema wants the status and who decided it',
  R27: 'no field says whether the person cooperates, so nothing could ask for it; what is told of proceedings opens and closes nothing',
  R35: 'that somebody arrived, or did not, is a fact, which is never refused; clocks wait for it and raise the alarm',
  R48: 'a correction is an obligation to pass on: the gateway says it in every referral of the case, and the record keeps every version',
  R51: 'who may be the same person is asked inside one gateway, of a focal point, before any referral tells of it',
}

function range(first: number, last: number): readonly string[] {
  return Array.from({ length: last - first + 1 }, (_, index) => `R${first + index}`)
}
