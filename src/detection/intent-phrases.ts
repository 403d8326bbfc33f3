import type { LibraryContent } from '../library/library.ts';
import { parsePhrase } from '../library/phrase.ts';
import type { Entity } from './entities.ts';
import { indexPhrases, PhraseFinder } from './phrases.ts';

/** Which intents' phrases stand in a text: hints for the intent model, as `#human`. */
export function createIntentPhrases(library: Pick<LibraryContent, 'intents'>) {
  const owners: string[] = [];
  const phrases = library.intents.flatMap((intent) =>
    intent.phrases.map((phrase) => {
      owners.push(`#${intent.id}`);
      return parsePhrase(phrase);
    }),
  );
  const finder = new PhraseFinder(indexPhrases(phrases));
  return (text: string, entities: readonly Entity[], sentenceEnds: readonly number[]): string[] => [
    ...new Set(finder.find(text, entities, sentenceEnds).map(({ phrase }) => owners[phrase] as string)),
  ];
}
