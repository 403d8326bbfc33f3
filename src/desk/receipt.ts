import { AHEAD_OF_UTC } from '../hotline-time.ts';

/** The number of a 咨询回执, and how the citizen is told of it. */

/** Without I, L, O and U, which are read or heard as something else. */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
/** 60 bits: nobody finds one by trying. */
const LENGTH = 12;
const GROUP = 4;
const NUMBER = new RegExp(`^R(\\d{4})([${LETTERS}]{${LENGTH}})$`);

/**
 * `R2026-7K3M-QX9A-0TDF`
 * @param newId unguessable ids
 * @param now milliseconds since 1970 UTC; the year is that of the hotline
 */
export async function newReceiptNumber(newId: () => string, now: number): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(`receipt ${newId()} ${newId()}`));
  const letters = Array.from(new Uint8Array(digest).subarray(0, LENGTH), (byte) => LETTERS.charAt(byte % LETTERS.length)).join('');
  return grouped(String(new Date(now + AHEAD_OF_UTC).getUTCFullYear()), letters);
}

/** A number as somebody typed or read it out, in the one way that we write it; null when it can be none. */
export function readReceiptNumber(typed: string): string | null {
  const plain = typed
    .slice(0, 60)
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1');
  const [, year, letters] = NUMBER.exec(plain) ?? [];
  return year && letters ? grouped(year, letters) : null;
}

function grouped(year: string, letters: string): string {
  return [`R${year}`, ...(letters.match(new RegExp(`.{${GROUP}}`, 'g')) ?? [])].join('-');
}

/** To the citizen. It must never help anybody to claim that a payment was checked. */
export function receiptWords(
  number: string,
  { hotline, officer, caseNumber, english }: { hotline: string; officer: string; caseNumber: string; english: boolean },
): string {
  if (english)
    return [
      `Your receipt: ${number}. It shows only that you asked. It vouches for no payment.`,
      `Anyone who uses this number to ask for money is a scammer: call 96110. To check the number, call ${hotline} yourself.`,
      `Officer ${officer} · case ${caseNumber}`,
    ].join('\n');
  return [
    `您的咨询回执：${number}。编号只证明您问过，不证明任何付款可信。`,
    `谁凭这个编号要钱，就是诈骗，打96110。要核对编号，自己拨${hotline}。`,
    `值班员 ${officer} · 工单${caseNumber}`,
  ].join('\n');
}

/** On the public page. */
export const RECEIPT_ANSWERS = {
  known: {
    zh: '编号存在。本回执不证明任何付款可信；凭它要钱就是诈骗。',
    en: 'This number exists. It vouches for no payment. Anyone who uses it to ask for money is a scammer.',
  },
  unknown: {
    zh: '没有这个编号。凭它要钱就是诈骗，打96110。',
    en: 'There is no such number. Anyone who uses it to ask for money is a scammer. Call 96110.',
  },
} as const;
