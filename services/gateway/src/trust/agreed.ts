/** What the membership has agreed for all, held against this version and this gateway's own configuration. */
import { AuditError, type Policy, parsePolicy } from '@onward/audit'
import { eventTypes, schemaOf } from '@onward/contract'
import type { Directory } from '@onward/directory'
import { ConfigError } from '../config.ts'

/** Schemas, by `$id`, that the membership has agreed on and that this version has in other words. */
export function schemasThatDiffer({ policy }: Pick<Directory, 'policy'>): readonly string[] {
  const agreed = new Map(policy.schemas?.map(({ uri, digest }) => [uri, digest]))
  return eventTypes
    .map(schemaOf)
    .filter(({ uri, digest }) => (agreed.get(uri) ?? digest) !== digest)
    .map(({ uri }) => uri)
}

/**
 * Whose cosignatures our log needs: by our own policy if there is one, else by the one that was agreed.
 *
 * @throws ConfigError when what was agreed is no policy: without it nobody would watch our log, and nobody would know
 */
export function witnessPolicyOf(
  own: Policy | undefined,
  { policy }: Pick<Directory, 'policy'>,
): Policy | undefined {
  if (own || policy.witnesses === undefined) return own
  try {
    return parsePolicy(policy.witnesses)
  } catch (error) {
    if (!(error instanceof AuditError)) throw error
    const fault = `The directory's policy of witnesses cannot be read (${error.message}): set ONWARD_WITNESS_POLICY_FILE until it is mended`
    throw new ConfigError([fault])
  }
}
