import type { Block } from './sentences.ts';
import type { SignalHit } from './signals.ts';
import { EARNEST, GOOD_ADVICE, type SpokenSentence } from './speakers.ts';

/** A block whose sentences are of two kinds. */
interface Parted {
  /** In which nothing is asked, promised or threatened; one at least was written by a machine. */
  readonly notices: readonly SpokenSentence[];
  /** The others. */
  readonly rest: readonly SpokenSentence[];
  readonly restHits: readonly SignalHit[];
}

/** What banks, couriers, carriers and ticket offices write by machine. */
const BY_MACHINE =
  /余额|尾号|账单|取件码|快递柜|驿站|已签收|已出票|检票口|缴费成功|扣款成功|支付成功|消费\d|支出\d|入账\d|话费|剩余流量|会员积分|客服热线|详询|退订|account balance|card ending|pickup code|your order/;
/** Shorter ones water nothing down. UTF-16 units. */
const SHORTEST_NOTICE = 16;
/** A sentence that asks is judged alone only when it says enough: an honest bill asks too. Kinds of signals. */
const KINDS_OF_REST = 2;
const KINDS: ReadonlySet<string> = new Set(['ask', 'threat', 'lure', 'pressure', 'identity']);

/**
 * A true notice of a bank in front of a scam would make the whole of it look honest. null: there are not both, or the rest says too
 * little to stand by itself.
 */
export function partNotices(
  text: string,
  { start, end }: Block,
  sentences: readonly SpokenSentence[],
  hits: readonly SignalHit[],
): Parted | null {
  const inBlock = sentences.filter((one) => one.end > start && one.start < end && one.speaker === 'message');
  if (inBlock.length < 2) return null;
  const earnest = hits.filter(({ signal }) => EARNEST.has(signal.role) && !GOOD_ADVICE.has(signal.id));
  const isEarnest = (one: SpokenSentence): boolean => earnest.some((hit) => hit.start < one.end && hit.end > one.start);
  const rest = inBlock.filter(isEarnest);
  const notices = inBlock.filter((one) => !isEarnest(one));
  if (rest.length === 0 || !notices.some(({ start: from, end: to }) => BY_MACHINE.test(text.slice(from, to)))) return null;
  if (notices.reduce((sum, one) => sum + one.end - one.start, 0) < SHORTEST_NOTICE) return null;
  const restHits = hits.filter((hit) => rest.some((one) => hit.start >= one.start && hit.end <= one.end));
  const kinds = new Set(restHits.map(({ signal }) => signal.role).filter((role) => KINDS.has(role)));
  return kinds.size < KINDS_OF_REST ? null : { notices, rest, restHits };
}
