import type { LibraryContent } from '../library/library.ts';
import { type Entities, findEntities } from './entities.ts';
import { hintFeatures } from './features.ts';
import { createIntentPhrases } from './intent-phrases.ts';
import { createNormalizer, type Normalized, withoutMargins } from './normalize.ts';
import { withoutOrders } from './orders.ts';
import { createReadingPlacer, type Reading } from './readings.ts';
import { type Sentence, splitSentences } from './sentences.ts';
import { createSignalFinder, indexSignals, type SignalHit } from './signals.ts';
import { assignSpeakers, GOOD_ADVICE, type Speaker, type SpokenSentence, speaksForItself } from './speakers.ts';

/** What stands in a text, before any model is asked: models are taught and asked with the same. */
export interface Findings {
  readonly normalized: Normalized;
  readonly entities: Entities;
  readonly bare: readonly Sentence[];
  readonly sentences: readonly SpokenSentence[];
  /** It warns, and yet asks for something. */
  readonly costume: boolean;
  /** All signals, the exempted ones too. */
  readonly hits: readonly SignalHit[];
  /** Signals that count: not said in a warning or in our own reply. */
  readonly counted: readonly SignalHit[];
  /** The normalised text without orders to us. */
  readonly judged: string;
  /** The part of it from which is read what somebody wants, and what was found for that. */
  readonly asked: string;
  readonly askedHints: readonly number[];
}

/** Builds the matchers of one release once; the returned function is pure. */
export function createFinder(
  library: LibraryContent,
  signalIndex = indexSignals(library),
): (text: string, readings?: readonly Reading[]) => Findings {
  const normalize = createNormalizer(library);
  const signals = createSignalFinder(library, signalIndex);
  const placeReadings = createReadingPlacer(library, normalize);
  const intentPhrases = createIntentPhrases(library);
  return (text, readings = []) => {
    const normalized = withoutMargins(normalize(text));
    const plain = normalized.text;
    const entities = findEntities(plain, library.links);
    const bare = splitSentences(plain);
    const hits = signals.find(plain, entities, bare, placeReadings(plain, readings));
    const sentences = assignSpeakers(plain, bare, hits);
    const costume = isCostume(plain, sentences, hits);
    const judged = withoutOrders(plain, hits);
    const ends = bare.map(({ end }) => end - 1);
    return {
      normalized,
      entities,
      bare,
      sentences,
      costume,
      hits,
      counted: sentences.some(({ speaker }) => EXEMPT.has(speaker)) ? hits.filter((hit) => !exempted(hit, sentences, costume)) : hits,
      judged,
      asked: headAndTail(judged),
      askedHints: hintFeatures([...idsOf(hits), ...intentPhrases(plain, entities.all, ends)], false),
    };
  };
}

/** What somebody wants is said at the beginning or at the end. */
const INTENT_UNITS = 600;
function headAndTail(text: string): string {
  return text.length <= 2 * INTENT_UNITS ? text : `${text.slice(0, INTENT_UNITS)}\n${text.slice(-INTENT_UNITS)}`;
}

const EXEMPT: ReadonlySet<Speaker> = new Set(['warning', 'own-reply']);

/**
 * In a text that warns and asks ("【反诈中心】谨防诈骗！请把钱转入安全账户") the warning is the costume: who he claims to be
 * holds for the whole text, and only what is not warning is judged.
 */
function exempted(hit: SignalHit, sentences: readonly SpokenSentence[], costume: boolean): boolean {
  // Sentences stand one behind the other, from the first character to the last.
  const { speaker } = sentences.find(({ end }) => hit.start < end) as SpokenSentence;
  if (costume && hit.signal.role === 'identity' && speaker === 'warning') return false;
  return EXEMPT.has(speaker);
}

function isCostume(text: string, sentences: readonly SpokenSentence[], hits: readonly SignalHit[]): boolean {
  const warns = sentences.some(({ speaker }) => speaker === 'warning');
  const earnest = sentences.filter(
    ({ speaker, start, end }) =>
      speaker === 'message' && (warns || hits.some((hit) => hit.signal.role === 'exempt' && hit.start >= start && hit.end <= end)),
  );
  const within = ({ start, end }: SpokenSentence) => hits.filter((hit) => hit.start >= start && hit.end <= end);
  if (warns && earnest.some((one) => speaksForItself(text.slice(one.start, one.end), within(one)))) return true;
  return hits.some(
    (hit) =>
      hit.signal.role === 'ask' &&
      !GOOD_ADVICE.has(hit.signal.id) &&
      earnest.some(({ start, end }) => hit.start >= start && hit.end <= end),
  );
}

export function idsOf(hits: readonly SignalHit[]): string[] {
  const found = new Set<string>();
  for (const hit of hits) found.add(hit.signal.id);
  return [...found];
}
