import type { Sentence } from './sentences.ts';
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
/** Our verdicts begin with one of these heads (as normalised). */
const REPLY_HEAD = /^\s*(?:像诈骗|可疑|没看出诈骗特征|looks like a scam|suspicious|no sign of a scam)/;

/** A sentence of this many units or fewer that asks us something is the citizen's question about the rest. */
const SHORT_QUESTION = 24;

export function assignSpeakers(text: string, sentences: readonly Sentence[], hits: readonly SignalHit[]): SpokenSentence[] {
  const ownReply = ownReplyRange(text);
  return sentences.map((sentence) => {
    const inside = hits.filter((hit) => hit.start >= sentence.start && hit.end <= sentence.end);
    return { ...sentence, speaker: speakerOf(sentence, inside, ownReply) };
  });
}

function speakerOf(sentence: Sentence, hits: readonly SignalHit[], ownReply: Sentence | null): Speaker {
  if (ownReply && sentence.start >= ownReply.start && sentence.end <= ownReply.end) return 'own-reply';
  if (hits.some((hit) => hit.signal.role === 'exempt')) return asksInEarnest(hits) ? 'message' : 'warning';
  const short = sentence.end - sentence.start <= SHORT_QUESTION;
  if (short && hits.some((hit) => hit.signal.id === 'state-asks-safe')) return 'citizen';
  return 'message';
}

/**
 * Any ask voids the exemption: "谨防诈骗，请把钱转入安全账户". An ask that the same sentence ascribes to the scammers
 * ("骗子会让您转入安全账户") is part of the warning.
 */
function asksInEarnest(hits: readonly SignalHit[]): boolean {
  const ascribed = hits.find((hit) => hit.signal.id === 'warning-modus' || hit.signal.id === 'warning-story');
  return hits.some((hit) => hit.signal.role === 'ask' && !(ascribed && ascribed.start <= hit.start));
}

/** From a verdict head to the machine label behind it. Text outside, or a label without a head, is nobody's reply. */
function ownReplyRange(text: string): Sentence | null {
  const label = LABEL_NORMALIZED.exec(text);
  if (!label || !REPLY_HEAD.test(text)) return null;
  const lineEnd = text.indexOf('\n', label.index);
  return { start: 0, end: lineEnd < 0 ? text.length : lineEnd + 1 };
}
