export {
  type Authentication,
  type AuthenticEnvelope,
  type AuthenticMessage,
  type AuthenticToken,
  authenticate,
  type Facts,
  type Reading,
} from './authenticate.ts'
export { type CompactJws, isCanonical, splitJws } from './compact.ts'
export { type SealCode, SealError } from './error.ts'
export { judgeIdentity, judgeToken, type SeenToken } from './identity.ts'
export { commitmentOf, leafOf, type ReceivedRecord } from './leaf.ts'
export {
  type EventAttributes,
  type OpenedEnvelope,
  type Opening,
  openEnvelope,
  type RefusedEnvelope,
  type SignedEvent,
  type VerifiedEvent,
  verifyEvent,
} from './open.ts'
export { encloseToken, type Outgoing } from './outer.ts'
export {
  closeNumber,
  furthestAhead,
  type Gap,
  type Judgement,
  judgePosition,
  type LanePosition,
  startOf,
} from './position.ts'
export {
  type RemoteKey,
  type SignatureAlg,
  type Signer,
  type SigningKey,
  signTokenJws,
  tokenHeader,
  type VerifyingKey,
  verifySignature,
} from './profile.ts'
export { checkReceipt, makeReceipt, type Receipt, type ReceiptContent, type SentManifest } from './receipt.ts'
export {
  coarse,
  type Refusal,
  type RefusalClass,
  type RefusalCode,
  refusals,
  type WireCode,
} from './refusal.ts'
export { type EncryptionKey, resealJws, type SealedEvent, sealEvent } from './seal.ts'
export { type OpenedSection, openSection, type SectionPlace, sealSection } from './section.ts'
export { openSighting, type Sighting, type SightingFault, signSighting } from './sighting.ts'
export {
  type Claims,
  type ReadToken,
  readToken,
  signToken,
  type TokenKind,
  tokenDigest,
  tokenKinds,
  tokenStart,
} from './token.ts'
export { judgeKey, type KeyFault, type Trust, type TrustedKey, type TrustedLane } from './trust.ts'
