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
            /** @description Who answers a person that asks what is held about it, or wants it corrected or erased. */
            readonly dataSubjectRequests?: readonly {
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
                /** @description Deadlines by name, if others than the default ones. A name that is not here keeps its default. */
                readonly spans?: {
                    readonly [key: string]: {
                        /** @description At any urgency that is not named. */
                        readonly all?: components["schemas"]["Span"];
                        /** @description In an emergency. */
                        readonly emergency?: components["schemas"]["Span"];
                        /** @description If urgent. */
                        readonly urgent?: components["schemas"]["Span"];
                        /** @description Normally. */
                        readonly normal?: components["schemas"]["Span"];
                    };
                };
            };
            /** @description Who is told when an answer stays out, in order. Nothing of the content is told. */
            readonly escalation?: readonly {
                /** @description In which member. */
                readonly member: components["schemas"]["Member"];
                /** @description Which organisation, by its id in the directory, so that one the person excluded is passed over. */
                readonly organisation: components["schemas"]["Organisation"];
                /** @description What it is. */
                readonly role: components["schemas"]["Role"];
            }[];
            /** @description The duty to notify the child-protection authority of the other member. Without it nobody is notified there. */
            readonly childNotification?: readonly {
                /** @description Which member notifies. */
                readonly from: components["schemas"]["Member"];
                /** @description Which member is notified. */
                readonly to: components["schemas"]["Member"];
                /** @description The provision that makes it a duty. */
                readonly provision: string;
            }[];
            /** @description What protects content that leaves the EEA. Left out inside it. */
            readonly thirdCountry?: {
                /** @description The party that is outside the EEA, or an international organisation. */
                readonly member: components["schemas"]["Member"];
                /** @description What protects the content there. */
                readonly safeguard: components["schemas"]["TransferSafeguard"];
                /** @description The decision, clauses or provision it rests on. */
                readonly instrument?: string;
                /** @description When it is looked at again. */
                readonly reviewDate?: components["schemas"]["Day"];
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
         * AlertRef
         * @description An alert of the police or of SIRENE, by its reference there. It is made by the authority, never by this system.
         */
        readonly AlertRef: {
            /**
             * @description Where the alert is.
             * @enum {string}
             */
            readonly system: "police" | "SIRENE";
            /** @description How it is named there. */
            readonly reference: string;
        };
        /**
         * AgeBand
         * @description How old the person is, in bands of ten years that part at 18 and at 20.
         * @enum {string}
         */
        readonly AgeBand: "0-9" | "10-17" | "18-19" | "20-29" | "30-39" | "40-49" | "50-59" | "60-69" | "70+";
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
         * AssessmentWaiverReason
         * @description Why a journey is planned though the receiver has not found safety and care at the destination adequate, or nothing of the risk was sent.
         * @enum {string}
         */
        readonly AssessmentWaiverReason: "PersonDoesNotShareRisk" | "ReceiverCannotAssess" | "PersonInformedAndWishes" | "ThreatToLife" | "DecidedByAuthority" | "Other";
        /**
         * AttestedAnswer
         * @description What a receiver without a gateway answered.
         * @enum {string}
         */
        readonly AttestedAnswer: "acknowledged" | "accepted" | "acceptedWithConditions" | "declined" | "receptionArranged" | "arrived" | "handoverTaken";
        /**
         * BestInterestsResult
         * @description What is best for the child, for one destination.
         * @enum {string}
         */
        readonly BestInterestsResult: "pending" | "return" | "returnLater" | "stay" | "familyElsewhere" | "relocate";
        /**
         * CancelReason
         * @description Why the sender takes the offer back.
         * @enum {string}
         */
        readonly CancelReason: "PersonWithdrew" | "NoLongerNeeded" | "OtherRecipientFound" | "RiskChanged" | "NotInBestInterestsOfChild" | "PersonUnreachable" | "DuplicateCase" | "SentInError" | "Other";
        /**
         * CaseReopenReason
         * @description Why a closed case is taken up again.
         * @enum {string}
         */
        readonly CaseReopenReason: "personAskedAgain" | "newRisk" | "contactRegained" | "error" | "other";
        /**
         * CaseStatus
         * @description State of the case at the sender.
         * @enum {string}
         */
        readonly CaseStatus: "Active" | "FollowUp" | "Closed" | "ClosedReferred";
        /**
         * ChildPlanDay
         * @description At which point the plan of a child is looked at: so many days after the child arrived.
         * @enum {string}
         */
        readonly ChildPlanDay: "7" | "30" | "90" | "180" | "365";
        /**
         * ChildViews
         * @description What the child wants.
         * @enum {string}
         */
        readonly ChildViews: "agrees" | "opposes" | "undecided" | "tooYoung" | "notYetAsked";
        /**
         * ClosureOutcome
         * @description How the case ended.
         * @enum {string}
         */
        readonly ClosureOutcome: "ServiceProvided" | "PartlyProvided" | "PersonWithdrew" | "LostContact" | "RetraffickedSuspected" | "RetraffickedConfirmed" | "MovedCountry" | "ReachedIndependence" | "Died" | "NotDeparted" | "Stayed" | "ProtectionGranted" | "Relocated" | "TransferredElsewhere" | "DeclinedFurtherSupport" | "ReturnedAgainToDestination" | "Other";
        /**
         * CompanionRelation
         * @description Who somebody is to the person: this one is the parent, child, sibling or partner of the person, or goes along otherwise.
         * @enum {string}
         */
        readonly CompanionRelation: "parent" | "child" | "sibling" | "partner" | "companion";
        /**
         * CompelledAct
         * @description What a person was compelled to do: the closer forms of ForcedCriminality. Told to the lawyer the person chose and to nobody else.
         * @enum {string}
         */
        readonly CompelledAct: "Theft" | "Burglary" | "DrugCultivation" | "DrugTransport" | "DrugSale" | "OnlineFraud" | "BenefitFraud" | "IdentityFraud" | "MoneyTransfer" | "DocumentOffence" | "Smuggling" | "Recruitment" | "Begging" | "IrregularWork" | "IrregularEntryOrStay" | "Other";
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
         * ConsultedRegister
         * @description A register or service that was asked, without saying why.
         * @enum {string}
         */
        readonly ConsultedRegister: "populationRegister" | "civilStatusRegister" | "socialServices" | "childProtectionService" | "school" | "healthService" | "guardianshipRegister" | "courtRegister" | "criminalRecord" | "other";
        /**
         * ContactMethod
         * @description How the person can be reached safely.
         * @enum {string}
         */
        readonly ContactMethod: "phone" | "messaging" | "email" | "throughOrganisation" | "inPerson";
        /**
         * CorrectionReason
         * @description Why content is corrected.
         * @enum {string}
         */
        readonly CorrectionReason: "Error" | "Outdated" | "PersonAsked" | "NewDocument";
        /**
         * DeclineReason
         * @description Why the receiver does not take the case.
         * @enum {string}
         */
        readonly DeclineReason: "NoCapacity" | "NotCompetent" | "WrongTargetGroup" | "OutOfArea" | "ConsentMissingOrUnclear" | "InformationInsufficient" | "IndividualNotFound" | "IdentityNotMatched" | "RiskTooHigh" | "SafetyCannotBeGuaranteed" | "NotInBestInterestsOfChild" | "DuplicateCase" | "FundingNotAvailable" | "PersonUnreachable" | "PersonRefused" | "NotApplicable" | "CannotKeepTogether" | "Other";
        /**
         * DocumentType
         * @description Kind of document about a case.
         * @enum {string}
         */
        readonly DocumentType: "RiskAssessment" | "NeedsAssessment" | "SupportPlan" | "ConsentForm" | "FamilyAssessment" | "BIDReport" | "MedicalForTravel";
        /**
         * EducationLevel
         * @description Highest level of education of the person.
         * @enum {string}
         */
        readonly EducationLevel: "EarlyChildhoodEducation" | "PrimaryEducation" | "LowerSecondaryEducation" | "UpperSecondaryEducation" | "PostSecondaryNonTertiaryEducation" | "ShortCycleTertiaryEducation" | "BachelorsOrEquivalentLevel" | "MastersOrEquivalentLevel" | "DoctoralOrEquivalentLevel";
        /**
         * FamilyAssessmentKind
         * @description Whether only registers and services are asked and nothing is revealed, or the family itself is met.
         * @enum {string}
         */
        readonly FamilyAssessmentKind: "desk" | "family";
        /**
         * FamilyAssessmentResult
         * @description What the assessment of the family found.
         * @enum {string}
         */
        readonly FamilyAssessmentResult: "safe" | "notSafe" | "notFound" | "unclear" | "notDone";
        /**
         * FamilyBranch
         * @description Which part of the family is meant.
         * @enum {string}
         */
        readonly FamilyBranch: "mother" | "father" | "maternalRelatives" | "paternalRelatives" | "other";
        /**
         * FamilyInvolvement
         * @description Whether this part of the family had a hand in it. All but none refuse tracing, visits, contact, and the family as reception.
         * @enum {string}
         */
        readonly FamilyInvolvement: "none" | "suspected" | "confirmed" | "unknown";
        /**
         * FamilyRequestWithdrawReason
         * @description Why the sender takes a request for a family assessment back.
         * @enum {string}
         */
        readonly FamilyRequestWithdrawReason: "FamilyInvolvementSuspected" | "ContactNotSafe" | "ChildObjects" | "AgreementWithdrawn" | "NoLongerNeeded" | "SentInError" | "Other";
        /**
         * FirstNightKind
         * @description Where the person sleeps in the first night.
         * @enum {string}
         */
        readonly FirstNightKind: "shelter" | "fosterCare" | "hotel" | "family" | "own";
        /**
         * FollowUpChannel
         * @description How the person is asked: a way of contact, or through the service that sees the person anyway.
         * @enum {string}
         */
        readonly FollowUpChannel: "phone" | "messaging" | "email" | "throughOrganisation" | "inPerson" | "throughService";
        /**
         * FollowUpOutcome
         * @description What the follow-up showed. Contact that is declined, unsafe or not possible completes it and stops its alarm.
         * @enum {string}
         */
        readonly FollowUpOutcome: "safe" | "atRisk" | "unknown" | "declinedContact" | "unsafeToContact" | "unreachable";
        /**
         * FollowUpPoint
         * @description When the person is asked how things are, counted from arrival.
         * @enum {string}
         */
        readonly FollowUpPoint: "arrival" | "day30" | "day90" | "day180" | "day365";
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
         * GuardianEndReason
         * @description Why somebody is no longer the guardian.
         * @enum {string}
         */
        readonly GuardianEndReason: "conflictOfInterest" | "replaced" | "majority" | "death" | "left" | "other";
        /**
         * HandoverReason
         * @description Why responsibility is to move.
         * @enum {string}
         */
        readonly HandoverReason: "arrived" | "handBack" | "moved" | "fundingEnded" | "personsWish" | "other";
        /**
         * HandoverRefuseReason
         * @description Why responsibility is not taken.
         * @enum {string}
         */
        readonly HandoverRefuseReason: "NoCapacity" | "NotCompetent" | "PersonNotArrived" | "PersonRefused" | "InformationInsufficient" | "SafetyCannotBeGuaranteed" | "FundingNotAvailable" | "Other";
        /**
         * HandoverWithdrawReason
         * @description Why the proposal to move responsibility is taken back.
         * @enum {string}
         */
        readonly HandoverWithdrawReason: "PersonsWish" | "RiskChanged" | "CircumstancesChanged" | "OtherPartyFound" | "ProposedInError" | "Other";
        /**
         * IdentificationStatus
         * @description Where the person stands in the identification of victims of one country. A negative status closes nothing.
         * @enum {string}
         */
        readonly IdentificationStatus: "presumed" | "identified" | "notIdentified" | "underAppeal" | "noFormalProcedure";
        /**
         * IncidentAction
         * @description What was done about an incident. Police or SIRENE only for a child, a stated risk, or as the person instructed before.
         * @enum {string}
         */
        readonly IncidentAction: "welfareCheck" | "contactedPerson" | "contactedShelter" | "informedPolice" | "informedSirene" | "protectionDecided" | "medicalHelp" | "safetyPlanChanged" | "noActionNeeded";
        /**
         * IncidentCode
         * @description What happened. Providers, police and family are never named.
         * @enum {string}
         */
        readonly IncidentCode: "notArrived" | "missing" | "leftVoluntarily" | "contactByTrafficker" | "threat" | "retraffickingSuspected" | "retraffickingConfirmed" | "detained" | "hospitalised" | "selfHarmRisk" | "removalStarted" | "refusedBoarding" | "refusedEntry" | "interceptedInTransit" | "delayed" | "medicalEmergency" | "birth" | "death" | "providerAllegation" | "dataBreach" | "outsideRules";
        /**
         * InformationTopic
         * @description What the receiver asks about.
         * @enum {string}
         */
        readonly InformationTopic: "Identity" | "Language" | "Companions" | "Needs" | "Health" | "Accommodation" | "Risk" | "LegalStatus" | "TravelDocuments" | "TravelDates" | "BestInterests" | "Guardianship" | "Permission" | "Other";
        /**
         * InquiryWithdrawReason
         * @description Why the sender takes an inquiry back.
         * @enum {string}
         */
        readonly InquiryWithdrawReason: "NoLongerNeeded" | "OtherRecipientFound" | "PersonWithdrew" | "SentInError" | "Other";
        /**
         * JourneyCancelReason
         * @description Why the journey does not take place. The person may change their mind until departure.
         * @enum {string}
         */
        readonly JourneyCancelReason: "personChangedMind" | "illness" | "document" | "risk" | "courtDecision" | "receptionLost" | "other";
        /**
         * JourneyChangeReason
         * @description Why the journey changed.
         * @enum {string}
         */
        readonly JourneyChangeReason: "delay" | "illness" | "transportFailure" | "document" | "personsWish" | "weather" | "other";
        /**
         * JourneyEscort
         * @description Who travels along.
         * @enum {string}
         */
        readonly JourneyEscort: "none" | "professional" | "family" | "police";
        /**
         * KeepGround
         * @description The ground on which data is kept although sharing was withdrawn or erasure was asked for.
         * @enum {string}
         */
        readonly KeepGround: "legalObligation" | "legalClaims" | "vitalInterests" | "childProtectionDuty" | "ownServiceRelationship";
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
         * LowerUrgencyReason
         * @description Why the receiver treats a referral as less urgent than its sender says.
         * @enum {string}
         */
        readonly LowerUrgencyReason: "HelpGivenMeanwhile" | "SafeForNow" | "DangerPassed" | "PersonAskedForTime" | "AgreedWithSender";
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
         * NotDepartedReason
         * @description Why the person did not leave.
         * @enum {string}
         */
        readonly NotDepartedReason: "refusedBoarding" | "noShow" | "illness" | "documentMissing" | "changedMind" | "detained" | "other";
        /**
         * NotToldReason
         * @description Why the person could not be told.
         * @enum {string}
         */
        readonly NotToldReason: "declinedToHear" | "unreachable" | "unsafeToContact" | "tooUnwell" | "died";
        /**
         * NoticeWaiverReason
         * @description Why the receiver is told later than the agreed notice before arrival.
         * @enum {string}
         */
        readonly NoticeWaiverReason: "ThreatToLife" | "MedicalNeed" | "RemovalDate" | "CourtDate" | "TransportChanged" | "PersonsWish" | "Other";
        /**
         * OperatorKind
         * @description Who runs an organisation or a gateway. A person may want nobody of a state.
         * @enum {string}
         */
        readonly OperatorKind: "state" | "police" | "ngo" | "igo";
        /**
         * OtherParent
         * @description Where the other parent of a child stands on its journey.
         * @enum {string}
         */
        readonly OtherParent: "none" | "unknown" | "consents" | "objects" | "suspected";
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
         * PersonRating
         * @description The person's own answer, from 1 (not at all) to 4 (fully), or declined.
         * @enum {unknown}
         */
        readonly PersonRating: 1 | 2 | 3 | 4 | "declined";
        /**
         * PlaceKind
         * @description Kind of place where a journey begins, ends or where the person is met.
         * @enum {string}
         */
        readonly PlaceKind: "airport" | "station" | "border" | "port" | "busStation" | "home";
        /**
         * PlacementRefuseReason
         * @description Why the authority does not agree to a placement of the child.
         * @enum {string}
         */
        readonly PlacementRefuseReason: "NoSuitablePlace" | "NotCompetent" | "NotInBestInterestsOfChild" | "SafetyCannotBeGuaranteed" | "InformationInsufficient" | "GuardianMissing" | "CannotKeepTogether" | "FundingNotAvailable" | "Other";
        /**
         * ProceedingKind
         * @description What the news from a court or an authority is about.
         * @enum {string}
         */
        readonly ProceedingKind: "hearing" | "witnessRequest" | "decision" | "offenderRelease" | "protectionOrder" | "compensation" | "wageClaim" | "residencePermit";
        /**
         * ProceedingStage
         * @description How far it is.
         * @enum {string}
         */
        readonly ProceedingStage: "announced" | "underWay" | "decided" | "paid" | "ended";
        /**
         * Purpose
         * @description What the referral is for. Content serves this purpose and no other.
         * @enum {string}
         */
        readonly Purpose: "SafeReturn" | "SupportInOrigin" | "FamilyTracing" | "SecondMovement" | "Inquiry" | "LocateAndProtect" | "SupportAtPlaceFound" | "RecordsAndEvidence" | "ProceedingsSupport" | "CompensationClaim" | "FamilyReunification" | "Relocation" | "InformationOnly";
        /**
         * ReceptionCancelReason
         * @description Why the receiver no longer meets the person as arranged.
         * @enum {string}
         */
        readonly ReceptionCancelReason: "NoCapacity" | "StaffUnavailable" | "PlaceNotSafe" | "PersonRefused" | "JourneyCancelled" | "ArrangedInError" | "Other";
        /**
         * RecognitionSign
         * @description How the person and whoever meets the person know each other. Never by a name.
         * @enum {string}
         */
        readonly RecognitionSign: "sign" | "card" | "colour" | "telephone" | "password";
        /**
         * RecordsRefuseReason
         * @description Why the documents are not handed over.
         * @enum {string}
         */
        readonly RecordsRefuseReason: "PermissionMissing" | "PersonRefused" | "PurposeNotCovered" | "NotHeld" | "ForbiddenByLaw" | "SafetyCannotBeGuaranteed" | "Other";
        /**
         * RedirectReason
         * @description Why the receiver advises another organisation. It is advice: the receiver forwards nothing.
         * @enum {string}
         */
        readonly RedirectReason: "NotCompetent" | "NoCapacity" | "OutOfArea" | "SpecialisedServiceNeeded" | "SaferElsewhere" | "PersonPrefers" | "Other";
        /**
         * ReferralReasonDetail
         * @description Why the case is referred, closer than HTCDS tells.
         * @enum {string}
         */
        readonly ReferralReasonDetail: "PersonWishesToReturn" | "PersonMovesOn" | "SafetyRequiresMove" | "SpecialisedServiceElsewhere" | "FamilyElsewhere" | "SupportEndsHere" | "ProceedingsElsewhere" | "Other";
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
         * ServiceCancelReason
         * @description Why a service does not take place.
         * @enum {string}
         */
        readonly ServiceCancelReason: "funding" | "capacity" | "moved" | "other";
        /**
         * ServiceRefuseReason
         * @description Why a service is refused.
         * @enum {string}
         */
        readonly ServiceRefuseReason: "PersonsWish" | "NoCapacity" | "WrongTargetGroup" | "OutOfArea" | "LanguageNotOffered" | "SafetyCannotBeGuaranteed" | "FundingNotAvailable" | "Other";
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
         * SuspensiveAppeal
         * @description Whether an appeal that holds back the journey is made, and how far it is.
         * @enum {string}
         */
        readonly SuspensiveAppeal: "none" | "pending" | "decided";
        /**
         * TargetGroup
         * @description Whom a service takes.
         * @enum {string}
         */
        readonly TargetGroup: "all" | "women" | "men" | "children" | "girls" | "boys" | "families" | "womenWithChildren" | "menWithChildren" | "couples" | "unaccompaniedChildren" | "transgenderPersons" | "personsWithDisability";
        /**
         * ToldTopic
         * @description What the person was told about.
         * @enum {string}
         */
        readonly ToldTopic: "decision" | "reason" | "recipients" | "contactsAtArrival" | "howToComplain" | "howToStop";
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
         * TransferConcernReason
         * @description Why a transfer should not go on as it is.
         * @enum {string}
         */
        readonly TransferConcernReason: "riskInReceivingCountry" | "healthNotFit" | "familyLinks" | "childBestInterests" | "proceedingsPending" | "appealPending" | "other";
        /**
         * TransferDecisionReason
         * @description Why a transfer was stopped, postponed or goes on after a concern.
         * @enum {string}
         */
        readonly TransferDecisionReason: "riskConfirmed" | "riskNotConfirmed" | "safeguardsInPlace" | "healthNotFit" | "familyLinks" | "childBestInterests" | "proceedingsPending" | "appealPending" | "courtDecision" | "responsibilityAccepted" | "other";
        /**
         * TransferSafeguard
         * @description What protects content that goes to a country outside the EEA.
         * @enum {string}
         */
        readonly TransferSafeguard: "adequacyDecision" | "appropriateSafeguards" | "explicitConsent" | "vitalInterests" | "importantPublicInterest";
        /**
         * TransportKind
         * @description Means of travel, whoever the carrier is.
         * @enum {string}
         */
        readonly TransportKind: "plane" | "train" | "bus" | "ship" | "car" | "other";
        /**
         * TravelDocument
         * @description Whether there is a document to travel with.
         * @enum {string}
         */
        readonly TravelDocument: "valid" | "applied" | "missing" | "withheldByTrafficker";
        /**
         * TravelNeed
         * @description What health requires on the way.
         * @enum {string}
         */
        readonly TravelNeed: "wheelchair" | "oxygen" | "stretcher" | "noFlying" | "medicalEscort" | "rest" | "medication";
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
         * UnlinkReason
         * @description Why two referrals no longer belong together.
         * @enum {string}
         */
        readonly UnlinkReason: "LinkedInError" | "PersonAsked" | "GuardianAsked" | "NotSafeTogether" | "NotInBestInterestsOfChild" | "ReferralEnded" | "Other";
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
         * WhereaboutsCheck
         * @description Who or what was tried when the person did not arrive. Police only for a child, a stated risk or by the prior instruction of the adult.
         * @enum {string}
         */
        readonly WhereaboutsCheck: "telephone" | "carrier" | "police" | "contactPerson" | "shelter";
        /**
         * WishKind
         * @description What the person said. No contact: the person wants to be asked nothing more. Another provider: the person wants another one to help.
         * @enum {string}
         */
        readonly WishKind: "withdrawal" | "narrowing" | "objection" | "complaint" | "noContact" | "anotherProvider";
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
         * AgeReclassified
         * @description The person is now held to be of another age. The rules for children stay until that is final.
         */
        readonly AgeReclassified: {
            /** @description Adult, child, or presumed child from now on. */
            readonly subjectKind: components["schemas"]["SubjectKind"];
            /** @description How the age is known. */
            readonly basis: components["schemas"]["AgeBasis"];
            /** @description Whether nothing can be brought against it any more. */
            readonly final: boolean;
            /** @description When it was decided. */
            readonly date: components["schemas"]["Day"];
            /** @description By whom. */
            readonly authority: components["schemas"]["Organisation"];
        };
        /**
         * AlertAnswered
         * @description The receiver of an alert says what came of it, never where the person is.
         */
        readonly AlertAnswered: {
            /**
             * @description What came of it.
             * @enum {string}
             */
            readonly result: "received" | "actedOn" | "notFound";
            /** @description Who answers. */
            readonly answeredBy: components["schemas"]["Contact"];
        };
        /**
         * AlertPresumedVictim
         * @description The sender alerts the receiver to somebody who may be a victim there, and says nothing by which the person could be named. It has no free text.
         */
        readonly AlertPresumedVictim: {
            /** @description The case, towards this receiver. */
            readonly caseRef: components["schemas"]["CaseRef"];
            /**
             * @description An alert serves nothing else.
             * @constant
             */
            readonly purpose: "LocateAndProtect";
            /** @description Who alerts. */
            readonly from: components["schemas"]["Party"];
            /** @description Who is asked to look. */
            readonly to: components["schemas"]["Party"];
            /** @description Adult, child, or presumed child. */
            readonly subjectKind: components["schemas"]["SubjectKind"];
            /** @description How soon somebody must look. */
            readonly urgency: components["schemas"]["Urgency"];
            /** @description In which large region the person was seen. */
            readonly region: components["schemas"]["Region"];
            /** @description Forms of exploitation that are presumed. */
            readonly vic_TypeOfExploitation: readonly components["schemas"]["TypeOfExploitation"][];
            /** @description When the person was last seen. */
            readonly seenOn: components["schemas"]["Day"];
        };
        /**
         * AnswerAttested
         * @description The sender records what a receiver without a gateway answered by word or on paper. It is shown and counted as attested, never as signed.
         */
        readonly AnswerAttested: {
            /** @description What was answered. */
            readonly answer: components["schemas"]["AttestedAnswer"];
            /** @description Who answered, by role or post. */
            readonly receivedFrom: components["schemas"]["StaffId"];
            /** @description For which organisation. */
            readonly organisation: components["schemas"]["Organisation"];
            /** @description When. */
            readonly at: components["schemas"]["Timestamp"];
            /**
             * @description How the answer came.
             * @enum {string}
             */
            readonly channel: "telephone" | "inPerson" | "paper" | "email";
            /** @description Digest of the note, letter or recording that stays with the author. */
            readonly evidenceHash: components["schemas"]["Digest"];
            /** @description The second worker who heard or read the answer. */
            readonly secondWorker: components["schemas"]["StaffId"];
            /** @description Why the case is not taken. Required when the answer is declined. */
            readonly reason?: components["schemas"]["DeclineReason"];
        };
        /**
         * ArrivalConfirmed
         * @description The person arrived.
         */
        readonly ArrivalConfirmed: {
            /** @description When. */
            readonly arrivedAt: components["schemas"]["Timestamp"];
            /** @description Whether somebody met the person. */
            readonly met: boolean;
            /**
             * @description How the person is.
             * @enum {string}
             */
            readonly condition: "safe" | "needsMedical" | "atRisk" | "unknown";
            /** @description At what kind of place. */
            readonly placeKind?: components["schemas"]["PlaceKind"];
            /** @description Whether the arrival was planned. */
            readonly planned?: boolean;
            /** @description Rules that a plan would have broken; what has happened is recorded all the same. */
            readonly outsideRules?: readonly components["schemas"]["RuleName"][];
        };
        /**
         * ArrivalMissed
         * @description The person did not arrive when expected.
         */
        readonly ArrivalMissed: {
            /** @description When the person was expected. */
            readonly expectedAt: components["schemas"]["Timestamp"];
            /** @description How long somebody waited. */
            readonly waitedUntil: components["schemas"]["Timestamp"];
            /** @description What was tried. Empty if nothing was. */
            readonly tried: readonly components["schemas"]["WhereaboutsCheck"][];
            /** @description Rules that a plan would have broken; what has happened is recorded all the same. */
            readonly outsideRules?: readonly components["schemas"]["RuleName"][];
        };
        /**
         * AssessmentFeedback
         * @description The receiver says whether it sees the risk as the sender does, and whether safety and care at the destination are adequate.
         */
        readonly AssessmentFeedback: {
            /**
             * @description When it was assessed. What was assessed before the return is assessed again after arrival.
             * @enum {string}
             */
            readonly stage: "beforeReturn" | "afterArrival";
            /**
             * @description What it found, beside the assessment of the sender.
             * @enum {string}
             */
            readonly verdict: "confirmed" | "differs" | "cannotAssess";
            /** @description The dangers, one by one, as the receiver sees them. */
            readonly matrix: readonly {
                /** @description Where it comes from. */
                readonly factor: components["schemas"]["RiskFactor"];
                /** @description How high the receiver holds it to be. */
                readonly receiverLevel: components["schemas"]["Level"];
                /** @description What is done about it. */
                readonly mitigation?: readonly components["schemas"]["Mitigation"][];
            }[];
            /** @description Safety and care at the destination are adequate. False as long as that cannot be said. */
            readonly adequate: boolean;
            /** @description By whom. */
            readonly assessedBy: components["schemas"]["Organisation"];
            /** @description When. */
            readonly assessedAt: components["schemas"]["Day"];
            /** @description What the other side should know about it. */
            readonly note?: components["schemas"]["FreeText"];
        };
        /**
         * CaseClosed
         * @description The responsible party ends its work on the case, with the outcome.
         */
        readonly CaseClosed: {
            /** @description How it ended. */
            readonly outcome: components["schemas"]["ClosureOutcome"];
            /** @description When. */
            readonly closedOn: components["schemas"]["Day"];
            /** @description Why, in words. */
            readonly cas_ReasonForCaseClosure?: components["schemas"]["FreeText"];
            /** @description Why the person was not told of the decisions, of who received what, and of how to complain or stop. Left out if the person was. */
            readonly notTold?: components["schemas"]["NotToldReason"];
        };
        /**
         * CaseReopened
         * @description A closed case is taken up again. What the person allowed before does not come back with it.
         */
        readonly CaseReopened: {
            /** @description Why. */
            readonly reason: components["schemas"]["CaseReopenReason"];
            /** @description Whether the person agrees. */
            readonly personAgrees: boolean;
        };
        /**
         * ChildAcknowledged
         * @description A named human at the child-protection authority says: I have the notification.
         */
        readonly ChildAcknowledged: {
            /** @description Who answers for it. */
            readonly responsible: components["schemas"]["Contact"];
            /** @description Who stands in. */
            readonly alternate: components["schemas"]["Contact"];
            /** @description When it is looked at next. */
            readonly reviewDate: components["schemas"]["Day"];
        };
        /**
         * ChildBestInterestsDetermined
         * @description What is best for the child was assessed or determined, for this destination and no other.
         */
        readonly ChildBestInterestsDetermined: {
            /**
             * @description Assessment or determination.
             * @enum {string}
             */
            readonly type: "BIA" | "BID";
            /** @description What was found. */
            readonly result: components["schemas"]["BestInterestsResult"];
            /** @description The country it was found for. */
            readonly destination: components["schemas"]["Country"];
            /** @description When. */
            readonly date: components["schemas"]["Day"];
            /** @description By whom. */
            readonly authority: components["schemas"]["Organisation"];
            /** @description What the child wants. */
            readonly childViews?: components["schemas"]["ChildViews"];
            /** @description A child that opposes the result was given the reasons. */
            readonly reasonedReply?: boolean;
            /** @description Digest of the document, which stays with its author. */
            readonly documentHash?: components["schemas"]["Digest"];
            /** @description How the court or authority names its decision. */
            readonly decisionId?: string;
        };
        /**
         * ChildNotified
         * @description The sender tells a child-protection authority that a child was found. It says nothing by which the child could be known.
         */
        readonly ChildNotified: {
            /** @description The case, towards this receiver. */
            readonly caseRef: components["schemas"]["CaseRef"];
            /** @description What the notification is for. */
            readonly purpose: components["schemas"]["Purpose"];
            /** @description Who notifies. */
            readonly from: components["schemas"]["Party"];
            /** @description Who is notified. */
            readonly to: components["schemas"]["Party"];
            /**
             * @description Child, or presumed child.
             * @enum {string}
             */
            readonly subjectKind: "child" | "presumedChild";
            /** @description When the child was found. */
            readonly detectedAt: components["schemas"]["Timestamp"];
            /** @description The provision of the agreement or the law that asks for the notification. */
            readonly duty: string;
            /**
             * @description It was checked that telling this country puts the child in no danger. Otherwise nothing is sent.
             * @constant
             */
            readonly protectionChecked: true;
            /**
             * @description Who approved it: the guardian, or the authority until there is one.
             * @enum {string}
             */
            readonly approvedBy: "guardian" | "authority";
            /** @description How old, by ten years. */
            readonly ageBand: components["schemas"]["AgeBand"];
            /** @description Whether the child is without a parent or guardian. */
            readonly unaccompanied?: boolean;
            /** @description Whether the family had a hand in it. Unless none, nobody contacts the family. */
            readonly familyInvolvement?: components["schemas"]["FamilyInvolvement"];
        };
        /**
         * ChildPlanReviewed
         * @description The plan for the child was looked at again, at one of its set points.
         */
        readonly ChildPlanReviewed: {
            /** @description Which point. */
            readonly day: components["schemas"]["ChildPlanDay"];
            /** @description When it was done. */
            readonly reviewedOn: components["schemas"]["Day"];
            /**
             * @description How the plan stands.
             * @enum {string}
             */
            readonly outcome: "onTrack" | "changed" | "concern";
            /** @description Who did it. */
            readonly reviewedBy: components["schemas"]["Contact"];
            /** @description What changed, or what is of concern. */
            readonly note?: components["schemas"]["FreeText"];
        };
        /**
         * ChildReportedToAuthority
         * @description The child-protection authority of the author's own country was told of the child.
         */
        readonly ChildReportedToAuthority: {
            /** @description Which authority. */
            readonly authority: components["schemas"]["Organisation"];
            /** @description When it was told. */
            readonly reportedAt: components["schemas"]["Timestamp"];
            /** @description How the authority names the report. Never a name of a person. */
            readonly reference?: string;
        };
        /**
         * ConsentApplied
         * @description This party stopped what the person no longer wants. It names the statement it carried out.
         */
        readonly ConsentApplied: {
            /** @description Digest of the withdrawal, narrowing or wish that was carried out. */
            readonly answersTo: components["schemas"]["Digest"];
            /** @description When it stopped. */
            readonly stoppedAt: components["schemas"]["Timestamp"];
            /** @description What stopped. */
            readonly concerns: readonly components["schemas"]["Concern"][];
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
         * DataCorrected
         * @description One side corrects content that it shared. What the named sections hold now replaces what they held.
         */
        readonly DataCorrected: {
            /** @description The correction, named in the confirmation. */
            readonly correctionId: components["schemas"]["Uuid"];
            /** @description The sections that are corrected. */
            readonly dataScope: readonly components["schemas"]["SectionName"][];
            /** @description The corrected content of these sections. */
            readonly sections: components["schemas"]["Sections"];
            /** @description Why. */
            readonly reason: components["schemas"]["CorrectionReason"];
            /** @description Digest of the event whose content is corrected. */
            readonly corrects?: components["schemas"]["Digest"];
        };
        /**
         * DataCorrectionApplied
         * @description A correction was taken over, and whoever had the old content from us was told.
         */
        readonly DataCorrectionApplied: {
            /** @description Which correction. */
            readonly correctionId: components["schemas"]["Uuid"];
            /** @description When. */
            readonly appliedAt: components["schemas"]["Timestamp"];
            /**
             * @description Whether others had the old content: none had it, or they were told.
             * @enum {string}
             */
            readonly passedOn: "none" | "told";
        };
        /**
         * DataErased
         * @description This party erased what it held of these sections.
         */
        readonly DataErased: {
            /** @description Digest of the withdrawal, narrowing or wish that asked for it, if there was one. */
            readonly answersTo?: components["schemas"]["Digest"];
            /**
             * @description Why it was erased.
             * @enum {string}
             */
            readonly ground: "withdrawal" | "retention" | "request" | "neverNeeded";
            /** @description When. */
            readonly erasedAt: components["schemas"]["Timestamp"];
            /** @description What is gone. */
            readonly sections: readonly components["schemas"]["SectionName"][];
        };
        /**
         * DataKept
         * @description This party keeps these sections although it was asked to stop or to erase, and names its ground and who answers for it.
         */
        readonly DataKept: {
            /** @description Digest of the withdrawal, narrowing or wish that asked to erase, if there was one. */
            readonly answersTo?: components["schemas"]["Digest"];
            /** @description Why it is kept. */
            readonly ground: components["schemas"]["KeepGround"];
            /** @description What is kept. */
            readonly sections: readonly components["schemas"]["SectionName"][];
            /** @description When the ground is looked at again. */
            readonly reviewDate: components["schemas"]["Day"];
            /** @description The data-protection officer to turn to. */
            readonly officer: {
                /** @description Name of the body, never of a person. */
                readonly name: string;
                /** @description How the body is reached: the address of a functional post or of a form. */
                readonly contact: string;
            };
        };
        /**
         * DeadlineOverdue
         * @description A deadline has passed without the answer it was set for. Silence is never taken for consent.
         */
        readonly DeadlineOverdue: {
            /** @description Which deadline: its name, and the id of what is owed if there can be several. */
            readonly deadline: string;
            /**
             * @description Which side owes the answer.
             * @enum {string}
             */
            readonly owedBy: "sender" | "receiver";
            /** @description When the time began to run. */
            readonly since: components["schemas"]["Timestamp"];
            /** @description When it was due. */
            readonly due: components["schemas"]["Timestamp"];
            /** @description When it was found overdue. */
            readonly at: components["schemas"]["Timestamp"];
        };
        /**
         * DepartureAnswered
         * @description The sender answers whether the person left.
         */
        readonly DepartureAnswered: {
            /** @description Which question. */
            readonly queryId: components["schemas"]["Uuid"];
            /**
             * @description Whether the person left.
             * @enum {string}
             */
            readonly departed: "yes" | "no" | "unknown";
            /** @description When the person left. Required when the answer is yes. */
            readonly at?: components["schemas"]["Timestamp"];
        };
        /**
         * DepartureQueried
         * @description The receiver asks whether the person left at all.
         */
        readonly DepartureQueried: {
            /** @description The question, named in the answer. */
            readonly queryId: components["schemas"]["Uuid"];
            /** @description When the person was expected. */
            readonly expectedAt: components["schemas"]["Timestamp"];
        };
        /**
         * FamilyAssessmentReported
         * @description The receiver says what its assessment of the family found.
         */
        readonly FamilyAssessmentReported: {
            /** @description Which assessment. */
            readonly assessmentId: components["schemas"]["Uuid"];
            /** @description Registers and services only, or the family itself. */
            readonly kind: components["schemas"]["FamilyAssessmentKind"];
            /** @description What was found. */
            readonly result: components["schemas"]["FamilyAssessmentResult"];
            /** @description Which registers and services were asked. */
            readonly registersConsulted?: readonly components["schemas"]["ConsultedRegister"][];
            /** @description The family is able to receive the child. */
            readonly ableToReceive?: boolean;
            /** @description The family agrees to receive the child. */
            readonly agreesToReceive?: boolean;
            /** @description The child was heard about it. */
            readonly childViewsHeard?: boolean;
            /** @description When it was done. */
            readonly date: components["schemas"]["Day"];
            /** @description What matters beside the result. */
            readonly note?: components["schemas"]["FreeText"];
        };
        /**
         * FamilyAssessmentRequested
         * @description The sender asks the receiver to look at one part of the family, and says how far it may go and what it may reveal.
         */
        readonly FamilyAssessmentRequested: {
            /** @description The assessment, named in the report. */
            readonly assessmentId: components["schemas"]["Uuid"];
            /** @description Registers and services only, or the family itself. */
            readonly kind: components["schemas"]["FamilyAssessmentKind"];
            /** @description Which part of the family. */
            readonly branch: components["schemas"]["FamilyBranch"];
            /** @description Whether this part had a hand in it. */
            readonly familyInvolvement: components["schemas"]["FamilyInvolvement"];
            /**
             * @description How far the receiver may go: not at all, registers and services only, contact without saying why, or full contact.
             * @enum {string}
             */
            readonly contactAllowed: "none" | "desk" | "withoutReason" | "full";
            /** @description The sections of which something may be told. Empty: nothing. */
            readonly mayReveal: readonly components["schemas"]["SectionName"][];
            /** @description Who agreed to the request. */
            readonly agreedBy: readonly ("child" | "guardian" | "authority" | "person")[];
            /** @description What the receiver should know before it begins. */
            readonly note?: components["schemas"]["FreeText"];
        };
        /**
         * FamilyRequestWithdrawn
         * @description The sender asks that the assessment of the family stops or does not begin.
         */
        readonly FamilyRequestWithdrawn: {
            /** @description Which assessment. */
            readonly assessmentId: components["schemas"]["Uuid"];
            /** @description Why. */
            readonly reason: components["schemas"]["FamilyRequestWithdrawReason"];
        };
        /**
         * FollowupReported
         * @description What a follow-up showed. By default the sender learns codes only.
         */
        readonly FollowupReported: {
            /** @description Which follow-up. */
            readonly point: components["schemas"]["FollowUpPoint"];
            /** @description When. */
            readonly on: components["schemas"]["Day"];
            /** @description What it showed. */
            readonly outcome: components["schemas"]["FollowUpOutcome"];
            /** @description The person's own view. */
            readonly personView?: {
                /** @description Whether the person feels safe. */
                readonly safe: components["schemas"]["PersonRating"];
                /** @description Whether the person feels informed. */
                readonly informed: components["schemas"]["PersonRating"];
                /** @description Whether the person feels respected. */
                readonly respected: components["schemas"]["PersonRating"];
                /** @description Whether the person feels helped. */
                readonly helped: components["schemas"]["PersonRating"];
            };
            /** @description How many services there are, by status. */
            readonly services?: {
                /** @description How many are planned. */
                readonly planned?: number;
                /** @description How many are started. */
                readonly started?: number;
                /** @description How many are completed. */
                readonly completed?: number;
                /** @description How many are unattended. */
                readonly unattended?: number;
                /** @description How many are refused. */
                readonly refused?: number;
                /** @description How many are cancelled. */
                readonly cancelled?: number;
            };
            /** @description Rules that a plan would have broken; what has happened is recorded all the same. */
            readonly outsideRules?: readonly components["schemas"]["RuleName"][];
        };
        /**
         * FollowupScheduled
         * @description When and how the person is asked how things are. The person chooses how often and by which way, or nothing at all.
         */
        readonly FollowupScheduled: {
            /** @description When. Empty only when the person wants none. */
            readonly points: readonly components["schemas"]["FollowUpPoint"][];
            /** @description How. Required unless the person wants none. */
            readonly channel?: components["schemas"]["FollowUpChannel"];
            /** @description Whether the person chose it. None is only for the person to choose. */
            readonly chosenByPerson: boolean;
            /** @description Whether the person wants to be left alone. */
            readonly none?: boolean;
        };
        /**
         * GuardianAppointed
         * @description A guardian was appointed for the child.
         */
        readonly GuardianAppointed: {
            /** @description Who, by id or post. */
            readonly guardian: components["schemas"]["Contact"];
            /** @description When. */
            readonly appointedOn: components["schemas"]["Day"];
            /**
             * @description From when the guardian acts: at once, or when the child arrives.
             * @enum {string}
             */
            readonly effective: "now" | "onArrival";
            /** @description It was checked that the guardian has no conflict of interest. */
            readonly conflictChecked: boolean;
            /** @description Who appointed the guardian. */
            readonly authority: components["schemas"]["Organisation"];
            /** @description In which country the guardian acts. */
            readonly country?: components["schemas"]["Country"];
        };
        /**
         * GuardianEnded
         * @description The guardian is the guardian no longer.
         */
        readonly GuardianEnded: {
            /** @description Why. */
            readonly reason: components["schemas"]["GuardianEndReason"];
            /** @description Since when. */
            readonly endedOn: components["schemas"]["Day"];
        };
        /**
         * HandoverProposed
         * @description One party proposes that another answers for the case. Nothing moves until that party has signed.
         */
        readonly HandoverProposed: {
            /** @description The proposal, named in the answer. */
            readonly proposalId: components["schemas"]["Uuid"];
            /** @description Who is to be responsible. */
            readonly to: components["schemas"]["Party"];
            /** @description Who is responsible until then. */
            readonly from: components["schemas"]["Party"];
            /** @description Why. */
            readonly reason: components["schemas"]["HandoverReason"];
            /**
             * @description When responsibility moves: with the signature of the party that takes it.
             * @constant
             */
            readonly effective: "onTaking";
            /** @description What the next party must know. */
            readonly note?: components["schemas"]["FreeText"];
        };
        /**
         * HandoverRefused
         * @description The party that was asked does not take responsibility; who had it before still has it.
         */
        readonly HandoverRefused: {
            /** @description Which proposal. */
            readonly proposalId: components["schemas"]["Uuid"];
            /** @description Why. */
            readonly reason: components["schemas"]["HandoverRefuseReason"];
        };
        /**
         * HandoverTaken
         * @description The party that was asked takes responsibility for the case; from now on it answers for the person.
         */
        readonly HandoverTaken: {
            /** @description Which proposal. */
            readonly proposalId: components["schemas"]["Uuid"];
            /** @description Who answers for the case from now on. */
            readonly responsible: components["schemas"]["Contact"];
            /** @description Who stands in. */
            readonly alternate: components["schemas"]["Contact"];
            /** @description Since when. */
            readonly takenAt: components["schemas"]["Timestamp"];
        };
        /**
         * HandoverWithdrawn
         * @description The proposal to move responsibility is taken back before it was taken.
         */
        readonly HandoverWithdrawn: {
            /** @description Which proposal. */
            readonly proposalId: components["schemas"]["Uuid"];
            /** @description Why. */
            readonly reason: components["schemas"]["HandoverWithdrawReason"];
        };
        /**
         * IdentificationAfterReturn
         * @description The person was identified as a victim only after leaving the country of exploitation, and that country is told.
         */
        readonly IdentificationAfterReturn: {
            /** @description The case, towards this receiver. */
            readonly caseRef: components["schemas"]["CaseRef"];
            /** @description What the other side is told for. */
            readonly purpose: components["schemas"]["Purpose"];
            /** @description Who identified the person. */
            readonly from: components["schemas"]["Party"];
            /** @description Who is told. */
            readonly to: components["schemas"]["Party"];
            /** @description When the person was identified. */
            readonly identifiedOn: components["schemas"]["Day"];
            /** @description The country of exploitation. */
            readonly country: components["schemas"]["Country"];
            /** @description The organisation that identified the person. */
            readonly by: components["schemas"]["Organisation"];
            /** @description An earlier referral of the same person, if the person agrees to the link. */
            readonly previousReferral?: components["schemas"]["Uuid"];
        };
        /**
         * IncidentActedOn
         * @description Somebody did something about an incident: who, what and when.
         */
        readonly IncidentActedOn: {
            /** @description Which incident, of either side. */
            readonly incidentId: components["schemas"]["Uuid"];
            /** @description What was done. */
            readonly action: components["schemas"]["IncidentAction"];
            /** @description Who did it. */
            readonly by: components["schemas"]["Contact"];
            /** @description When. */
            readonly at: components["schemas"]["Timestamp"];
            /** @description Rules that a plan would have broken; what has happened is recorded all the same. */
            readonly outsideRules?: readonly components["schemas"]["RuleName"][];
        };
        /**
         * IncidentClosed
         * @description An incident is over. That somebody was found safe is said without saying where.
         */
        readonly IncidentClosed: {
            /** @description Which incident. */
            readonly incidentId: components["schemas"]["Uuid"];
            /**
             * @description How it ended.
             * @enum {string}
             */
            readonly result: "foundSafe" | "resolved" | "handedToAuthority" | "unresolved";
            /** @description When. */
            readonly closedAt: components["schemas"]["Timestamp"];
        };
        /**
         * IncidentReported
         * @description Something happened that endangers the person or breaks the plan. It is never refused, and it names nobody.
         */
        readonly IncidentReported: {
            /** @description The incident, named in what follows. */
            readonly incidentId: components["schemas"]["Uuid"];
            /** @description What happened. */
            readonly code: components["schemas"]["IncidentCode"];
            /** @description When it happened, or was noticed. */
            readonly happenedAt: components["schemas"]["Timestamp"];
            /** @description Whether there is danger to life. */
            readonly life: boolean;
            /** @description In which country. */
            readonly country?: components["schemas"]["Country"];
            /** @description The alert of the police or of SIRENE, made outside of this system. */
            readonly alertRef?: components["schemas"]["AlertRef"];
            /** @description A risk was stated that allows to tell the police or SIRENE of an adult. */
            readonly statedRisk?: boolean;
            /** @description Rules that a plan would have broken; what has happened is recorded all the same. */
            readonly outsideRules?: readonly components["schemas"]["RuleName"][];
            /** @description What the other side must know to help. No names. */
            readonly note?: components["schemas"]["FreeText"];
        };
        /**
         * IncidentUpdated
         * @description More is known about an incident.
         */
        readonly IncidentUpdated: {
            /** @description Which incident. */
            readonly incidentId: components["schemas"]["Uuid"];
            /** @description What it turned out to be. */
            readonly code?: components["schemas"]["IncidentCode"];
            /** @description The alert of the police or of SIRENE, made outside of this system. */
            readonly alertRef?: components["schemas"]["AlertRef"];
            /** @description Since when it is known. */
            readonly at: components["schemas"]["Timestamp"];
            /** @description Rules that a plan would have broken; what has happened is recorded all the same. */
            readonly outsideRules?: readonly components["schemas"]["RuleName"][];
            /** @description What is new. No names. */
            readonly note?: components["schemas"]["FreeText"];
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
         * InquiryAnswered
         * @description The receiver says whether it could take such a person. It is no promise to take this one.
         */
        readonly InquiryAnswered: {
            /**
             * @description Whether it could.
             * @enum {string}
             */
            readonly answer: "yes" | "no" | "conditions";
            /** @description The places that are free. Required unless the answer is no. */
            readonly capacity?: {
                /** @description How many. */
                readonly places: number;
                /** @description When the service last confirmed it. */
                readonly confirmedOn: components["schemas"]["Day"];
            };
            /** @description What must be so first. Required when the answer is conditions. */
            readonly conditions?: readonly components["schemas"]["ConditionCode"][];
            /** @description Why not. Required when the answer is no. */
            readonly reason?: components["schemas"]["DeclineReason"];
            /** @description The organisations that could do it. Ids only. */
            readonly services?: readonly components["schemas"]["Organisation"][];
            /** @description The last day on which the answer holds. */
            readonly validUntil?: components["schemas"]["Day"];
        };
        /**
         * InquiryAsked
         * @description The sender asks whether there is a place and the right service, and says nothing by which the person could be known again. It has no free text.
         */
        readonly InquiryAsked: {
            /** @description The case, towards this receiver. */
            readonly caseRef: components["schemas"]["CaseRef"];
            /**
             * @description An inquiry serves nothing else.
             * @constant
             */
            readonly purpose: "Inquiry";
            /** @description Who asks. */
            readonly from: components["schemas"]["Party"];
            /** @description Who is asked. */
            readonly to: components["schemas"]["Party"];
            /** @description Adult, child, or presumed child. */
            readonly subjectKind: components["schemas"]["SubjectKind"];
            /** @description How old, by ten years. */
            readonly ageBand: components["schemas"]["AgeBand"];
            /** @description Sex, only if the service needs to know it. */
            readonly sex?: components["schemas"]["Sex"];
            /** @description What is needed. */
            readonly needs: readonly components["schemas"]["NeedCode"][];
            /** @description Languages the person speaks, best first. */
            readonly languages?: readonly components["schemas"]["Language"][];
            /** @description Where the place is wanted. */
            readonly wanted: {
                /** @description In which country. */
                readonly country: components["schemas"]["Country"];
                /** @description In which large region. */
                readonly region?: components["schemas"]["Region"];
            };
            /** @description When it is wanted. */
            readonly when?: {
                /** @description Not before. */
                readonly earliest?: components["schemas"]["Day"];
                /** @description Not after. */
                readonly latest?: components["schemas"]["Day"];
            };
            /** @description How soon an answer is needed. */
            readonly urgency: components["schemas"]["Urgency"];
        };
        /**
         * InquiryWithdrawn
         * @description The sender no longer needs an answer to its inquiry.
         */
        readonly InquiryWithdrawn: {
            /** @description Why. */
            readonly reason: components["schemas"]["InquiryWithdrawReason"];
        };
        /**
         * JourneyAcknowledged
         * @description A named human at the receiver knows of the journey as last planned.
         */
        readonly JourneyAcknowledged: {
            /** @description Who. */
            readonly acknowledgedBy: components["schemas"]["Contact"];
        };
        /**
         * JourneyCancelled
         * @description The journey does not take place.
         */
        readonly JourneyCancelled: {
            /** @description Why. */
            readonly reason: components["schemas"]["JourneyCancelReason"];
        };
        /**
         * JourneyChanged
         * @description The journey changed: the sender states it anew as a whole, and why.
         */
        readonly JourneyChanged: {
            /** @description On what ground the person travels. */
            readonly movementBasis: components["schemas"]["MovementBasis"];
            /** @description Where and when the journey begins. */
            readonly departure: components["schemas"]["PlaceAtTime"];
            /** @description Where and when it ends. */
            readonly arrival: components["schemas"]["PlaceAtTime"];
            /** @description Its parts, in order. Two may be alike, as two buses. */
            readonly legs?: readonly components["schemas"]["Leg"][];
            /** @description Who travels along. */
            readonly escort: components["schemas"]["JourneyEscort"];
            /** @description Whether the person can travel. */
            readonly medical: components["schemas"]["TravelFitness"];
            /** @description Whether the person knows how to recognise who is waiting. */
            readonly recognitionAgreed: boolean;
            /** @description Given if the receiver is told later than the agreed notice. */
            readonly noticeWaiver?: {
                /** @description Why. */
                readonly reason: components["schemas"]["NoticeWaiverReason"];
            };
            /** @description The person's declaration, for a voluntary journey. */
            readonly voluntaryDeclaration?: components["schemas"]["VoluntaryDeclaration"];
            /** @description Whether the person objects to the journey. Recorded for every ground but voluntary. */
            readonly objection?: boolean;
            /** @description Whether the person's lawyer knows of it. Recorded for every ground but voluntary. */
            readonly lawyerInformed?: boolean;
            /** @description Whether an appeal holds it back. Recorded for every ground but voluntary. */
            readonly suspensiveAppeal?: components["schemas"]["SuspensiveAppeal"];
            /** @description Conditions of the acceptance that are met. One that is not named is not met. */
            readonly conditionsMet?: readonly components["schemas"]["ConditionCode"][];
            /** @description Given if the receiver has not found safety and care at the destination adequate, or nothing of the risk was sent. */
            readonly assessmentWaiver?: {
                /** @description Why. */
                readonly reason: components["schemas"]["AssessmentWaiverReason"];
            };
            /** @description Whether the person asked for this date, knowing that it lies in the recovery and reflection period. */
            readonly dateWishedByPerson?: boolean;
            /** @description Why it changed. */
            readonly reason: components["schemas"]["JourneyChangeReason"];
            /** @description What matters on the way. */
            readonly note?: components["schemas"]["FreeText"];
        };
        /**
         * JourneyDeparted
         * @description The person left.
         */
        readonly JourneyDeparted: {
            /** @description When. */
            readonly departedAt: components["schemas"]["Timestamp"];
            /** @description On what ground. */
            readonly movementBasis: components["schemas"]["MovementBasis"];
            /** @description Who travels along. */
            readonly escort?: components["schemas"]["JourneyEscort"];
            /** @description Rules that a plan would have broken; what has happened is recorded all the same. */
            readonly outsideRules?: readonly components["schemas"]["RuleName"][];
        };
        /**
         * JourneyNotDeparted
         * @description The person did not leave as planned.
         */
        readonly JourneyNotDeparted: {
            /** @description Why. */
            readonly reason: components["schemas"]["NotDepartedReason"];
            /** @description When this became clear. */
            readonly at: components["schemas"]["Timestamp"];
            /** @description Rules that a plan would have broken; what has happened is recorded all the same. */
            readonly outsideRules?: readonly components["schemas"]["RuleName"][];
        };
        /**
         * JourneyPlanned
         * @description The sender plans the journey: on what ground, from where to where, when, and with whom.
         */
        readonly JourneyPlanned: {
            /** @description On what ground the person travels. */
            readonly movementBasis: components["schemas"]["MovementBasis"];
            /** @description Where and when the journey begins. */
            readonly departure: components["schemas"]["PlaceAtTime"];
            /** @description Where and when it ends. */
            readonly arrival: components["schemas"]["PlaceAtTime"];
            /** @description Its parts, in order. Two may be alike, as two buses. */
            readonly legs?: readonly components["schemas"]["Leg"][];
            /** @description Who travels along. */
            readonly escort: components["schemas"]["JourneyEscort"];
            /** @description Whether the person can travel. */
            readonly medical: components["schemas"]["TravelFitness"];
            /** @description Whether the person knows how to recognise who is waiting. */
            readonly recognitionAgreed: boolean;
            /** @description Given if the receiver is told later than the agreed notice. */
            readonly noticeWaiver?: {
                /** @description Why. */
                readonly reason: components["schemas"]["NoticeWaiverReason"];
            };
            /** @description The person's declaration, for a voluntary journey. */
            readonly voluntaryDeclaration?: components["schemas"]["VoluntaryDeclaration"];
            /** @description Whether the person objects to the journey. Recorded for every ground but voluntary. */
            readonly objection?: boolean;
            /** @description Whether the person's lawyer knows of it. Recorded for every ground but voluntary. */
            readonly lawyerInformed?: boolean;
            /** @description Whether an appeal holds it back. Recorded for every ground but voluntary. */
            readonly suspensiveAppeal?: components["schemas"]["SuspensiveAppeal"];
            /** @description Conditions of the acceptance that are met. One that is not named is not met. */
            readonly conditionsMet?: readonly components["schemas"]["ConditionCode"][];
            /** @description Given if the receiver has not found safety and care at the destination adequate, or nothing of the risk was sent. */
            readonly assessmentWaiver?: {
                /** @description Why. */
                readonly reason: components["schemas"]["AssessmentWaiverReason"];
            };
            /** @description Whether the person asked for this date, knowing that it lies in the recovery and reflection period. */
            readonly dateWishedByPerson?: boolean;
            /** @description What matters on the way. */
            readonly note?: components["schemas"]["FreeText"];
        };
        /**
         * OutageBegan
         * @description The gateway of the sender is out of service, or will be. Deadlines keep running.
         */
        readonly OutageBegan: {
            /** @description A reference of its own: it is about no case. */
            readonly caseRef: components["schemas"]["CaseRef"];
            /**
             * @description An outage asks for nothing.
             * @constant
             */
            readonly purpose: "InformationOnly";
            /** @description Who is out of service. */
            readonly from: components["schemas"]["Party"];
            /** @description Who is told. */
            readonly to: components["schemas"]["Party"];
            /** @description Since when, or from when. */
            readonly beganAt: components["schemas"]["Timestamp"];
            /** @description Until when, as far as is known. */
            readonly expectedUntil?: components["schemas"]["Timestamp"];
            /** @description Whether it was planned. */
            readonly planned: boolean;
        };
        /**
         * OutageEnded
         * @description The gateway of the sender is in service again.
         */
        readonly OutageEnded: {
            /** @description Since when. */
            readonly endedAt: components["schemas"]["Timestamp"];
        };
        /**
         * PersonAnswered
         * @description The answer to such a question. Whoever does not know the person and whoever may not say so give the same answer, in the same words.
         */
        readonly PersonAnswered: {
            /** @description Which question. */
            readonly questionId: components["schemas"]["Uuid"];
            /**
             * @description Known, or no answer: not known, several candidates, or not allowed to say.
             * @enum {string}
             */
            readonly answer: "known" | "noAnswer";
        };
        /**
         * PersonAsked
         * @description One side asks whether the other knows this person. Nothing but the identity is told.
         */
        readonly PersonAsked: {
            /** @description The question, named in the answer. */
            readonly questionId: components["schemas"]["Uuid"];
            /** @description The one section in this question. */
            readonly dataScope: readonly "person"[];
            /** @description The content. */
            readonly sections: {
                /** @description The identity that is asked about. */
                readonly person: components["schemas"]["PersonSection"];
            };
        };
        /**
         * PersonInformed
         * @description The person was told, in a language the person understands.
         */
        readonly PersonInformed: {
            /** @description What the person was told. */
            readonly about: readonly components["schemas"]["ToldTopic"][];
            /** @description In which language. */
            readonly language: components["schemas"]["Language"];
            /** @description When. */
            readonly toldAt: components["schemas"]["Timestamp"];
            /** @description Whether an interpreter helped. */
            readonly interpreter: boolean;
        };
        /**
         * PlacementConsented
         * @description The authority of the receiving country agrees that the child is placed there.
         */
        readonly PlacementConsented: {
            /** @description Who agrees. */
            readonly authority: components["schemas"]["Organisation"];
            /**
             * @description What kind of place.
             * @enum {string}
             */
            readonly kind: "family" | "fosterCare" | "residential" | "supported";
            /** @description From which day. */
            readonly from: components["schemas"]["Day"];
            /** @description How the authority names its decision. */
            readonly decisionId?: string;
        };
        /**
         * PlacementRefused
         * @description The authority of the receiving country does not agree that the child is placed there.
         */
        readonly PlacementRefused: {
            /** @description Who does not agree. */
            readonly authority: components["schemas"]["Organisation"];
            /** @description Why. */
            readonly reason: components["schemas"]["PlacementRefuseReason"];
        };
        /**
         * ProceedingsReported
         * @description News from a court or an authority that concerns the person. No offence and no name.
         */
        readonly ProceedingsReported: {
            /** @description Which proceedings; the same in every later report. */
            readonly proceedingId: components["schemas"]["Uuid"];
            /** @description What it is about. */
            readonly kind: components["schemas"]["ProceedingKind"];
            /** @description How far it is. */
            readonly stage: components["schemas"]["ProceedingStage"];
            /** @description When it is or was. */
            readonly date: components["schemas"]["Day"];
            /** @description Where. */
            readonly country: components["schemas"]["Country"];
            /** @description Whether the person's safety plan must be looked at. */
            readonly safetyRelevant?: boolean;
        };
        /**
         * ReceptionArranged
         * @description The receiver arranged who meets the person, where, and where the person sleeps in the first night.
         */
        readonly ReceptionArranged: {
            /** @description Who meets the person. */
            readonly meetBy: components["schemas"]["Contact"];
            /** @description Who stands in. */
            readonly alternate: components["schemas"]["Contact"];
            /** @description Where. */
            readonly place: components["schemas"]["Place"];
            /** @description How they know each other. */
            readonly recognition: components["schemas"]["RecognitionSign"];
            /** @description Where the person sleeps in the first night. */
            readonly firstNight: {
                /** @description What kind of place. */
                readonly kind: components["schemas"]["FirstNightKind"];
                /** @description Which organisation keeps the bed. Required for a shelter and for foster care. */
                readonly organisation?: components["schemas"]["Organisation"];
                /** @description Whether the bed is promised. */
                readonly confirmed: boolean;
                /** @description Which part of the family, if it is the family. */
                readonly branch?: components["schemas"]["FamilyBranch"];
            };
            /**
             * @description How the person gets from there to the first night.
             * @enum {string}
             */
            readonly onward: "arranged" | "notNeeded" | "byPerson";
            /** @description Whether an interpreter is there. */
            readonly interpreter: boolean;
            /** @description What else the person should know before travelling. */
            readonly note?: components["schemas"]["FreeText"];
        };
        /**
         * ReceptionCancelled
         * @description The receiver can no longer meet the person as arranged; nobody should travel on it.
         */
        readonly ReceptionCancelled: {
            /** @description Why. */
            readonly reason: components["schemas"]["ReceptionCancelReason"];
        };
        /**
         * ReceptionConfirmed
         * @description The sender told the person who will be waiting and where, and says whether the person agrees.
         */
        readonly ReceptionConfirmed: {
            /** @description Whether the person was told. */
            readonly toldPerson: boolean;
            /** @description Whether the person agrees. */
            readonly agreedByPerson: boolean;
        };
        /**
         * RecordsProvided
         * @description The documents are handed over. They do not travel here; this says which they are and by which way they went.
         */
        readonly RecordsProvided: {
            /** @description Which request. */
            readonly requestId: components["schemas"]["Uuid"];
            /** @description What was handed over. */
            readonly documents: readonly {
                /** @description What it is. */
                readonly type: components["schemas"]["DocumentType"];
                /** @description Its digest. */
                readonly hash: components["schemas"]["Digest"];
                /** @description Its size in bytes. */
                readonly size: number;
                /** @description Its language. */
                readonly language: components["schemas"]["Language"];
            }[];
            /**
             * @description By which way.
             * @enum {string}
             */
            readonly handedOver: "inPerson" | "sealedPost" | "secureTransfer";
        };
        /**
         * RecordsRefused
         * @description The documents are not handed over.
         */
        readonly RecordsRefused: {
            /** @description Which request. */
            readonly requestId: components["schemas"]["Uuid"];
            /** @description Why. */
            readonly reason: components["schemas"]["RecordsRefuseReason"];
        };
        /**
         * RecordsRequested
         * @description A party asks for documents about the case.
         */
        readonly RecordsRequested: {
            /** @description The request, named in the answer. */
            readonly requestId: components["schemas"]["Uuid"];
            /** @description Which documents. */
            readonly kinds: readonly components["schemas"]["DocumentType"][];
            /** @description Until when they are needed. */
            readonly neededBy: components["schemas"]["Day"];
            /**
             * @description What they are used for.
             * @enum {string}
             */
            readonly purposeOfUse: "assistance" | "protection" | "proceedings" | "compensation";
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
            /** @description How urgent the receiver takes it to be, if it differs from what the sender says. The deadlines stay those of the sender's urgency. */
            readonly treatedAs?: components["schemas"]["Urgency"];
            /** @description Why it is treated as less urgent. Required then. */
            readonly treatedAsReason?: components["schemas"]["LowerUrgencyReason"];
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
            /** @description What is sealed to single organisations of the receiver. dataScope names these sections as well. */
            readonly sealed?: readonly components["schemas"]["SealedSection"][];
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
         * ReferralLinked
         * @description Another referral belongs to this one: of a relative or companion of the person.
         */
        readonly ReferralLinked: {
            /** @description The other referral between the same two parties. */
            readonly referral: components["schemas"]["Uuid"];
            /** @description Who the person of that referral is to the person of this one. */
            readonly relation: components["schemas"]["CompanionRelation"];
            /** @description The two are accepted together or not at all. */
            readonly keepTogether: boolean;
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
            /**
             * @description The sender knows that nobody is listed as on call there now, and has tried to reach them otherwise as well. Left out if not.
             * @constant
             */
            readonly sentOutOfHours?: true;
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
            /** @description What is sealed to single organisations of the receiver. dataScope names these sections as well. */
            readonly sealed?: readonly components["schemas"]["SealedSection"][];
            /** @description An earlier referral of the same case, if the person agrees to the link. */
            readonly previousReferral?: components["schemas"]["UuidV7"];
        };
        /**
         * ReferralUnlinked
         * @description The two referrals no longer belong together.
         */
        readonly ReferralUnlinked: {
            /** @description The other referral. */
            readonly referral: components["schemas"]["Uuid"];
            /** @description Why. */
            readonly reason: components["schemas"]["UnlinkReason"];
        };
        /**
         * ResponsibilityDisputed
         * @description Both parties or neither claim responsibility. Named persons settle it; the last responsible party goes on meanwhile.
         */
        readonly ResponsibilityDisputed: {
            /** @description The dispute, named when it is settled. */
            readonly disputeId: components["schemas"]["Uuid"];
            /**
             * @description What the dispute is.
             * @enum {string}
             */
            readonly kind: "bothClaim" | "noneClaims";
            /** @description Who settles it on this side. */
            readonly named: components["schemas"]["Contact"];
            /** @description Whether the person needs help at once. Emergency help is never held back by it. */
            readonly emergency: boolean;
        };
        /**
         * ResponsibilitySettled
         * @description This side agrees who answers for the case.
         */
        readonly ResponsibilitySettled: {
            /** @description Which dispute. */
            readonly disputeId: components["schemas"]["Uuid"];
            /** @description Who answers for the case. */
            readonly responsible: components["schemas"]["Party"];
            /** @description Who agreed to it on this side. */
            readonly agreedBy: components["schemas"]["Contact"];
        };
        /**
         * RiskAcknowledged
         * @description A named human has seen that the danger rose, and says what was done.
         */
        readonly RiskAcknowledged: {
            /** @description Which update. */
            readonly riskId: components["schemas"]["Uuid"];
            /** @description Who has seen it. */
            readonly acknowledgedBy: components["schemas"]["Contact"];
            /**
             * @description What was done.
             * @enum {string}
             */
            readonly action: "planChanged" | "safetyMeasures" | "noChange" | "referredOn";
        };
        /**
         * RiskUpdated
         * @description The danger to the person is now seen like this. If it rose, the other side says that it has seen it.
         */
        readonly RiskUpdated: {
            /** @description The update, named in the acknowledgement. */
            readonly riskId: components["schemas"]["Uuid"];
            /** @description The risk altogether. */
            readonly levelOverall: components["schemas"]["Level"];
            /** @description What it was before. */
            readonly previousLevel?: components["schemas"]["Level"];
            /** @description Whether the danger rose. A rise needs acknowledgement within 24 hours. */
            readonly rise: boolean;
            /** @description Whether there is danger to life. Then it is 4 hours. */
            readonly life: boolean;
            /** @description The dangers, one by one. */
            readonly factors: readonly {
                /** @description Where it comes from. */
                readonly factor: components["schemas"]["RiskFactor"];
                /** @description How high. */
                readonly level: components["schemas"]["Level"];
                /** @description In which country. */
                readonly country?: components["schemas"]["Country"];
                /** @description What is done about it. */
                readonly mitigation?: readonly components["schemas"]["Mitigation"][];
            }[];
            /** @description When it was assessed. */
            readonly assessedAt: components["schemas"]["Day"];
            /** @description What must not happen. */
            readonly note?: components["schemas"]["FreeText"];
            /** @description Rules that a plan would have broken; what has happened is recorded all the same. */
            readonly outsideRules?: readonly components["schemas"]["RuleName"][];
        };
        /**
         * ServiceCancelled
         * @description A service does not take place or does not go on.
         */
        readonly ServiceCancelled: {
            /** @description Which service. */
            readonly serviceId: components["schemas"]["Uuid"];
            /** @description Why. */
            readonly reason: components["schemas"]["ServiceCancelReason"];
        };
        /**
         * ServiceCompleted
         * @description A service ended as it was meant to, or in part.
         */
        readonly ServiceCompleted: {
            /** @description Which service. */
            readonly serviceId: components["schemas"]["Uuid"];
            /** @description When. */
            readonly completedOn: components["schemas"]["Day"];
            /**
             * @description How far it was done.
             * @enum {string}
             */
            readonly result: "completed" | "partly";
            /** @description Rules that a plan would have broken; what has happened is recorded all the same. */
            readonly outsideRules?: readonly components["schemas"]["RuleName"][];
        };
        /**
         * ServicePlanned
         * @description A service for the person is planned.
         */
        readonly ServicePlanned: {
            /** @description The service, named in what is said of it later. */
            readonly serviceId: components["schemas"]["Uuid"];
            /** @description The need it answers. */
            readonly need: components["schemas"]["NeedCode"];
            /** @description Who provides it. */
            readonly organisation: components["schemas"]["Organisation"];
            /** @description The person agrees to this organisation for this service, so that it is told what the service takes and no more. Needed where the permission does not name the organisation. */
            readonly agreedByPerson?: boolean;
            /** @description When it is to start. */
            readonly plannedFor?: components["schemas"]["Day"];
            /** @description Whether it is also for those who travel with the person. */
            readonly companions?: boolean;
            /** @description What the child-protection focal point lets this service of a child receive. Left out: what every service gets. */
            readonly approved?: {
                /** @description Who at child protection approved it. */
                readonly by: components["schemas"]["Contact"];
                /** @description Which sections. */
                readonly sections: readonly components["schemas"]["SectionName"][];
            };
        };
        /**
         * ServiceRefused
         * @description The person or the provider does not want the service.
         */
        readonly ServiceRefused: {
            /** @description Which service. */
            readonly serviceId: components["schemas"]["Uuid"];
            /**
             * @description Who refuses.
             * @enum {string}
             */
            readonly by: "person" | "provider";
            /** @description Why, if it was said. A person owes none. */
            readonly reason?: components["schemas"]["ServiceRefuseReason"];
            /** @description Rules that a plan would have broken; what has happened is recorded all the same. */
            readonly outsideRules?: readonly components["schemas"]["RuleName"][];
        };
        /**
         * ServiceStarted
         * @description A service began.
         */
        readonly ServiceStarted: {
            /** @description Which service. */
            readonly serviceId: components["schemas"]["Uuid"];
            /** @description When. */
            readonly startedOn: components["schemas"]["Day"];
            /** @description The need it answers. */
            readonly need: components["schemas"]["NeedCode"];
            /** @description Rules that a plan would have broken; what has happened is recorded all the same. */
            readonly outsideRules?: readonly components["schemas"]["RuleName"][];
        };
        /**
         * ServiceUnattended
         * @description The person did not come to a service.
         */
        readonly ServiceUnattended: {
            /** @description Which service. */
            readonly serviceId: components["schemas"]["Uuid"];
            /** @description When. */
            readonly on: components["schemas"]["Day"];
            /** @description Rules that a plan would have broken; what has happened is recorded all the same. */
            readonly outsideRules?: readonly components["schemas"]["RuleName"][];
        };
        /**
         * ServicesPublished
         * @description The sender tells which services there are. Services that are reached only through the focal point are not in the list.
         */
        readonly ServicesPublished: {
            /** @description A reference of its own: it is about no case. */
            readonly caseRef: components["schemas"]["CaseRef"];
            /**
             * @description The list asks for nothing.
             * @constant
             */
            readonly purpose: "InformationOnly";
            /** @description Whose services. */
            readonly from: components["schemas"]["Party"];
            /** @description Who is told. */
            readonly to: components["schemas"]["Party"];
            /** @description How the services stood at this time. A later list replaces an earlier one. */
            readonly asOf: components["schemas"]["Timestamp"];
            /** @description The services. */
            readonly services: readonly components["schemas"]["Service"][];
            /** @description Which part of a longer list this is. Left out if it is the whole. */
            readonly part?: {
                /** @description Which part, counted from 1. */
                readonly number: number;
                /** @description How many parts there are. */
                readonly of: number;
            };
        };
        /**
         * StatusUpdated
         * @description The identification of the person as a victim has changed in one country. The status in the other stands beside it, and a negative one closes nothing.
         */
        readonly StatusUpdated: {
            /** @description The status now. */
            readonly status: components["schemas"]["IdentificationStatus"];
            /** @description In which country. */
            readonly country: components["schemas"]["Country"];
            /** @description Who decided. */
            readonly decidedBy: components["schemas"]["StatusDecisionMaker"];
            /** @description Since when. */
            readonly date: components["schemas"]["Day"];
        };
        /**
         * SupportPlanShared
         * @description The receiver shares the support plan as it is now; a higher revision replaces a lower one.
         */
        readonly SupportPlanShared: {
            /** @description Kinds of support. */
            readonly spl_Type: readonly components["schemas"]["SupportType"][];
            /** @description Planned end of support. */
            readonly spl_PlannedEndDate?: components["schemas"]["Day"];
            /** @description When support ended, if it did. */
            readonly spl_ActualEndDate?: components["schemas"]["Day"];
            /** @description What it is to achieve. */
            readonly spl_Objectives?: components["schemas"]["FreeText"];
            /** @description The needs to be met, and until when. */
            readonly goals: readonly {
                /** @description The need. */
                readonly need: components["schemas"]["NeedCode"];
                /** @description Until when. */
                readonly by: components["schemas"]["Day"];
            }[];
            /** @description Whether the person agrees to the plan. */
            readonly agreedByPerson: boolean;
            /** @description Which revision of the plan, counted from 1. */
            readonly revision: number;
        };
        /**
         * TransferConcernRaised
         * @description Somebody says that the transfer of the person should be looked at again, and whether it should stop.
         */
        readonly TransferConcernRaised: {
            /** @description The concern, named in the decision. */
            readonly concernId: components["schemas"]["Uuid"];
            /** @description Whether the transfer should stop until it is decided. */
            readonly stopRequested: boolean;
            /** @description Why. */
            readonly reason: components["schemas"]["TransferConcernReason"];
            /** @description Who raised it. */
            readonly raisedBy: components["schemas"]["Contact"];
            /** @description Why, in words. */
            readonly note?: components["schemas"]["FreeText"];
        };
        /**
         * TransferDecided
         * @description It was decided what becomes of the transfer after a concern.
         */
        readonly TransferDecided: {
            /** @description Which concern. */
            readonly concernId: components["schemas"]["Uuid"];
            /**
             * @description What was decided.
             * @enum {string}
             */
            readonly result: "stopped" | "postponed" | "goesOn" | "otherDestination";
            /** @description By whom. */
            readonly decidedBy: components["schemas"]["Organisation"];
            /** @description When. */
            readonly date: components["schemas"]["Day"];
            /** @description Why. */
            readonly reason: components["schemas"]["TransferDecisionReason"];
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
         * EvidenceBundle
         * @description What proves the messages of one referral to somebody who trusts neither side. The file is the RFC 8785 form of this value, to the byte.
         */
        readonly EvidenceBundle: {
            /**
             * @description Version of this form.
             * @constant
             */
            readonly version: 1;
            /** @description The referral that the issuer says this is about. The events say so themselves, in a bundle with content. */
            readonly referral: components["schemas"]["UuidV7"];
            /** @description Each message that the issuer sent or received about the referral, in the order in which it was said. */
            readonly messages: readonly {
                /** @description The signed manifest as it lay on the lane. */
                readonly manifest: string;
                /** @description The event as its author signed it: the inner JWS. In a bundle with content. */
                readonly event?: string;
                /** @description What the event is, on the word of whoever issued the bundle. Instead of the event, in a bundle without content. */
                readonly stated?: {
                    /** @description The author's number of the event in the referral. */
                    readonly sequence: number;
                    /** @description When it was said. */
                    readonly time: components["schemas"]["Timestamp"];
                    /** @description What it says. */
                    readonly type: string;
                };
                /** @description The sender's own leaf about the message, in a bundle of the sender. */
                readonly sent?: components["schemas"]["EvidenceLeaf"];
                /** @description The signed receipts of this manifest: the final one, and the one that says it was erased. */
                readonly receipts: readonly {
                    /** @description The signed receipt as it lay on the lane. */
                    readonly token: string;
                    /** @description That the receiver's log holds the leaf which the receipt promises. */
                    readonly proof?: components["schemas"]["EvidenceInclusion"];
                }[];
            }[];
            /** @description The audit logs that the proofs lead into. */
            readonly logs: readonly {
                /** @description Name of the log: the origin of its checkpoints. */
                readonly origin: string;
                /** @description Checkpoints of this log that the proofs lead to, each larger than the one before it. */
                readonly checkpoints: readonly {
                    /** @description The signed checkpoint, with every signature line that it has (C2SP signed-note, tlog-checkpoint). */
                    readonly note: string;
                    /** @description The answer of a time-stamping authority, as it came (RFC 3161 TimeStampResp, DER, base64url), over the UTF-8 bytes of the note with the signature lines of the log alone. */
                    readonly timeStamp?: string;
                    /** @description The proof that it continues the checkpoint before it (RFC 9162 §2.1.4); left out where the issuer does not have it. */
                    readonly consistency?: readonly components["schemas"]["Digest"][];
                }[];
            }[];
            /** @description Leaves about what was erased, and on which ground. */
            readonly erasures: readonly components["schemas"]["EvidenceLeaf"][];
            /** @description The part of the directory that the signatures need. It is never trusted for being here: whoever verifies holds it against a directory of their own. */
            readonly directory: {
                /** @description Version of the directory that these documents are of. */
                readonly version: number;
                /** @description Each member that signed or received a message, with all its keys. */
                readonly members: readonly {
                    readonly [key: string]: unknown;
                }[];
                /** @description Each lane that a message lay on. */
                readonly lanes: readonly {
                    readonly [key: string]: unknown;
                }[];
                /** @description Each agreement that one of these lanes is under. */
                readonly agreements: readonly {
                    readonly [key: string]: unknown;
                }[];
            };
            /** @description A signature of the issuing gateway over all of the above: a compact JWS of type onward-evidence+jwt, whose claims name the issuer (iss), the time (iat, seconds since 1970), the directory (dirv) and the SHA-256 of the RFC 8785 bytes of the bundle without this member (dig). */
            readonly issued: string;
        };
        /**
         * EvidenceInclusion
         * @description Where a leaf stands in a log, and the hashes that lead from it to a checkpoint which the bundle shows.
         */
        readonly EvidenceInclusion: {
            /** @description Name of the log: the origin of its checkpoints. */
            readonly origin: string;
            /** @description Number of the leaf, from 0. */
            readonly index: number;
            /** @description Size of the checkpoint that it leads to. */
            readonly size: number;
            /** @description The path to the root, from the leaf up (RFC 9162 §2.1.3). */
            readonly hashes: readonly components["schemas"]["Digest"][];
        };
        /**
         * EvidenceLeaf
         * @description A leaf that is shown: the salt and the record behind its commitment, and the proof that a log holds it, once there is one.
         */
        readonly EvidenceLeaf: {
            /** @description 32 random bytes of the commitment. */
            readonly salt: components["schemas"]["Digest"];
            /** @description The record: the RFC 8785 text that the commitment was made of. */
            readonly record: string;
            /** @description That a log holds it; left out while no checkpoint covers it. */
            readonly proof?: components["schemas"]["EvidenceInclusion"];
        };
        /**
         * Leg
         * @description One part of a journey, whoever the carrier is.
         */
        readonly Leg: {
            /** @description The means of travel. */
            readonly kind: components["schemas"]["TransportKind"];
            /** @description What is printed in the timetable or on the ticket, as a flight number. Never a name. */
            readonly reference?: string;
            /** @description Where and when it begins. */
            readonly departure?: components["schemas"]["PlaceAtTime"];
            /** @description Where and when it ends. */
            readonly arrival?: components["schemas"]["PlaceAtTime"];
        };
        /**
         * NonPunishment
         * @description That a person must not be punished for what it was compelled to do, and for what. It is sealed to the own key of the lawyer the person chose, in sealed-content; nothing that travels open holds it.
         */
        readonly NonPunishment: {
            /** @description Whether it was claimed before an authority. */
            readonly claimed: boolean;
            /** @description The acts. */
            readonly acts: readonly components["schemas"]["CompelledAct"][];
            /** @description Where they could be punished. */
            readonly country?: components["schemas"]["Country"];
            /** @description What the lawyer must know. */
            readonly note?: components["schemas"]["FreeText"];
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
            /** @description Consent given by word in an emergency. The full record follows within 72 hours, or the next disclosure that safety does not need is refused. */
            readonly emergency?: {
                /** @description The one worker who asked. */
                readonly worker: components["schemas"]["StaffId"];
                /** @description The four points told. */
                readonly told: {
                    /** @description Told what is shared. */
                    readonly what: boolean;
                    /** @description Told with whom. */
                    readonly toWhom: boolean;
                    /** @description Told why. */
                    readonly why: boolean;
                    /** @description Told that it can be stopped at any time. */
                    readonly canStop: boolean;
                };
            };
            /** @description That the person cannot decide at present, if nobody gave the permission. */
            readonly incapacity?: {
                /** @description Who found it. */
                readonly assessedBy: components["schemas"]["StaffId"];
                /** @description For which organisation. */
                readonly organisation?: components["schemas"]["Organisation"];
                /** @description When it is assessed again. */
                readonly until: components["schemas"]["Day"];
            };
            /** @description What child and guardian say. If they disagree, only the safety minimum leaves until the authority decides. */
            readonly views?: {
                /** @description What the child wants. */
                readonly child?: components["schemas"]["ChildViews"];
                /**
                 * @description What the guardian says, or why that does not count.
                 * @enum {string}
                 */
                readonly guardian?: "agrees" | "opposes" | "conflicted" | "unreachable" | "notYetAsked";
            };
            /** @description What the agreement never sends and the person wants the receiver to know all the same, field by field. */
            readonly lifts?: readonly components["schemas"]["NeverSend"][];
            /** @description What may be told back to the sender after the handover. Left out: codes only. */
            readonly wayBack?: {
                /**
                 * @description What is told: nothing, codes only (safe, at risk or unknown, services by status, outcome), or the named sections.
                 * @enum {string}
                 */
                readonly content: "none" | "codesOnly" | "sections";
                /** @description Which sections. Required when sections are told. */
                readonly sections?: readonly components["schemas"]["SectionName"][];
                /** @description How often, by the set points of follow-up. */
                readonly points?: readonly components["schemas"]["FollowUpPoint"][];
                /** @description How the person is asked. */
                readonly channel?: components["schemas"]["FollowUpChannel"];
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
         * PlaceAtTime
         * @description Where and when a journey, or a leg of it, begins or ends.
         */
        readonly PlaceAtTime: {
            /** @description When, in UTC. */
            readonly at: components["schemas"]["Timestamp"];
            /** @description Where. */
            readonly place: components["schemas"]["Place"];
        };
        /**
         * Place
         * @description A public place on a journey, or home without its address.
         */
        readonly Place: {
            /** @description In which country. */
            readonly country: components["schemas"]["Country"];
            /** @description What kind of place it is. */
            readonly kind: components["schemas"]["PlaceKind"];
            /** @description Its public name, as in a timetable. Never an address, so there is none for home. */
            readonly name?: string;
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
         * SealedContent
         * @description What is in a sealed section. It never travels open.
         */
        readonly SealedContent: {
            /** @description The one section. */
            readonly sections: components["schemas"]["Sections"];
            /** @description For the lawyer the person chose, with the section legalStatus only. */
            readonly nonPunishment?: components["schemas"]["NonPunishment"];
        };
        /**
         * SealedSection
         * @description A section that only one organisation of the receiver can open, with the key of use org-enc that it has in the directory. The gateways see whose it is.
         */
        readonly SealedSection: {
            /** @description Which section. */
            readonly section: components["schemas"]["SectionName"];
            /** @description Whose it is. */
            readonly organisation: components["schemas"]["Organisation"];
            /** @description The key of the organisation it is sealed to. */
            readonly kid: components["schemas"]["Digest"];
            /** @description JWE compact serialisation, typ onward-section+jwe. Its protected header binds it to the referral, the number of the event and the section; it holds sealed-content, padded. */
            readonly jwe: string;
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
            /** @description Why, more closely. */
            readonly reasonDetail?: components["schemas"]["ReferralReasonDetail"];
            /** @description When. */
            readonly cas_OutgoingReferralDate: components["schemas"]["Day"];
            /** @description Details. */
            readonly cas_OutgoingReferralDetails?: components["schemas"]["FreeText"];
            /** @description The organisation that takes the case, once it has acknowledged. */
            readonly cas_ReferredOrganisation?: components["schemas"]["Organisation"];
            /** @description Who answers for the case there, without a name. */
            readonly cas_ReferredPrimaryCaseWorker?: components["schemas"]["StaffId"];
            /** @description When the receiver accepted. */
            readonly cas_IncomingReferralDate?: components["schemas"]["Day"];
            /** @description State of the case. */
            readonly cas_Status?: components["schemas"]["CaseStatus"];
            /** @description How the case ended, by code. That protection was granted is an asylum fact and is not told here. */
            readonly cas_ReasonForCaseClosure?: components["schemas"]["ClosureOutcome"];
            /** @description What support is to achieve, by code: this section has one free text. */
            readonly spl_Objectives?: readonly {
                /** @description Kind of support. */
                readonly spl_Type: components["schemas"]["SupportType"];
                /** @description Until when. */
                readonly by?: components["schemas"]["Day"];
            }[];
            /** @description What is done for it, by code: this section has one free text. */
            readonly spl_ActionPlan?: readonly {
                /** @description Kind of support. */
                readonly spl_Type: components["schemas"]["SupportType"];
                /** @description Who does it. */
                readonly organisation?: components["schemas"]["Organisation"];
                /** @description Until when. */
                readonly by?: components["schemas"]["Day"];
                /**
                 * @description How far it is.
                 * @enum {string}
                 */
                readonly state: "planned" | "underWay" | "done";
            }[];
            /** @description Support planned. */
            readonly spl_Type?: readonly components["schemas"]["SupportType"][];
            /** @description Planned end of support. */
            readonly spl_PlannedEndDate?: components["schemas"]["Day"];
            /** @description When support ended, if it did. */
            readonly spl_ActualEndDate?: components["schemas"]["Day"];
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
                /** @description What it is. */
                readonly type: components["schemas"]["DocumentType"];
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
                /** @description In which country the guardian acts. */
                readonly country?: components["schemas"]["Country"];
                /**
                 * @description From when the guardian acts: at once, or when the child arrives.
                 * @enum {string}
                 */
                readonly effective?: "now" | "onArrival";
                /** @description It was checked that the guardian has no conflict of interest. */
                readonly conflictChecked?: boolean;
            };
            /** @description The child's best interests, for this destination. */
            readonly bestInterests: {
                /**
                 * @description Assessment or determination.
                 * @enum {string}
                 */
                readonly type: "BIA" | "BID";
                /** @description What was found. */
                readonly result: components["schemas"]["BestInterestsResult"];
                /** @description When. */
                readonly date?: components["schemas"]["Day"];
                /** @description By whom. */
                readonly authority?: components["schemas"]["Organisation"];
                /** @description Digest of the document. */
                readonly documentHash?: components["schemas"]["Digest"];
                /** @description The country it was found for. */
                readonly destination?: components["schemas"]["Country"];
                /** @description How the court or authority names its decision. */
                readonly decisionId?: string;
                /** @description A child that opposes the result was given the reasons. */
                readonly reasonedReply?: boolean;
            };
            /** @description What the child wants. */
            readonly childViews?: components["schemas"]["ChildViews"];
            /** @description Whether the family had a part in it. Unless none, nobody contacts the family. */
            readonly familyInvolvement: components["schemas"]["FamilyInvolvement"];
            /** @description The same for each part of the family. What is not listed is unknown. */
            readonly familyBranches?: readonly {
                /** @description Which part of the family. */
                readonly branch: components["schemas"]["FamilyBranch"];
                /** @description Whether this part had a hand in it. */
                readonly familyInvolvement: components["schemas"]["FamilyInvolvement"];
            }[];
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
            /** @description Whether the guardian agrees to what is planned. The decision of a court or an authority may stand for it. */
            readonly guardianAgreement?: {
                /**
                 * @description Whether the guardian agrees, or a decision stands for it.
                 * @enum {string}
                 */
                readonly state: "agreed" | "refused" | "unreachable" | "replacedByDecision";
                /** @description When. */
                readonly date?: components["schemas"]["Day"];
                /** @description Which court or authority decided instead. */
                readonly authority?: components["schemas"]["Organisation"];
                /** @description How it names its decision. */
                readonly decisionId?: string;
            };
            /** @description Whether the authority there consents, if the child goes to care. */
            readonly placementConsent?: {
                /**
                 * @description Whether it was given.
                 * @enum {string}
                 */
                readonly state: "notNeeded" | "requested" | "given" | "refused";
                /** @description Which authority. */
                readonly authority?: components["schemas"]["Organisation"];
                /** @description When. */
                readonly date?: components["schemas"]["Day"];
                /** @description How it names its decision. */
                readonly decisionId?: string;
            };
            /** @description Who is responsible for the child in the country of origin, by id or post. */
            readonly authorityInOrigin?: components["schemas"]["Contact"];
            /** @description When the child turns 18 and is asked anew. Told if the date of birth is not. */
            readonly comesOfAgeOn?: components["schemas"]["Day"];
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
                /** @description The lawyer of the person, by id or post. */
                readonly contactLawyer?: components["schemas"]["Contact"];
            }[];
            /** @description Whether compensation is claimed. */
            readonly compensationClaim?: boolean;
            /** @description The countries of the case. Each may owe something to the person. */
            readonly countries?: {
                /** @description Where the person comes from. */
                readonly origin?: components["schemas"]["Country"];
                /** @description Where it began. */
                readonly recruitment?: components["schemas"]["Country"];
                /** @description Through which countries. */
                readonly transit?: readonly components["schemas"]["Country"][];
                /** @description Where the person was exploited. */
                readonly exploitation?: readonly components["schemas"]["Country"][];
                /** @description Where the person was found. */
                readonly found?: components["schemas"]["Country"];
                /** @description Where support is wanted. */
                readonly support?: components["schemas"]["Country"];
            };
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
            /** @description What is needed at once. */
            readonly urgentNeeds?: readonly ("shelterTonight" | "medical" | "interpreter")[];
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
         * @description Who the person is. Names and dates travel only when the person agrees; the address in the country of origin only when the receiver has accepted.
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
            /** @description Who belongs to the person and comes along. */
            readonly companions?: readonly {
                /** @description A pseudonym of the companion towards this recipient. */
                readonly pseudonym: string;
                /** @description Who the companion is to the person. */
                readonly relation: components["schemas"]["CompanionRelation"];
                /** @description How old. */
                readonly ageBand: components["schemas"]["AgeBand"];
                /** @description They must not be parted. */
                readonly keepTogether: boolean;
                /** @description The referral of the companion, if there is one. A child with a safe caring parent needs none. */
                readonly ownReferral?: components["schemas"]["Uuid"];
                /** @description Whether the birth is registered. Left out if that is not known. */
                readonly birthRegistered?: boolean;
                /** @description Whether there is a document to travel with. */
                readonly document?: components["schemas"]["TravelDocument"];
                /** @description Where the other parent stands. */
                readonly otherParent?: components["schemas"]["OtherParent"];
                /** @description The decision of a court that stands for the consent of the other parent. */
                readonly courtDecision?: {
                    /** @description Which court. */
                    readonly court: components["schemas"]["Organisation"];
                    /** @description How it names its decision. */
                    readonly decisionId: string;
                    /** @description When it decided. */
                    readonly date: components["schemas"]["Day"];
                };
            }[];
            /** @description The large region the person wants to live in. Never a street or a village. */
            readonly intendedRegion: string;
            /** @description Street and house. Travels only when the receiver has accepted. */
            readonly prs_MailingStreet?: string;
            /** @description Postal code. Travels only when the receiver has accepted. */
            readonly prs_MailingPostalCode?: string;
            /** @description Town or village. Travels only when the receiver has accepted. */
            readonly prs_MailingCity?: string;
            /** @description State or province. Travels only when the receiver has accepted. */
            readonly prs_MailingState?: string;
            /** @description Country of the address. */
            readonly prs_MailingCountry?: components["schemas"]["Country"];
            /** @description Digest of the acceptance after which the address is sent. Required with an address. */
            readonly addressAfter?: components["schemas"]["Digest"];
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
            readonly voluntaryDeclaration?: components["schemas"]["VoluntaryDeclaration"];
            /** @description The person objects to the journey. */
            readonly objection?: boolean;
            /** @description The person's lawyer knows of it. */
            readonly lawyerInformed?: boolean;
            /** @description An appeal that holds back the journey. */
            readonly suspensiveAppeal?: components["schemas"]["SuspensiveAppeal"];
            /** @description Not before. */
            readonly earliestDate?: components["schemas"]["Day"];
            /** @description Not after. */
            readonly latestDate?: components["schemas"]["Day"];
            /** @description Travel document. */
            readonly travelDocument?: components["schemas"]["TravelDocument"];
            /** @description Whether somebody travels along. */
            readonly escortNeeded?: boolean;
            /** @description Who travels along. */
            readonly escort?: components["schemas"]["JourneyEscort"];
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
            /** @description What the receiver found about this risk. Filled by the receiver. */
            readonly originFeedback?: {
                /**
                 * @description What it found.
                 * @enum {string}
                 */
                readonly verdict: "confirmed" | "differs" | "cannotAssess";
                /** @description The risk altogether, as the receiver sees it. */
                readonly levelOverall?: components["schemas"]["Level"];
                /** @description Safety and care at the destination are adequate. */
                readonly adequate?: boolean;
                /** @description By whom. */
                readonly assessedBy: components["schemas"]["Organisation"];
                /** @description When. */
                readonly assessedAt: components["schemas"]["Day"];
            };
            /** @description What an adult wants to be done if nobody can find the person. It is the person's own instruction and can be taken back. */
            readonly ifIDisappear?: {
                /**
                 * @description Whom to tell: nobody, the party the person trusts, or the police as well.
                 * @enum {string}
                 */
                readonly tell: "nobody" | "trustedParty" | "police";
                /** @description The party the person trusts. */
                readonly trustedParty?: components["schemas"]["Organisation"];
                /** @description When the person said so. */
                readonly statedOn: components["schemas"]["Day"];
                /** @description In which language. */
                readonly language: components["schemas"]["Language"];
            };
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
            /** @description Where the person stands in each country. They stand side by side, and a negative one closes nothing. */
            readonly identification?: readonly {
                /** @description In which country. */
                readonly country: components["schemas"]["Country"];
                /** @description Where the person stands there. */
                readonly status: components["schemas"]["IdentificationStatus"];
                /** @description Who decided. */
                readonly decidedBy?: components["schemas"]["StatusDecisionMaker"];
                /** @description When. */
                readonly date?: components["schemas"]["Day"];
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
         * Service
         * @description What a receiving service offers. It never says where the house is.
         */
        readonly Service: {
            /** @description Which organisation, by its id in the directory. */
            readonly organisation: components["schemas"]["Organisation"];
            /** @description The needs it meets. */
            readonly type: readonly components["schemas"]["NeedCode"][];
            /** @description Whom it takes. */
            readonly targetGroup: readonly components["schemas"]["TargetGroup"][];
            /** @description Youngest age it takes, in years. */
            readonly ageFrom?: number;
            /** @description Oldest age it takes, in years. */
            readonly ageTo?: number;
            /** @description Languages spoken there. */
            readonly languages: readonly components["schemas"]["Language"][];
            /** @description In which country. */
            readonly country: components["schemas"]["Country"];
            /** @description In which large region. Never an address. */
            readonly region: components["schemas"]["Region"];
            /** @description Places free when it was last confirmed. Left out if places are not counted. */
            readonly capacity?: number;
            /** @description When this was last confirmed. */
            readonly lastConfirmed: components["schemas"]["Day"];
            /** @description When it takes emergencies. */
            readonly onCall: {
                /** @description Somebody answers at any hour. */
                readonly always: boolean;
                /** @description When somebody answers, in local time, as Mo-Fr 08:00-18:00; Sa 09:00-12:00. */
                readonly hours?: string;
            };
            /** @description Who runs it. */
            readonly operatorKind: components["schemas"]["OperatorKind"];
            /**
             * @description A service that is reached only through the focal point is never in a list.
             * @constant
             */
            readonly unlisted: false;
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
         * TravelFitness
         * @description Whether the person can travel, and what health requires on the way. No diagnosis.
         */
        readonly TravelFitness: {
            /** @description Fit to travel. */
            readonly fit: boolean;
            /** @description What is required. */
            readonly needs?: readonly components["schemas"]["TravelNeed"][];
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
         * Region
         * @description A large region by its name, or by its NUTS or ISO 3166-2 code, as North-West, RO11 or RO-CJ. Never a town, a street or a village: a name holds no digits.
         */
        readonly Region: string;
        /**
         * RuleName
         * @description The name of a rule that a plan must keep, as reception-before-travel.
         */
        readonly RuleName: string;
        /**
         * Span
         * @description A length of time in exactly one unit, as {"workingDays": 3}. Working time is that of the side that owes the answer.
         */
        readonly Span: {
            /** @description Hours by the clock. */
            readonly hours?: number;
            /** @description Calendar days. */
            readonly days?: number;
            /** @description Calendar months. */
            readonly months?: number;
            /** @description Days on which offices work. */
            readonly workingDays?: number;
            /** @description Hours in which offices work. */
            readonly workingHours?: number;
        };
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
        /**
         * VoluntaryDeclaration
         * @description The person's declaration to travel by own free will. It may be taken back until departure.
         */
        readonly VoluntaryDeclaration: {
            /** @description When. */
            readonly date: components["schemas"]["Day"];
            /** @description How. */
            readonly form: components["schemas"]["PermissionForm"];
            /** @description In which language. */
            readonly language: components["schemas"]["Language"];
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type Agreement = components['schemas']['Agreement'];
export type AlertRef = components['schemas']['AlertRef'];
export type AgeBand = components['schemas']['AgeBand'];
export type AgeBasis = components['schemas']['AgeBasis'];
export type AmendReason = components['schemas']['AmendReason'];
export type AssessmentWaiverReason = components['schemas']['AssessmentWaiverReason'];
export type AttestedAnswer = components['schemas']['AttestedAnswer'];
export type BestInterestsResult = components['schemas']['BestInterestsResult'];
export type CancelReason = components['schemas']['CancelReason'];
export type CaseReopenReason = components['schemas']['CaseReopenReason'];
export type CaseStatus = components['schemas']['CaseStatus'];
export type ChildPlanDay = components['schemas']['ChildPlanDay'];
export type ChildViews = components['schemas']['ChildViews'];
export type ClosureOutcome = components['schemas']['ClosureOutcome'];
export type CompanionRelation = components['schemas']['CompanionRelation'];
export type CompelledAct = components['schemas']['CompelledAct'];
export type Concern = components['schemas']['Concern'];
export type ConditionCode = components['schemas']['ConditionCode'];
export type ConsultedRegister = components['schemas']['ConsultedRegister'];
export type ContactMethod = components['schemas']['ContactMethod'];
export type CorrectionReason = components['schemas']['CorrectionReason'];
export type DeclineReason = components['schemas']['DeclineReason'];
export type DocumentType = components['schemas']['DocumentType'];
export type EducationLevel = components['schemas']['EducationLevel'];
export type FamilyAssessmentKind = components['schemas']['FamilyAssessmentKind'];
export type FamilyAssessmentResult = components['schemas']['FamilyAssessmentResult'];
export type FamilyBranch = components['schemas']['FamilyBranch'];
export type FamilyInvolvement = components['schemas']['FamilyInvolvement'];
export type FamilyRequestWithdrawReason = components['schemas']['FamilyRequestWithdrawReason'];
export type FirstNightKind = components['schemas']['FirstNightKind'];
export type FollowUpChannel = components['schemas']['FollowUpChannel'];
export type FollowUpOutcome = components['schemas']['FollowUpOutcome'];
export type FollowUpPoint = components['schemas']['FollowUpPoint'];
export type ForcedLabourIndustry = components['schemas']['ForcedLabourIndustry'];
export type Gender = components['schemas']['Gender'];
export type GivenBy = components['schemas']['GivenBy'];
export type GuardianEndReason = components['schemas']['GuardianEndReason'];
export type HandoverReason = components['schemas']['HandoverReason'];
export type HandoverRefuseReason = components['schemas']['HandoverRefuseReason'];
export type HandoverWithdrawReason = components['schemas']['HandoverWithdrawReason'];
export type IdentificationStatus = components['schemas']['IdentificationStatus'];
export type IncidentAction = components['schemas']['IncidentAction'];
export type IncidentCode = components['schemas']['IncidentCode'];
export type InformationTopic = components['schemas']['InformationTopic'];
export type InquiryWithdrawReason = components['schemas']['InquiryWithdrawReason'];
export type JourneyCancelReason = components['schemas']['JourneyCancelReason'];
export type JourneyChangeReason = components['schemas']['JourneyChangeReason'];
export type JourneyEscort = components['schemas']['JourneyEscort'];
export type KeepGround = components['schemas']['KeepGround'];
export type LegalBasis = components['schemas']['LegalBasis'];
export type Level = components['schemas']['Level'];
export type LowerUrgencyReason = components['schemas']['LowerUrgencyReason'];
export type MaritalStatus = components['schemas']['MaritalStatus'];
export type MethodOfControl = components['schemas']['MethodOfControl'];
export type MethodOfRecruitment = components['schemas']['MethodOfRecruitment'];
export type Mitigation = components['schemas']['Mitigation'];
export type MovementBasis = components['schemas']['MovementBasis'];
export type NeedCode = components['schemas']['NeedCode'];
export type NeverSend = components['schemas']['NeverSend'];
export type NotDepartedReason = components['schemas']['NotDepartedReason'];
export type NotToldReason = components['schemas']['NotToldReason'];
export type NoticeWaiverReason = components['schemas']['NoticeWaiverReason'];
export type OperatorKind = components['schemas']['OperatorKind'];
export type OtherParent = components['schemas']['OtherParent'];
export type OutgoingReferralReason = components['schemas']['OutgoingReferralReason'];
export type OverrideReason = components['schemas']['OverrideReason'];
export type PermissionForm = components['schemas']['PermissionForm'];
export type PermissionKind = components['schemas']['PermissionKind'];
export type PersonRating = components['schemas']['PersonRating'];
export type PlaceKind = components['schemas']['PlaceKind'];
export type PlacementRefuseReason = components['schemas']['PlacementRefuseReason'];
export type ProceedingKind = components['schemas']['ProceedingKind'];
export type ProceedingStage = components['schemas']['ProceedingStage'];
export type Purpose = components['schemas']['Purpose'];
export type ReceptionCancelReason = components['schemas']['ReceptionCancelReason'];
export type RecognitionSign = components['schemas']['RecognitionSign'];
export type RecordsRefuseReason = components['schemas']['RecordsRefuseReason'];
export type RedirectReason = components['schemas']['RedirectReason'];
export type ReferralReasonDetail = components['schemas']['ReferralReasonDetail'];
export type RelationshipToTrafficker = components['schemas']['RelationshipToTrafficker'];
export type ReopenReason = components['schemas']['ReopenReason'];
export type RiskFactor = components['schemas']['RiskFactor'];
export type Role = components['schemas']['Role'];
export type SectionName = components['schemas']['SectionName'];
export type ServiceCancelReason = components['schemas']['ServiceCancelReason'];
export type ServiceRefuseReason = components['schemas']['ServiceRefuseReason'];
export type Sex = components['schemas']['Sex'];
export type SpecialNeed = components['schemas']['SpecialNeed'];
export type StatusDecisionMaker = components['schemas']['StatusDecisionMaker'];
export type SubjectKind = components['schemas']['SubjectKind'];
export type SupportType = components['schemas']['SupportType'];
export type SuspensiveAppeal = components['schemas']['SuspensiveAppeal'];
export type TargetGroup = components['schemas']['TargetGroup'];
export type ToldTopic = components['schemas']['ToldTopic'];
export type TraffickingEventType = components['schemas']['TraffickingEventType'];
export type TraffickingStatus = components['schemas']['TraffickingStatus'];
export type TransferConcernReason = components['schemas']['TransferConcernReason'];
export type TransferDecisionReason = components['schemas']['TransferDecisionReason'];
export type TransferSafeguard = components['schemas']['TransferSafeguard'];
export type TransportKind = components['schemas']['TransportKind'];
export type TravelDocument = components['schemas']['TravelDocument'];
export type TravelNeed = components['schemas']['TravelNeed'];
export type TypeOfExploitation = components['schemas']['TypeOfExploitation'];
export type TypeOfSexExploitation = components['schemas']['TypeOfSexExploitation'];
export type UnlinkReason = components['schemas']['UnlinkReason'];
export type UrgencyReason = components['schemas']['UrgencyReason'];
export type Urgency = components['schemas']['Urgency'];
export type WhereaboutsCheck = components['schemas']['WhereaboutsCheck'];
export type WishKind = components['schemas']['WishKind'];
export type Contact = components['schemas']['Contact'];
export type InnerEvent = components['schemas']['InnerEvent'];
export type AgeReclassified = components['schemas']['AgeReclassified'];
export type AlertAnswered = components['schemas']['AlertAnswered'];
export type AlertPresumedVictim = components['schemas']['AlertPresumedVictim'];
export type AnswerAttested = components['schemas']['AnswerAttested'];
export type ArrivalConfirmed = components['schemas']['ArrivalConfirmed'];
export type ArrivalMissed = components['schemas']['ArrivalMissed'];
export type AssessmentFeedback = components['schemas']['AssessmentFeedback'];
export type CaseClosed = components['schemas']['CaseClosed'];
export type CaseReopened = components['schemas']['CaseReopened'];
export type ChildAcknowledged = components['schemas']['ChildAcknowledged'];
export type ChildBestInterestsDetermined = components['schemas']['ChildBestInterestsDetermined'];
export type ChildNotified = components['schemas']['ChildNotified'];
export type ChildPlanReviewed = components['schemas']['ChildPlanReviewed'];
export type ChildReportedToAuthority = components['schemas']['ChildReportedToAuthority'];
export type ConsentApplied = components['schemas']['ConsentApplied'];
export type ConsentExpired = components['schemas']['ConsentExpired'];
export type ConsentGranted = components['schemas']['ConsentGranted'];
export type ConsentNarrowed = components['schemas']['ConsentNarrowed'];
export type ConsentWithdrawn = components['schemas']['ConsentWithdrawn'];
export type DataCorrected = components['schemas']['DataCorrected'];
export type DataCorrectionApplied = components['schemas']['DataCorrectionApplied'];
export type DataErased = components['schemas']['DataErased'];
export type DataKept = components['schemas']['DataKept'];
export type DeadlineOverdue = components['schemas']['DeadlineOverdue'];
export type DepartureAnswered = components['schemas']['DepartureAnswered'];
export type DepartureQueried = components['schemas']['DepartureQueried'];
export type FamilyAssessmentReported = components['schemas']['FamilyAssessmentReported'];
export type FamilyAssessmentRequested = components['schemas']['FamilyAssessmentRequested'];
export type FamilyRequestWithdrawn = components['schemas']['FamilyRequestWithdrawn'];
export type FollowupReported = components['schemas']['FollowupReported'];
export type FollowupScheduled = components['schemas']['FollowupScheduled'];
export type GuardianAppointed = components['schemas']['GuardianAppointed'];
export type GuardianEnded = components['schemas']['GuardianEnded'];
export type HandoverProposed = components['schemas']['HandoverProposed'];
export type HandoverRefused = components['schemas']['HandoverRefused'];
export type HandoverTaken = components['schemas']['HandoverTaken'];
export type HandoverWithdrawn = components['schemas']['HandoverWithdrawn'];
export type IdentificationAfterReturn = components['schemas']['IdentificationAfterReturn'];
export type IncidentActedOn = components['schemas']['IncidentActedOn'];
export type IncidentClosed = components['schemas']['IncidentClosed'];
export type IncidentReported = components['schemas']['IncidentReported'];
export type IncidentUpdated = components['schemas']['IncidentUpdated'];
export type InformationProvided = components['schemas']['InformationProvided'];
export type InformationRequested = components['schemas']['InformationRequested'];
export type InquiryAnswered = components['schemas']['InquiryAnswered'];
export type InquiryAsked = components['schemas']['InquiryAsked'];
export type InquiryWithdrawn = components['schemas']['InquiryWithdrawn'];
export type JourneyAcknowledged = components['schemas']['JourneyAcknowledged'];
export type JourneyCancelled = components['schemas']['JourneyCancelled'];
export type JourneyChanged = components['schemas']['JourneyChanged'];
export type JourneyDeparted = components['schemas']['JourneyDeparted'];
export type JourneyNotDeparted = components['schemas']['JourneyNotDeparted'];
export type JourneyPlanned = components['schemas']['JourneyPlanned'];
export type OutageBegan = components['schemas']['OutageBegan'];
export type OutageEnded = components['schemas']['OutageEnded'];
export type PersonAnswered = components['schemas']['PersonAnswered'];
export type PersonAsked = components['schemas']['PersonAsked'];
export type PersonInformed = components['schemas']['PersonInformed'];
export type PlacementConsented = components['schemas']['PlacementConsented'];
export type PlacementRefused = components['schemas']['PlacementRefused'];
export type ProceedingsReported = components['schemas']['ProceedingsReported'];
export type ReceptionArranged = components['schemas']['ReceptionArranged'];
export type ReceptionCancelled = components['schemas']['ReceptionCancelled'];
export type ReceptionConfirmed = components['schemas']['ReceptionConfirmed'];
export type RecordsProvided = components['schemas']['RecordsProvided'];
export type RecordsRefused = components['schemas']['RecordsRefused'];
export type RecordsRequested = components['schemas']['RecordsRequested'];
export type ReferralAcceptedWithConditions = components['schemas']['ReferralAcceptedWithConditions'];
export type ReferralAccepted = components['schemas']['ReferralAccepted'];
export type ReferralAcknowledged = components['schemas']['ReferralAcknowledged'];
export type ReferralAmended = components['schemas']['ReferralAmended'];
export type ReferralCancelled = components['schemas']['ReferralCancelled'];
export type ReferralDeclined = components['schemas']['ReferralDeclined'];
export type ReferralLinked = components['schemas']['ReferralLinked'];
export type ReferralRedirected = components['schemas']['ReferralRedirected'];
export type ReferralReopened = components['schemas']['ReferralReopened'];
export type ReferralSubmitted = components['schemas']['ReferralSubmitted'];
export type ReferralUnlinked = components['schemas']['ReferralUnlinked'];
export type ResponsibilityDisputed = components['schemas']['ResponsibilityDisputed'];
export type ResponsibilitySettled = components['schemas']['ResponsibilitySettled'];
export type RiskAcknowledged = components['schemas']['RiskAcknowledged'];
export type RiskUpdated = components['schemas']['RiskUpdated'];
export type ServiceCancelled = components['schemas']['ServiceCancelled'];
export type ServiceCompleted = components['schemas']['ServiceCompleted'];
export type ServicePlanned = components['schemas']['ServicePlanned'];
export type ServiceRefused = components['schemas']['ServiceRefused'];
export type ServiceStarted = components['schemas']['ServiceStarted'];
export type ServiceUnattended = components['schemas']['ServiceUnattended'];
export type ServicesPublished = components['schemas']['ServicesPublished'];
export type StatusUpdated = components['schemas']['StatusUpdated'];
export type SupportPlanShared = components['schemas']['SupportPlanShared'];
export type TransferConcernRaised = components['schemas']['TransferConcernRaised'];
export type TransferDecided = components['schemas']['TransferDecided'];
export type WishesRecorded = components['schemas']['WishesRecorded'];
export type EvidenceBundle = components['schemas']['EvidenceBundle'];
export type EvidenceInclusion = components['schemas']['EvidenceInclusion'];
export type EvidenceLeaf = components['schemas']['EvidenceLeaf'];
export type Leg = components['schemas']['Leg'];
export type NonPunishment = components['schemas']['NonPunishment'];
export type EnvelopeMessage = components['schemas']['EnvelopeMessage'];
export type ProofMessage = components['schemas']['ProofMessage'];
export type ReceiptMessage = components['schemas']['ReceiptMessage'];
export type ResendMessage = components['schemas']['ResendMessage'];
export type TombstoneMessage = components['schemas']['TombstoneMessage'];
export type Party = components['schemas']['Party'];
export type Permission = components['schemas']['Permission'];
export type PlaceAtTime = components['schemas']['PlaceAtTime'];
export type Place = components['schemas']['Place'];
export type Scope = components['schemas']['Scope'];
export type SealedContent = components['schemas']['SealedContent'];
export type SealedSection = components['schemas']['SealedSection'];
export type CaseSection = components['schemas']['CaseSection'];
export type ChildSection = components['schemas']['ChildSection'];
export type LegalStatusSection = components['schemas']['LegalStatusSection'];
export type NeedsSection = components['schemas']['NeedsSection'];
export type PersonSection = components['schemas']['PersonSection'];
export type ReturnSection = components['schemas']['ReturnSection'];
export type RiskSection = components['schemas']['RiskSection'];
export type VictimContextSection = components['schemas']['VictimContextSection'];
export type Sections = components['schemas']['Sections'];
export type Service = components['schemas']['Service'];
export type TokenHeader = components['schemas']['TokenHeader'];
export type ManifestClaims = components['schemas']['ManifestClaims'];
export type ProofClaims = components['schemas']['ProofClaims'];
export type ReceiptClaims = components['schemas']['ReceiptClaims'];
export type ResendClaims = components['schemas']['ResendClaims'];
export type TombstoneClaims = components['schemas']['TombstoneClaims'];
export type TravelFitness = components['schemas']['TravelFitness'];
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
export type Region = components['schemas']['Region'];
export type RuleName = components['schemas']['RuleName'];
export type Span = components['schemas']['Span'];
export type StaffId = components['schemas']['StaffId'];
export type Timestamp = components['schemas']['Timestamp'];
export type UuidV4 = components['schemas']['UuidV4'];
export type UuidV7 = components['schemas']['UuidV7'];
export type Uuid = components['schemas']['Uuid'];
export type VoluntaryDeclaration = components['schemas']['VoluntaryDeclaration'];

/** The data that belongs to each type of event. */
export interface EventData {
  /** The person is now held to be of another age. The rules for children stay until that is final. */
  readonly 'age.reclassified': AgeReclassified
  /** The receiver of an alert says what came of it, never where the person is. */
  readonly 'alert.answered': AlertAnswered
  /** The sender alerts the receiver to somebody who may be a victim there, and says nothing by which the person could be named. It has no free text. */
  readonly 'alert.presumedVictim': AlertPresumedVictim
  /** The sender records what a receiver without a gateway answered by word or on paper. It is shown and counted as attested, never as signed. */
  readonly 'answer.attested': AnswerAttested
  /** The person arrived. */
  readonly 'arrival.confirmed': ArrivalConfirmed
  /** The person did not arrive when expected. */
  readonly 'arrival.missed': ArrivalMissed
  /** The receiver says whether it sees the risk as the sender does, and whether safety and care at the destination are adequate. */
  readonly 'assessment.feedback': AssessmentFeedback
  /** The responsible party ends its work on the case, with the outcome. */
  readonly 'case.closed': CaseClosed
  /** A closed case is taken up again. What the person allowed before does not come back with it. */
  readonly 'case.reopened': CaseReopened
  /** A named human at the child-protection authority says: I have the notification. */
  readonly 'child.acknowledged': ChildAcknowledged
  /** What is best for the child was assessed or determined, for this destination and no other. */
  readonly 'child.bestInterestsDetermined': ChildBestInterestsDetermined
  /** The sender tells a child-protection authority that a child was found. It says nothing by which the child could be known. */
  readonly 'child.notified': ChildNotified
  /** The plan for the child was looked at again, at one of its set points. */
  readonly 'child.planReviewed': ChildPlanReviewed
  /** The child-protection authority of the author's own country was told of the child. */
  readonly 'child.reportedToAuthority': ChildReportedToAuthority
  /** This party stopped what the person no longer wants. It names the statement it carried out. */
  readonly 'consent.applied': ConsentApplied
  /** The permission reached its end. The sender's gateway writes this; no person does. */
  readonly 'consent.expired': ConsentExpired
  /** The person renewed or widened the permission. */
  readonly 'consent.granted': ConsentGranted
  /** The person narrowed the permission: from now on only this may be shared. */
  readonly 'consent.narrowed': ConsentNarrowed
  /** The person withdrew the permission. Every recipient stops, and erases or names its ground to keep. */
  readonly 'consent.withdrawn': ConsentWithdrawn
  /** One side corrects content that it shared. What the named sections hold now replaces what they held. */
  readonly 'data.corrected': DataCorrected
  /** A correction was taken over, and whoever had the old content from us was told. */
  readonly 'data.correctionApplied': DataCorrectionApplied
  /** This party erased what it held of these sections. */
  readonly 'data.erased': DataErased
  /** This party keeps these sections although it was asked to stop or to erase, and names its ground and who answers for it. */
  readonly 'data.kept': DataKept
  /** A deadline has passed without the answer it was set for. Silence is never taken for consent. */
  readonly 'deadline.overdue': DeadlineOverdue
  /** The sender answers whether the person left. */
  readonly 'departure.answered': DepartureAnswered
  /** The receiver asks whether the person left at all. */
  readonly 'departure.queried': DepartureQueried
  /** The receiver says what its assessment of the family found. */
  readonly 'family.assessmentReported': FamilyAssessmentReported
  /** The sender asks the receiver to look at one part of the family, and says how far it may go and what it may reveal. */
  readonly 'family.assessmentRequested': FamilyAssessmentRequested
  /** The sender asks that the assessment of the family stops or does not begin. */
  readonly 'family.requestWithdrawn': FamilyRequestWithdrawn
  /** What a follow-up showed. By default the sender learns codes only. */
  readonly 'followup.reported': FollowupReported
  /** When and how the person is asked how things are. The person chooses how often and by which way, or nothing at all. */
  readonly 'followup.scheduled': FollowupScheduled
  /** A guardian was appointed for the child. */
  readonly 'guardian.appointed': GuardianAppointed
  /** The guardian is the guardian no longer. */
  readonly 'guardian.ended': GuardianEnded
  /** One party proposes that another answers for the case. Nothing moves until that party has signed. */
  readonly 'handover.proposed': HandoverProposed
  /** The party that was asked does not take responsibility; who had it before still has it. */
  readonly 'handover.refused': HandoverRefused
  /** The party that was asked takes responsibility for the case; from now on it answers for the person. */
  readonly 'handover.taken': HandoverTaken
  /** The proposal to move responsibility is taken back before it was taken. */
  readonly 'handover.withdrawn': HandoverWithdrawn
  /** The person was identified as a victim only after leaving the country of exploitation, and that country is told. */
  readonly 'identification.afterReturn': IdentificationAfterReturn
  /** Somebody did something about an incident: who, what and when. */
  readonly 'incident.actedOn': IncidentActedOn
  /** An incident is over. That somebody was found safe is said without saying where. */
  readonly 'incident.closed': IncidentClosed
  /** Something happened that endangers the person or breaks the plan. It is never refused, and it names nobody. */
  readonly 'incident.reported': IncidentReported
  /** More is known about an incident. */
  readonly 'incident.updated': IncidentUpdated
  /** The sender answers a request. */
  readonly 'information.provided': InformationProvided
  /** The receiver needs to know more before it decides. */
  readonly 'information.requested': InformationRequested
  /** The receiver says whether it could take such a person. It is no promise to take this one. */
  readonly 'inquiry.answered': InquiryAnswered
  /** The sender asks whether there is a place and the right service, and says nothing by which the person could be known again. It has no free text. */
  readonly 'inquiry.asked': InquiryAsked
  /** The sender no longer needs an answer to its inquiry. */
  readonly 'inquiry.withdrawn': InquiryWithdrawn
  /** A named human at the receiver knows of the journey as last planned. */
  readonly 'journey.acknowledged': JourneyAcknowledged
  /** The journey does not take place. */
  readonly 'journey.cancelled': JourneyCancelled
  /** The journey changed: the sender states it anew as a whole, and why. */
  readonly 'journey.changed': JourneyChanged
  /** The person left. */
  readonly 'journey.departed': JourneyDeparted
  /** The person did not leave as planned. */
  readonly 'journey.notDeparted': JourneyNotDeparted
  /** The sender plans the journey: on what ground, from where to where, when, and with whom. */
  readonly 'journey.planned': JourneyPlanned
  /** The gateway of the sender is out of service, or will be. Deadlines keep running. */
  readonly 'outage.began': OutageBegan
  /** The gateway of the sender is in service again. */
  readonly 'outage.ended': OutageEnded
  /** The answer to such a question. Whoever does not know the person and whoever may not say so give the same answer, in the same words. */
  readonly 'person.answered': PersonAnswered
  /** One side asks whether the other knows this person. Nothing but the identity is told. */
  readonly 'person.asked': PersonAsked
  /** The person was told, in a language the person understands. */
  readonly 'person.informed': PersonInformed
  /** The authority of the receiving country agrees that the child is placed there. */
  readonly 'placement.consented': PlacementConsented
  /** The authority of the receiving country does not agree that the child is placed there. */
  readonly 'placement.refused': PlacementRefused
  /** News from a court or an authority that concerns the person. No offence and no name. */
  readonly 'proceedings.reported': ProceedingsReported
  /** The receiver arranged who meets the person, where, and where the person sleeps in the first night. */
  readonly 'reception.arranged': ReceptionArranged
  /** The receiver can no longer meet the person as arranged; nobody should travel on it. */
  readonly 'reception.cancelled': ReceptionCancelled
  /** The sender told the person who will be waiting and where, and says whether the person agrees. */
  readonly 'reception.confirmed': ReceptionConfirmed
  /** The documents are handed over. They do not travel here; this says which they are and by which way they went. */
  readonly 'records.provided': RecordsProvided
  /** The documents are not handed over. */
  readonly 'records.refused': RecordsRefused
  /** A party asks for documents about the case. */
  readonly 'records.requested': RecordsRequested
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
  /** Another referral belongs to this one: of a relative or companion of the person. */
  readonly 'referral.linked': ReferralLinked
  /** The receiver advises other organisations. It forwards nothing; the sender offers anew under a permission that names them. */
  readonly 'referral.redirected': ReferralRedirected
  /** The receiver takes up a decided referral again. */
  readonly 'referral.reopened': ReferralReopened
  /** The sender offers the case of one person to one receiver. */
  readonly 'referral.submitted': ReferralSubmitted
  /** The two referrals no longer belong together. */
  readonly 'referral.unlinked': ReferralUnlinked
  /** Both parties or neither claim responsibility. Named persons settle it; the last responsible party goes on meanwhile. */
  readonly 'responsibility.disputed': ResponsibilityDisputed
  /** This side agrees who answers for the case. */
  readonly 'responsibility.settled': ResponsibilitySettled
  /** A named human has seen that the danger rose, and says what was done. */
  readonly 'risk.acknowledged': RiskAcknowledged
  /** The danger to the person is now seen like this. If it rose, the other side says that it has seen it. */
  readonly 'risk.updated': RiskUpdated
  /** A service does not take place or does not go on. */
  readonly 'service.cancelled': ServiceCancelled
  /** A service ended as it was meant to, or in part. */
  readonly 'service.completed': ServiceCompleted
  /** A service for the person is planned. */
  readonly 'service.planned': ServicePlanned
  /** The person or the provider does not want the service. */
  readonly 'service.refused': ServiceRefused
  /** A service began. */
  readonly 'service.started': ServiceStarted
  /** The person did not come to a service. */
  readonly 'service.unattended': ServiceUnattended
  /** The sender tells which services there are. Services that are reached only through the focal point are not in the list. */
  readonly 'services.published': ServicesPublished
  /** The identification of the person as a victim has changed in one country. The status in the other stands beside it, and a negative one closes nothing. */
  readonly 'status.updated': StatusUpdated
  /** The receiver shares the support plan as it is now; a higher revision replaces a lower one. */
  readonly 'support.planShared': SupportPlanShared
  /** Somebody says that the transfer of the person should be looked at again, and whether it should stop. */
  readonly 'transfer.concernRaised': TransferConcernRaised
  /** It was decided what becomes of the transfer after a concern. */
  readonly 'transfer.decided': TransferDecided
  /** What the person said to one of the parties, written down the same day by the party that was told. */
  readonly 'wishes.recorded': WishesRecorded
}
