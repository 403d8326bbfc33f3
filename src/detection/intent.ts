import type { IntentId } from '../library/schema.ts';
import { CALL, ESCALATING, hearOut, likeliest, saysCheated, type Told } from './alarm.ts';
import type { Analysis, Chances } from './analysis.ts';
import { type Danger, dangerOf, type Ending, endingOf, type Onlooker, ownerOf } from './labels.ts';
import { bearsMarksOfForward } from './passed-on.ts';
import { beginsWithDone, readShortMessage, type ShortMessage } from './short-messages.ts';
import { isHarmed, readStage } from './stage.ts';

/** What the citizen wants and how it stands with him, apart from what the text is. */
export interface Understanding {
  readonly intent: IntentId;
  /** What he wants if that is not to call a human. */
  readonly calm: IntentId;
  readonly stage: ReturnType<typeof readStage>;
  /** Somebody's life is in danger. */
  readonly danger: Danger | null;
  /** He says that he is a child. */
  readonly child: boolean;
  /** He, or somebody beside him, is ill by it. */
  readonly ill: boolean;
  /** He is on his way to where he was told to go. */
  readonly onTheWay: boolean;
  /** He has said that the scammer reads along. */
  readonly watched: boolean;
  /** It is somebody else's matter. */
  readonly forOther: boolean;
  /** Somebody of his is named, whoever's matter it is. */
  readonly kinSaid: boolean;
  /** … whom he does not know: a customer at his counter; or he sees what the criminals do. */
  readonly onlooker: Onlooker | null;
  readonly wantsHuman: boolean;
  /** He takes something back or has checked it: "搞错了", "当面问过了". */
  readonly correction: boolean;
  /** He has asked the person or the office that was named, and they know nothing of it. */
  readonly exposed: boolean;
  /** How the matter that is open has ended, as these words tell it there. */
  readonly ending: Ending | null;
  /** The wording leaves it open what he wants. */
  readonly unsure: boolean;
  /** He begins with something else: "顺便再问一条短信". */
  readonly newMatter: boolean;
  /** Bears outward marks of having been written by somebody else. */
  readonly passedOn: boolean;
  readonly asksWhy: boolean;
  /** "是骗子吗" of what was already spoken of. */
  readonly asksAgain: boolean;
  /** "怎么办", and nothing else. */
  readonly asksWhatNow: boolean;
  /** He says in so many words that he, or whom he speaks for, was cheated. */
  readonly cheated: boolean;
  /** A cry for help in a word or two: "被骗了", "救命". */
  readonly cry: boolean;
  /** Nothing but that it is done, whatever was asked of him: "念了", "I paid". */
  readonly done: boolean;
  /** Nothing but a sum: what he was asked for, and no text to judge. */
  readonly sum: boolean;
  /** Id of the library's follow-up that he asks. */
  readonly followUp: string | null;
  /** … and the one that he asks where no matter is open. */
  readonly followUpElse: string | null;
  /** It is that question beyond doubt, whatever else it sounds like. */
  readonly surelyAsked: boolean;
  /** He tells of something within the last weeks, so that what is long ago is not all. */
  readonly recently: boolean;
  /** It is his own matter, whatever it sounded like before: he admits it ("好吧是我自己"), or asks what only he can (conversation/follow-up.ts). */
  readonly own: boolean;
  /** He tells of a loss of more than a month ago; nothing of it can be stopped any more. */
  readonly longAgo: boolean;
  /** He blames himself. */
  readonly distress: boolean;
  /** Somebody who calls himself police has only told him to stop: real dissuasion calls do just that. */
  readonly realDissuasion: boolean;
  /** An invitation to the station to fetch his money, without a fee. */
  readonly policeInvitation: boolean;
  /** He orders us to delete what we know of him. */
  readonly erase: boolean;
  /** Clearly his own words to us, not a text that he passes on. */
  readonly ownWords: boolean;
  /** Probability that money or codes are gone or going, by the wording as a whole, 0–1. */
  readonly trouble: number;
  /** What speaks for calling a human, in log-odds; of a long story, with its loudest piece. */
  readonly alarm: number;
  readonly escalate: boolean;
}

