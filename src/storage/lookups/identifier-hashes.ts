import type { Sealer } from '../seal.ts';
import type { CanonicalIdentifier } from './canonical-identifier.ts';

type Hasher = Pick<Sealer, 'fingerprint'>;

export function identifierHash(sealer: Hasher, { kind, value }: Pick<CanonicalIdentifier, 'kind' | 'value'>): Promise<string> {
  return sealer.fingerprint(`identifier ${kind} ${value}`);
}

export function siteHash(sealer: Hasher, site: string): Promise<string> {
  return sealer.fingerprint(`site ${site}`);
}

export function sourceHash(sealer: Hasher, identifierId: string, { kind, ref }: { kind: string; ref: string }): Promise<string> {
  return sealer.fingerprint(`source ${identifierId} ${kind} ${ref}`);
}

/** Of what it named, for a source that may take its word back. */
export function listedBy(sealer: Hasher, { kind, ref }: { kind: string; ref: string }): Promise<string> {
  return sealer.fingerprint(`listed by ${kind} ${ref}`);
}
