import type { Detector, Judgement } from '../detection/detector.ts';
import { toldReason } from '../detection/reasons.ts';
import type { Verdict } from '../detection/verdict.ts';
import { COLOUR_RANK, type Colour, type IntentId, type SignalRole } from '../library/schema.ts';
import { LISTED } from '../lookups/list-hearing.ts';
import { tellsLittle } from './in-talk.ts';
import { isOfSameChat } from './same-chat.ts';
import { type ConversationState, isUrgent, type Matter, type RecentText, withText } from './state.ts';

/** The matter after a message, and whether this message itself was judged. */
export interface Followed {
  readonly matter: Matter | null;
  readonly recent: readonly RecentText[];
  readonly judged: boolean;
  readonly corrected: boolean;
  /** The message itself adds something: what the other one is, wants, promises or threatens. */
  readonly news: boolean;
}

/** In milliseconds: forwards closer together are one case, answered together. */
const ONE_BREATH = 20_000;
const EXCERPT = 18;
const MOST_RECENT = 9;

/** @param before null: nothing was judged */
export function isWorse({ colour }: Pick<Verdict, 'colour'>, before: Pick<Verdict, 'colour'> | null): boolean {
  return COLOUR_RANK[colour] > (before === null ? -1 : COLOUR_RANK[before.colour]);
}
/** The matter looks bad for the first time, or worse than before: by more than its tone where it is yellow only. */
export function alarmsFirst(verdict: Verdict, before: Matter | null): boolean {
  if (!isWorse(verdict, before?.verdict ?? null)) return false;
  return verdict.colour === 'red' || (verdict.colour === 'yellow' && namesSomething(verdict));
}
/** Intents that carry nothing to judge, unless the text itself looks bad. */
const NOTHING_TO_JUDGE: ReadonlySet<IntentId> = new Set([
  'human',
  'knowledge',
  'greeting',
  'smalltalk',
  'thanks',
  'abuse',
  'off-topic',
  'privacy',
]);

/**
 * A new detail may raise the matter's colour, a plain correction by the citizen may lower it, a forwarded text of
 * another kind starts a new matter. The bare verdict of a text (`/check`) is never touched by any of this.
 */
export function followMatter(detector: Detector, state: ConversationState, judgement: Judgement, text: string, now: number): Followed {
  const { understanding, verdict } = judgement;
  const running = state.matter;
  const grave = state.lost === true || isUrgent(state.escalation);
  // What an officer has said is not taken back by what the bot hears.
  if (
    running &&
    !running.ruling &&
    !state.despair &&
    !state.held &&
    understanding.correction &&
    // What is gone is not back because he has been to the police, or his brother pays no more: "110打了 让我去派出所". Nor is an alarm over.
    (!grave || understanding.ending === 'genuine') &&
    verdict.colour !== 'red' &&
    !isAboutMatter(understanding)
  )
    return { matter: corrected(running, judgement, text, now, grave), recent: [], judged: true, corrected: true, news: true };
  const judged = !isAboutMatter(understanding) && hasSomethingToJudge(judgement);
  if (!judged) return untouched(running, verdict, now);
  const forwarded = understanding.intent === 'forward' && (running === null || understanding.passedOn);
  const recent = forwarded ? inOneBreath(state, verdict, text, now) : [];
  const goesOn =
    running !== null &&
    !understanding.newMatter &&
    (!forwarded || recent.length > 1 || staysOnMatter(running, judgement, state) || isOfSameChat(running, text, now));
  const told = forwarded && !goesOn ? verdict : hearTeller(judgement);
  const news = !goesOn || namesSomething(told) || tellsOfHim(judgement);
  const heard = goesOn && !forwarded && !news && isFaint(told, running) ? { ...told, colour: running.verdict.colour } : told;
  const matter = goesOn ? joined(detector, running, heard, news, judgement, text, now) : { verdict: heard, texts: [text], updatedAt: now };
  return { matter, recent, judged: true, corrected: false, news };
}

/** The matter stays what it is, whatever the words of this message look like. */
export function leaveMatter(state: ConversationState, { verdict }: Judgement, now: number): Followed {
  return untouched(state.matter, verdict, now);
}

function untouched(running: Matter | null, verdict: Verdict, now: number): Followed {
  return { matter: running && touched(running, verdict, now), recent: [], judged: false, corrected: false, news: false };
}

