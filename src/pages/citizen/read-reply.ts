import type { CheckAnswer } from '../../conversation/answer.ts';
import { SYMBOL } from '../../conversation/compose.ts';
import { COLOURS, type Colour } from '../../library/schema.ts';

/**
 * A reply is one text for every channel (conversation/compose.ts). A page shows the same words as a card: this takes the
 * text apart, so that nothing is said on the page that an SMS would not say.
 */
export type ReplyShape = CardReply | UrgentReply | PlainReply;

export interface CardReply {
  readonly kind: 'card';
  readonly colour: Colour;
  readonly english: boolean;
  /** The scheme, where the reply names one. */
  readonly type: string | null;
  /** The one thing not to do; for yellow and green all that the first line says. */
  readonly message: string;
  /** Lines between the head and the sections: what was corrected, the stage's step, one line per text. */
  readonly notes: readonly string[];
  /** How the scheme goes on. */
  readonly next: string | null;
  readonly hasNow: boolean;
  /** The answer to "why?": the reasons once more, all of them. */
  readonly explains: boolean;
  readonly label: string | null;
}
export interface UrgentReply {
  readonly kind: 'urgent';
  readonly english: boolean;
  readonly order: string;
  readonly rest: string;
  readonly steps: readonly string[];
  /** That an officer was called, with the case's number. */
  readonly called: string | null;
  readonly label: string | null;
}
interface PlainReply {
  readonly kind: 'plain';
  readonly lines: readonly string[];
  readonly label: string | null;
}

const LABEL = /^(?:机器提示|機器提示|Automatic check)/;
/** Sections that the card makes of the structured verdict. */
const SECTION = /^(?:为什么：|為什麼：|Why: |怎么办：|怎麼辦：|What to do: |电话：|電話：|Phone: |Pattern: )/;
const NOW = /^(?:怎么办：|怎麼辦：|What to do: )/;
const NUMBERED_REASON = /^\d+\. (?!🔴|🟡|🟢)/u;
const NEXT = /^(?:这种骗局接下来会这样：|這種騙局接下來會這樣：|How this scam goes on: )/;
const RED_HEAD = /^(?:像诈骗[：。]|像詐騙[：。]|Likely a scam\. )/;
/** Which scheme it is stands in the head, where it is more than a guess, … */
const RED_ZH = /^像[诈詐][骗騙](?:：(.*?))?。(.+?)。/;
/** … and on a line of its own in English. */
const SCHEME = /^Pattern: (.+)\.$/;
const YELLOW_HEAD = /^(?:可疑，先核实。|可疑，先核實。|Suspicious\. )/;
const GREEN_HEAD = /^(?:没看出诈骗特征，|沒看出詐騙特徵，|No scam signs, )/;
const CASE = /(?:工单|工單|[Cc]ase )[A-Z]\d/;
const HAN = /\p{Script=Han}/u;

export function readReply(text: string, verdict: CheckAnswer | undefined): ReplyShape {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const label = lines.find((line) => LABEL.test(line)) ?? null;
  const said = lines.filter((line) => line !== label);
  const headAt = said.findIndex((line) => colourOf(line) !== null);
  const colour = headAt === -1 ? null : colourOf(said[headAt] ?? '');
  // A head may only be preceded by one remark ("understood, by your correction").
  if (colour === null || headAt > 1) return { kind: 'plain', lines: said, label };
  const head = (said[headAt] ?? '').slice(SYMBOL[colour].length).trim();
  const others = said.filter((line, index) => index !== headAt && !SECTION.test(line));
  const english = !HAN.test(head);
  const urgent = verdict?.intent === 'emergency' || verdict?.intent === 'stop-loss';
  if (colour === 'red' && urgent && !RED_HEAD.test(head)) return readUrgent(head, others, english, label);
  const next = others.find((line) => NEXT.test(line));
  return {
    kind: 'card',
    colour,
    english,
    ...readHead(head, colour, verdict, said),
    notes: others.filter((line) => !NUMBERED_REASON.test(line) && line !== next),
    next: next?.replace(NEXT, '') ?? null,
    explains: next !== undefined || others.some((line) => NUMBERED_REASON.test(line)),
    hasNow: said.some((line) => NOW.test(line)),
    label,
  };
}

function colourOf(line: string): Colour | null {
  return COLOURS.find((colour) => line.startsWith(SYMBOL[colour])) ?? null;
}

function readHead(
  head: string,
  colour: Colour,
  verdict: CheckAnswer | undefined,
  said: readonly string[],
): { type: string | null; message: string } {
  if (colour === 'yellow') return { type: null, message: capital(head.replace(YELLOW_HEAD, '')) };
  if (colour === 'green') return { type: null, message: capital(head.replace(GREEN_HEAD, '')) };
  const [, title, dont] = RED_ZH.exec(head) ?? [];
  if (dont) return { type: title || null, message: dont };
  const [scheme] = said.flatMap((line) => SCHEME.exec(line)?.[1] ?? []);
  return { type: scheme ?? null, message: verdict?.advice.dont ?? head.replace(RED_HEAD, '') };
}

function readUrgent(head: string, others: readonly string[], english: boolean, label: string | null): UrgentReply {
  const end = english ? head.indexOf('. ') + 1 : head.indexOf('。') + 1;
  const called = others.find((line) => CASE.test(line)) ?? null;
  return {
    kind: 'urgent',
    english,
    order: end > 0 ? head.slice(0, end) : head,
    rest: end > 0 ? head.slice(end).trim() : '',
    steps: others.filter((line) => line !== called),
    called,
    label,
  };
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
