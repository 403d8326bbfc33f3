/** What stands between the digits of a written number, and marks that nobody sees. */
const BETWEEN = /[\s().\-\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff]/g;
const CHINESE_MOBILE = /^(?:86)?(1[3-9]\d{9})$/;
/** E.164 has at most 15 digits; the shortest numbers that belong to a person have five. */
const PERSONAL = /^\+?\d{5,15}$/;
/**
 * Operators (10086), companies (106…), emergency and public services (110, 12306), banks and provinces (95…, 96…).
 * Chinese mobile numbers begin with 13 to 19. Source: MIIT, 我国公众移动通信网网号及H₀分配情况, March 2023.
 */
const SERVICE = /^(?:\+86)?(?:1[0-2]\d*|9[56]\d*)$/;

/**
 * The same number written in the same way: `+8613800001234`, whether it came as `138 0000 1234`, `8613800001234` or
 * `0086138…`. What is no number (`whatsapp:+852…`, a name) stays as it is, without blanks around it.
 */
export function normalNumber(written: string): string {
  const plain = written.normalize('NFKC').replace(BETWEEN, '');
  if (!/^\+?\d+$/.test(plain)) return written.trim();
  if (plain.startsWith('00')) return `+${plain.slice(2)}`;
  const [, mobile] = CHINESE_MOBILE.exec(plain) ?? [];
  return mobile === undefined ? plain : `+86${mobile}`;
}

/**
 * A telephone receives more than citizens' messages: operators' advertisements, codes, notices of apps. Whoever answers
 * these talks with a machine, which answers again.
 * @param number in normal form
 */
export function isPersonal(number: string): boolean {
  return PERSONAL.test(number) && !SERVICE.test(number);
}
