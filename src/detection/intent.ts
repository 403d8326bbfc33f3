import type { IntentId } from '../library/schema.ts';
import type { Analysis } from './analysis.ts';
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

const ESCALATING: ReadonlySet<IntentId> = new Set(['emergency', 'stop-loss', 'human']);
/**
 * The corpus holds four forwards for every message that a citizen types himself; in a conversation it is the other way
 * round. A forwarded text is somebody else's: what it says of money paid is not the citizen's stage.
 */
const FORWARD_PRIOR = 0.3;
/** Calling a human on the wording alone, with nothing of what has happened said in so many words, takes this much. */
const SURE_WITHOUT_A_WORD = 0.75;
/** Below this nothing in the wording reminds of a scam, and a lost purse is not our emergency. */
const NOTHING_LIKE_A_SCAM = 0.1;
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
const ERASE =
  /^\s*(?:请|麻烦|帮我|把){0,3}(?:删除|删掉|删了|清除|清空|抹掉)(?:我的|我所有的?|我全部的?|我)(?:个人|所有|全部)?(?:信息|资料|记录|聊天记录|数据|隐私)\s*[。!.]*\s*$|^\s*(?:please )?(?:delete|erase|remove) (?:all )?my (?:data|information|info|records?|chat)\s*[.!]*\s*$/;
const WHY = /^\s*(?:为什么|为啥|怎么看出来的|凭什么|理由|原因|说说理由|why)(?:呢|啊|呀|这么说|是诈骗|是骗子)?\s*[?。!]*\s*$/;

export function understand(analysis: Analysis): Understanding {
  const states = new Set(analysis.hits.map((hit) => hit.signal.id));
  const erase = ERASE.test(analysis.normalized.text);
  const toldStage = readStage(analysis.counted);
  const chances = withPrior(analysis.intents, isHarmed(toldStage));
  const forward = likeliest(chances) === 'forward';
  const stage = forward ? 'seen' : toldStage;
  const despair = states.has('state-despair') && !forward;
  const wantsHuman = states.has('state-wants-human') && !forward;
  const notYet = states.has('state-not-yet') || states.has('state-hypothetical');
  const scam = Math.max(...analysis.blocks.map((block) => block.scam));
  const told = scam > NOTHING_LIKE_A_SCAM && !(notYet && stage === 'seen') && analysis.hits.some((hit) => TELLING.has(hit.signal.role));
  const asking = ASKING.some((id) => states.has(id));
  const realDissuasion = states.has('real-dissuasion') && !isHarmed(stage);
  const intent = chooseIntent(chances, {
    stage,
    wantsHuman,
    told,
    despair,
    realDissuasion,
    erase,
    empty: isEmpty(analysis.normalized.text),
  });
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
    asksWhy: WHY.test(analysis.normalized.text),
    erase,
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
function chooseIntent(chances: Chances, { stage, wantsHuman, told, despair, realDissuasion, erase, empty }: Told): IntentId {
  if (erase) return 'privacy';
  if (empty) return 'smalltalk';
  if (despair) return 'emergency';
  if (realDissuasion) return 'advice';
  const trouble = chances.emergency + chances['stop-loss'];
  const other = likeliest(chances, ESCALATING);
  const byWords = isHarmed(stage) && trouble > SLIGHTLY_URGENT && other !== 'knowledge' && other !== 'forward';
  if (byWords || trouble > Math.max(chances[other], chances.human, told ? 0 : SURE_WITHOUT_A_WORD))
    return chances['stop-loss'] > chances.emergency ? 'stop-loss' : 'emergency';
  return chances.human > (wantsHuman ? HUMAN_ASKED_FOR : Math.max(HUMAN_BY_TONE, chances[other])) ? 'human' : other;
}

interface Told {
  readonly stage: Understanding['stage'];
  readonly wantsHuman: boolean;
  /** Something of what happened is said in so many words, and not as what might have been. */
  readonly told: boolean;
  readonly despair: boolean;
  readonly realDissuasion: boolean;
  readonly erase: boolean;
  /** A sign or a single character: nobody knows what it means. */
  readonly empty: boolean;
}

function isEmpty(text: string): boolean {
  return (text.match(/[\p{L}\p{N}]/gu)?.length ?? 0) <= 1;
}
