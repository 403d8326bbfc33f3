import { clauseStart, type Sentence } from './sentences.ts';
import type { SignalHit } from './signals.ts';

/**
 * Whose words a sentence is. `warning`: an official or private warning that quotes a scam; `own-reply`: our own answer,
 * forwarded back; `citizen`: the question put to us; `message`: everything else, also a told story, because what is told happened.
 */
export type Speaker = 'message' | 'citizen' | 'warning' | 'own-reply';

export interface SpokenSentence extends Sentence {
  readonly speaker: Speaker;
}

/** Every reply of ours carries this label; `conversation/wording.ts` writes it. */
export const MACHINE_LABEL = '机器提示 · 套路库';
const LABEL_NORMALIZED = /机器提示\s?套路库|automatic check\s?·?\s?library/;
/** Our verdicts begin with one of these heads (as normalised); test/conversation/own-replies.test.ts holds them to what is said. */
const REPLY_HEAD =
  /^\s*(?:像诈骗|可疑|没看出诈骗特征|这条我看不准|我看不准|系统暂时记不下|系统这会儿很慢|先停下|先核实|马上停下|马上停手|马上挂电话|马上让他停手|叫他马上停手|别再转钱|别让他再转钱|过了这么久|钱的事慢慢办|先保住人|先顾人|先顾好您自己|您先把人留住|先把人留住|likely a scam|suspicious|no scam signs|i cannot judge|this message cannot be stored|the system is slow|stop, pay nothing|check first|hang up|pay nothing more|see that they pay nothing|move or fetch no more|your life comes first|his life comes first|you come first|life comes first|after so long|make them stop|have him stop|hold it up|keep yourself safe|keep the person with you)/;

/** A sentence of this many units or fewer that asks us something is the citizen's question about the rest. */
const SHORT_QUESTION = 24;

export function assignSpeakers(text: string, sentences: readonly Sentence[], hits: readonly SignalHit[]): SpokenSentence[] {
  const replyEnd = ownReplyEnd(text);
  const within = hitsBySentence(sentences, hits);
  const spoken = sentences.map(
    (sentence, index): SpokenSentence => ({
      start: sentence.start,
      end: sentence.end,
      speaker: speakerOf(text, sentence, within[index] ?? [], replyEnd),
    }),
  );
  if (!spoken.some(({ speaker }) => speaker === 'warning')) return spoken;
  const rest = spoken.filter(({ speaker }) => speaker === 'message');
  const said = rest.map(({ start, end }) => text.slice(start, end)).join('');
  const hitsOfRest = within.filter((_, index) => spoken[index]?.speaker === 'message').flat();
  if (speaksForItself(said, hitsOfRest)) return spoken;
  // A warning goes on describing the scam in its other sentences; only one that tells the reader to do something is not part of it.
  return spoken.map((sentence, index) =>
    sentence.speaker === 'message' && !directs(text, sentence, within[index] ?? []) ? { ...sentence, speaker: 'warning' } : sentence,
  );
}

/** Of each sentence, the hits that lie in it whole. Both come ordered by their starts. */
function hitsBySentence(sentences: readonly Sentence[], hits: readonly SignalHit[]): SignalHit[][] {
  let next = 0;
  return sentences.map(({ end }) => {
    const inside: SignalHit[] = [];
    for (; next < hits.length && (hits[next] as SignalHit).start < end; next++) {
      const hit = hits[next] as SignalHit;
      if (hit.end <= end) inside.push(hit);
    }
    return inside;
  });
}

function speakerOf(text: string, sentence: Sentence, hits: readonly SignalHit[], replyEnd: number): Speaker {
  if (sentence.end <= replyEnd) return 'own-reply';
  if (hits.some((hit) => hit.signal.role === 'exempt')) return asksInEarnest(text, sentence, hits) ? 'message' : 'warning';
  const short = sentence.end - sentence.start <= SHORT_QUESTION;
  if (short && hits.some((hit) => hit.signal.id === 'state-asks-safe')) return 'citizen';
  return 'message';
}

/** What a sentence says of the scammers' ways, rather than merely "beware". */
const ASCRIBING: ReadonlySet<string> = new Set(['warning-modus', 'warning-story']);

/**
 * Any ask voids the exemption: "谨防诈骗，请把钱转入安全账户". An ask that the same sentence ascribes to the scammers
 * ("骗子会让您转入安全账户") or condemns ("凡是要求转账的都是诈骗") is part of the warning, unless a clause of its own begs
 * the reader for it ("有假警察打电话诈骗，请把您的钱转入…").
 */
function asksInEarnest(text: string, sentence: Sentence, hits: readonly SignalHit[]): boolean {
  const exempting = hits.filter((hit) => hit.signal.role === 'exempt');
  const ascribed = (ask: SignalHit): boolean =>
    exempting.some(
      (hit) => hit.start <= ask.start && (hit.end >= ask.end || (ASCRIBING.has(hit.signal.id) && !begsReader(text, hit, ask))),
    );
  return (
    hits.some((hit) => hit.signal.role === 'ask' && !ascribed(hit)) ||
    speaksForItself(besides(text, sentence, exempting.filter(tellsStory)), hits)
  );
}

