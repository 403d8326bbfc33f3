import type { LibraryContent } from '../library/library.ts';
import { formatPhrase, parsePhrase } from '../library/phrase.ts';
import { createNormalizer } from './normalize.ts';
import { normalizePhrase } from './phrases.ts';

/**
 * The content with its phrases as the matcher wants them: in normalised characters. Done once when the library is
 * compiled, so that a server starts at once and needs no memory for it.
 */
export function normalizeContent(content: LibraryContent): LibraryContent {
  const normalizer = createNormalizer(content);
  const normalize = (text: string): string => normalizer(text).text;
  const all = (phrases: readonly string[]): string[] =>
    phrases
      .map((phrase) => normalizePhrase(parsePhrase(phrase), normalize))
      .filter((phrase) => phrase.every(({ alternatives }) => alternatives.length > 0))
      .map(formatPhrase);
  return {
    ...content,
    signals: content.signals.map((signal) => ({ ...signal, phrases: all(signal.phrases), negate: all(signal.negate) })),
    numbers: Object.fromEntries(
      Object.entries(content.numbers).map(([id, number]) => [
        id,
        number.topics ? { ...number, topics: number.topics.map(normalize) } : number,
      ]),
    ),
    intents: content.intents.map((intent) => ({ ...intent, phrases: all(intent.phrases) })),
    negators: { before: all(content.negators.before), except: all(content.negators.except) },
  };
}
