import type { DangerId, EndingId, WhoseId } from '../library/label-ids.ts';
import type { Analysis } from './analysis.ts';

/**
 * What the label models make of a message, from which probability on. What people write of these is too various for phrases: of 110
 * blind messages of onlookers phrases found one in nine, the model three in four (docs/quality.md).
 */

export type Onlooker = 'counter' | 'scene';
export type Ending = Exclude<EndingId, 'open'>;

const SURE_OWNER = { other: 0.5, counter: 0.5, scene: 0.6 } as const;
/** What sounds a little like each of the others is told of himself. */
const LEAST_OTHER = 0.3;
/** What looks passed on says it of its writer, and so does who tells what he himself has paid or given. */
const SURE_OWNER_AGAINST = 0.8;

/** "我付了600", "I sent it": whoever pays for another says so otherwise. */
const OWN_DEED =
  /我(?:就|刚|刚刚|已经|又|都|也|还|先|后来|昨天|今天|前天){0,2}(?:付|转|充|汇|交|打|扫|填|输|报|念|点|垫|投|买|下载|注册|绑)(?:了|过|完|掉)|\bi (?:already |just |have |then ){0,2}(?:paid|sent|transferred|deposited|invested|clicked|entered|put in|gave)\b/u;

/**
 * Somebody else whom he may write of. Without any the matter is his own, whatever it sounds like: of the gate's hundred relatives one is
 * named by none of these, of its 160 who write of themselves 91 name nobody.
 */
const SOMEBODY =
  /[妈媽爸爹娘爷爺奶姥婆嬷嫂叔伯姨舅姑婶侄甥孙孫哥姐弟妹娃她]|外公|阿公|公公|老公|老头|老伴|老人|老太|老豆|老师|老板|岳[父母]|丈[人母]|爱人|太太|媳|对象|[男女](?:朋友|友|孩|生|儿)|[儿女]子|孩子|小孩|女儿|囡|儿童|同[学事屋]|室友|舍友|朋友|闺蜜|邻居|学生|员工|亲戚|家里|家人|人家|别人|战友|徒弟|师[傅父]|小伙|姑娘|[父母]亲|\b(?:m[ou]m|mother|dad|father|parents?|husband|wife|son|daughter|friend|roommate|flatmate|colleague|neighbou?r|grand\w*|aunt|uncle|sister|brother|cousin|boyfriend|girlfriend|she|her|kid|child)\b/u;

/** @param text of the message, normalised */
export function ownerOf(whose: Analysis['whose'], text: string, passedOn: boolean): WhoseId {
  const against = passedOn || OWN_DEED.test(text);
  const sure = (id: keyof typeof SURE_OWNER): number =>
    against || (id === 'other' && !SOMEBODY.test(text)) ? SURE_OWNER_AGAINST : SURE_OWNER[id];
  const onlooker = (['counter', 'scene'] as const).find((id) => (whose[id] ?? 0) >= sure(id));
  const others = 1 - (whose.self ?? 1) >= sure('other') && (whose.other ?? 0) >= LEAST_OTHER;
  return onlooker ?? (others ? 'other' : 'self');
}

/**
 * To believe that it is true may cost his money: who finds his own story in the swindler's ("我的ETC确实过期了") sounds like it. And praise
 * for what he has not done is worse than none: of library 5.0.2, from 0.5 to 0.7 the praise was heard from 31 instead of 34 of fifty who
 * have stopped it, and from 26 instead of 41 of 510 questions and objections. With the labels of 5.5.0, 0.65 instead of 0.7 and 0.75 hears
 * both from 26 instead of 22 of the gate's, and of 80 that have not ended 78 are left so as before.
 */
const SURE_ENDING = { exposed: 0.5, averted: 0.65, genuine: 0.65 } as const;
const ENDINGS = ['exposed', 'genuine', 'averted'] as const;
/** In UTF-16 units; longer than this it is a story of its own. */
const LONGEST_ENDING = 120;

