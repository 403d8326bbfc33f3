import { maskNumber } from '../../../desk/masking.ts';
import type { IdentifierKind } from '../../../storage/lookups/lookups-tables.ts';

/** How an identifier stands in a list: known again by whoever has it, of no use to whoever looks over a shoulder. */
export function maskedIdentifier(kind: IdentifierKind, value: string): string {
  if (kind === 'phone') return maskNumber(value);
  if (kind === 'account') return maskNumber(value);
  if (kind === 'app') return value;
  const host = /^[^/?#]*/.exec(value)?.[0] ?? '';
  return host.length < value.length ? `${host}/…` : host;
}
