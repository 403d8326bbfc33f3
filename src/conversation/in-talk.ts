import { CALL_IN_TALK, CALL_WHEN_CHECKED, ESCALATING } from '../detection/alarm.ts';
import type { Judgement } from '../detection/detector.ts';
import { SURE_DANGER_IN_TALK } from '../detection/labels.ts';
import { isHarmed } from '../detection/stage.ts';
import type { IntentId } from '../library/schema.ts';
import type { CitizenCommand } from './citizen-commands.ts';
import { typeAsked } from './intent-replies.ts';
import type { ConversationState, RunningCase } from './state.ts';

/** What a message means in the middle of a talk, where the same words alone would mean something else. */

/** Whoever says this asks for nothing. */
export const SMALL_TALK: ReadonlySet<IntentId> = new Set(['greeting', 'smalltalk', 'thanks', 'abuse', 'off-topic']);

/** What a question of data names; "会影响我考公吗" has none of it. */
const NAMES_DATA =
  /[删刪]|[隐隱]私|保密|信息|[资資][料讯訊]|[记記][录錄]|[数數][据據]|泄|存|看[得到见見]|同意|授[权權]|[导導]出|[注註][销銷]|[录錄]音|data|privacy|private|delete|erase|stor|see|record|confidential/iu;

/** The answer to this intent says nothing to somebody in the middle of a matter: rules in general, or what we do not do. */
export function missesThePoint({ understanding: { intent }, analysis }: Judgement): boolean {
  if (intent === 'privacy') return !NAMES_DATA.test(analysis.normalized.text);
  return intent === 'off-topic' || (intent === 'knowledge' && typeAsked(analysis) === null);
}

/** The order is what he wants, whatever the model makes of so few words. */
export function asCommanded(judgement: Judgement, command: CitizenCommand | null, waiting: RunningCase | null): Judgement {
  if (command !== 'call-human' && !(command === 'how-long' && waiting)) return judgement;
  const { understanding, verdict } = judgement;
  const order = { intent: 'human', escalate: true } as const;
  const nothingElse = { asksWhy: false, asksAgain: false, distress: false, erase: false, correction: false };
  return { ...judgement, understanding: { ...understanding, ...order, ...nothingElse }, verdict: { ...verdict, ...order } };
}

/** Who has written in traditional characters, or in English, still does with "好" or a number alone. */
export function inHisLanguage(judgement: Judgement, { matter }: ConversationState): Judgement {
  const { analysis, verdict } = judgement;
  const before = matter?.verdict.language;
  if (!before || verdict.language !== analysis.languages[0] || !analysis.languages.includes(before)) return judgement;
  return { ...judgement, verdict: { ...verdict, language: before } };
}

/** In the middle of a matter a life is in danger only where that is plainer: half of what faintly sounds so there speaks of the scheme. */
export function asEndangered(judgement: Judgement, { matter }: ConversationState): Judgement {
  const { understanding, verdict } = judgement;
  const { danger } = understanding;
  if (matter === null || danger === null || danger.sure >= SURE_DANGER_IN_TALK) return judgement;
  const intent = understanding.alarm >= CALL_IN_TALK ? 'emergency' : understanding.calm;
  const calmer = { intent, escalate: ESCALATING.has(intent) };
  return { ...judgement, understanding: { ...understanding, ...calmer, danger: null }, verdict: { ...verdict, ...calmer } };
}

/** "能先转吗", "要不要借给他": to this there is one answer. Whether to report, to hang up or to freeze is asked with other verbs. */
export function asksToPay({ analysis }: Judgement): boolean {
  return ASKS_TO_PAY.test(analysis.normalized.text);
}
const ASKS_TO_PAY =
  /(?:能不能|可不可以|要不要|该不该)[^,.!?。，！？]{0,5}(?:转|付|汇|充|交钱|给他|给钱|打钱|打过去|借给|贷款|寄|投钱|垫|买)|(?:可以|能|敢|先|是不是要)[^,.!?。，！？]{0,5}(?:转|付|汇|充|交钱|给他|给钱|打钱|打过去|借给|贷款|寄|投钱|垫|买)[^,.!?。，！？]{0,6}(?:吗|么|嘛|不|吧|呢|伐|[?？])|\b(?:can|should|may|could|shall) i\b[^.?!]{0,24}\b(?:pay|send|transfer|buy|invest|lend|deposit|top up)\b/;

/** He wants to know something, as far as a few words show it. */
export function asks({ analysis: { normalized } }: Judgement): boolean {
  return ASKS.test(normalized.text);
}
const ASKS =
  /[?？]|[吗么呢嘛咩伐](?=$|[\s,，。])|[^我他她您你也都要]不$|(.)不\1|还是[^,.，。]{1,12}(?:可以|行|好)|怎么|什么|为什么|多久|几时|几点|哪[里儿个家边]|谁|能不能|会不会|要不要|是不是|有没有|怎样|点解|点算|几耐|\b(?:how|what|when|where|why|who|which|can|could|should|will|do|does|is|are)\b/;

/** What he asks of a matter that he has found to be true, and what hardly sounds like anything, says nothing against it. */
export function tellsLittle(judgement: Judgement): boolean {
  return judgement.verdict.score < LIKELY_NEWS || asks(judgement);
}
const LIKELY_NEWS = 0.5;

