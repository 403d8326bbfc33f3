import { connect } from 'node:tls';
import { DAY } from '../../durations.ts';
import type { Finding } from './finding.ts';

/** Renewals are tried a month before; what is left two weeks before the end has failed more than once. */
const LEAST_DAYS = 14;
const LONGEST_MS = 5000;

/** When the certificate ends that citizens meet at our address, milliseconds since 1970 UTC. @throws when nobody answers there */
function certificateEnds(host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    // One that has ended is looked at too; nothing is said to whoever holds it.
    const socket = connect({ host, port, servername: host, rejectUnauthorized: false, timeout: LONGEST_MS });
    socket.once('secureConnect', () => {
      resolve(Date.parse(socket.getPeerCertificate().valid_to));
      socket.destroy();
    });
    socket.once('timeout', () => socket.destroy(new Error('no answer')));
    socket.once('error', reject);
  });
}

/** @param publicUrl empty: nobody knows where citizens come in */
export async function examineCertificate(publicUrl: string, now: number): Promise<readonly Finding[]> {
  if (!publicUrl.startsWith('https:')) return [];
  const { hostname, port } = new URL(publicUrl);
  try {
    return [certificateFinding(await certificateEnds(hostname, Number(port || 443)), now)];
  } catch {
    return [
      { channel: 'certificate', state: 'missing', text: `nobody answers at ${publicUrl}`, todo: 'look at the reverse proxy and at DNS' },
    ];
  }
}

export function certificateFinding(ends: number, now: number): Finding {
  const days = Math.floor((ends - now) / DAY);
  if (days >= LEAST_DAYS) return { channel: 'certificate', state: 'works', text: `good for ${days} days` };
  const text = days < 0 ? 'has ended: browsers and platforms refuse us' : `ends in ${days} days`;
  return {
    channel: 'certificate',
    state: 'missing',
    text,
    todo: 'renew it at the reverse proxy, and see why that did not happen by itself',
  };
}
