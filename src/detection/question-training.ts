import { type LibraryContent, NOTHING_ASKED } from '../library/library.ts';
import type { IntentId } from '../library/schema.ts';
import type { LibrarySources } from '../library/sources.ts';
import { TextClassifier } from './classifier-training.ts';
import { gramList } from './features.ts';
import { createNormalizer, withoutMargins } from './normalize.ts';

/**
 * What teaches which follow-up is asked for. Of strangers' questions the model hears nine of ten where phrases, grown over five releases,
 * heard eleven of twenty (docs/quality.md); and a librarian writes down questions, not phrases.
 */

/** Most of what people type is no question of these, and yet each of them must be heard. */
const NOTHING_WEIGHT = 0.4;
/** Of the counter-examples, which sound like one: with 0.5 as many questions are heard, and more of what is none. */
const COUNTER_WEIGHT = 0.8;
/** Most weights of two hundred classes are smaller and tell nothing; without those up to 1.1 one question in a hundred is heard less. */
export const LEAST_ASK_WEIGHT = 0.7;

type Questions = Pick<LibrarySources, 'corpus' | 'intents' | 'followUps'>;

/** "你好" asks for nothing, however few words there are to tell it by. */
const ASKING_NOTHING: ReadonlySet<IntentId> = new Set(['greeting', 'smalltalk', 'thanks', 'abuse', 'human']);

/** Signals are left out: they add one question in a hundred, and to look for them takes most of the time of a training. */
export function questions(content: LibraryContent, taught: Questions): TextClassifier {
  const normalize = createNormalizer(content);
  const asks = new TextClassifier();
  for (const [text, { id, weight }] of questionsOf(taught)) asks.addDocument(gramList(withoutMargins(normalize(text)).text), id, weight);
  return asks;
}

interface Label {
  readonly id: string;
  readonly weight: number;
}

/** Each text once: what asks for one follow-up may be a counter-example of another, and then it does ask. */
function questionsOf({ followUps, intents, corpus: { asides, chats } }: Questions): ReadonlyMap<string, Label> {
  const labels = new Map<string, Label>();
  const label = (text: string, id: string, weight: number): void => {
    if (!labels.has(text)) labels.set(text, { id, weight });
  };
  for (const { id, examples } of followUps) for (const text of examples.positive) label(text, id, 1);
  for (const { examples } of followUps) for (const text of examples.negative) label(text, NOTHING_ASKED, COUNTER_WEIGHT);
  for (const { id, examples } of intents) if (ASKING_NOTHING.has(id)) for (const text of examples) label(text, NOTHING_ASKED, 1);
  for (const { text } of asides) label(text, NOTHING_ASKED, NOTHING_WEIGHT);
  // Who tells that it is over asks for nothing of it: "银行说那是真的".
  for (const { text, ending } of chats) if (ending !== undefined && ending !== 'open') label(text, NOTHING_ASKED, NOTHING_WEIGHT);
  return labels;
}