/** "有市民被骗，您的卡…": a story in front of it does not make what follows one. */
function tellsStory({ signal }: SignalHit): boolean {
  return signal.id === 'warning-story';
}

/** The sentence without these words. */
function besides(text: string, { start, end }: Sentence, exempting: readonly SignalHit[]): string {
  let rest = '';
  let at = start;
  for (const hit of exempting) {
    rest += text.slice(at, Math.max(at, hit.start));
    at = Math.max(at, hit.end);
  }
  return rest + text.slice(at, end);
}

const BEGGING = /^[\s,]*(?:所以|因此|为了[^,]{0,12})?(?:请|务必|立即|立刻|马上|尽快|赶紧|please)/;

/** What follows is quoted: "称您开通了…，请您转账". */
const REPORTED = /[称说道让]|要求|冒充|says|saying|claim/;

function begsReader(text: string, warning: SignalHit, ask: SignalHit): boolean {
  if (GOOD_ADVICE.has(ask.signal.id)) return false;
  const clause = clauseStart(text, ask.start);
  return clause >= warning.start && BEGGING.test(text.slice(clause, ask.end)) && !REPORTED.test(text.slice(warning.start, clause));
}

/** What real warnings ask for as well: to call back, to pass it on, to install the anti-fraud app. */
export const GOOD_ADVICE: ReadonlySet<string> = new Set([
  'ask-callback',
  'ask-reply',
  'ask-share-forward',
  'ask-download-app',
  'ask-add-contact',
  'ask-join-group',
  'ask-scan-qr',
]);

export const EARNEST: ReadonlySet<string> = new Set(['ask', 'threat', 'lure']);
const ADDRESSES = /[你您]|妈|爸|阿姨|叔叔|老公|老婆|宝贝|亲爱|\b(?:you|your|m[ou]m|dad|darling|dear)\b/;
/** What is told of somebody, quoted or advised against; and one step after the other, as a lecture tells them. */
const TELLS_OF =
  /[“”"「」『』]|称|骗|谎|冒充|假|要求|对方|受害|被害|警惕|当心|小心|例外|别信|课|反诈|宣传|切勿|请勿|不要(?!告诉|声张)|说(?:[您你请要是])|让[你您]|一律|挂断|就挂|别[签买点信交转给理扫贪]|不可能|记住|什么叫|所谓|最后|杀猪|[先让][^,。]{1,20}再|scam|fraud|pretend|claim|beware|never/;
/** Money of the cheated that is to be fetched is a lure, however often the word for cheating stands in it. */
const FETCHED_BACK = /(?:受骗|被骗|诈骗|涉案)[^,。]{0,6}(?:款|钱|资金|金额)/g;

/**
 * Who asks something of his reader, promises or threatens him, and puts it in nobody's mouth, does not describe a scam, whatever warning
 * stands beside it: "妈，急需交学费8000元，你先转到王老师账户。谨防诈骗，人人有责。"
 * @param said the sentence, without what exempts it
 */
export function speaksForItself(said: string, hits: readonly SignalHit[]): boolean {
  if (!hits.some(({ signal }) => EARNEST.has(signal.role) && !GOOD_ADVICE.has(signal.id))) return false;
  const handed = hits.some(({ signal }) => signal.id === 'link-any' || signal.id === 'contact-any');
  return (handed || ADDRESSES.test(said) || DIRECTIVE.test(said)) && !TELLS_OF.test(said.replace(FETCHED_BACK, ''));
}

const DIRECTIVE = /请|立即|立刻|马上|尽快|速|务必|赶紧|点击|点开|登录|添加|加我|回复|please|click|tap|call|now/;

/** Hosts that no warning names. */
const HIDES: ReadonlySet<string> = new Set(['link-throwaway', 'link-brand', 'link-lookalike', 'link-hidden', 'link-odd-host']);

function directs(text: string, { start, end }: Sentence, hits: readonly SignalHit[]): boolean {
  if (speaksForItself(text.slice(start, end), hits)) return true;
  if (!hits.some((hit) => hit.signal.role === 'ask')) return hits.some(({ signal }) => HIDES.has(signal.id));
  return DIRECTIVE.test(text.slice(start, end)) || hits.some(({ signal }) => signal.id === 'link-any' || signal.id === 'contact-any');
}

/** From a verdict head to the machine label behind it; 0 without. Text behind, or a label without a head, is nobody's reply. */
function ownReplyEnd(text: string): number {
  const label = LABEL_NORMALIZED.exec(text);
  if (!label || !REPLY_HEAD.test(text)) return 0;
  const lineEnd = text.indexOf('\n', label.index);
  return lineEnd < 0 ? text.length : lineEnd + 1;
}
