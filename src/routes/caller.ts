/** Who asks, under both of his names. He is no string by himself: whoever counts him must say by which. */
export interface Caller {
  /** What he is counted by, and told from others by: see `networkOf`. */
  readonly client: string;
  /** As far as it may be believed. To hold against addresses that are allowed to call, and for nothing else. */
  readonly exactAddress: string;
}

/** @param exactAddress of IPv4 or IPv6, or a word where it is not known */
export function callerAt(exactAddress: string): Caller {
  return { client: networkOf(exactAddress), exactAddress };
}

/**
 * Who counts as one client. A household or a rented machine has a whole /64 of IPv6 addresses (RFC 6177): to count each
 * apart would leave it without a limit.
 */
function networkOf(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '').split('%')[0] ?? '';
  if (!plain.includes(':')) return plain;
  const [before = '', after] = plain.toLowerCase().split('::', 2);
  const first = before === '' ? [] : before.split(':');
  const last = after ? after.split(':') : [];
  const left = after === undefined ? [] : Array.from({ length: Math.max(0, 8 - first.length - last.length) }, () => '0');
  const groups = [...first, ...left, ...last].slice(0, 4);
  return `${groups.map((group) => group.replace(/^0+(?=.)/, '')).join(':')}::/64`;
}
