/** Which moves each rule lets pass when it is asked of the usual words of them all: all, only these, or all but these. */

export type Answers = readonly (readonly [moves: string, rules: string])[]

/** Nothing was said, no agreement is known, nobody is named as the actor. */
export const beforeAnything: Answers = [
  [
    'all',
    `
      sharing-not-withdrawn referral-not-withdrawn only-what-is-named consent-not-expired
      override-shares-the-least sharing-without-consent-is-reviewed review-has-not-passed
      nobody-only-for-who-cannot-decide consent-is-free emergency-consent-is-told
      recorded-in-full-after-72-hours child-and-guardian-agree return-not-withdrawn support-not-withdrawn
      codes-only-on-the-way-back told-back-as-agreed nothing-told-back the-responsible-proposes
      bed-before-travel transfer-concern-decided removal-is-no-help-to-return address-after-acceptance
      age-fits-the-kind child-decided-by-child-protection child-service-gets-what-was-approved
      asked-anew-at-eighteen adult-speaks-for-herself child-return-is-best child-has-guardian-there
      child-placement-consented guardian-agrees-to-return opposition-is-answered other-parent-or-court family-not-involved
      no-tracing-of-a-feared-family no-reception-by-a-feared-family together-or-not-at-all
      not-declined-alone travel-together asylum-shuts-out-the-state asylum-facts-stay-here
      consulate-after-protection return-is-cleared advice-is-not-followed-by-itself excluded-party
      never-sent third-country-is-safeguarded legal-facts-to-the-lawyer section-serves-the-purpose
      urgent-need-stands-apart known-with-its-source words-lead-to-nobody words-do-not-name-the-person
      words-are-few words-do-not-name-the-excluded former-permission-stays-ended
      permission-anew-after-reopening authority-only-with-a-ground link-within-consent
      sealed-to-whom-the-person-named legal-section-to-the-lawyer protection-stays-readable`,
  ],
  [
    'only',
    `
      offer-stands something-was-asked answers-a-request agreement-in-force purpose-agreed
      permission-not-lapsed permission-names-recipient permission-covers-purpose names-the-permission
      narrowing-only-narrows expiry-is-due given-by-who-may-give-it something-was-taken-back
      service-where-the-person-agrees acknowledged-first something-to-answer answers-that-one
      carries-responsibility one-takes-what-the-other-has closed-before-reopened accepted-first
      reception-before-travel journey-planned-first risk-goes-along risk-seen-by-both
      notification-is-a-duty protection-before-contact agreement-has-the-purpose-clause
      handed-over-by-who-has-it handed-to-whom-the-person-agreed signed-by-the-organisation
      taken-by-two-of-its-own capacity-before-offer two-workers-attest attests-who-was-asked`,
  ],
  [
    `
      only submit inquire raiseAlert reportIdentification notifyChild proposeHandover announceOutage
      publishServices`,
    'parties-are-the-lane',
  ],
  [
    'only submit',
    `
      urgency-has-a-reason child-profile-goes-along transfer-is-recorded one-responsible-per-case
      emergency-to-somebody-on-call`,
  ],
  ['not submit amend correct provideInformation askIfKnown', 'sections-agreed permission-covers-sections'],
  [
    'only submit grantConsent',
    'permission-current consent-is-informed override-has-a-ground beyond-help-by-itself',
  ],
  ['only keepWithGround', 'kept-on-a-ground-that-fits'],
  ['only scheduleFollowUps reportFollowUp', 'left-in-peace'],
  ['only scheduleFollowUps', 'asked-as-the-person-chose'],
  ['only acknowledge', 'two-named-persons review-is-ahead no-lower-urgency-without-a-reason'],
  ['not acknowledge accept acceptWithConditions arrangeReception', 'stays-with-the-chosen-organisation'],
  ['only decline', 'no-without-a-reason'],
  ['only acceptWithConditions', 'conditions-are-named'],
  ['only requestInformation', 'request-is-new'],
  ['only proposeHandover', 'handed-to-a-party'],
  [
    'only planJourney changeJourney',
    `
      conditions-met journey-lies-ahead notice-before-arrival plan-fits-reception knows-who-waits
      fit-to-travel voluntary-is-declared agrees-with-reception objection-is-recorded appeal-is-decided
      danger-is-named reflection-is-undisturbed child-return-to-that-country child-placement-has-begun
      child-is-escorted`,
  ],
  ['only submit notifyChild', 'child-to-child-protection'],
  ['only reclassifyAge', 'adult-only-on-evidence'],
  ['only notifyChild', 'notification-tells-of-the-family notification-approved-by-guardian'],
  [
    `
      not submit amend correct grantConsent narrowConsent confirmErased keepWithGround provideInformation
      giveFeedback updateRisk requestFamilyAssessment raiseAlert askIfKnown reviewChildPlan
      arrangeReception confirmReception planJourney changeJourney raiseTransferConcern
      disputeResponsibility sharePlan planService scheduleFollowUps reportFollowUp close reopenCase`,
    'notification-names-nobody',
  ],
  ['only requestFamilyAssessment', 'contact-as-allowed family-told-what-was-allowed family-request-agreed'],
  ['only reportFamilyAssessment', 'assessment-as-asked'],
  ['only redirect', 'advice-names-others'],
  ['only inquire notifyChild', 'age-fits-the-band'],
  ['only inquire', 'sex-only-if-needed few-languages-are-asked-for'],
  ['only requestRecords', 'records-for-proceedings-apart'],
  ['not correct', 'special-needs-with-consent'],
  ['only sharePlan', 'plan-is-a-new-revision'],
  ['only close', 'told-before-closing'],
  ['only settleDispute', 'settled-between-the-parties'],
  ['only reopenCase', 'reopened-with-the-person'],
  ['only attestAnswer', 'attested-answer-was-given signed-word-stands'],
]