/** What a whole short message means, whatever the model makes of its few words. */
const BY_WHOLE: Readonly<Partial<Record<ShortMessage, IntentId>>> = {
  erase: 'privacy',
  empty: 'smalltalk',
  cry: 'emergency',
  distress: 'advice',
};
const SURELY_FORWARD = 0.9;
/** "…算诈骗吗" asks for a judgement of what was told and not how such a thing is done, if only somewhat likely so. */
const ASKS_OF_ONE = 0.15;
/** From here on a question is no end of the matter, which may sound alike: "界面跟真银行一模一样". */
const SURELY_ASKED = 0.3;

/**
 * The corpus holds more forwards than messages that a citizen types himself; in a conversation it is the other way round. A forwarded text is somebody else's: what it says of money paid is not the citizen's stage.
 */
const FORWARD_PRIOR = 0.3;
/** Most probability of a forward with which the words are still taken for his own, and the same when he asks or reports. */
const OWN_WORDS = 0.12;
const OWN_WORDS_ASKING = 0.4;
const ASKING = ['state-asks-safe', 'state-doubt', 'state-report'] as const;

export function understand(analysis: Analysis): Understanding {
  const states = new Set(analysis.hits.map((hit) => hit.signal.id));
  const short = readShortMessage(analysis.normalized.text);
  const toldStage = readStage(analysis.counted);
  const cheated = saysCheated(analysis.counted);
  const chances = withPrior(withoutFalseThanks(analysis.intents, analysis.normalized.text), isHarmed(toldStage) || cheated);
  const forward = likeliest(chances) === 'forward';
  const stage = forward ? 'seen' : toldStage;
  const danger = dangerOf(analysis.danger, {
    states,
    forward,
    surelyForward: analysis.intents.forward >= SURELY_FORWARD,
    length: analysis.normalized.text.length,
  });
  const child = states.has('state-child') && !forward;
  const passedOn = bearsMarksOfForward(analysis);
  const atCounter = states.has('state-at-counter');
  const owner = child ? 'self' : ownerOf(analysis.whose, analysis.normalized.text, forward && !atCounter);
  const wantsHuman = states.has('state-wants-human') && !forward;
  const exposed = states.has('state-verified-false');
  const surelyAsked = analysis.askedSure >= SURELY_ASKED;
  const asking = ASKING.some((id) => states.has(id));
  const notice = isMostlyWarning(analysis);
  const realDissuasion = states.has('real-dissuasion') && !isHarmed(stage) && !notice;
  const scam = Math.max(...analysis.blocks.map((block) => block.scam));
  const whole: Told = { intents: analysis.intents, states, harmed: isHarmed(toldStage), wantsHuman, cheated, scam };
  const { alarm, by } = hearOut(whole, analysis.intents.forward < SURELY_FORWARD ? analysis.pieces : []);
  const plain = (short && BY_WHOLE[short]) ?? (realDissuasion ? 'advice' : null);
  const chosen = chooseIntent(by.intents, chances, alarm >= CALL);
  const atWork = chosen === 'forward' && atCounter && owner === 'counter';
  const corrects = states.has('state-correction');
  const asks = surelyAsked || (chosen === 'knowledge' && analysis.followUps.length > 0);
  const ended = endingOf(analysis.ending, {
    length: analysis.normalized.text.length,
    passedOn: forward && passedOn,
    thanks: analysis.intents.thanks,
    checked: states.has('state-verified-offline'),
  });
  const asksOfOne = chosen === 'knowledge' && states.has('state-asks-safe') && chances.advice >= ASKS_OF_ONE;
  const intent = danger ? 'emergency' : (plain ?? (asksOfOne || atWork ? 'advice' : chosen));
  return {
    intent,
    calm: plain ?? chooseIntent(by.intents, chances, false),
    stage,
    danger,
    child,
    ill: states.has('state-ill') && !forward,
    onTheWay: states.has('state-on-the-way') && !forward,
    watched: states.has('state-reader-watching') && !forward,
    forOther: owner !== 'self',
    kinSaid: states.has('state-for-other'),
    onlooker: owner === 'counter' || owner === 'scene' ? owner : null,
    wantsHuman,
    correction: !exposed && (corrects || states.has('state-verified-offline')),
    exposed,
    unsure: sureness(analysis.intents, intent) < SURE_INTENT,
    newMatter: states.has('state-new-matter'),
    passedOn,
    ending: exposed ? 'exposed' : asks || (corrects && ended !== 'genuine') ? null : ended,
    realDissuasion,
    policeInvitation: states.has('police-invitation'),
    asksWhy: short === 'why',
    asksAgain: short === 'is-it-a-scam',
    asksWhatNow: short === 'what-now',
    distress: short === 'distress',
    cheated: cheated && !forward,
    cry: short === 'cry',
    done: short === 'done' || beginsWithDone(analysis.normalized.text),
    sum: isSumAlone(analysis),
    followUp: analysis.followUps[0] ?? null,
    followUpElse: analysis.followUps[1] ?? null,
    surelyAsked,
    own: states.has('state-is-himself') && !forward,
    recently: states.has('state-just-now') || (states.has('state-past') && !states.has('state-long-ago')),
    longAgo: intent === 'stop-loss' && states.has('state-long-ago') && !states.has('state-just-now'),
    erase: short === 'erase',
    ownWords: analysis.intents.forward < (asking ? OWN_WORDS_ASKING : OWN_WORDS) && !notice,
    trouble: chances.emergency + chances['stop-loss'],
    alarm,
    escalate: ESCALATING.has(intent),
  };
}

