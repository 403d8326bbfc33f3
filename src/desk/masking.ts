/** What an officer sees of a case before it is his: enough to judge its urgency, not who it is. Pure. */

/** `621…3921` stays recognisable by its end. */
export function maskNumber(digits: string): string {
  return digits.length <= 4 ? digits : `…${digits.slice(-4)}`;
}

/** `张三丰` → `张**`. */
export function maskName(name: string): string {
  const [first = '', ...rest] = [...name.trim()];
  return first + '*'.repeat(rest.length);
}

/** Runs of five digits or more, with what stands between them on a card or a telephone. */
const LONG_NUMBER = /\d(?:[ -]?\d){4,}/g;

export function maskText(text: string): string {
  return text.replace(LONG_NUMBER, (found) => maskNumber(found.replace(/\D/g, '')));
}
