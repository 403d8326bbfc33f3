import type { IntentId } from '../library/schema.ts';
import type { Analysis } from './analysis.ts';
import { readShortMessage, type ShortMessage } from './short-messages.ts';
import { isHarmed, readStage } from './stage.ts';

/** What the citizen wants and how it stands with him, apart from what the text is. */
export interface Understanding {
  readonly intent: IntentId;
  readonly stage: ReturnType<typeof readStage>;
  readonly despair: boolean;
  /** He has said that the scammer reads along. */
  readonly watched: boolean;
  readonly forOther: boolean;
  readonly wantsHuman: boolean;
  /** He takes something back or has checked it: "搞错了", "当面问过了". */
  readonly correction: boolean;
  readonly asksWhy: boolean;
  /** "是骗子吗" of what was already spoken of. */
  readonly asksAgain: boolean;
  /** A cry for help in a word or two: "被骗了", "救命". */
  readonly cry: boolean;
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
  readonly escalate: boolean;
}

/** What a whole short message means, whatever the model makes of its few words. */
const BY_WHOLE: Readonly<Partial<Record<ShortMessage | 'none', IntentId>>> = {
  erase: 'privacy',
  empty: 'smalltalk',
  cry: 'emergency',
  distress: 'advice',
};
const SURELY_FORWARD = 0.9;

const ESCALATING: ReadonlySet<IntentId> = new Set(['emergency', 'stop-loss', 'human']);
/**
 * The corpus holds four forwards for every message that a citizen types himself; in a conversation it is the other way
 * round. A forwarded text is somebody else's: what it says of money paid is not the citizen's stage.
 */
const FORWARD_PRIOR = 0.3;
/** Calling a human on the wording alone, with nothing of what has happened said in so many words, takes this much. */
const SURE_WITHOUT_A_WORD = 0.75;
/** Below this nothing in the wording reminds of a scam, and a lost purse is not our emergency. */
const NOTHING_LIKE_A_SCAM = 0.2;
/** Money gone in what is almost surely a scam needs hardly a tone of alarm. */
const SURE_SCAM = 0.9;
const HARDLY_URGENT = 0.08;
const TELLING: ReadonlySet<string> = new Set(['stage', 'ask', 'threat', 'identity']);
/** How sure the wording must be that he wants a human, when he says so and when it only sounds like it. */
const HUMAN_ASKED_FOR = 0.15;
const HUMAN_BY_TONE = 0.6;
/** Most probability of a forward with which the words are still taken for his own, and the same when he asks or reports. */
const OWN_WORDS = 0.08;
const OWN_WORDS_ASKING = 0.4;
const ASKING = ['state-asks-safe', 'state-doubt', 'state-report'] as const;
/** Money gone by his words, and at least a little of an emergency in the wording as a whole. */
const SLIGHTLY_URGENT = 0.2;

export function understand(analysis: Analysis): Understanding {
  const states = new Set(analysis.hits.map((hit) => hit.signal.id));
  const short = readShortMessage(analysis.normalized.text);
  const toldStage = readStage(analysis.counted);
  const chances = withPrior(analysis.intents, isHarmed(toldStage));
  const forward = likeliest(chances) === 'forward';
  const stage = forward ? 'seen' : toldStage;
  const despair = states.has('state-despair') && analysis.intents.forward < SURELY_FORWARD;
  const wantsHuman = states.has('state-wants-human') && !forward;
  const notYet = states.has('state-not-yet') || states.has('state-hypothetical');
  const scam = Math.max(...analysis.blocks.map((block) => block.scam));
  const told = scam > NOTHING_LIKE_A_SCAM && !(notYet && stage === 'seen') && analysis.hits.some((hit) => TELLING.has(hit.signal.role));
  const asking = ASKING.some((id) => states.has(id));
  const realDissuasion = states.has('real-dissuasion') && !isHarmed(stage);
  const hypothetical = states.has('state-hypothetical') && stage === 'seen' && !states.has('state-just-now');
  const intent = despair
    ? 'emergency'
    : (BY_WHOLE[short ?? 'none'] ?? chooseIntent(chances, { stage, wantsHuman, told, realDissuasion, hypothetical, scam }));
  return {
    intent,
    stage,
    despair,
    watched: states.has('state-reader-watching') && !forward,
    forOther: states.has('state-for-other'),
    wantsHuman,
    correction: states.has('state-correction') || states.has('state-verified-offline'),
    realDissuasion,
    policeInvitation: states.has('police-invitation'),
    asksWhy: short === 'why',
    asksAgain: short === 'is-it-a-scam',
    distress: short === 'distress',
    cry: short === 'cry',
    erase: short === 'erase',
    ownWords: analysis.intents.forward < (asking ? OWN_WORDS_ASKING : OWN_WORDS),
    trouble: chances.emergency + chances['stop-loss'],
    escalate: ESCALATING.has(intent) || despair,
  };
}

type Chances = Readonly<Record<IntentId, number>>;

/** Scammers hardly ever write what a victim writes of his loss. */
function withPrior(intents: Chances, lossTold: boolean): Chances {
  return { ...intents, forward: intents.forward * FORWARD_PRIOR * (lossTold ? FORWARD_PRIOR : 1) };
}

function likeliest(chances: Chances, without: ReadonlySet<IntentId> = NONE): IntentId {
  const entries = (Object.entries(chances) as [IntentId, number][]).filter(([id]) => !without.has(id));
  return entries.reduce((a, b) => (b[1] > a[1] ? b : a))[0];
}
const NONE: ReadonlySet<IntentId> = new Set();

/** Just now or last week, the first thing to do is the same: the two count together against everything else. */
function chooseIntent(chances: Chances, { stage, wantsHuman, told, realDissuasion, hypothetical, scam }: Told): IntentId {
  const other = likeliest(chances, ESCALATING);
  if (realDissuasion) return 'advice';
  const trouble = chances.emergency + chances['stop-loss'];
  const nobodysMoney = other === 'knowledge' || other === 'forward';
  const byWords =
    isHarmed(stage) && !nobodysMoney && scam > NOTHING_LIKE_A_SCAM && trouble > (scam > SURE_SCAM ? HARDLY_URGENT : SLIGHTLY_URGENT);
  const byTone = !hypothetical && trouble > Math.max(chances[other], chances.human, told ? 0 : SURE_WITHOUT_A_WORD);
  if (byWords || byTone) return chances['stop-loss'] > chances.emergency ? 'stop-loss' : 'emergency';
  return chances.human > (wantsHuman ? HUMAN_ASKED_FOR : Math.max(HUMAN_BY_TONE, chances[other])) ? 'human' : other;
}

interface Told {
  readonly stage: Understanding['stage'];
  readonly wantsHuman: boolean;
  /** Something of what happened is said in so many words, and not as what might have been. */
  readonly told: boolean;
  readonly realDissuasion: boolean;
  /** "要是转了会怎样": nothing has happened. */
  readonly hypothetical: boolean;
  /** The classifier's probability that it is a scam. */
  readonly scam: number;
}