/** Nobody types a whole notice of the police; he passes it on. */
function isMostlyWarning({ normalized: { text }, sentences }: Analysis): boolean {
  const warning = sentences.reduce((sum, { speaker, start, end }) => (speaker === 'warning' ? sum + end - start : sum), 0);
  return text.length >= SHORTEST_NOTICE && warning >= text.length / 2;
}
/** In UTF-16 units; "都是骗子" is his own word for it. */
const SHORTEST_NOTICE = 40;

/** "47万", "大概五千块", "about 300 dollars". */
function isSumAlone({ normalized: { text }, entities }: Analysis): boolean {
  const sum = entities.all.find(({ kind }) => kind === 'amount');
  return sum !== undefined && ABOUT_IT.test(text.slice(0, sum.start)) && ABOUT_IT.test(text.slice(sum.end));
}
const ABOUT_IT = /^[\s,.。]*(?:(?:一共|总共|大概|大约|差不多|就|才|是|有|about|around|左右|多|吧|了|呢|的)[\s,.。]*)?$/;

/** Below this the likeliest intent is little more than a guess. */
const SURE_INTENT = 0.6;

/** "好" is all of these a little, and it does not matter which. */
const FRIENDLY: readonly IntentId[] = ['greeting', 'smalltalk', 'thanks'];

function sureness(chances: Chances, intent: IntentId): number {
  return FRIENDLY.includes(intent) ? FRIENDLY.reduce((sum, id) => sum + chances[id], 0) : chances[intent];
}

/** Scammers hardly ever write what a victim writes of his loss. */
function withPrior(intents: Chances, lossTold: boolean): Chances {
  return { ...intents, forward: intents.forward * FORWARD_PRIOR * (lossTold ? FORWARD_PRIOR : 1) };
}

/** Words of thanks, of praise or of leaving; "不该" is 唔该. */
const THANKING =
  /谢|感激|感恩|辛苦|多亏|幸亏|还好|麻烦[你您了]|不该|打扰|再[见会]|拜拜|放心|耐心|清楚|厉害|帮[了大]|靠谱|点赞|好评|你们?[真好人]|thank|thx|cheers|appreciat|bye|helpful|great|good|nice|love/;
/** In UTF-16 units; "好的" and "那行" need no word for it. */
const SHORT_THANKS = 8;

/** "好 我挂掉了 他又打过来了怎么办" begins like thanks and is none. */
function withoutFalseThanks(intents: Chances, text: string): Chances {
  return text.length > SHORT_THANKS && !THANKING.test(text) ? { ...intents, thanks: 0 } : intents;
}

/** Just now or last week, the first thing to do is the same: the two count together against asking for a human. */
function chooseIntent(chances: Chances, weighed: Chances, call: boolean): IntentId {
  if (!call) return likeliest(weighed, ESCALATING);
  if (chances.human > chances.emergency + chances['stop-loss']) return 'human';
  return chances['stop-loss'] > chances.emergency ? 'stop-loss' : 'emergency';
}