/** In an open matter this wants an answer, and not somebody: the models hear a plea in it. */
function onlyAsksToPay(judgement: Judgement): boolean {
  const { intent, wantsHuman, stage, danger } = judgement.understanding;
  return intent === 'human' && !wantsHuman && !isHarmed(stage) && !danger && asksToPay(judgement);
}

/** The same words call somebody later in a talk than at its beginning. */
export function inTalk(judgement: Judgement, { matter }: ConversationState): Judgement {
  const { understanding, verdict } = judgement;
  const bySound = matter?.verified === true && !isHarmed(understanding.stage) && !understanding.cheated && !understanding.wantsHuman;
  const called = understanding.alarm >= (bySound ? CALL_WHEN_CHECKED : CALL_IN_TALK) && !triedToReach(judgement);
  if (matter && onlyAsksToPay(judgement)) return asking(judgement);
  if (!matter || called || understanding.danger || understanding.intent === understanding.calm) return judgement;
  const calmly = { intent: understanding.calm, escalate: ESCALATING.has(understanding.calm) };
  return { ...judgement, understanding: { ...understanding, ...calmly }, verdict: { ...verdict, ...calmly } };
}

/**
 * "那手机银行转的呢", "那定期的呢": what was asked before is asked of something else, and the models hear a loss in it. What looks bad itself
 * is none, nor is what goes on or what somebody wants of him: "那他还在电话里呢".
 */
export function asWhatAbout(judgement: Judgement): Judgement {
  const { understanding, analysis, verdict } = judgement;
  const { danger, wantsHuman, stage, cheated } = understanding;
  if (danger || wantsHuman || cheated || isHarmed(stage) || verdict.colour === 'red') return judgement;
  const { text } = analysis.normalized;
  return WHAT_ABOUT.test(text) && !GOES_ON.test(text) ? asQuestion(judgement) : judgement;
}
const WHAT_ABOUT = /^(?:那么?|还有|要是|如果是?)[^,.。?？!]{1,12}呢[?？。!]?$/;
const GOES_ON = /还在|正在|还等|等着|着呢|[让叫逼催要]我/;

function asking({ understanding, verdict, ...rest }: Judgement): Judgement {
  const calmly = { intent: 'advice', escalate: false } as const;
  return { ...rest, understanding: { ...understanding, ...calmly }, verdict: { ...verdict, ...calmly } };
}

/** "打了没人接", "打她电话关机": he checks, as he was told to; in so few words it sounds like a cry for somebody. */
function triedToReach({ understanding, analysis }: Judgement): boolean {
  const { text } = analysis.normalized;
  if (text.length > SHORT || understanding.wantsHuman || isHarmed(understanding.stage)) return false;
  return NOT_REACHED.test(text) && !HELPERS.test(text);
}
const SHORT = 16;
const NOT_REACHED = /(?:打|拨|联系).{0,8}(?:没人?接|不接|没通|不通|关机)|无人接听|no answer|not picking up|won't pick up|switched off/;
/** Who cannot reach these needs somebody. */
const HELPERS = /110|银行|客服|警|派出所|热线|bank|police/;

/** What the open matter wants of him is done: in a word or two, or told in passing among words that are no story. */
export function asConfessed(judgement: Judgement, { matter }: ConversationState): Judgement {
  const { understanding, verdict } = judgement;
  if (!matter || matter.verdict.colour === 'green' || understanding.escalate) return judgement;
  if (!understanding.done && !(isHarmed(understanding.stage) && SMALL_TALK.has(understanding.intent))) return judgement;
  const inTrouble = { intent: 'emergency', escalate: true } as const;
  return { ...judgement, understanding: { ...understanding, ...inTrouble }, verdict: { ...verdict, ...inTrouble } };
}

/**
 * "那我转了" after the teacher whose voice he knew, "付好了" after the hospital's till: what looks harmless has been paid, and nothing but that
 * is told. To be shouted at for it teaches people not to ask. Who doubts it himself, or tells more, is heard as before.
 */
export function asPaidInPeace(judgement: Judgement, { matter, escalation }: ConversationState): Judgement {
  const { understanding, verdict, analysis } = judgement;
  const calm = matter?.verdict.colour === 'green' || matter?.verified === true;
  if (!calm || matter?.ruling || escalation !== null || understanding.stage !== 'paid') return judgement;
  const { cheated, cry, danger, watched, wantsHuman, forOther, exposed } = understanding;
  const doubted = cheated || cry || danger || watched || wantsHuman || forOther || exposed;
  if (doubted || verdict.colour === 'red' || analysis.normalized.text.length > SHORT) return judgement;
  const calmly = { intent: 'smalltalk', escalate: false } as const;
  return { ...judgement, understanding: { ...understanding, ...calmly, unsure: false }, verdict: { ...verdict, ...calmly } };
}

/** Of a loss that is known already, so nobody is called for it once more. */
export function asQuestion(judgement: Judgement): Judgement {
  const asked = { intent: 'knowledge', stage: 'seen', escalate: false } as const;
  return {
    ...judgement,
    understanding: { ...judgement.understanding, ...asked },
    verdict: { ...judgement.verdict, ...asked },
  };
}

/** What was not read cannot be called harmless. */
export function atLeastYellow(judgement: Judgement): Judgement {
  if (judgement.verdict.colour !== 'green') return judgement;
  return { ...judgement, verdict: { ...judgement.verdict, colour: 'yellow', score: Math.max(judgement.verdict.score, UNREAD_SCORE) } };
}
const UNREAD_SCORE = 0.5;
