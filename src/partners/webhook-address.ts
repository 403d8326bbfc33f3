const OWN_MACHINE: ReadonlySet<string> = new Set(['127.0.0.1', '[::1]', 'localhost']);
const LONGEST = 500;
/** Names that are given inside of a house alone (RFC 6762, 6761, 8375), and what stands for a whole network in many. */
const INSIDE = /^[^.]+$|\.(?:localhost|local|internal|intranet|lan|corp|home|home\.arpa)$/;

/**
 * An address that partners' posts may go to: encrypted and out in the world. So whoever has got hold of an administrator's
 * session cannot make us knock at the doors of our own network. A name that leads inside is not known by its letters:
 * who gives out names and administers here is trusted with that.
 * @param privateToo PARTNER_PRIVATE_ADDRESSES: partners in our own network, and over plain HTTP this very machine
 */
export function isWebhookAddress(written: string, privateToo: boolean): boolean {
  if (written.length > LONGEST || !URL.canParse(written)) return false;
  const { protocol, hostname, username, password } = new URL(written);
  if (username !== '' || password !== '') return false;
  if (privateToo && protocol === 'http:') return OWN_MACHINE.has(hostname);
  return protocol === 'https:' && (privateToo || !isInside(hostname));
}

/** @param host as `URL` writes it: IPv4 in four decimal numbers, IPv6 in brackets and as short as it goes */
function isInside(host: string): boolean {
  const name = host.replace(/\.$/, '');
  if (name.startsWith('[')) return !/^\[[23][0-9a-f]{3}:/.test(name) || /^\[2002:/.test(name);
  const numbers = /^(\d+)\.(\d+)\.\d+\.\d+$/.exec(name);
  if (!numbers) return INSIDE.test(name);
  const [first, second] = numbers.slice(1).map(Number) as [number, number];
  // RFC 6890: this network, private, shared, loopback, link-local, benchmarks; multicast and above.
  if ([0, 10, 127].includes(first) || first >= 224) return true;
  if (first === 100) return second >= 64 && second < 128;
  if (first === 172) return second >= 16 && second < 32;
  return (
    (first === 192 && (second === 168 || second === 0)) ||
    (first === 169 && second === 254) ||
    (first === 198 && (second === 18 || second === 19))
  );
}
