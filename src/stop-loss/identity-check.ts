import type { LeadBody } from './stop-lead.ts';

/** How an officer has made sure that it is the victim who asks. No face, no picture: a call. Pure. */
export const CHECK_WAYS = ['rang-back', 'on-the-line', 'in-person', 'by-family'] as const;
export type CheckWay = (typeof CHECK_WAYS)[number];
export const CHECK_RESULTS = ['confirmed', 'unreached', 'not-him'] as const;
export type CheckResult = (typeof CHECK_RESULTS)[number];

/** What a check is a check of: each may be changed afterwards, by the officer or, the telephone, by whoever has the status page. */
const CHECKED_WORDS = ['name', 'idNumber', 'phone'] as const satisfies readonly (keyof LeadBody)[];
export type CheckedWord = (typeof CHECKED_WORDS)[number];
type Checked = Pick<LeadBody, CheckedWord>;

export interface IdentityCheck {
  readonly way: CheckWay;
  readonly result: CheckResult;
  readonly note: string;
  /** Milliseconds since 1970 UTC. */
  readonly at: number;
  readonly officer: string;
  /** As it stood then; nothing in what an older program kept. */
  readonly of?: Checked;
}

const WAYS: Readonly<Record<CheckWay, string>> = {
  'rang-back': '电话回拨核对',
  'on-the-line': '来电通话中核对',
  'in-person': '当面核对证件',
  'by-family': '家属代报，电话核对关系',
};

const NAMES: Readonly<Record<CheckedWord, string>> = { name: '姓名', idNumber: '身份证号', phone: '联系电话' };

/** What was changed after the check, so that nobody has checked it. */
export function changedSince(check: IdentityCheck | null, now: Checked): readonly CheckedWord[] {
  const before = check?.result === 'confirmed' ? check.of : undefined;
  return before ? CHECKED_WORDS.filter((word) => before[word] !== now[word]) : [];
}

/**
 * For the police's sheet, in Chinese; empty before it was confirmed.
 * @param now whom the lead names now
 */
export function checkInWords(check: IdentityCheck | null, now: Checked): string {
  if (check?.result !== 'confirmed') return '';
  const changed = changedSince(check, now).map((word) => NAMES[word]);
  const remark = changed.length === 0 ? '' : `核对以后改过：${changed.join('、')}`;
  return [WAYS[check.way], check.officer, check.note, remark].filter((text) => text !== '').join('，');
}

/**
 * null for what no page of ours sends.
 * @param of whom the lead names now
 */
export function readCheck(
  typed: Readonly<Record<string, string | undefined>>,
  { officer, at, of: { name, idNumber, phone } }: { readonly officer: string; readonly at: number; readonly of: Checked },
): IdentityCheck | null {
  const way = CHECK_WAYS.find((one) => one === typed.way);
  const result = CHECK_RESULTS.find((one) => one === typed.result);
  return way && result ? { way, result, note: (typed.note ?? '').slice(0, 200), at, officer, of: { name, idNumber, phone } } : null;
}
