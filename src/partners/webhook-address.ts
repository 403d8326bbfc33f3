const OWN_MACHINE: ReadonlySet<string> = new Set(['127.0.0.1', '[::1]', 'localhost']);
const LONGEST = 500;

/** An address that partners' posts may go to: encrypted, or on this machine itself; without a name and password in it. */
export function isWebhookAddress(written: string): boolean {
  if (written.length > LONGEST || !URL.canParse(written)) return false;
  const { protocol, hostname, username, password } = new URL(written);
  if (username !== '' || password !== '') return false;
  return protocol === 'https:' || (protocol === 'http:' && OWN_MACHINE.has(hostname));
}
