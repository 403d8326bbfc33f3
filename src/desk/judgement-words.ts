import type { Colour } from '../library/schema.ts';

/** What a citizen is told of an officer's verdict. */
export interface ToldJudgement {
  readonly colour: Colour;
  /** The scam type in everyday words, and the one thing not to do. */
  readonly type: { readonly title: string; readonly dont: string } | null;
  readonly reason: string;
  /** His money is on its way to the scammer: 110 comes before all advice. */
  readonly moneyGone: boolean;
  readonly officer: string;
  readonly caseNumber: string;
}

const GENERAL_DONT = '别转账、别给验证码';
const STOP_PAYMENT = '打110说“我被骗了，要止付”';

/** The first 60 characters are complete in themselves: colour, the one don't, the number. Never an approval. */
export function judgementWords({ colour, type, reason, moneyGone, officer, caseNumber }: ToldJudgement): string {
  const why = reason.replace(/\s+/gu, ' ').trim();
  return [
    headOf(colour, type, moneyGone),
    `为什么：${why}${/[。？；.?;]$/u.test(why) ? '' : '。'}`,
    `研判员 ${officer} · 工单${caseNumber}`,
  ].join('\n');
}

function headOf(colour: Colour, type: ToldJudgement['type'], moneyGone: boolean): string {
  const like = type ? `（${type.title}）` : '';
  if (colour === 'red')
    return `🔴 人工研判：像诈骗${like}。${moneyGone ? `别再转钱，马上${STOP_PAYMENT}。` : `${type?.dont ?? GENERAL_DONT}。有疑问打96110。`}`;
  if (colour === 'yellow')
    return moneyGone
      ? `🟡 人工研判：可疑${like}。别再转钱，已转出的马上${STOP_PAYMENT}。`
      : `🟡 人工研判：可疑${like}，先核实。先${GENERAL_DONT}，拿不准打96110。`;
  return `🟢 人工研判：没看出诈骗特征，但谁也不能担保。要钱、要码、要下载就停下，${moneyGone ? '钱已转出的打110' : '打96110'}。`;
}

const GONE: ReadonlySet<string> = new Set(['paid', 'handed-over']);

/** @param reason why a human was called, as `decide.ts` writes it: `emergency: paid` */
export function isMoneyGone({ reason, stage }: { readonly reason: string; readonly stage: string | null }): boolean {
  return GONE.has(stage ?? '') || GONE.has(reason.split(': ')[1] ?? '');
}
