/** How an officer has made sure that it is the victim who asks. No face, no picture: a call. Pure. */
export const CHECK_WAYS = ['rang-back', 'on-the-line', 'in-person', 'by-family'] as const;
export type CheckWay = (typeof CHECK_WAYS)[number];
export const CHECK_RESULTS = ['confirmed', 'unreached', 'not-him'] as const;
export type CheckResult = (typeof CHECK_RESULTS)[number];

export interface IdentityCheck {
  readonly way: CheckWay;
  readonly result: CheckResult;
  readonly note: string;
  /** Milliseconds since 1970 UTC. */
  readonly at: number;
  readonly officer: string;
}

const WAYS: Readonly<Record<CheckWay, string>> = {
  'rang-back': '电话回拨核对',
  'on-the-line': '来电通话中核对',
  'in-person': '当面核对证件',
  'by-family': '家属代报，电话核对关系',
};

/** For the police's sheet, in Chinese; empty before it was confirmed. */
export function checkInWords(check: IdentityCheck | null): string {
  if (check?.result !== 'confirmed') return '';
  return [WAYS[check.way], check.officer, check.note].filter((text) => text !== '').join('，');
}

/** null for what no page of ours sends. */
export function readCheck(typed: Readonly<Record<string, string | undefined>>, officer: string, at: number): IdentityCheck | null {
  const way = CHECK_WAYS.find((one) => one === typed.way);
  const result = CHECK_RESULTS.find((one) => one === typed.result);
  return way && result ? { way, result, note: (typed.note ?? '').slice(0, 200), at, officer } : null;
}