/** He speaks of what was judged already, or of himself. */
function isAboutMatter({ asksWhy, asksAgain, asksWhatNow, distress, sum }: Judgement['understanding']): boolean {
  return asksWhy || asksAgain || asksWhatNow || distress || sum;
}

/** A greeting has nothing to judge, nor has a report that names nothing yet; a scam text that begins politely has. */
function hasSomethingToJudge({ understanding, verdict, analysis }: Judgement): boolean {
  if (understanding.intent === 'report')
    return analysis.entities.all.length > 0 || verdict.colour === 'red' || analysis.normalized.text.length > SHORTEST_REPORT;
  if (!NOTHING_TO_JUDGE.has(understanding.intent)) return true;
  if (understanding.unsure && verdict.score >= LIKELY_SCAM) return true;
  if (IDLE_TALK.has(understanding.intent) && analysis.counted.some(({ signal }) => TOLD_ROLES.has(signal.role))) return true;
  return verdict.colour === 'red' && understanding.intent !== 'knowledge';
}
const SHORTEST_REPORT = 16;
/** "我收到短信说中奖了" is no small talk, however it sounds. */
const IDLE_TALK: ReadonlySet<IntentId> = new Set(['greeting', 'smalltalk', 'thanks', 'off-topic']);
const TOLD_ROLES: ReadonlySet<SignalRole> = new Set(['lure', 'threat', 'ask']);
/** From here on what may be small talk or a question sounds like the beginning of a story that must be judged. */
const LIKELY_SCAM = 0.6;

/** What he tells of himself, or adds to his story, needs less than a bare text to be called by its name. */
const TOLD_RED = 0.75;
const TOLD_YELLOW = 0.3;
/** Where nothing but the tone speaks for it: such as "他一个人在外地念书" after a story. */
const TONE_RED = 0.93;

/** The colour of a matter, not of a text: somebody came to the hotline with it. */
function hearTeller({ verdict, analysis, understanding }: Judgement): Verdict {
  const red = verdict.score >= (namesSomething(verdict) ? TOLD_RED : TONE_RED);
  const colour: Colour = red ? 'red' : verdict.score >= TOLD_YELLOW ? 'yellow' : 'green';
  // "96110打来说我正在被骗" sounds like its scheme, and is most often true.
  if (understanding.realDissuasion || COLOUR_RANK[colour] <= COLOUR_RANK[verdict.colour]) return verdict;
  return { ...verdict, colour, reasons: verdict.reasons.length > 0 ? verdict.reasons : [toldReason(analysis)] };
}

/** "上头没有网址的，就讲带身份证" after what looked harmless: the tone of a few words must be plainer to change that. */
function isFaint({ score }: Verdict, { verdict }: Matter): boolean {
  return verdict.colour === 'green' && score < TONE_RAISES;
}
const TONE_RAISES = 0.5;

/** While money is going a notice with these belongs to it: the bank's of the payment, or of the code for it. */
const OF_MONEY: ReadonlySet<string> = new Set(['amount', 'code', 'account']);
/** Below this a forwarded text has nothing of a scam and is something new that he wants to know. */
const NEW_MATTER = 0.3;

/**
 * A forward that looks bad while the matter does, or once a human was called, is more of the same story; a harmless one
 * is a new question, whatever went before.
 */
function staysOnMatter(running: Matter, { verdict, analysis }: Judgement, state: ConversationState): boolean {
  const ofMoney = analysis.entities.all.some(({ kind }) => OF_MONEY.has(kind));
  if (isUrgent(state.escalation) && running.verdict.colour === 'red' && ofMoney) return true;
  return (state.escalation !== null || running.verdict.colour !== 'green') && verdict.score >= NEW_MATTER;
}

function inOneBreath(state: ConversationState, verdict: Verdict, text: string, now: number): RecentText[] {
  const before = state.recent.filter(({ at }) => now - at < ONE_BREATH);
  return [...before, { at: now, excerpt: text.slice(0, EXCERPT), verdict: { ...verdict, reasons: [] } }].slice(-MOST_RECENT);
}

/** Two yellow details make red when together they leave less doubt than this. */
const LITTLE_DOUBT = 0.04;

/**
 * All that was told, judged together, and each detail as evidence of its own: the colour only rises, and by no words that
 * name nothing new, as "没转钱". Stage and intent are those of the newest message.
 */
