/**
 * Which bank a card is of, by the prefix that its issuer was given. A small table of common prefixes of large banks, each found
 * alike in several published lists of UnionPay's issuer numbers and on the banks' own cards (compared in November 2026); what
 * the lists disagree about is left out. It proposes and is never asked whether a number is right. Pure.
 */
const PREFIXES: Readonly<Record<string, readonly string[]>> = {
  工商银行: ['622202', '622203', '622208', '621225', '621226', '621558', '955880'],
  农业银行: ['622845', '622846', '622848'],
  中国银行: ['456351', '601382', '621661', '621663', '621667'],
  建设银行: ['436742', '621081', '621700', '622280', '622700'],
  交通银行: ['622260', '622262'],
  邮储银行: ['621799', '622188'],
  招商银行: ['621483', '621485', '621486', '622588', '622609'],
  浦发银行: ['622521', '622522'],
  兴业银行: ['622908', '622909'],
};
const BANKS = new Map(Object.entries(PREFIXES).flatMap(([bank, prefixes]) => prefixes.map((prefix) => [prefix, bank] as const)));
const CARD = /^\d{16,19}$/;

/** Empty where the prefix is not known, or the number is no whole card's. */
export function bankOfCard(account: string): string {
  return CARD.test(account) ? (BANKS.get(account.slice(0, 6)) ?? '') : '';
}

/** Does a card's number end with the check digit that ISO/IEC 7812 asks for? Others, such as accounts of companies, have none. */
export function passesLuhn(account: string): boolean {
  let sum = 0;
  for (let index = 0; index < account.length; index++) {
    const digit = Number(account[account.length - 1 - index]);
    const counted = index % 2 === 0 ? digit : digit * 2;
    sum += counted > 9 ? counted - 9 : counted;
  }
  return sum % 10 === 0;
}

/** A card's number that may have been mistyped: to be asked once more, and taken as it stands all the same. */
export function mayBeMistyped(account: string): boolean {
  return CARD.test(account) && /^(?:62|4|5)/.test(account) && !passesLuhn(account);
}
