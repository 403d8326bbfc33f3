import { isIPv4 } from 'node:net';

/**
 * Is the caller one of those that may call? An empty list lets everybody in.
 * @param address of the caller; a listener on IPv6 shows an IPv4 caller as `::ffff:203.0.113.7`
 */
export function mayCall(address: string, ips: readonly string[]): boolean {
  return ips.length === 0 || ips.map(plain).includes(plain(address));
}

function plain(address: string): string {
  const lower = address.trim().toLowerCase();
  const rest = lower.startsWith('::ffff:') ? lower.slice('::ffff:'.length) : '';
  return isIPv4(rest) ? rest : lower;
}
