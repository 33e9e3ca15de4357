// Generated from schemas/ by `npm run generate`. Do not edit.

interface components {
    schemas: {
        /**
         * Agreement
         * @description The information-sharing protocol of two members: what may travel between them, why, and for how long. An unknown term is refused: it could be a limit that we would break.
         */
        readonly Agreement: {
            /** @description The id of this version of the agreement, as NL-RO-2026-1. */
            readonly id: string;
            /** @description The two members, in alphabetical order. */
            readonly parties: readonly [
                components["schemas"]["Member"],
                components["schemas"]["Member"]
            ];
            /** @description What content may be used for. */
            readonly purposes: readonly components["schemas"]["Purpose"][];
            /** @description What may travel. */
            readonly sections: readonly components["schemas"]["SectionName"][];
            /** @description What never travels unless the person lifts it. */
            readonly neverSend: readonly {
                /** @description Towards which member. */
                readonly to: components["schemas"]["Member"];
                /** @description What does not travel to it. */
                readonly subjects: readonly components["schemas"]["NeverSend"][];
            }[];
            /** @description Languages both sides read. */
            readonly languages: readonly components["schemas"]["Language"][];
            /** @description Who answers for the data. */
            readonly controllers: readonly {
                /** @description For which member. */
                readonly member: components["schemas"]["Member"];
                /** @description Name of the body. */
                readonly name: string;
                /** @description How to reach it. */
                readonly contact: string;
            }[];
            /** @description Data-protection officers. */
            readonly officers: readonly {
                /** @description For which member. */
                readonly member: components["schemas"]["Member"];
                /** @description Name of the body. */
                readonly name: string;
                /** @description How to reach it. */
                readonly contact: string;
            }[];
            /** @description Where a person can complain. */
            readonly complaintBody: readonly {
                /** @description For which member. */
                readonly member: components["schemas"]["Member"];
                /** @description Name of the body. */
                readonly name: string;
                /** @description How to reach it. */
                readonly contact: string;
            }[];
            /**
             * @description The receiver passes content on to nobody.
             * @constant
             */
            readonly onwardTransfer: "forbidden";
            /**
             * @description Content serves assistance and protection only. Without this clause an agreement is not loaded.
             * @constant
             */
            readonly purposeClause: true;
            /** @description Deadlines, if others than the default ones. */
            readonly deadlines?: {
                /** @description Hours until a human acknowledges. */
                readonly acknowledgeHours?: {
                    /** @description Hours. */
                    readonly emergency: number;
                    /** @description Hours. */
                    readonly urgent: number;
                    /** @description Hours. */
                    readonly normal: number;
                };
                /** @description Hours until a decision. */
                readonly decideHours?: {
                    /** @description Hours. */
                    readonly emergency: number;
                    /** @description Hours. */
                    readonly urgent: number;
                    /** @description Hours. */
                    readonly normal: number;
                };
            };
            /** @description How long content is kept. */
            readonly retention: {
                /** @description Days after closure until content is erased. */
                readonly daysAfterClosure: number;
            };
            /** @description In force from. */
            readonly from: components["schemas"]["Timestamp"];
            /** @description In force until. */
            readonly until: components["schemas"]["Timestamp"];
            /** @description True if only invented cases travel under it. */
            readonly exercise: boolean;
        };
        /**
         * AgeBasis
         * @description How the age is known.
         * @enum {string}
         */
        readonly AgeBasis: "document" | "declared" | "assessed" | "presumed";
        /**
         * AmendReason
         * @description Why the sections of an offer were replaced.
         * @enum {string}
         */
        readonly AmendReason: "Correction" | "NewInformation" | "NeedsChanged" | "RiskChanged" | "PermissionChanged" | "Other";
        /**
         * CancelReason
         * @description Why the sender takes the offer back.
         * @enum {string}
         */
        readonly CancelReason: "PersonWithdrew" | "NoLongerNeeded" | "OtherRecipientFound" | "RiskChanged" | "NotInBestInterestsOfChild" | "PersonUnreachable" | "DuplicateCase" | "SentInError" | "Other";
        /**
         * CaseStatus
         * @description State of the case at the sender.
         * @enum {string}
         */
        readonly CaseStatus: "Active" | "FollowUp" | "Closed" | "ClosedReferred";
        /**
         * Concern
         * @description What a wish or a withdrawal is about. The four are separate: withdrawing one withdraws no other.
         * @enum {string}
         */
        readonly Concern: "sharing" | "referral" | "return" | "support";
        /**
         * ConditionCode
         * @description What must be so before the receiver takes the person.
         * @enum {string}
         */
        readonly ConditionCode: "AccommodationReserved" | "ReceptionArrangedFirst" | "TravelDateAgreed" | "TravelDocumentReady" | "MedicalDocumentsFirst" | "FitToTravelConfirmed" | "EscortArranged" | "InterpreterArranged" | "RiskAssessmentUpdated" | "FundingConfirmed" | "CompanionsIncluded" | "GuardianAppointed" | "Other";
        /**
         * ContactMethod
         * @description How the person can be reached safely.
         * @enum {string}
         */
        readonly ContactMethod: "phone" | "messaging" | "email" | "throughOrganisation" | "inPerson";
        /**
         * DeclineReason
         * @description Why the receiver does not take the case.
         * @enum {string}
         */
        readonly DeclineReason: "NoCapacity" | "NotCompetent" | "WrongTargetGroup" | "OutOfArea" | "ConsentMissingOrUnclear" | "InformationInsufficient" | "IndividualNotFound" | "IdentityNotMatched" | "RiskTooHigh" | "SafetyCannotBeGuaranteed" | "NotInBestInterestsOfChild" | "DuplicateCase" | "FundingNotAvailable" | "PersonUnreachable" | "PersonRefused" | "NotApplicable" | "CannotKeepTogether" | "Other";
        /**
         * EducationLevel
         * @description Highest level of education of the person.
         * @enum {string}
         */
        readonly EducationLevel: "EarlyChildhoodEducation" | "PrimaryEducation" | "LowerSecondaryEducation" | "UpperSecondaryEducation" | "PostSecondaryNonTertiaryEducation" | "ShortCycleTertiaryEducation" | "BachelorsOrEquivalentLevel" | "MastersOrEquivalentLevel" | "DoctoralOrEquivalentLevel";
        /**
         * ForcedLabourIndustry
         * @description The industry, by ISIC section.
         * @enum {string}
         */
        readonly ForcedLabourIndustry: "A_AgricultureForestryAndFishing" | "B_MiningAndQuarrying" | "C_Manufacturing" | "D_ElectricityGasSteamAndAirConditioningSupply" | "E_WaterSupplySewerageWasteManagement" | "F_Construction" | "G_WholesaleAndRetailTradeRepairOfMotorVehicles" | "H_TransportationAndStorage" | "I_AccommodationAndFoodServiceActivities" | "J_InformationAndCommunication" | "K_FinancialAndInsuranceActivities" | "L_RealEstateActivities" | "M_ProfessionalScientificAndTechnicalActivities" | "N_AdministrativeAndSupportServiceActivities" | "O_PublicAdministrationAndDefence" | "P_Education" | "Q_HumanHealthAndSocialWorkActivities" | "R_ArtsEntertainmentAndRecreation" | "S_OtherServiceActivities" | "T_ActivitiesOfHouseholdsAsEmployers" | "U_ActivitiesOfExtraterritorialOrganizations";
        /**
         * Gender
         * @description Gender of the person.
         * @enum {string}
         */
        readonly Gender: "Feminine" | "Masculine" | "TransgenderFeminine" | "TransgenderMasculine" | "NonConforming" | "NonSpecifiedUnknown";
        /**
         * GivenBy
         * @description Who gave the permission.
         * @enum {string}
         */
        readonly GivenBy: "self" | "guardian" | "self+guardian" | "assent" | "legalRepresentativeAdult" | "supportedDecision" | "none";
        /**
         * InformationTopic
         * @description What the receiver asks about.
         * @enum {string}
         */
        readonly InformationTopic: "Identity" | "Language" | "Companions" | "Needs" | "Health" | "Accommodation" | "Risk" | "LegalStatus" | "TravelDocuments" | "TravelDates" | "BestInterests" | "Guardianship" | "Permission" | "Other";
        /**
         * LegalBasis
         * @description The ground in data-protection law on which the content is shared. It is recorded apart from consent to assistance.
         * @enum {string}
         */
        readonly LegalBasis: "consent" | "legalObligation" | "vitalInterests" | "publicTask" | "substantialPublicInterest" | "socialCare";
        /**
         * Level
         * @description How high a risk is.
         * @enum {string}
         */
        readonly Level: "high" | "medium" | "low";
        /**
         * MaritalStatus
         * @description Marital status of the person.
         * @enum {string}
         */
        readonly MaritalStatus: "Single" | "Married" | "Widowed" | "Divorced" | "Separated" | "RegisteredPartnership";
        /**
         * MethodOfControl
         * @description How the person was controlled. The picklist is followed; two values it lacks are taken from the field definitions.
         * @enum {string}
         */
        readonly MethodOfControl: "PhysicalThreats" | "ThreatsLawEnforcement" | "ThreatensChildrenFamily" | "DebtBondage" | "FalsePromises" | "PhysicalAbuse" | "SexualAbuse" | "TakesEarnings" | "RestrictsFinancialAccess" | "RestrictsMedicalCare" | "WithholdsNecessities" | "PsychologicalAbuse" | "PsychoactiveSubstance" | "ExcessiveWorkingHours" | "WithholdsDocuments" | "Other" | "RestrictsMovement" | "UsesChildren";
        /**
         * MethodOfRecruitment
         * @description How the person was recruited.
         * @enum {string}
         */
        readonly MethodOfRecruitment: "AtAPlaceOfBusiness" | "AtAnEducationalInstitution" | "AtWork" | "ThroughOnlineSocialNetworks" | "ThroughAnOnlineAdvertisement" | "ThroughATelevisionAdvert" | "ThroughANewspaperAdvert" | "ThroughFamilyOrFamilyEvents" | "ThroughFriendsOrSocialEvents" | "Other";
        /**
         * Mitigation
         * @description What is done about a danger.
         * @enum {string}
         */
        readonly Mitigation: "SafeAccommodation" | "LocationKeptSecret" | "NoContactWithFamily" | "NoContactWithState" | "PoliceProtection" | "Escort" | "MedicalFollowUp" | "PsychologicalFollowUp" | "RegularCheckIn" | "Other";
        /**
         * MovementBasis
         * @description On what ground the person travels. Only voluntary needs the declaration of the person.
         * @enum {string}
         */
        readonly MovementBasis: "voluntary" | "asylumResponsibilityTransfer" | "removal" | "extradition" | "courtOrderedReturn" | "relocation" | "familyReunification";
        /**
         * NeedCode
         * @description What the person needs.
         * @enum {string}
         */
        readonly NeedCode: "SafeAccommodation" | "MaterialAssistance" | "MedicalCare" | "PsychologicalSupport" | "LegalCounselling" | "Compensation" | "Interpretation" | "IdentityDocuments" | "TravelAssistance" | "AirportReception" | "OnwardTransport" | "FamilyTracing" | "FamilyMediation" | "ChildProtection" | "Guardianship" | "Education" | "VocationalTraining" | "JobPlacement" | "MicroBusiness" | "FinancialSupport" | "ChildCare" | "ProtectionMeasures" | "AsylumInformation" | "PeerMentoring" | "OnlineContentRemoval" | "FreeLegalAid" | "WageAndDebtRelief" | "CriminalRecordRelief" | "LongTermHousing" | "SocialBenefits" | "LanguageCourse" | "SubstanceUse" | "MaternityAndInfant" | "BirthRegistration" | "ConsularDocument" | "SchoolEnrolment" | "DisabilitySupport" | "RepatriationOfRemains" | "Other";
        /**
         * NeverSend
         * @description What never travels to a member unless the person lifts it, field by field.
         * @enum {string}
         */
        readonly NeverSend: "orientation" | "genderIdentity" | "prostitution" | "abortion" | "pregnancyOutsideMarriage" | "hiv" | "religion" | "illegalExit" | "asylum";
        /**
         * OutgoingReferralReason
         * @description Why the case is referred.
         * @enum {string}
         */
        readonly OutgoingReferralReason: "AdditionalServicesRequired" | "MigrationOrChangeOfLocation" | "Other";
        /**
         * OverrideReason
         * @description Why content is shared to protect life or health without consent.
         * @enum {string}
         */
        readonly OverrideReason: "ThreatToLife" | "ThreatToHealth" | "ChildInDanger" | "Incapacity";
        /**
         * PermissionForm
         * @description How the permission was given.
         * @enum {string}
         */
        readonly PermissionForm: "written" | "verbal" | "witnessed";
        /**
         * PermissionKind
         * @description What allows the sharing. Only vitalInterests without consent is an override.
         * @enum {string}
         */
        readonly PermissionKind: "consent" | "legalDuty" | "courtOrder" | "vitalInterests" | "publicTask";
        /**
         * Purpose
         * @description What the referral is for. Content serves this purpose and no other.
         * @enum {string}
         */
        readonly Purpose: "SafeReturn" | "SupportInOrigin" | "FamilyTracing" | "SecondMovement" | "Inquiry" | "LocateAndProtect" | "SupportAtPlaceFound" | "RecordsAndEvidence" | "ProceedingsSupport" | "CompensationClaim" | "FamilyReunification" | "Relocation" | "InformationOnly";
        /**
         * RedirectReason
         * @description Why the receiver advises another organisation. It is advice: the receiver forwards nothing.
         * @enum {string}
         */
        readonly RedirectReason: "NotCompetent" | "NoCapacity" | "OutOfArea" | "SpecialisedServiceNeeded" | "SaferElsewhere" | "PersonPrefers" | "Other";
        /**
         * RelationshipToTrafficker
         * @description How the person knew the trafficker. HTCDS writes Unaquainted; kept as published.
         * @enum {string}
         */
        readonly RelationshipToTrafficker: "Familial" | "Acquainted" | "Unaquainted";
        /**
         * ReopenReason
         * @description Why the receiver takes up a decided referral again.
         * @enum {string}
         */
        readonly ReopenReason: "NewInformation" | "CapacityAvailable" | "CircumstancesChanged" | "DecidedInError" | "PersonAsked" | "Other";
        /**
         * RiskFactor
         * @description Where the danger comes from.
         * @enum {string}
         */
        readonly RiskFactor: "retrafficking" | "retaliation" | "family" | "community" | "selfHarm" | "health" | "state";
        /**
         * Role
         * @description What an organisation is in this referral.
         * @enum {string}
         */
        readonly Role: "FocalPoint" | "ReturnProgramme" | "IntegrationPartner" | "ChildProtectionFocalPoint" | "Shelter" | "SupportService" | "LegalPartner" | "GuardianAuthority" | "Guardian" | "AsylumAuthority" | "Consulate" | "LocalAuthority" | "LabourInspectorate" | "HealthProvider";
        /**
         * SectionName
         * @description The sections the content of a referral is divided into. Agreement, permission and purpose decide which of them may leave.
         * @enum {string}
         */
        readonly SectionName: "person" | "victimContext" | "needs" | "risk" | "legalStatus" | "child" | "return" | "case";
        /**
         * Sex
         * @description Sex as statistics require it; HTCDS has gender only.
         * @enum {string}
         */
        readonly Sex: "female" | "male" | "other" | "unknown";
        /**
         * SpecialNeed
         * @description Why a person needs particular care. Shared only when the person agrees.
         * @enum {string}
         */
        readonly SpecialNeed: "pregnancy" | "health" | "disability" | "mentalHealth" | "seriousViolence" | "other";
        /**
         * StatusDecisionMaker
         * @description Who decided on the status.
         * @enum {string}
         */
        readonly StatusDecisionMaker: "Police" | "NGO" | "CourtOrProsecution" | "NonPoliceGovernmentalOrganization" | "Other";
        /**
         * SubjectKind
         * @description Whether the person is an adult, a child, or presumed to be a child because the age is uncertain.
         * @enum {string}
         */
        readonly SubjectKind: "adult" | "child" | "presumedChild";
        /**
         * SupportType
         * @description Kind of support. HTCDS publishes the last value as "SocialCare /"; the stray characters are left out.
         * @enum {string}
         */
        readonly SupportType: "Education" | "Financial" | "Health" | "LabourExploitationRehabilitation" | "Legal" | "Livelihood" | "RightsBasedTraining" | "SexualExploitationRehabilitation" | "SocialCare";
        /**
         * TraffickingEventType
         * @description What happened at a place.
         * @enum {string}
         */
        readonly TraffickingEventType: "Recruitment" | "Transit" | "Exploitation";
        /**
         * TraffickingStatus
         * @description Whether the person is presumed (possible) or identified (actual) as a victim.
         * @enum {string}
         */
        readonly TraffickingStatus: "PossibleVictimOfTrafficking" | "ActualVictimOfTrafficking" | "NotAVictimOfTrafficking";
        /**
         * TransferSafeguard
         * @description What protects content that goes to a country outside the EEA.
         * @enum {string}
         */
        readonly TransferSafeguard: "adequacyDecision" | "appropriateSafeguards" | "explicitConsent" | "vitalInterests" | "importantPublicInterest";
        /**
         * TypeOfExploitation
         * @description The form of exploitation.
         * @enum {string}
         */
        readonly TypeOfExploitation: "ForcedLabour" | "SexualExploitation" | "ChildLabour" | "ForcedMarriage" | "Servitude" | "ForcedMilitaryByNonStateActors" | "OrganRemoval" | "ForcedBegging" | "ForcedAdoption" | "Surrogacy" | "Other" | "ForcedCriminality" | "SlaveryOrSimilar" | "ChildMarriage" | "SaleOfNewborn" | "TissueRemoval" | "IdentityOrBenefitFraud" | "RemoteSexualExploitation";
        /**
         * TypeOfSexExploitation
         * @description The form of sexual exploitation: a special category, shared only when the person agrees.
         * @enum {string}
         */
        readonly TypeOfSexExploitation: "Prostitution" | "Pornography" | "RemoteInteractiveServices" | "PrivateSexualServices";
        /**
         * UrgencyReason
         * @description Why the referral cannot wait the normal time.
         * @enum {string}
         */
        readonly UrgencyReason: "NoSafePlaceTonight" | "ThreatToLife" | "ThreatToFamily" | "MedicalNeed" | "ChildAtRisk" | "RemovalImminent" | "TravelImminent" | "SupportEnding" | "Other";
        /**
         * Urgency
         * @description How soon an answer is needed: emergency within 24 hours, urgent within 72 hours, normal within 14 days, unless the agreement says otherwise.
         * @enum {string}
         */
        readonly Urgency: "emergency" | "urgent" | "normal";
        /**
         * WishKind
         * @description What the person said.
         * @enum {string}
         */
        readonly WishKind: "withdrawal" | "narrowing" | "objection" | "complaint";
        /**
         * Contact
         * @description A person who answers for something, by pseudonymous id or functional post.
         */
        readonly Contact: {
            /** @description Who, without a name. */
            readonly staffId: components["schemas"]["StaffId"];
            /** @description Where. */
            readonly organisation: components["schemas"]["Organisation"];
            /** @description In which role. */
            readonly role: components["schemas"]["Role"];
        };
        /**
         * InnerEvent
         * @description What one party states about a referral: a CloudEvents 1.0 event whose RFC 8785 bytes are signed with the case key, then sealed. Exactly these members.
         */
        readonly InnerEvent: {
            /**
             * @description CloudEvents version.
             * @constant
             */
            readonly specversion: "1.0";
            /** @description The event. */
            readonly id: components["schemas"]["UuidV7"];
            /** @description The member that states it. */
            readonly source: string;
            /** @description What is stated. Which data belongs to it is said by dataschema. */
            readonly type: string;
            /** @description The referral. */
            readonly subject: components["schemas"]["UuidV7"];
            /** @description When it was decided. It is judged at this time. */
            readonly time: components["schemas"]["Timestamp"];
            /**
             * @description Media type of data.
             * @constant
             */
            readonly datacontenttype: "application/json";
            /** @description The $id of the schema of data. */
            readonly dataschema: string;
            /** @description Digest of the RFC 8785 bytes of that schema document. */
            readonly schemadigest: components["schemas"]["Digest"];
            /** @description The one member it is meant for. */
            readonly audience: components["schemas"]["Member"];
            /** @description The lane it travels on. */
            readonly lane: components["schemas"]["LaneName"];
            /** @description Digest of the agreement it is sent under. */
            readonly agreement: components["schemas"]["Digest"];
            /** @description Who decided: organisation, role and pseudonymous staff id, from the credential. */
            readonly actor: string;
            /** @description The author's own count of events in this referral, from 1. */
            readonly sequence: number;
            /** @description Digest of the last event of the other party that was applied when this one was decided. Left out if there was none. */
            readonly cause?: components["schemas"]["Digest"];
            /** @description The case, towards this recipient. */
            readonly correlation: components["schemas"]["CaseRef"];
            /** @description What the referral is for. */
            readonly purpose: components["schemas"]["Purpose"];
            /** @description 32 random bytes, so that the digest of the event tells nothing. */
            readonly nonce: components["schemas"]["Digest"];
            /** @description The statement itself. */
            readonly data: {
                readonly [key: string]: unknown;
            };
        };
        /**
         * ConsentExpired
         * @description The permission reached its end. The sender's gateway writes this; no person does.
         */
        readonly ConsentExpired: {
            /** @description Which permission. */
            readonly permissionId: components["schemas"]["Uuid"];
            /** @description The end it was given with. */
            readonly validUntil: components["schemas"]["Timestamp"];
        };
        /**
         * ConsentGranted
         * @description The person renewed or widened the permission.
         */
        readonly ConsentGranted: {
            /** @description The new permission; it replaces the former one. */
            readonly permission: components["schemas"]["Permission"];
        };
        /**
         * ConsentNarrowed
         * @description The person narrowed the permission: from now on only this may be shared.
         */
        readonly ConsentNarrowed: {
            /** @description Which permission. */
            readonly permissionId: components["schemas"]["Uuid"];
            /** @description What is left of it. */
            readonly scope: components["schemas"]["Scope"];
        };
        /**
         * ConsentWithdrawn
         * @description The person withdrew the permission. Every recipient stops, and erases or names its ground to keep.
         */
        readonly ConsentWithdrawn: {
            /** @description Which permission. */
            readonly permissionId: components["schemas"]["Uuid"];
            /** @description What the withdrawal is about. One withdraws no other. */
            readonly concerns: readonly components["schemas"]["Concern"][];
            /** @description When the person said so. */
            readonly withdrawnAt: components["schemas"]["Timestamp"];
        };
        /**
         * InformationProvided
         * @description The sender answers a request.
         */
        readonly InformationProvided: {
            /** @description Which request. */
            readonly requestId: components["schemas"]["Uuid"];
            /** @description The sections that come with the answer. */
            readonly dataScope?: readonly components["schemas"]["SectionName"][];
            /** @description Their new content. */
            readonly sections?: components["schemas"]["Sections"];
            /** @description The answer in words. */
            readonly note?: components["schemas"]["FreeText"];
        };
        /**
         * InformationRequested
         * @description The receiver needs to know more before it decides.
         */
        readonly InformationRequested: {
            /** @description The request, named in the answer. */
            readonly requestId: components["schemas"]["Uuid"];
            /** @description What is asked about. */
            readonly topics: readonly components["schemas"]["InformationTopic"][];
            /** @description The question in words. */
            readonly note?: components["schemas"]["FreeText"];
        };
        /**
         * ReferralAcceptedWithConditions
         * @description The receiver takes the case if the conditions are met.
         */
        readonly ReferralAcceptedWithConditions: {
            /** @description Who answers for it. */
            readonly acceptedBy: components["schemas"]["Contact"];
            /** @description What must be so first. */
            readonly conditions: readonly {
                /** @description The condition. */
                readonly code: components["schemas"]["ConditionCode"];
                /** @description The condition in words. */
                readonly note?: components["schemas"]["FreeText"];
            }[];
        };
        /**
         * ReferralAccepted
         * @description The receiver takes the case.
         */
        readonly ReferralAccepted: {
            /** @description Who answers for the case from now on. */
            readonly acceptedBy: components["schemas"]["Contact"];
        };
        /**
         * ReferralAcknowledged
         * @description A named human at the receiver says: I have it. It is neither the gateway's receipt nor the decision.
         */
        readonly ReferralAcknowledged: {
            /** @description Who answers for it. */
            readonly responsible: components["schemas"]["Contact"];
            /** @description Who stands in. */
            readonly alternate: components["schemas"]["Contact"];
            /** @description When it is looked at next. */
            readonly reviewDate: components["schemas"]["Day"];
        };
        /**
         * ReferralAmended
         * @description The sender replaces the sections it names; the others stay as they were.
         */
        readonly ReferralAmended: {
            /** @description The sections that are replaced. */
            readonly dataScope: readonly components["schemas"]["SectionName"][];
            /** @description The new content of these sections. */
            readonly sections: components["schemas"]["Sections"];
            /** @description Why. */
            readonly reason: components["schemas"]["AmendReason"];
        };
        /**
         * ReferralCancelled
         * @description The sender takes the offer back, before or after the answer.
         */
        readonly ReferralCancelled: {
            /** @description Why. */
            readonly reason: components["schemas"]["CancelReason"];
        };
        /**
         * ReferralDeclined
         * @description The receiver does not take the case, and says why.
         */
        readonly ReferralDeclined: {
            /** @description Why. */
            readonly reason: components["schemas"]["DeclineReason"];
            /** @description Why, in words. Required when the reason is Other. */
            readonly note?: components["schemas"]["FreeText"];
        };
        /**
         * ReferralRedirected
         * @description The receiver advises other organisations. It forwards nothing; the sender offers anew under a permission that names them.
         */
        readonly ReferralRedirected: {
            /** @description Ids only. */
            readonly organisations: readonly components["schemas"]["Organisation"][];
            /** @description Why. */
            readonly reason: components["schemas"]["RedirectReason"];
        };
        /**
         * ReferralReopened
         * @description The receiver takes up a decided referral again.
         */
        readonly ReferralReopened: {
            /** @description Why. */
            readonly reason: components["schemas"]["ReopenReason"];
        };
        /**
         * ReferralSubmitted
         * @description The sender offers the case of one person to one receiver.
         */
        readonly ReferralSubmitted: {
            /** @description The case, towards this receiver. */
            readonly caseRef: components["schemas"]["CaseRef"];
            /** @description What the referral is for. */
            readonly purpose: components["schemas"]["Purpose"];
            /** @description How soon an answer is needed. */
            readonly urgency: components["schemas"]["Urgency"];
            /** @description Why it cannot wait. Required unless the urgency is normal. */
            readonly urgencyReason?: components["schemas"]["UrgencyReason"];
            /** @description Adult, child, or presumed child. */
            readonly subjectKind: components["schemas"]["SubjectKind"];
            /** @description Who offers. */
            readonly from: components["schemas"]["Party"];
            /** @description Who is asked. */
            readonly to: components["schemas"]["Party"];
            /** @description Whether responsibility for the case is to move to the receiver. At most one open referral of a case says true. */
            readonly transfersResponsibility: boolean;
            /** @description The ground in data-protection law. */
            readonly legalBasis: components["schemas"]["LegalBasis"];
            /** @description What protects the content outside the EEA. Left out inside it. */
            readonly transferSafeguard?: components["schemas"]["TransferSafeguard"];
            /** @description What allows the sharing. With this event consent is granted. */
            readonly permission: components["schemas"]["Permission"];
            /** @description The names of the sections in this offer. */
            readonly dataScope: readonly components["schemas"]["SectionName"][];
            /** @description The content. */
            readonly sections: components["schemas"]["Sections"];
            /** @description An earlier referral of the same case, if the person agrees to the link. */
            readonly previousReferral?: components["schemas"]["UuidV7"];
        };
        /**
         * WishesRecorded
         * @description What the person said to one of the parties, written down the same day by the party that was told.
         */
        readonly WishesRecorded: {
            /** @description What the person said. */
            readonly kind: components["schemas"]["WishKind"];
            /** @description What it is about. */
            readonly concerns: readonly components["schemas"]["Concern"][];
            /** @description What may still be shared. Required when the kind is narrowing. */
            readonly scope?: components["schemas"]["Scope"];
            /** @description When the person said so. */
            readonly toldAt: components["schemas"]["Timestamp"];
            /** @description In which language. */
            readonly language: components["schemas"]["Language"];
        };
        /**
         * EnvelopeMessage
         * @description A sealed event on a lane, with the manifest that routes it. Nothing personal outside the JWE.
         */
        readonly EnvelopeMessage: {
            /**
             * @description CloudEvents version.
             * @constant
             */
            readonly specversion: "1.0";
            /** @description The jti of the token. */
            readonly id: components["schemas"]["UuidV4"];
            /** @description The gateway that sends. */
            readonly source: string;
            /**
             * @description What lies on the lane.
             * @constant
             */
            readonly type: "onward.envelope.v1";
            /** @description When it was signed, to the minute. */
            readonly time: components["schemas"]["Minute"];
            /**
             * @description Media type of data or token.
             * @constant
             */
            readonly datacontenttype: "application/jose";
            /** @description The sealed event: JWE compact serialisation. */
            readonly data: string;
            /** @description The signed token, onward-manifest+jwt. */
            readonly manifest: string;
        };
        /**
         * ProofMessage
         * @description Proof that the leaves of earlier receipts are in the log.
         */
        readonly ProofMessage: {
            /**
             * @description CloudEvents version.
             * @constant
             */
            readonly specversion: "1.0";
            /** @description The jti of the token. */
            readonly id: components["schemas"]["UuidV4"];
            /** @description The gateway that sends. */
            readonly source: string;
            /**
             * @description What lies on the lane.
             * @constant
             */
            readonly type: "onward.proof.v1";
            /** @description When it was signed, to the minute. */
            readonly time: components["schemas"]["Minute"];
            /**
             * @description Media type of data or token.
             * @constant
             */
            readonly datacontenttype: "text/plain";
            /** @description One or more C2SP tlog-proof texts. */
            readonly data: string;
            /** @description The signed token, onward-proof+jwt. */
            readonly token: string;
        };
        /**
         * ReceiptMessage
         * @description The receiving gateway's proof of delivery.
         */
        readonly ReceiptMessage: {
            /**
             * @description CloudEvents version.
             * @constant
             */
            readonly specversion: "1.0";
            /** @description The jti of the token. */
            readonly id: components["schemas"]["UuidV4"];
            /** @description The gateway that sends. */
            readonly source: string;
            /**
             * @description What lies on the lane.
             * @constant
             */
            readonly type: "onward.receipt.v1";
            /** @description When it was signed, to the minute. */
            readonly time: components["schemas"]["Minute"];
            /**
             * @description Media type of data or token.
             * @constant
             */
            readonly datacontenttype: "application/jwt";
            /** @description The signed token, onward-receipt+jwt. */
            readonly token: string;
        };
        /**
         * ResendMessage
         * @description Asks for numbers of the paired lane that did not arrive.
         */
        readonly ResendMessage: {
            /**
             * @description CloudEvents version.
             * @constant
             */
            readonly specversion: "1.0";
            /** @description The jti of the token. */
            readonly id: components["schemas"]["UuidV4"];
            /** @description The gateway that sends. */
            readonly source: string;
            /**
             * @description What lies on the lane.
             * @constant
             */
            readonly type: "onward.resend.v1";
            /** @description When it was signed, to the minute. */
            readonly time: components["schemas"]["Minute"];
            /**
             * @description Media type of data or token.
             * @constant
             */
            readonly datacontenttype: "application/jwt";
            /** @description The signed token, onward-resend+jwt. */
            readonly token: string;
        };
        /**
         * TombstoneMessage
         * @description Closes a number that can no longer be sent.
         */
        readonly TombstoneMessage: {
            /**
             * @description CloudEvents version.
             * @constant
             */
            readonly specversion: "1.0";
            /** @description The jti of the token. */
            readonly id: components["schemas"]["UuidV4"];
            /** @description The gateway that sends. */
            readonly source: string;
            /**
             * @description What lies on the lane.
             * @constant
             */
            readonly type: "onward.tombstone.v1";
            /** @description When it was signed, to the minute. */
            readonly time: components["schemas"]["Minute"];
            /**
             * @description Media type of data or token.
             * @constant
             */
            readonly datacontenttype: "application/jwt";
            /** @description The signed token, onward-tombstone+jwt. */
            readonly token: string;
        };
        /**
         * Party
         * @description One side of a referral: a member, and the organisation in it.
         */
        readonly Party: {
            /** @description The member. */
            readonly member: components["schemas"]["Member"];
            /** @description The organisation inside the member. */
            readonly organisation: components["schemas"]["Organisation"];
            /** @description What the organisation is in this referral. */
            readonly role: components["schemas"]["Role"];
        };
        /**
         * Permission
         * @description What allows the sharing of content, in the words of practice §2: consent, or a duty, order, public task or vital interest with its author, provision and review date.
         */
        readonly Permission: {
            /** @description The permission, named in withdrawals and narrowings. */
            readonly permissionId: components["schemas"]["Uuid"];
            /** @description What allows the sharing. */
            readonly kind: components["schemas"]["PermissionKind"];
            /** @description Who gave it. */
            readonly givenBy: components["schemas"]["GivenBy"];
            /** @description How far it reaches. */
            readonly scope: components["schemas"]["Scope"];
            /** @description The seven points a person is told before agreeing. */
            readonly informed: {
                /** @description Told why the data is collected. */
                readonly purpose: boolean;
                /** @description Told how the data will be used and by whom. */
                readonly use: boolean;
                /** @description Told whether it may be used, anonymised, for research. */
                readonly research: boolean;
                /** @description Told of the right to see and correct it. */
                readonly access: boolean;
                /** @description Told how long it is kept. */
                readonly retention: boolean;
                /** @description Told that permission can be withdrawn at any time and how. */
                readonly withdrawal: boolean;
                /** @description Told that an interview can be refused or stopped. */
                readonly interview: boolean;
            };
            /** @description Under which circumstances it was given. */
            readonly circumstances?: {
                /** @description Nobody who could put pressure on the person was there. */
                readonly alone?: boolean;
                /** @description The interpreter had no tie to the parties. */
                readonly interpreterIndependent?: boolean;
                /** @description It was not asked during a police interview. */
                readonly notDuringPoliceInterview?: boolean;
                /** @description The person said in own words what was agreed. */
                readonly understoodBack?: boolean;
            };
            /** @description The language it was explained in. */
            readonly language: components["schemas"]["Language"];
            /** @description Whether an interpreter helped. */
            readonly interpreter: boolean;
            /** @description How it was given. */
            readonly form: components["schemas"]["PermissionForm"];
            /** @description When it was given. */
            readonly givenAt: components["schemas"]["Timestamp"];
            /** @description When it ends unless it is renewed. */
            readonly validUntil: components["schemas"]["Timestamp"];
            /** @description Digest of the signed form or the recording that stays with the author. */
            readonly evidenceHash?: components["schemas"]["Digest"];
            /** @description The provision of law, order or decision it rests on. Required unless the kind is consent. */
            readonly provision?: string;
            /** @description Who decided. Required unless the kind is consent. */
            readonly author?: components["schemas"]["StaffId"];
            /** @description Why, without consent. Required when the kind is vitalInterests. */
            readonly reason?: components["schemas"]["OverrideReason"];
            /** @description When it is looked at again. Required unless the kind is consent. */
            readonly reviewDate?: components["schemas"]["Day"];
        };
        /**
         * Scope
         * @description How far a permission reaches: these recipients, these sections, these purposes and nothing else.
         */
        readonly Scope: {
            /** @description Who may receive. In order: the first is asked first, the others are fall-backs. */
            readonly recipients: readonly {
                /** @description The member that may receive. */
                readonly member: components["schemas"]["Member"];
                /** @description If given, only this organisation of the member. */
                readonly organisation?: components["schemas"]["Organisation"];
            }[];
            /** @description What may be shared. */
            readonly sections: readonly components["schemas"]["SectionName"][];
            /** @description What it may be used for. */
            readonly purposes: readonly components["schemas"]["Purpose"][];
        };
        /**
         * CaseSection
         * @description The case at the sender.
         */
        readonly CaseSection: {
            /** @description The organisation that refers. */
            readonly cas_ReferringOrganisation: components["schemas"]["Organisation"];
            /** @description Who answers for the case, without a name. */
            readonly cas_ReferringPrimaryCaseWorker: components["schemas"]["StaffId"];
            /** @description Who stands in. */
            readonly alternateCaseWorker: components["schemas"]["StaffId"];
            /** @description Why. */
            readonly cas_ReasonForOutgoingReferral: components["schemas"]["OutgoingReferralReason"];
            /** @description When. */
            readonly cas_OutgoingReferralDate: components["schemas"]["Day"];
            /** @description Details. */
            readonly cas_OutgoingReferralDetails?: components["schemas"]["FreeText"];
            /** @description State of the case. */
            readonly cas_Status?: components["schemas"]["CaseStatus"];
            /** @description Support planned. */
            readonly spl_Type?: readonly components["schemas"]["SupportType"][];
            /** @description Planned end of support. */
            readonly spl_PlannedEndDate?: components["schemas"]["Day"];
            /** @description Where the facts are known from, so that nobody asks the person again. */
            readonly knowledgeSource?: readonly {
                /** @description Which section. */
                readonly section: components["schemas"]["SectionName"];
                /**
                 * @description Where it is known from.
                 * @enum {string}
                 */
                readonly source: "person" | "document" | "professional" | "authority" | "thirdParty";
                /** @description Since when. */
                readonly date: components["schemas"]["Day"];
            }[];
            /** @description Documents that exist at the sender. They do not travel here. */
            readonly attachments?: readonly {
                /**
                 * @description What it is.
                 * @enum {string}
                 */
                readonly type: "RiskAssessment" | "NeedsAssessment" | "SupportPlan" | "ConsentForm" | "FamilyAssessment" | "BIDReport" | "MedicalForTravel";
                /** @description Its digest. */
                readonly hash: components["schemas"]["Digest"];
                /** @description Its size in bytes. */
                readonly size: number;
                /** @description Its language. */
                readonly language: components["schemas"]["Language"];
            }[];
        };
        /**
         * ChildSection
         * @description What protects a child. Required when the person is a child or presumed to be one.
         */
        readonly ChildSection: {
            /** @description The guardian. */
            readonly guardian: {
                /**
                 * @description Whether there is one.
                 * @enum {string}
                 */
                readonly status: "appointed" | "requested" | "none";
                /** @description Who, by id or post. */
                readonly contact?: components["schemas"]["Contact"];
                /** @description Since when. */
                readonly appointedOn?: components["schemas"]["Day"];
                /** @description Whether a conflict of interest is known. */
                readonly conflictOfInterest?: boolean;
            };
            /** @description The child's best interests, for this destination. */
            readonly bestInterests: {
                /**
                 * @description Assessment or determination.
                 * @enum {string}
                 */
                readonly type: "BIA" | "BID";
                /**
                 * @description What was found.
                 * @enum {string}
                 */
                readonly result: "pending" | "return" | "returnLater" | "stay" | "familyElsewhere" | "relocate";
                /** @description When. */
                readonly date?: components["schemas"]["Day"];
                /** @description By whom. */
                readonly authority?: components["schemas"]["Organisation"];
                /** @description Digest of the document. */
                readonly documentHash?: components["schemas"]["Digest"];
            };
            /**
             * @description What the child wants.
             * @enum {string}
             */
            readonly childViews?: "agrees" | "opposes" | "undecided" | "tooYoung" | "notYetAsked";
            /**
             * @description Whether the family had a part in it. Unless none, nobody contacts the family.
             * @enum {string}
             */
            readonly familyInvolvement: "none" | "suspected" | "confirmed" | "unknown";
            /** @description Assessment of the family. */
            readonly familyAssessment?: {
                /**
                 * @description How far it is.
                 * @enum {string}
                 */
                readonly state: "requested" | "deskOnly" | "done";
                /**
                 * @description What was found.
                 * @enum {string}
                 */
                readonly result?: "safe" | "notSafe" | "notFound" | "unclear";
                /** @description When. */
                readonly date?: components["schemas"]["Day"];
            };
            /**
             * @description Whether an adult is with the child.
             * @enum {string}
             */
            readonly separatedOrUnaccompanied?: "unaccompanied" | "separated" | "withParent";
            /** @description Whether the child went missing before. */
            readonly missingHistory?: boolean;
            /** @description What the child's caseworker must know. */
            readonly note?: components["schemas"]["FreeText"];
        };
        /**
         * LegalStatusSection
         * @description Where the person stands in law, for the caseworker. Asylum facts and acts under compulsion never travel here.
         */
        readonly LegalStatusSection: {
            /** @description Recovery and reflection period. Never a gate for assistance. */
            readonly reflectionPeriod?: {
                /**
                 * @description State of the period.
                 * @enum {string}
                 */
                readonly status: "notStarted" | "running" | "ended" | "waived";
                /** @description First day. */
                readonly start?: components["schemas"]["Day"];
                /** @description Last day. */
                readonly end?: components["schemas"]["Day"];
            };
            /** @description Residence in the sending country. */
            readonly residence?: {
                /**
                 * @description Title of residence.
                 * @enum {string}
                 */
                readonly type: "citizen" | "euCitizen" | "permit" | "temporaryPermit" | "toleration" | "none" | "unknown";
                /** @description Until when. */
                readonly until?: components["schemas"]["Day"];
            };
            /**
             * @description The check was made and nothing stands against a return. Anything else is not written.
             * @constant
             */
            readonly nonRefoulementCleared?: true;
            /** @description Proceedings the person takes part in. No offence is named. */
            readonly proceedings?: readonly {
                /**
                 * @description Part of the person in it.
                 * @enum {string}
                 */
                readonly role: "witness" | "injuredParty" | "claimant" | "none";
                /** @description Where. */
                readonly country: components["schemas"]["Country"];
                /**
                 * @description How far it is.
                 * @enum {string}
                 */
                readonly stage?: "investigation" | "trial" | "appeal" | "closed";
            }[];
            /** @description Whether compensation is claimed. */
            readonly compensationClaim?: boolean;
            /** @description What the caseworker must know. */
            readonly note?: components["schemas"]["FreeText"];
        };
        /**
         * NeedsSection
         * @description What the person needs, and how soon.
         */
        readonly NeedsSection: {
            /** @description The needs. */
            readonly needs: readonly {
                /** @description The need. */
                readonly needCode: components["schemas"]["NeedCode"];
                /** @description The same in HTCDS words. */
                readonly spl_Type?: components["schemas"]["SupportType"];
                /**
                 * @description How soon.
                 * @enum {string}
                 */
                readonly priority: "urgent" | "soon" | "later";
                /** @description Whether somebody provides it already. */
                readonly alreadyProvided?: boolean;
            }[];
            /** @description Particular care, only when the person agrees. */
            readonly specialNeeds?: readonly components["schemas"]["SpecialNeed"][];
            /** @description Whether the person can travel. */
            readonly healthForTravel?: {
                /** @description Fit to travel. */
                readonly fit: boolean;
                /** @description Under these conditions. */
                readonly conditions?: readonly ("wheelchair" | "oxygen" | "stretcher" | "noFlying" | "medicalEscort" | "rest")[];
                /** @description An escort is needed. */
                readonly escort?: boolean;
                /** @description Medication must travel along. */
                readonly medication?: boolean;
            };
            /** @description What kind of place is needed. */
            readonly accommodationNeed?: {
                /** @description Only with persons of the same sex. */
                readonly sexSpecific?: boolean;
                /** @description Together with children. */
                readonly withChildren?: boolean;
                /** @description How secure the place must be. */
                readonly security?: components["schemas"]["Level"];
            };
            /** @description What else matters for support. */
            readonly note?: components["schemas"]["FreeText"];
        };
        /**
         * PersonSection
         * @description Who the person is. Names and dates travel only when the person agrees; an address in the country of origin never does.
         */
        readonly PersonSection: {
            /** @description A pseudonym of the person towards this recipient. */
            readonly personPseudonym: string;
            /** @description First name. */
            readonly prs_FirstName?: string;
            /** @description Middle name. */
            readonly prs_MiddleName?: string;
            /** @description Second name. */
            readonly prs_SecondName?: string;
            /** @description Date of birth. */
            readonly prs_Birthdate?: components["schemas"]["Day"];
            /** @description Age in years when the date of birth is not known. */
            readonly ageEstimate?: number;
            /** @description How the age is known. Required with an estimate. */
            readonly ageBasis?: components["schemas"]["AgeBasis"];
            /** @description Gender. */
            readonly prs_Gender: components["schemas"]["Gender"];
            /** @description Sex, for the statistics the law asks for. */
            readonly sexForStatistics?: components["schemas"]["Sex"];
            /** @description Citizenships. */
            readonly prs_Citizenship: readonly components["schemas"]["Country"][];
            /** @description First language. */
            readonly prs_PrimaryLanguage: components["schemas"]["Language"];
            /** @description Second language. */
            readonly prs_SecondaryLanguage?: components["schemas"]["Language"];
            /** @description Whether an interpreter is needed. */
            readonly interpreterNeeded?: boolean;
            /** @description Number of an identity document. */
            readonly prs_IdentityNumber?: string;
            /** @description Marital status. */
            readonly prs_MaritalStatus?: components["schemas"]["MaritalStatus"];
            /** @description Number of children. */
            readonly prs_NumberOfChildren?: number;
            /** @description Education. */
            readonly prs_HighestLevelOfEducation?: components["schemas"]["EducationLevel"];
            /** @description The one way to reach the person safely. Telephone and e-mail travel nowhere else. */
            readonly safeContact?: {
                /** @description How. */
                readonly method: components["schemas"]["ContactMethod"];
                /** @description The number, address or organisation. */
                readonly value: string;
                /** @description When it is safe. */
                readonly times?: string;
                /** @description Ways that would put the person in danger. */
                readonly doNotContact?: readonly components["schemas"]["ContactMethod"][];
            };
            /** @description Who travels along. */
            readonly accompanyingDependants?: {
                /** @description How many. */
                readonly count: number;
                /** @description Their ages. */
                readonly ages?: readonly number[];
            };
            /** @description The large region the person wants to live in. Never a street or a village. */
            readonly intendedRegion: string;
            /** @description What the recipient should know about the person. */
            readonly note?: components["schemas"]["FreeText"];
        };
        /**
         * ReturnSection
         * @description The journey, if there is one.
         */
        readonly ReturnSection: {
            /** @description On what ground. */
            readonly movementBasis: components["schemas"]["MovementBasis"];
            /** @description The person's declaration. Required when the ground is voluntary. */
            readonly voluntaryDeclaration?: {
                /** @description When. */
                readonly date: components["schemas"]["Day"];
                /** @description How. */
                readonly form: components["schemas"]["PermissionForm"];
                /** @description In which language. */
                readonly language: components["schemas"]["Language"];
            };
            /** @description Not before. */
            readonly earliestDate?: components["schemas"]["Day"];
            /** @description Not after. */
            readonly latestDate?: components["schemas"]["Day"];
            /**
             * @description Travel document.
             * @enum {string}
             */
            readonly travelDocument?: "valid" | "applied" | "missing" | "withheldByTrafficker";
            /** @description Whether somebody travels along. */
            readonly escortNeeded?: boolean;
            /** @description Whether the person must be met on arrival. */
            readonly receptionNeeded?: boolean;
            /** @description Reference of the return programme. */
            readonly programme?: string;
            /** @description What matters on the way. */
            readonly note?: components["schemas"]["FreeText"];
        };
        /**
         * RiskSection
         * @description What the person must be protected from. Whom the person excluded is not in here: that list stays with the sender.
         */
        readonly RiskSection: {
            /** @description When assessed. */
            readonly assessedAt: components["schemas"]["Day"];
            /** @description By whom, without a name. */
            readonly assessedBy: components["schemas"]["StaffId"];
            /**
             * @description How it was assessed.
             * @enum {string}
             */
            readonly method?: "structuredInterview" | "riskMatrix" | "policeAssessment" | "jointAssessment" | "other";
            /** @description The risk altogether. */
            readonly levelOverall: components["schemas"]["Level"];
            /** @description The dangers, one by one. */
            readonly factors?: readonly {
                /** @description Where it comes from. */
                readonly factor: components["schemas"]["RiskFactor"];
                /** @description How high. */
                readonly level: components["schemas"]["Level"];
                /** @description In which country. */
                readonly country?: components["schemas"]["Country"];
                /** @description What is done about it. */
                readonly mitigation?: readonly components["schemas"]["Mitigation"][];
            }[];
            /** @description Reference of the safety plan at its author. */
            readonly safetyPlanRef?: string;
            /** @description What must not happen. */
            readonly note?: components["schemas"]["FreeText"];
        };
        /**
         * VictimContextSection
         * @description What happened, as far as it is needed to help. Nothing about perpetrators.
         */
        readonly VictimContextSection: {
            /** @description Presumed or identified. */
            readonly vic_TraffickingStatus: components["schemas"]["TraffickingStatus"];
            /** @description Who decided. */
            readonly vic_TraffickingStatusDecisionMakingOrg: components["schemas"]["StatusDecisionMaker"];
            /** @description Forms of exploitation. */
            readonly vic_TypeOfExploitation: readonly components["schemas"]["TypeOfExploitation"][];
            /** @description Forms of sexual exploitation: only when the person agrees. */
            readonly vic_TypeOfSexExploitation?: readonly components["schemas"]["TypeOfSexExploitation"][];
            /** @description Industry. */
            readonly vic_ForcedLabourIndustry?: components["schemas"]["ForcedLabourIndustry"];
            /** @description Methods of control. */
            readonly vic_MethodsOfControl?: readonly components["schemas"]["MethodOfControl"][];
            /** @description How recruited. */
            readonly vic_MethodOfRecruitment?: readonly components["schemas"]["MethodOfRecruitment"][];
            /** @description Relation to the trafficker. */
            readonly vic_RelationshipToTrafficker?: components["schemas"]["RelationshipToTrafficker"];
            /** @description Age in years when it began. */
            readonly vic_AgeWhenTrafficked?: number;
            /** @description Where it happened, by country. */
            readonly events?: readonly {
                /** @description What. */
                readonly hte_Type: components["schemas"]["TraffickingEventType"];
                /** @description Where: the country only. */
                readonly hte_Country: components["schemas"]["Country"];
                /** @description When. */
                readonly hte_Date?: components["schemas"]["Day"];
            }[];
            /** @description What the recipient must know so that nobody asks again. */
            readonly note?: components["schemas"]["FreeText"];
        };
        /**
         * Sections
         * @description The content of a referral, by section. Only what dataScope names is here.
         */
        readonly Sections: {
            /** @description Who. */
            readonly person?: components["schemas"]["PersonSection"];
            /** @description What happened. */
            readonly victimContext?: components["schemas"]["VictimContextSection"];
            /** @description What is needed. */
            readonly needs?: components["schemas"]["NeedsSection"];
            /** @description What to protect from. */
            readonly risk?: components["schemas"]["RiskSection"];
            /** @description Where the person stands in law. */
            readonly legalStatus?: components["schemas"]["LegalStatusSection"];
            /** @description What protects a child. */
            readonly child?: components["schemas"]["ChildSection"];
            /** @description The journey. */
            readonly return?: components["schemas"]["ReturnSection"];
            /** @description The case at the sender. */
            readonly case?: components["schemas"]["CaseSection"];
        };
        /**
         * TokenHeader
         * @description Protected header of every token on a lane: exactly these members. No key ever comes from a message.
         */
        readonly TokenHeader: {
            /**
             * @description Signature algorithm.
             * @constant
             */
            readonly alg: "Ed25519";
            /** @description The key in the directory: its RFC 7638 thumbprint. */
            readonly kid: components["schemas"]["Digest"];
            /**
             * @description Which token.
             * @enum {string}
             */
            readonly typ: "onward-manifest+jwt" | "onward-receipt+jwt" | "onward-proof+jwt" | "onward-resend+jwt" | "onward-tombstone+jwt";
        };
        /**
         * ManifestClaims
         * @description Claims of the manifest: routes and identifies one sealed event, and outlives its erasure.
         */
        readonly ManifestClaims: {
            /** @description Who signed: the sending member. */
            readonly iss: components["schemas"]["Member"];
            /** @description The one member it is for. */
            readonly aud: components["schemas"]["Member"];
            /** @description The lane. */
            readonly lane: components["schemas"]["LaneName"];
            /** @description Epoch of the lane, from 1. */
            readonly ep: number;
            /** @description Number on the lane in this epoch, from 1. */
            readonly seq: number;
            /** @description Digest of the token before it on the lane in this epoch; "0" for the first of epoch 1. */
            readonly prev: string;
            /** @description The token. */
            readonly jti: components["schemas"]["UuidV4"];
            /** @description When it was signed, in seconds since 1970. */
            readonly iat: number;
            /** @description Version of the directory that was used. */
            readonly dirv: number;
            /** @description Until when it may be accepted; at most 30 days after iat. */
            readonly exp: number;
            /** @description Digest of the JWE. */
            readonly dig: components["schemas"]["Digest"];
            /** @description Digest of the inner JWS signing input. */
            readonly cdig: components["schemas"]["Digest"];
        };
        /**
         * ProofClaims
         * @description Claims of a proof.
         */
        readonly ProofClaims: {
            /** @description Who signed: the sending member. */
            readonly iss: components["schemas"]["Member"];
            /** @description The one member it is for. */
            readonly aud: components["schemas"]["Member"];
            /** @description The lane. */
            readonly lane: components["schemas"]["LaneName"];
            /** @description Epoch of the lane, from 1. */
            readonly ep: number;
            /** @description Number on the lane in this epoch, from 1. */
            readonly seq: number;
            /** @description Digest of the token before it on the lane in this epoch; "0" for the first of epoch 1. */
            readonly prev: string;
            /** @description The token. */
            readonly jti: components["schemas"]["UuidV4"];
            /** @description When it was signed, in seconds since 1970. */
            readonly iat: number;
            /** @description Version of the directory that was used. */
            readonly dirv: number;
            /** @description Digest of data. */
            readonly dig: components["schemas"]["Digest"];
        };
        /**
         * ReceiptClaims
         * @description Claims of a receipt: the receiver binds itself to a leaf in its log.
         */
        readonly ReceiptClaims: {
            /** @description Who signed: the sending member. */
            readonly iss: components["schemas"]["Member"];
            /** @description The one member it is for. */
            readonly aud: components["schemas"]["Member"];
            /** @description The lane. */
            readonly lane: components["schemas"]["LaneName"];
            /** @description Epoch of the lane, from 1. */
            readonly ep: number;
            /** @description Number on the lane in this epoch, from 1. */
            readonly seq: number;
            /** @description Digest of the token before it on the lane in this epoch; "0" for the first of epoch 1. */
            readonly prev: string;
            /** @description The token. */
            readonly jti: components["schemas"]["UuidV4"];
            /** @description When it was signed, in seconds since 1970. */
            readonly iat: number;
            /** @description Version of the directory that was used. */
            readonly dirv: number;
            /** @description Digest of the manifest. */
            readonly sub: components["schemas"]["Digest"];
            /**
             * @description What became of the event.
             * @enum {string}
             */
            readonly st: "stored" | "rejected" | "erased";
            /**
             * @description Why it was rejected, coarsely.
             * @enum {string}
             */
            readonly code?: "malformed" | "unauthenticated" | "not-authorised" | "undeliverable" | "schema" | "business";
            /** @description Hash of the leaf in the receiver's log (RFC 6962 §2.1). */
            readonly leaf: components["schemas"]["Digest"];
            /** @description 32 random bytes of the commitment behind the leaf. */
            readonly salt: components["schemas"]["Digest"];
            /** @description When it was committed. */
            readonly at: components["schemas"]["Timestamp"];
        };
        /**
         * ResendClaims
         * @description Claims of a request to send numbers of the paired lane again.
         */
        readonly ResendClaims: {
            /** @description Who signed: the sending member. */
            readonly iss: components["schemas"]["Member"];
            /** @description The one member it is for. */
            readonly aud: components["schemas"]["Member"];
            /** @description The lane. */
            readonly lane: components["schemas"]["LaneName"];
            /** @description Epoch of the lane, from 1. */
            readonly ep: number;
            /** @description Number on the lane in this epoch, from 1. */
            readonly seq: number;
            /** @description Digest of the token before it on the lane in this epoch; "0" for the first of epoch 1. */
            readonly prev: string;
            /** @description The token. */
            readonly jti: components["schemas"]["UuidV4"];
            /** @description When it was signed, in seconds since 1970. */
            readonly iat: number;
            /** @description Version of the directory that was used. */
            readonly dirv: number;
            /** @description First number. */
            readonly from: number;
            /** @description Last number, inclusive. */
            readonly to: number;
            /** @description Epoch of the paired lane. */
            readonly of: number;
        };
        /**
         * TombstoneClaims
         * @description Claims of a tombstone.
         */
        readonly TombstoneClaims: {
            /** @description Who signed: the sending member. */
            readonly iss: components["schemas"]["Member"];
            /** @description The one member it is for. */
            readonly aud: components["schemas"]["Member"];
            /** @description The lane. */
            readonly lane: components["schemas"]["LaneName"];
            /** @description Epoch of the lane, from 1. */
            readonly ep: number;
            /** @description Number on the lane in this epoch, from 1. */
            readonly seq: number;
            /** @description Digest of the token before it on the lane in this epoch; "0" for the first of epoch 1. */
            readonly prev: string;
            /** @description The token. */
            readonly jti: components["schemas"]["UuidV4"];
            /** @description When it was signed, in seconds since 1970. */
            readonly iat: number;
            /** @description Version of the directory that was used. */
            readonly dirv: number;
            /** @description The closed number. */
            readonly num: number;
            /** @description Digest of the token whose number is closed. */
            readonly sub: components["schemas"]["Digest"];
        };
        /**
         * CaseRef
         * @description The pseudonymous reference of a case towards one recipient: member, kind, six characters without I, L, O and U. Pairwise, so that two recipients cannot join what they hold.
         */
        readonly CaseRef: string;
        /**
         * Country
         * @description A country by its ISO 3166-1 alpha-2 code, as RO.
         */
        readonly Country: string;
        /**
         * Day
         * Format: date
         * @description A calendar date, as 2026-11-22 (RFC 3339 full-date).
         */
        readonly Day: string;
        /**
         * Digest
         * @description A SHA-256 digest, or 32 random bytes, in base64url without padding: 43 characters, unused bits zero (RFC 4648 §3.5).
         */
        readonly Digest: string;
        /**
         * FreeText
         * @description Words for a human reader, at most 500 code points, with their language. No names of third persons, no telephone numbers, no addresses.
         */
        readonly FreeText: {
            /** @description The words. */
            readonly text: string;
            /** @description The language the words are in. */
            readonly language: components["schemas"]["Language"];
        };
        /**
         * LaneName
         * @description The name of a lane: the member it leads to, then the member it comes from, as lane.RO.NL.
         */
        readonly LaneName: string;
        /**
         * Language
         * @description A language as a BCP 47 tag: language, then script and region if they matter, as ro, zh-Hant or pt-BR.
         */
        readonly Language: string;
        /**
         * Member
         * @description The code of a member: ISO 3166-1 alpha-2 for a country (NL), or a registered organisation code (IOM).
         */
        readonly Member: string;
        /**
         * Minute
         * Format: date-time
         * @description A time in UTC rounded to the minute, as 2026-11-22T05:00:00Z (RFC 3339): finer times would help to link messages.
         */
        readonly Minute: string;
        /**
         * Organisation
         * @description The id of an organisation as its member registered it in the directory, for example ro-shelter-1. Never a name, never an address.
         */
        readonly Organisation: string;
        /**
         * StaffId
         * @description A pseudonymous staff id or a functional post. Never the name of a person.
         */
        readonly StaffId: string;
        /**
         * Timestamp
         * Format: date-time
         * @description A time in UTC with milliseconds, as 2026-11-22T05:00:00.000Z (RFC 3339).
         */
        readonly Timestamp: string;
        /**
         * UuidV4
         * @description A UUID version 4 in lower case (RFC 9562 §5.4): random, it tells nothing.
         */
        readonly UuidV4: string;
        /**
         * UuidV7
         * @description A UUID version 7 in lower case (RFC 9562 §5.7): it sorts by the time it was made.
         */
        readonly UuidV7: string;
        /**
         * Uuid
         * @description A UUID in lower case (RFC 9562).
         */
        readonly Uuid: string;
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type Agreement = components['schemas']['Agreement'];
export type AgeBasis = components['schemas']['AgeBasis'];
export type AmendReason = components['schemas']['AmendReason'];
export type CancelReason = components['schemas']['CancelReason'];
export type CaseStatus = components['schemas']['CaseStatus'];
export type Concern = components['schemas']['Concern'];
export type ConditionCode = components['schemas']['ConditionCode'];
export type ContactMethod = components['schemas']['ContactMethod'];
export type DeclineReason = components['schemas']['DeclineReason'];
export type EducationLevel = components['schemas']['EducationLevel'];
export type ForcedLabourIndustry = components['schemas']['ForcedLabourIndustry'];
export type Gender = components['schemas']['Gender'];
export type GivenBy = components['schemas']['GivenBy'];
export type InformationTopic = components['schemas']['InformationTopic'];
export type LegalBasis = components['schemas']['LegalBasis'];
export type Level = components['schemas']['Level'];
export type MaritalStatus = components['schemas']['MaritalStatus'];
export type MethodOfControl = components['schemas']['MethodOfControl'];
export type MethodOfRecruitment = components['schemas']['MethodOfRecruitment'];
export type Mitigation = components['schemas']['Mitigation'];
export type MovementBasis = components['schemas']['MovementBasis'];
export type NeedCode = components['schemas']['NeedCode'];
export type NeverSend = components['schemas']['NeverSend'];
export type OutgoingReferralReason = components['schemas']['OutgoingReferralReason'];
export type OverrideReason = components['schemas']['OverrideReason'];
export type PermissionForm = components['schemas']['PermissionForm'];
export type PermissionKind = components['schemas']['PermissionKind'];
export type Purpose = components['schemas']['Purpose'];
export type RedirectReason = components['schemas']['RedirectReason'];
export type RelationshipToTrafficker = components['schemas']['RelationshipToTrafficker'];
export type ReopenReason = components['schemas']['ReopenReason'];
export type RiskFactor = components['schemas']['RiskFactor'];
export type Role = components['schemas']['Role'];
export type SectionName = components['schemas']['SectionName'];
export type Sex = components['schemas']['Sex'];
export type SpecialNeed = components['schemas']['SpecialNeed'];
export type StatusDecisionMaker = components['schemas']['StatusDecisionMaker'];
export type SubjectKind = components['schemas']['SubjectKind'];
export type SupportType = components['schemas']['SupportType'];
export type TraffickingEventType = components['schemas']['TraffickingEventType'];
export type TraffickingStatus = components['schemas']['TraffickingStatus'];
export type TransferSafeguard = components['schemas']['TransferSafeguard'];
export type TypeOfExploitation = components['schemas']['TypeOfExploitation'];
export type TypeOfSexExploitation = components['schemas']['TypeOfSexExploitation'];
export type UrgencyReason = components['schemas']['UrgencyReason'];
export type Urgency = components['schemas']['Urgency'];
export type WishKind = components['schemas']['WishKind'];
export type Contact = components['schemas']['Contact'];
export type InnerEvent = components['schemas']['InnerEvent'];
export type ConsentExpired = components['schemas']['ConsentExpired'];
export type ConsentGranted = components['schemas']['ConsentGranted'];
export type ConsentNarrowed = components['schemas']['ConsentNarrowed'];
export type ConsentWithdrawn = components['schemas']['ConsentWithdrawn'];
export type InformationProvided = components['schemas']['InformationProvided'];
export type InformationRequested = components['schemas']['InformationRequested'];
export type ReferralAcceptedWithConditions = components['schemas']['ReferralAcceptedWithConditions'];
export type ReferralAccepted = components['schemas']['ReferralAccepted'];
export type ReferralAcknowledged = components['schemas']['ReferralAcknowledged'];
export type ReferralAmended = components['schemas']['ReferralAmended'];
export type ReferralCancelled = components['schemas']['ReferralCancelled'];
export type ReferralDeclined = components['schemas']['ReferralDeclined'];
export type ReferralRedirected = components['schemas']['ReferralRedirected'];
export type ReferralReopened = components['schemas']['ReferralReopened'];
export type ReferralSubmitted = components['schemas']['ReferralSubmitted'];
export type WishesRecorded = components['schemas']['WishesRecorded'];
export type EnvelopeMessage = components['schemas']['EnvelopeMessage'];
export type ProofMessage = components['schemas']['ProofMessage'];
export type ReceiptMessage = components['schemas']['ReceiptMessage'];
export type ResendMessage = components['schemas']['ResendMessage'];
export type TombstoneMessage = components['schemas']['TombstoneMessage'];
export type Party = components['schemas']['Party'];
export type Permission = components['schemas']['Permission'];
export type Scope = components['schemas']['Scope'];
export type CaseSection = components['schemas']['CaseSection'];
export type ChildSection = components['schemas']['ChildSection'];
export type LegalStatusSection = components['schemas']['LegalStatusSection'];
export type NeedsSection = components['schemas']['NeedsSection'];
export type PersonSection = components['schemas']['PersonSection'];
export type ReturnSection = components['schemas']['ReturnSection'];
export type RiskSection = components['schemas']['RiskSection'];
export type VictimContextSection = components['schemas']['VictimContextSection'];
export type Sections = components['schemas']['Sections'];
export type TokenHeader = components['schemas']['TokenHeader'];
export type ManifestClaims = components['schemas']['ManifestClaims'];
export type ProofClaims = components['schemas']['ProofClaims'];
export type ReceiptClaims = components['schemas']['ReceiptClaims'];
export type ResendClaims = components['schemas']['ResendClaims'];
export type TombstoneClaims = components['schemas']['TombstoneClaims'];
export type CaseRef = components['schemas']['CaseRef'];
export type Country = components['schemas']['Country'];
export type Day = components['schemas']['Day'];
export type Digest = components['schemas']['Digest'];
export type FreeText = components['schemas']['FreeText'];
export type LaneName = components['schemas']['LaneName'];
export type Language = components['schemas']['Language'];
export type Member = components['schemas']['Member'];
export type Minute = components['schemas']['Minute'];
export type Organisation = components['schemas']['Organisation'];
export type StaffId = components['schemas']['StaffId'];
export type Timestamp = components['schemas']['Timestamp'];
export type UuidV4 = components['schemas']['UuidV4'];
export type UuidV7 = components['schemas']['UuidV7'];
export type Uuid = components['schemas']['Uuid'];

/** The data that belongs to each type of event. */
export interface EventData {
  /** The permission reached its end. The sender's gateway writes this; no person does. */
  readonly 'consent.expired': ConsentExpired
  /** The person renewed or widened the permission. */
  readonly 'consent.granted': ConsentGranted
  /** The person narrowed the permission: from now on only this may be shared. */
  readonly 'consent.narrowed': ConsentNarrowed
  /** The person withdrew the permission. Every recipient stops, and erases or names its ground to keep. */
  readonly 'consent.withdrawn': ConsentWithdrawn
  /** The sender answers a request. */
  readonly 'information.provided': InformationProvided
  /** The receiver needs to know more before it decides. */
  readonly 'information.requested': InformationRequested
  /** The receiver takes the case if the conditions are met. */
  readonly 'referral.acceptedWithConditions': ReferralAcceptedWithConditions
  /** The receiver takes the case. */
  readonly 'referral.accepted': ReferralAccepted
  /** A named human at the receiver says: I have it. It is neither the gateway's receipt nor the decision. */
  readonly 'referral.acknowledged': ReferralAcknowledged
  /** The sender replaces the sections it names; the others stay as they were. */
  readonly 'referral.amended': ReferralAmended
  /** The sender takes the offer back, before or after the answer. */
  readonly 'referral.cancelled': ReferralCancelled
  /** The receiver does not take the case, and says why. */
  readonly 'referral.declined': ReferralDeclined
  /** The receiver advises other organisations. It forwards nothing; the sender offers anew under a permission that names them. */
  readonly 'referral.redirected': ReferralRedirected
  /** The receiver takes up a decided referral again. */
  readonly 'referral.reopened': ReferralReopened
  /** The sender offers the case of one person to one receiver. */
  readonly 'referral.submitted': ReferralSubmitted
  /** What the person said to one of the parties, written down the same day by the party that was told. */
  readonly 'wishes.recorded': WishesRecorded
}
