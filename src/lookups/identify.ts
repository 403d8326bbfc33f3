import { parse } from 'tldts';
import { type CanonicalIdentifier, canonicalIdentifier } from '../storage/lookups/canonical-identifier.ts';
import type { IdentifierKind } from '../storage/lookups/lookups-tables.ts';
import { passesLuhn } from './luhn.ts';

/** What somebody typed into one field. */
export interface Identified {
  readonly found: CanonicalIdentifier;
  /** Of a card number: whether its check digit is right; null: not a card number. A hint about typing, nothing else. */
  readonly luhn: boolean | null;
}

const MOBILE = /^(?:\+?86|0086)?1[3-9]\d{9}$/;
const LANDLINE = /^0\d{2,3}\d{7,8}$/;
const SERVICE = /^(?:400|800)\d{7}$/;
const ABROAD = /^(?:\+|00)\d{7,15}$/;
const CARD = /^\d{12,19}$/;
const SEPARATORS = /[\s().\-\u2010-\u2015]/g;
/** UTF-16 units. */
export const LONGEST_TYPED = 500;
/** Longer than that it is a sentence, and no name. */
const LONGEST_NAME = 30;

/**
 * Finds out by itself what was typed: an address first, then a telephone number, an account, a name of an app.
 * @returns null for what is none of them, or a number of a public service, which is never listed
 */
export function identify(written: string): Identified | null {
  const text = written.normalize('NFKC').trim();
  if (text === '' || text.length > LONGEST_TYPED) return null;
  if (looksLikeLink(text)) return as('link', text);
  const digits = text.replace(SEPARATORS, '');
  if ([MOBILE, LANDLINE, SERVICE, ABROAD].some((shape) => shape.test(digits))) return as('phone', text);
  if (CARD.test(digits)) return as('account', text);
  // Some other number: a service's, or a mistyped one.
  if (/^[+\d]+$/.test(digits)) return null;
  if (/^[a-z0-9._+-]{3,64}@[a-z0-9.-]{3,64}$/i.test(text)) return as('account', text);
  if (/^(?:0x[0-9a-fA-F]{40}|T[1-9A-HJ-NP-Za-km-z]{33}|(?:bc1|[13])[a-zA-HJ-NP-Z0-9]{25,60})$/.test(text)) return as('account', text);
  return text.length <= LONGEST_NAME && !/[\n，。！？；,!?;]/.test(text) ? as('app', text) : null;
}

function as(kind: IdentifierKind, text: string): Identified | null {
  const found = canonicalIdentifier(kind, text);
  if (!found) return null;
  return { found, luhn: kind === 'account' && CARD.test(found.value) ? passesLuhn(found.value) : null };
}

function looksLikeLink(text: string): boolean {
  if (/\s/.test(text) || /@/.test(text.split('/')[0] ?? '')) return false;
  if (/^h(?:tt|xx)ps?:?\/\//i.test(text)) return true;
  const host = text.replaceAll('。', '.').split(/[/?#:]/)[0] ?? '';
  const { isIp, isIcann, domain } = parse(host);
  if (isIp) return text.length > host.length;
  return isIcann === true && domain !== null && /^[\p{L}\p{N}.-]+$/u.test(host);
}
