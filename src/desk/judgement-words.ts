import type { Colour, ScamType } from '../library/schema.ts';

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
  /** Of his page; his reason stays as the officer typed it. */
  readonly english: boolean;
}

const ENDED = /[。？；.?;]$/u;
const GENERAL_DONT = '别转账、别给验证码';
const STOP_PAYMENT = '打110说“我被骗了，要止付”';

/** The scam type and the one thing not to do, as they are said to him. */
export function toldType(type: ScamType, english: boolean): NonNullable<ToldJudgement['type']> {
  const { title, advice } = type;
  return english ? { title: title.en, dont: advice.dont.en } : { title: title.zh, dont: advice.dont.zh };
}

/** The first 60 characters are complete in themselves: colour, the one don't, the number. Never an approval. */
export function judgementWords({ colour, type, reason, moneyGone, officer, caseNumber, english }: ToldJudgement): string {
  const why = reason.replace(/\s+/gu, ' ').trim();
  if (english)
    return [
      englishHead(colour, type, moneyGone),
      `Why: ${why}${ENDED.test(why) ? '' : '.'}`,
      `Officer ${officer} · case ${caseNumber}`,
    ].join('\n');
  return [headOf(colour, type, moneyGone), `为什么：${why}${ENDED.test(why) ? '' : '。'}`, `研判员 ${officer} · 工单${caseNumber}`].join(
    '\n',
  );
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

function englishHead(colour: Colour, type: ToldJudgement['type'], moneyGone: boolean): string {
  const judged = type ? `An officer has looked at it: ${type.title}.` : 'An officer has looked at it.';
  const gone = 'Pay nothing more. Call 110 and say "stop the payment".';
  if (colour === 'red')
    return `🔴 Likely a scam. ${moneyGone ? gone : `${type?.dont ?? 'Pay nothing, give no code'}. Call 96110.`} ${judged}`;
  if (colour === 'yellow') return `🟡 Suspicious. ${moneyGone ? gone : 'Pay nothing yet. Call 96110.'} ${judged}`;
  return `🟢 No scam signs, no promise. ${moneyGone ? 'Money gone: call 110.' : 'Money, codes? Stop, call 96110.'} ${judged}`;
}

const GONE: ReadonlySet<string> = new Set(['paid', 'handed-over']);

/** @param reason why a human was called, as `decide.ts` writes it: `emergency: paid` */
export function isMoneyGone({ reason, stage }: { readonly reason: string; readonly stage: string | null }): boolean {
  return GONE.has(stage ?? '') || GONE.has(reason.split(': ')[1] ?? '');
}
