/** The threats of the security design, numbered for ever: a number is never used for another threat. */

export interface Threat {
  readonly number: string
  /** Where the design speaks of it. */
  readonly source: string
  /** What an attacker does. */
  readonly threat: string
  /** What stops it, or shows it. */
  readonly mechanism: string
  /** What of the mechanism is not built. */
  readonly later?: string
}

// biome-ignore format: a table is read as a table
const rows: readonly (readonly [source: string, threat: string, mechanism: string, later?: string])[] = [
  // The envelope.
  ['§1.1', 'A receiver seals what it was sent anew, for a third party, as if its author had sent it there.', 'The signed event names its audience and its lane, and its key must be of the member that sends.'],
  ['§1.1', 'Somebody takes the signature off a ciphertext and puts its own there.', 'The names of sender and receiver are in the key derivation and in the header of the ciphertext; the event inside is signed too.'],
  ['§1.2', 'A message is put on another lane, or given to another receiver.', 'The manifest names sender, receiver and lane; the lane must be agreed, and is the one it was read from.'],
  ['§1.2, §5', 'A message is sent again.', '`jti`, `seq` and `prev`, kept for ever; an event has one effect, whatever carries it.'],
  ['§1.2, §5', 'Messages are dropped, reordered, or a second history is begun.', 'Numbers chained by digests; a gap is asked for and alarmed, a fork is refused.'],
  ['§1.2', 'The ciphertext under a manifest is exchanged.', 'The manifest holds its digest; nothing is voided by a swap, and the true bytes are asked for.'],
  ['§1.2', 'A sender works with an old directory, or with one that is not there yet.', '`dirv` in each token: too old is refused, too new waits for a refresh.'],
  ['§1.3', 'Two readers read one header or one claim differently.', 'Canonical bytes required, header and claims exact, no key ever taken from a message.'],
  ['§1.5', 'A key or a signature of low order fits every message.', 'A gate for every key that is registered; one verifier, strict, of this runtime.'],
  ['§1.7', 'A thief signs with a stolen key and an old date.', 'A key revoked for compromise is refused on arrival whatever the date says.'],
  ['§1.7', 'The id of an event is used for another one.', 'Same id and same bytes, or refused.'],
  ['§1.4, §5', 'A sender is made to use, or a receiver to take, something weaker.', 'One profile, nothing negotiated; the algorithm is that of the registered key.'],
  ['§1.7, §5', 'Answers and times tell an attacker what failed inside.', 'Nothing is decrypted before its sender is known; one coarse word for all that fails behind.'],
  ['§1.2, §5', 'Whoever carries messages learns from their size and outside what they are.', 'Four sizes, no message key, nothing personal outside.', 'cover traffic at a constant rate'],
  // The directory.
  ['§2.2', 'An old, frozen or mixed directory is served.', 'TUF: metadata that is signed and expires, a version that never goes back, one snapshot for all files.'],
  ['§2.2, §5', 'Those who run the directory show two countries different ones.', 'A threshold of signers for each role; a version that was adopted is never another one, and adopting it is a leaf.', 'a governance log with witnesses'],
  ['§2.2, §5', 'A weak key, or the key of somebody else, is registered.', 'Points of prime order, thumbprints for names, a proof of possession, one key once.'],
  ['§2.3, §5', 'A key is used for what it is not for, or in the name of another member.', 'Each key has one use, one algorithm and one member; all three are checked, outside and inside.'],
  ['§2.4', 'A key is disputed years later.', 'Keys stay known with their times and the reason of their revocation.'],
  ['§2.2', 'Members speak without an agreement, or under a changed one.', 'A lane exists by an agreement, whose digest it names; the broker lets nobody else write or read.'],
  // The log.
  ['§3.1, §5', 'A log drops or changes what it held.', 'A tree whose every size is provably the beginning of the next; a log that follows another begins with its end.'],
  ['§3.1, §5', 'A log shows different histories to different people.', 'Witnesses cosign only what continues; peers compare what each was shown, and two notes prove it to anybody.'],
  ['§3.2', 'Leaves, or the growth of the log, tell of a person.', 'A salt of its own for each leaf; the opening can be deleted and the proofs still hold; intervals can be filled up with leaves about nothing.'],
  ['§1.7, §3.3', 'A receiver denies that it received, or confirms what it does not have.', 'A signed receipt with the leaf that its log must contain, recomputed by the sender.'],
  ['§3.3', 'Somebody reads a case, and nobody ever knows.', 'A leaf before anything is shown; no leaf, no content.'],
  // The rest of the model.
  ['§5', 'The operator of the broker reads along.', 'Content is sealed from gateway to gateway.'],
  ['§5', 'The operator of the broker, or another member, writes where it may not.', 'One writer a lane by access rule, and a signature whatever the rules say.'],
  ['§5', 'The operator of the broker withholds messages.', 'No receipt in 15 minutes is an alarm, and the same bytes go out again.'],
  ['§5', 'A member floods a lane, or sends poison.', 'Checks in order of their cost; each lane has its own quarantine, and no message stops the next.'],
  ['§5', 'A member with sound keys says what is not so, or speaks about what is not its own.', 'It can offer, and nothing more: a named human accepts; a referral has two parties, each with its own pen.'],
  ['§5', 'A gateway key is stolen.', 'The thief and the owner cannot both go on: the chain forks at the next message; a newer key shuts the older out.'],
  ['§5', 'A database, a backup or a disk is stolen.', 'A data key for each referral, wrapped by the member key; nothing lies there in clear; key files of encryption epochs that are over are destroyed.'],
  ['§5', 'An insider reads what is none of their business.', 'Content by role and organisation, a list of what is let through; other ways in are for two people and end. What is for one organisation alone is sealed to its own key.'],
  ['§5', 'A trafficker poses as an organisation, or asks until somebody answers.', 'No search for a name, one answer for unknown and for not allowed, limits on asking, addresses never first.'],
  ['§5', 'A link for an organisation without a system falls into other hands.', 'Two channels, five tries, one session, 72 hours at most.'],
  ['§5', 'A dependency is poisoned.', 'Exact versions, hashes in the lock file, no install script run.'],
  ['§5', 'A clock is wrong, or is said to be.', 'Skew is bounded, a message of later waits, time along a lane never goes back; witnesses, and a time-stamping authority, say by when something was there.'],
  ['§5', 'An operator or an administrator of the database helps themselves.', 'Four roles, each with what it needs; the process alone holds keys, and no role becomes another.'],
  ['§4', 'A token is forged, or is one of another member.', 'Keys from our own list, the algorithm of the key, issuer, audience and member checked.'],
]

export const threats: readonly Threat[] = rows.map(([source, threat, mechanism, later], index) => ({
  ...{ number: `T${index + 1}`, source, threat, mechanism },
  ...(later !== undefined && { later }),
}))
