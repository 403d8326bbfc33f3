import { createDetector } from '../../detection/detector.ts';
import { type Pupils, trainModels } from '../../detection/training.ts';
import { evaluateChats, evaluateForwards } from '../../librarian/measure-rows.ts';
import type { Rate } from '../../librarian/rate.ts';
import type { ChatRow, ForwardRow } from '../../library/corpus-schema.ts';
import type { LibraryContent } from '../../library/library.ts';
import type { Corpus, LibrarySources } from '../../library/sources.ts';

const FOLDS = 4;
const CALLING: ReadonlySet<string> = new Set(['emergency', 'stop-loss', 'human']);

/**
 * How well the corpus is judged by models that have not seen the judged texts: four times a quarter is put aside, the
 * rest trains. Signals and patterns are the library's own, so only the models' part is new to the texts. Weights and
 * thresholds are set by this, never by the sets that measure a release.
 */
export async function* crossValidate(
  content: LibraryContent,
  { corpus, intents }: LibrarySources,
  pupils?: Pupils,
): AsyncGenerator<{ fold: number; rates: Rate[] }> {
  for (const { fold, aside, rest } of foldsOf(corpus)) {
    const models = await trainModels(content, { corpus: rest, intents, followUps: [] }, pupils);
    const detector = createDetector({ ...content, version: 'cross-validation', checksum: '', models });
    const forwards = evaluateForwards(detector, aside.forwards.map(asMeasured));
    const chats = evaluateChats(detector, aside.chats.map(asMeasuredChat));
    yield { fold, rates: [...forwards.rates, ...chats.rates] };
  }
}

/** The corpus in four ways: what is put aside, and what is left to learn from. */
export function* foldsOf(corpus: Corpus): Generator<{ readonly fold: number; readonly aside: Corpus; readonly rest: Corpus }> {
  for (let fold = 0; fold < FOLDS; fold++)
    yield { fold, aside: split(corpus, (text) => foldOf(text) === fold), rest: split(corpus, (text) => foldOf(text) !== fold) };
}

/** The rates of several folds as one. */
export function addRates(folds: readonly (readonly Rate[])[]): Rate[] {
  return (folds[0] ?? []).map(({ name }, index) => ({
    name,
    hits: folds.reduce((sum, rates) => sum + (rates[index]?.hits ?? 0), 0),
    of: folds.reduce((sum, rates) => sum + (rates[index]?.of ?? 0), 0),
  }));
}

function split(corpus: Corpus, kept: (text: string) => boolean): Corpus {
  return { ...corpus, forwards: corpus.forwards.filter(({ text }) => kept(text)), chats: corpus.chats.filter(({ text }) => kept(text)) };
}

/** By the text alone, so that a text stays in its fold whatever is added. FNV-1a. */
function foldOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return (hash >>> 16) % FOLDS;
}

function asMeasured({ text, kind, type }: ForwardRow) {
  return { text, type: type ?? null, kind: kind === 'illegal' ? 'marketing' : kind, accept: ACCEPTED[kind] };
}

const ACCEPTED = { scam: ['red'], legit: ['green'], marketing: ['green', 'yellow'], illegal: ['red', 'yellow'] } as const;

function asMeasuredChat({ text, intent, colour, type }: ChatRow) {
  return { text, intent, accept: colour && [colour], type: type ?? null, escalate: CALLING.has(intent) };
}