/** A child whose journey is planned, with everything there that it needs. */
export const readyToTravel: Answers = [
  [
    'all',
    `
      sharing-not-withdrawn referral-not-withdrawn offer-stands only-what-is-named agreement-in-force
      purpose-agreed sections-agreed consent-not-expired permission-not-lapsed override-shares-the-least
      sharing-without-consent-is-reviewed review-has-not-passed nobody-only-for-who-cannot-decide
      consent-is-free emergency-consent-is-told recorded-in-full-after-72-hours child-and-guardian-agree
      return-not-withdrawn support-not-withdrawn codes-only-on-the-way-back told-back-as-agreed
      nothing-told-back acknowledged-first stays-with-the-chosen-organisation carries-responsibility
      accepted-first reception-before-travel bed-before-travel transfer-concern-decided
      journey-planned-first removal-is-no-help-to-return risk-goes-along address-after-acceptance
      age-fits-the-kind child-service-gets-what-was-approved asked-anew-at-eighteen
      adult-speaks-for-herself notification-is-a-duty child-return-is-best child-has-guardian-there
      child-placement-consented guardian-agrees-to-return opposition-is-answered other-parent-or-court
      family-not-involved no-tracing-of-a-feared-family together-or-not-at-all not-declined-alone
      travel-together protection-before-contact asylum-shuts-out-the-state asylum-facts-stay-here
      consulate-after-protection return-is-cleared advice-is-not-followed-by-itself excluded-party
      never-sent third-country-is-safeguarded agreement-has-the-purpose-clause legal-facts-to-the-lawyer
      section-serves-the-purpose special-needs-with-consent urgent-need-stands-apart known-with-its-source
      words-lead-to-nobody words-do-not-name-the-person words-are-few words-do-not-name-the-excluded
      former-permission-stays-ended signed-by-the-organisation permission-anew-after-reopening
      authority-only-with-a-ground link-within-consent sealed-to-whom-the-person-named
      legal-section-to-the-lawyer protection-stays-readable`,
  ],
  [
    'only',
    `
      something-was-asked answers-a-request narrowing-only-narrows expiry-is-due given-by-who-may-give-it
      something-was-taken-back one-takes-what-the-other-has closed-before-reopened child-is-escorted
      family-request-agreed taken-by-two-of-its-own signed-word-stands`,
  ],
  [
    `
      only submit inquire raiseAlert reportIdentification notifyChild proposeHandover announceOutage
      publishServices`,
    'parties-are-the-lane',
  ],
  [
    'only submit',
    `
      urgency-has-a-reason child-profile-goes-along transfer-is-recorded one-responsible-per-case
      capacity-before-offer emergency-to-somebody-on-call`,
  ],
  [
    'only submit grantConsent',
    'permission-current consent-is-informed override-has-a-ground beyond-help-by-itself',
  ],
  ['not withdrawConsent expireConsent', 'permission-names-recipient permission-covers-purpose'],
  ['not submit correct provideInformation', 'permission-covers-sections'],
  ['only narrowConsent expireConsent', 'names-the-permission'],
  ['only keepWithGround', 'kept-on-a-ground-that-fits'],
  ['only planService', 'service-where-the-person-agrees'],
  ['only scheduleFollowUps reportFollowUp', 'left-in-peace'],
  ['only scheduleFollowUps', 'asked-as-the-person-chose'],
  ['only acknowledge', 'two-named-persons review-is-ahead no-lower-urgency-without-a-reason'],
  ['only decline', 'no-without-a-reason'],
  ['only acceptWithConditions', 'conditions-are-named'],
  ['only requestInformation', 'request-is-new'],
  [
    `
      only acknowledge requestInformation accept acceptWithConditions decline redirect reopen giveFeedback
      confirmReception acknowledgeJourney`,
    'something-to-answer answers-that-one',
  ],
  [
    `
      not confirmCorrection confirmStopped acknowledge requestInformation accept acceptWithConditions
      decline redirect reopen giveFeedback acknowledgeRisk reportFamilyAssessment answerInquiry
      answerAlert answerIfKnown acknowledgeChild consentPlacement refusePlacement reviewChildPlan
      arrangeReception cancelReception acknowledgeJourney confirmArrival reportMissedArrival
      queryDeparture decideTransfer takeHandover refuseHandover settleDispute sharePlan planService
      startService completeService reportUnattended reportServiceRefused cancelService scheduleFollowUps
      reportFollowUp provideRecords refuseRecords`,
    'the-responsible-proposes',
  ],
  ['only proposeHandover', 'handed-to-a-party handed-over-by-who-has-it handed-to-whom-the-person-agreed'],
  [
    'only planJourney changeJourney',
    `
      conditions-met journey-lies-ahead notice-before-arrival plan-fits-reception knows-who-waits
      fit-to-travel voluntary-is-declared agrees-with-reception objection-is-recorded appeal-is-decided
      danger-is-named reflection-is-undisturbed risk-seen-by-both child-return-to-that-country
      child-placement-has-begun`,
  ],
  ['only submit notifyChild', 'child-to-child-protection'],
  ['only reclassifyAge', 'adult-only-on-evidence'],
  ['not acknowledge accept acceptWithConditions', 'child-decided-by-child-protection'],
  ['only notifyChild', 'notification-tells-of-the-family notification-approved-by-guardian'],
  [
    `
      not submit amend correct grantConsent narrowConsent confirmErased keepWithGround provideInformation
      giveFeedback updateRisk requestFamilyAssessment raiseAlert askIfKnown reviewChildPlan
      arrangeReception confirmReception planJourney changeJourney raiseTransferConcern
      disputeResponsibility sharePlan planService scheduleFollowUps reportFollowUp close reopenCase`,
    'notification-names-nobody',
  ],
  ['only requestFamilyAssessment', 'contact-as-allowed family-told-what-was-allowed'],
  ['only reportFamilyAssessment', 'assessment-as-asked'],
  ['only consentPlacement arrangeReception', 'no-reception-by-a-feared-family'],
  ['only redirect', 'advice-names-others'],
  ['only inquire notifyChild', 'age-fits-the-band'],
  ['only inquire', 'sex-only-if-needed few-languages-are-asked-for'],
  ['only requestRecords', 'records-for-proceedings-apart'],
  ['only sharePlan', 'plan-is-a-new-revision'],
  ['only close', 'told-before-closing'],
  ['only settleDispute', 'settled-between-the-parties'],
  ['only reopenCase', 'reopened-with-the-person'],
  ['only attestAnswer', 'two-workers-attest attested-answer-was-given attests-who-was-asked'],
]
