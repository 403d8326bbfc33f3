/** What stands between the digits of a written number, and marks that nobody sees. */
const BETWEEN = /[\s().\-\u00ad\u2010-\u2015\u200b-\u200f\u202a-\u202e\u2060\ufeff]/g;
const TELEPHONE = /^\+?\d{5,15}$/;

/**
 * The same telephone always in the same way: a Chinese number without +86, 0086 or 86, a landline with its 0, one from
 * elsewhere with its +. Null for what is no telephone number.
 */
export function telephoneNumber(written: string): string | null {
  const plain = written.normalize('NFKC').replace(BETWEEN, '').replace(/^00/, '+');
  if (!TELEPHONE.test(plain)) return null;
  const national = plain.replace(/^(?:\+86|86(?=1[3-9]\d{9}$))/, '');
  if (national.startsWith('+')) return national;
  if (/^01[3-9]\d{9}$/.test(national)) return national.slice(1);
  // +86 572 2250000: an area code is dialled with a 0.
  return national !== plain && /^[2-9]\d{8,10}$/.test(national) ? `0${national}` : national;
}