/** Who does nothing but thank has not said how it ended, though most who say so thank as well. */
const MERE_THANKS = 0.95;
const SURE_ENDING_IN_THANKS = 0.8;

/** Where he says in so many words that he has asked, this much is enough to believe that it is true. */
const CHECKED_AND_TRUE = 0.4;

interface EndTold {
  /** Of the message, in UTF-16 units. */
  readonly length: number;
  readonly passedOn: boolean;
  /** Probability that he thanks, 0–1. */
  readonly thanks: number;
  /** He names whom he has asked himself (`state-verified-offline`). */
  readonly checked: boolean;
}

export function endingOf(ending: Analysis['ending'], { length, passedOn, thanks, checked }: EndTold): Ending | null {
  if (passedOn || length > LONGEST_ENDING) return null;
  const least = thanks >= MERE_THANKS ? SURE_ENDING_IN_THANKS : 0;
  const sure = { ...SURE_ENDING, ...(checked && { genuine: CHECKED_AND_TRUE }) };
  return ENDINGS.find((id) => (ending[id] ?? 0) >= Math.max(sure[id], least)) ?? null;
}

/**
 * Of some danger, whichever it is: it calls somebody at any hour. Rare in the corpus and rarer in life; in 1,000 blind chats of other
 * matters a danger is heard 13 times, seven times rightly.
 */
const SURE_DANGER = 0.3;
/**
 * In the middle of a matter so much is needed: there a grandson's number in a grandmother's notebook sounds like it, too. And so much to
 * speak of nothing else from then on.
 */
export const SURE_DANGER_IN_TALK = 0.6;
/** In UTF-16 units: of "想你了" nobody knows. */
const SHORTEST_DANGER = 8;
/** The graver first, of what is said in so many words. */
const DANGERS = ['despair-other', 'despair', 'held-other', 'held'] as const;
const KIND = {
  'despair-other': { kind: 'despair', other: true },
  despair: { kind: 'despair', other: false },
  'held-other': { kind: 'held', other: true },
  held: { kind: 'held', other: false },
} as const satisfies Record<(typeof DANGERS)[number], Pick<Danger, 'kind' | 'other'>>;

interface Heard {
  /** Ids of the signals found, which say it in so many words: `state-despair` and its like. */
  readonly states: ReadonlySet<string>;
  /** Likely somebody else's text. */
  readonly forward: boolean;
  /** … beyond doubt; who speaks of his own death is heard until then. */
  readonly surelyForward: boolean;
  /** Of the message, in UTF-16 units. */
  readonly length: number;
}

/** A life is in danger: that comes before any money. */
export interface Danger {
  /** He may end his life, or is kept somewhere by force … */
  readonly kind: 'despair' | 'held';
  /** … and it is not he who writes, but somebody of whom he writes. */
  readonly other: boolean;
  /** 1 where it is said in so many words, else the probability by its sound, 0–1. */
  readonly sure: number;
}

export function dangerOf(danger: Analysis['danger'], { states, forward, surelyForward, length }: Heard): Danger | null {
  const said = DANGERS.find((id) => states.has(`state-${id}`) && !(KIND[id].kind === 'despair' ? surelyForward : forward));
  const probability = forward || length < SHORTEST_DANGER ? 0 : 1 - (danger.none ?? 1);
  const sounds = probability >= SURE_DANGER ? likeliest(danger) : undefined;
  if (said === undefined) return sounds === undefined ? null : { ...KIND[sounds], sure: probability };
  // Whose life it is the model hears better than words do; which danger it is was said.
  return { ...KIND[sounds !== undefined && KIND[sounds].kind === KIND[said].kind ? sounds : said], sure: 1 };
}

/** The label that says the same. */
export function dangerId(danger: Danger | null): DangerId {
  return DANGERS.find((id) => KIND[id].kind === danger?.kind && KIND[id].other === danger.other) ?? 'none';
}

function likeliest(danger: Analysis['danger']): (typeof DANGERS)[number] {
  return DANGERS.reduce((best, id) => ((danger[id] ?? 0) > (danger[best] ?? 0) ? id : best));
}
