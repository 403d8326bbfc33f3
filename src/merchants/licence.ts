/** 统一社会信用代码, GB 32100-2015: what a business licence is known by. Pure. */

const SIGNS = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const LENGTH = 18;

/** As it is compared and shown: 18 capital letters and digits; null for what is none, or was mistyped: the last sign checks the others. */
export function readLicence(typed: string): string | null {
  const code = typed.normalize('NFKC').replace(/[\s-]/g, '').toUpperCase();
  if (code.length !== LENGTH) return null;
  let sum = 0;
  for (const [at, sign] of [...code].entries()) {
    const value = SIGNS.indexOf(sign);
    if (value < 0) return null;
    if (at < LENGTH - 1) sum += value * (3 ** at % SIGNS.length);
  }
  return SIGNS[(SIGNS.length - (sum % SIGNS.length)) % SIGNS.length] === code.at(-1) ? code : null;
}

/** `…A12B`: enough to tell two apart. */
export function maskLicence(licence: string): string {
  return `…${licence.slice(-4)}`;
}
