import type { Analysis } from '../detection/analysis.ts';
import type { Judgement } from '../detection/detector.ts';
import type { Library } from '../library/library.ts';
import type { TypeId } from '../library/schema.ts';
import type { Voice } from './wording.ts';

/** A question about one type must be this clear to be answered with that type's marks. */
const CLEAR_TYPE = 0.6;
/** Only who asks how a scam works is told how it works. */
const ASKS_HOW = /什么是|是什么|啥是|套路|怎么骗|怎样骗|骗术|骗局|手法|怎么回事|有哪些|what is|what's|how do|how does/;
const MOST_MARKS = 3;

export interface Place {
  readonly hotline: string;
  readonly city: string;
}

/** The library's words, with the city and its hotline put in. */
export function inPlace(text: string, { hotline, city }: Place): string {
  return text.replaceAll('{hotline}', hotline).replaceAll('{city}', city);
}

/** The answer to a message that carries nothing to judge; null for forwards and advice. Texts: `intents/*.yaml`. */
export function replyOfIntent({ understanding, analysis }: Judgement, library: Library, voice: Voice, place: Place): string | null {
  const intent = library.intents.find(({ id }) => id === understanding.intent);
  if (!intent?.reply) return null;
  const text = inPlace(voice.pick(intent.reply), place);
  const asked = intent.id === 'knowledge' && voice.language !== 'en' ? typeAsked(analysis) : null;
  const type = library.types.find(({ id }) => id === asked);
  if (!type) return text;
  const marks = type.marks.slice(0, MOST_MARKS).map((mark) => voice.localize(mark));
  return `${voice.say('typeMarks', { title: voice.pick(type.title) })}\n${marks.map((mark, index) => `${index + 1}. ${mark}`).join('\n')}\n${text}`;
}

/** The kind of scam about which somebody asks how it works; null where he asks something else. */
export function typeAsked({ blocks, normalized }: Analysis): TypeId | null {
  const chances = Object.entries(blocks[0]?.types ?? {}) as [TypeId, number][];
  const [best, probability] = chances.reduce((a, b) => (b[1] > a[1] ? b : a), ['other-scam', 0] as [TypeId, number]);
  return probability >= CLEAR_TYPE && ASKS_HOW.test(normalized.text) ? best : null;
}
