import type { Judgement } from '../detection/detector.ts';

/** 二次诈骗: whoever has lost money is offered to have it back, or asked for more. Only who is guarded is warned so. */

const OFFERS: ReadonlySet<string> = new Set(['claims-recovery', 'lure-recover-loss']);
const STRANGER = 'context-stranger';
const KNOWN_PEOPLE = ['claims-relative', 'claims-acquaintance'] as const;
/** Somebody other than he himself, the police whom he has told, or we. */
const SOMEBODY =
  /有人|有个|(?<!其)[他她]|对方|网友|群里|律师|律所|黑客|红客|网警|公司|团队|机构|专员|专家|工程师|技术|志愿者|客服|维权|联系我|加我|找我|[帮替][您你]|我们|代追|收费|通道|办公室|(?<!反诈|反诈骗|反欺诈)中心|电话里|微信|短信|网上|抖音|qq|lawyer|attorney|hacker|expert|agent|company|team|service|somebody|someone|\b(?:s?he|they|we)\b|contact|\bfee\b/i;
const MONEY_BACK =
  /追回|追得回|追不追得回|要回|要得回|找回|拿回|拿得回|退回|退给|还我|回得来|[钱款].{0,12}回来|[追要找拿退能]回来|(?:get|have).{0,16}\bback\b|recover|refund/i;
const ASKS = /吗|么|怎么|怎样|如何|有没有|能不能|可不可以|会不会|多久|几时|什么时候|希望|[?？]|\b(?:can|could|will|how|when|is there)\b/i;
const LONGEST_QUESTION = 40;
/** Of one that sounds like a loss: nothing new is told in so few words. */
const LONGEST_LOUD_QUESTION = 12;

/** "钱能追回来吗": he asks us, and nobody offers anything. */
export function asksForMoneyBack({ understanding, analysis }: Judgement): boolean {
  const { text } = analysis.normalized;
  const longest = understanding.escalate ? LONGEST_LOUD_QUESTION : LONGEST_QUESTION;
  if (!understanding.ownWords || understanding.passedOn || text.length > longest) return false;
  return MONEY_BACK.test(text) && ASKS.test(text) && !SOMEBODY.test(text) && !asksFor(analysis);
}

/** `offer`: to get the money back · `ask`: a stranger wants something. */
export type SecondScam = 'offer' | 'ask';

/**
 * An invitation of the police to fetch it at the station is neither, unless it comes with an ask or a link; what the
 * police are told or say of his case is not either, nor what his own family asks for.
 */
export function secondScamIn(judgement: Judgement): SecondScam | null {
  const { understanding, analysis, verdict } = judgement;
  const found = new Set(analysis.counted.map(({ signal }) => signal.id));
  const asked = asksFor(analysis);
  const reached = analysis.entities.all.some(({ kind }) => kind === 'link' || kind === 'contact');
  if ((understanding.policeInvitation && !asked && !reached) || asksForMoneyBack(judgement)) return null;
  if ([...OFFERS].some((id) => found.has(id)) && (asked || reached || SOMEBODY.test(analysis.normalized.text))) return 'offer';
  const known = KNOWN_PEOPLE.some((id) => found.has(id));
  return asked && (found.has(STRANGER) || (verdict.colour !== 'green' && !known)) ? 'ask' : null;
}

/** He has told here of what he lost, and now of somebody who says that he gets it back: no officer has closed a case of it yet. */
export function offeredBack(judgement: Judgement): SecondScam | null {
  const { understanding, analysis } = judgement;
  if (!understanding.ownWords || understanding.policeInvitation || asksForMoneyBack(judgement)) return null;
  return PROMISED_BACK.test(analysis.normalized.text) && SOMEBODY.test(analysis.normalized.text) ? 'offer' : null;
}
/** Not "交了就能退回来", which is the first swindler still. */
const PROMISED_BACK =
  /(?:能|可以|会|帮|保证|包|负责)[^,.，。!?]{0,6}(?:追回|挽回|要回|追款|追损)|追回来?(?:再|以后|之后|后)[^,.，。!?]{0,4}(?:退|付|收|给|抽)|\b(?:can|will|could|promises? to|offers? to) (?:recover|get .{1,16} back)\b/i;

function asksFor({ counted }: Judgement['analysis']): boolean {
  return counted.some(({ signal }) => signal.role === 'ask');
}

/** What is known of the scheme better than its warning stays in the first line. */
export function headFor(second: SecondScam, { verdict }: Judgement): 'head' | 'line' {
  return second === 'ask' && verdict.colour === 'red' ? 'line' : 'head';
}
