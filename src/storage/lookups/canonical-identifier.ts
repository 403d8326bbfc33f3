import { parse } from 'tldts';
import { telephoneNumber } from '../telephone-number.ts';
import type { IdentifierKind } from './lookups-tables.ts';
import { isSharedSite } from './shared-sites.ts';

/** The same thing always in the same way, however it was written. */
export interface CanonicalIdentifier {
  readonly kind: IdentifierKind;
  readonly value: string;
  /** Of a link: the registrable domain that it stands under; null where many share it. */
  readonly site: string | null;
}

/**
 * Numbers of public services, banks and carriers (110, 96110, 95588, 10086, 12345): they can be faked on a screen and are
 * never the scammer's own, so they are never listed.
 */
const SERVICE_NUMBER = /^(?:1\d{2,5}|9[56]\d{3,6})$/;
const BETWEEN = /[\s\-.·_\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff]/g;
const UNSEEN = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff]/g;
/** Characters. */
const LONGEST = 500;
const LONGEST_APP = 60;

/** @returns null when it is nothing of this kind, or something that is never listed */
export function canonicalIdentifier(kind: IdentifierKind, written: string): CanonicalIdentifier | null {
  const text = written.normalize('NFKC').replace(UNSEEN, '').trim();
  if (text === '' || text.length > LONGEST) return null;
  if (kind === 'link') return canonicalLink(text);
  const value = { phone: canonicalPhone, account: canonicalAccount, app: canonicalApp }[kind](text);
  return value === null ? null : { kind, value, site: null };
}

function canonicalPhone(text: string): string | null {
  const number = telephoneNumber(text);
  return number === null || SERVICE_NUMBER.test(number) ? null : number;
}

/** A card or account number, a wallet, the name of an account: without blanks, in small letters. */
function canonicalAccount(text: string): string | null {
  const plain = text.replace(/^(?:\d[\d\s\-.·_]*\d)$/, (digits) => digits.replace(BETWEEN, '')).replace(/\s/g, '');
  return /^[\p{L}\p{N}@._+-]{5,100}$/u.test(plain) && /[\p{N}a-z]/iu.test(plain) ? plain.toLowerCase() : null;
}

function canonicalApp(text: string): string | null {
  const name = text.replace(/\s+/g, ' ').toLowerCase();
  return name.length >= 2 && name.length <= LONGEST_APP && /\p{L}/u.test(name) ? name : null;
}

function canonicalLink(text: string): CanonicalIdentifier | null {
  const mended = text
    .replaceAll('。', '.')
    .replace(/^h(?:tt|xx)ps?:?\/{1,2}/i, '')
    .replace(/\s/g, '');
  let url: URL;
  try {
    url = new URL(`http://${mended}`);
  } catch {
    return null;
  }
  const host = url.hostname.replace(/\.$/, '').replace(/^www\./, '');
  const { isIp, isIcann, domain, isPrivate } = parse(host, { allowPrivateDomains: true });
  if (!isIp && !((isIcann || isPrivate) && domain)) return null;
  const site = isIp ? host : (domain ?? host);
  const port = url.port === '' || url.port === '443' ? '' : `:${url.port}`;
  const path = url.pathname.replace(/\/+$/, '');
  return { kind: 'link', value: `${host}${port}${path}${url.search}`, site: isSharedSite(site) ? null : site };
}
