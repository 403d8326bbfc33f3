/** Nine digits that do not begin with 0: no telephone number, post code or amount looks like it, and it is easily read out. */
const DIGITS = 9;
const SMALLEST = 10 ** (DIGITS - 1);

/**
 * A code out of what this browser alone knows, so that it can be shown again and is stored nowhere.
 * @param secret of the browser @param which purpose and round
 */
export async function phoneCodeOf(secret: string, which: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(`${which}|${secret}`));
  const number = new DataView(digest).getBigUint64(0);
  return String(BigInt(SMALLEST) + (number % BigInt(9 * SMALLEST)));
}

/** The code when a text is nothing else, however its digits are grouped and written; null for every other text. */
export function readPhoneCode(text: string): string | null {
  if (text.length > 40) return null;
  const plain = text
    .normalize('NFKC')
    .trim()
    .replace(/[\s·.\-‐-―]/g, '')
    .replace(/[。,，!！]+$/, '');
  return /^[1-9]\d{8}$/.test(plain) ? plain : null;
}

/** As it is shown: `123 456 789`. */
export function spacedCode(code: string): string {
  return code.replace(/(\d{3})(?=\d)/g, '$1 ');
}