function joined(
  detector: Detector,
  running: Matter,
  heard: Verdict,
  news: boolean,
  judgement: Judgement,
  text: string,
  now: number,
): Matter {
  const { understanding } = judgement;
  const texts = withText(running.texts, text);
  const together = news ? hearTeller(detector.judge(texts.join('\n'))) : heard;
  // Of equals the newest, since he wants to know about what he has just told; but a word that other schemes have as well changes no scheme.
  const sorted = isClearer(heard, running.verdict, isDetail(understanding, text))
    ? [heard, together, running.verdict]
    : [running.verdict, together, heard];
  const worst = sorted.reduce((a, b) => (COLOUR_RANK[b.colour] > COLOUR_RANK[a.colour] ? b : a));
  const doubt = (1 - running.verdict.score) * (1 - heard.score);
  const bothYellow = worst.colour === 'yellow' && running.verdict.colour === 'yellow' && heard.colour === 'yellow';
  const adds = bothYellow && news && doubt < LITTLE_DOUBT;
  const exposed = understanding.exposed && worst.colour === 'yellow' && !worst.advice.general;
  const raised = adds || exposed ? { ...worst, colour: 'red' as const, score: 1 - doubt } : worst;
  const { ruling } = running;
  const stands = ruling !== undefined && COLOUR_RANK[raised.colour] <= COLOUR_RANK[ruling.colour];
  const verified = running.verified && raised.colour !== 'red' && (!news || tellsLittle(judgement)) ? ({ verified: true } as const) : {};
  return { verdict: inThisMoment(raised, heard), texts, updatedAt: now, ...verified, ...(stands ? { ruling } : {}) };
}

/** More than the tone of the words speaks for it: a pattern, a signal or a link. */
function namesSomething({ reasons }: Verdict): boolean {
  return reasons.some(({ kind }) => kind !== 'classifier');
}

/**
 * Says better than the other which scheme it is: by a pattern, a link or, unless it is a mere detail, several signals (and more than the
 * other), or by one where the other has none. "不去的话机票钱要我赔" after a job abroad is no matter of flights.
 */
function isClearer(one: Verdict, other: Verdict, detail: boolean): boolean {
  const several = !detail && signalsIn(one) >= SEVERAL && signalsIn(one) > signalsIn(other);
  return namesScheme(one) || several || (namesSomething(one) && !namesSomething(other));
}

function isDetail({ passedOn }: Judgement['understanding'], text: string): boolean {
  return !passedOn && text.length <= DETAIL;
}
/** In UTF-16 units. */
const DETAIL = 40;

function signalsIn({ reasons }: Verdict): number {
  return reasons.filter(({ kind }) => kind === 'signal').length;
}
const SEVERAL = 2;

/** What others have reported of a number says more of it than the words around it. */
function namesScheme({ reasons }: Verdict): boolean {
  return reasons.some(({ kind, id }) => kind === 'pattern' || kind === 'link' || id === LISTED);
}

/** What the other one is, promises, threatens or wants is spoken of, however harmless it sounds. */
function tellsOfHim({ analysis }: Judgement): boolean {
  return analysis.counted.some(({ signal }) => SCAMMERS_ROLES.has(signal.role));
}
const SCAMMERS_ROLES: ReadonlySet<SignalRole> = new Set(['identity', 'lure', 'threat', 'ask', 'pressure']);

function touched(running: Matter, verdict: Verdict, now: number): Matter {
  return { ...running, verdict: inThisMoment(running.verdict, verdict), updatedAt: now };
}

/**
 * He says that it was a mistake, or that he has asked the person himself: one step down, and never below what the words
 * alone give. Where something is gone, or an alarm is open, it stays at that: who is steered says it twice. What was told before
 * it is not weighed again, or the next detail would take the correction back.
 */
function corrected(running: Matter, { verdict, understanding }: Judgement, text: string, now: number, grave: boolean): Matter {
  const { colour: before } = running.verdict;
  const colour: Colour = before === 'red' || verdict.colour === 'yellow' || (grave && before === 'yellow') ? 'yellow' : 'green';
  const kept = colour === 'green' ? { ...verdict, colour } : { ...running.verdict, colour, score: Math.min(running.verdict.score, 0.5) };
  const verified = understanding.ending === 'genuine' ? ({ verified: true } as const) : {};
  return { verdict: inThisMoment(kept, verdict), texts: [text], updatedAt: now, ...verified };
}

function inThisMoment(matter: Verdict, message: Verdict): Verdict {
  const { stage, intent, escalate, language } = message;
  const advice = { ...matter.advice, verifyWith: message.advice.verifyWith ?? matter.advice.verifyWith };
  return { ...matter, advice, stage, intent, escalate, language };
}
