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
  readonly escalate: boolean;
}

const ESCALATING: ReadonlySet<IntentId> = new Set(['emergency', 'stop-loss', 'human']);
/** A forwarded text is somebody else's: what it says of money paid is not the citizen's stage. */
const FORWARD_SURE = 0.6;
const ERASE =
  /^\s*(?:请|麻烦|帮我|把){0,3}(?:删除|删掉|删了|清除|清空|抹掉)(?:我的|我所有的?|我全部的?|我)(?:个人|所有|全部)?(?:信息|资料|记录|聊天记录|数据|隐私)\s*[。!.]*\s*$|^\s*(?:please )?(?:delete|erase|remove) (?:all )?my (?:data|information|info|records?|chat)\s*[.!]*\s*$/;
const WHY = /^\s*(?:为什么|为啥|怎么看出来的|凭什么|理由|原因|说说理由|why)(?:呢|啊|呀|这么说|是诈骗|是骗子)?\s*[?。!]*\s*$/;

export function understand(analysis: Analysis): Understanding {
  const states = new Set(analysis.hits.map((hit) => hit.signal.id));
  const forward = analysis.intents.forward > FORWARD_SURE;
  const stage = forward && !states.has('state-just-now') ? 'seen' : readStage(analysis.counted);
  const despair = states.has('state-despair') && !forward;
  const wantsHuman = states.has('state-wants-human') && analysis.intents.forward < FORWARD_SURE;
  const intent = chooseIntent(analysis, stage, despair, wantsHuman);
  return {
    intent,
    stage,
    despair,
    watched: states.has('state-reader-watching') && !forward,
    forOther: states.has('state-for-other'),
    wantsHuman,
    correction: states.has('state-correction') || states.has('state-verified-offline'),
    realDissuasion: states.has('real-dissuasion'),
    policeInvitation: states.has('police-invitation'),
    asksWhy: WHY.test(analysis.normalized.text),
    erase: ERASE.test(analysis.normalized.text),
    escalate: ESCALATING.has(intent) || despair,
  };
}

function chooseIntent(analysis: Analysis, stage: Understanding['stage'], despair: boolean, wantsHuman: boolean): IntentId {
  if (despair) return 'emergency';
  if (ERASE.test(analysis.normalized.text)) return 'privacy';
  const best = (Object.entries(analysis.intents) as [IntentId, number][]).reduce((a, b) => (b[1] > a[1] ? b : a))[0];
  if (wantsHuman && best !== 'emergency' && best !== 'stop-loss') return 'human';
  if (isHarmed(stage) && (best === 'advice' || best === 'report'))
    return analysis.intents['stop-loss'] > analysis.intents.emergency ? 'stop-loss' : 'emergency';
  return best;
}
