import type { ChatRow, ForwardRow } from '../library/corpus-schema.ts';
import type { EndingId, WhoseId } from '../library/label-ids.ts';
import type { LibraryContent, Models } from '../library/library.ts';
import type { Intent, IntentId } from '../library/schema.ts';
import type { Corpus, LibrarySources } from '../library/sources.ts';
import { sparseModel } from '../library/sparse-model.ts';
import { isTrouble } from './alarm.ts';
import { MIN_TEXTS, TextClassifier, type TextsRead } from './classifier-training.ts';
import { withoutRare } from './feature-lists.ts';
import { type FeaturesRead, type Read, readFeatures } from './feature-reading.ts';
import { type Learn, learnLesson } from './lesson.ts';
import { LEAST_ASK_WEIGHT, questions } from './question-training.ts';
import { FeatureNumbers } from './vocabulary.ts';

/**
 * Weight of all scams together against all honest texts together, so that the thresholds keep their meaning whatever the
 * corpus' mix. Below 1: a missed scam costs savings, but in life most texts are honest, and false alarms cost the trust.
 */
const SCAMS_TO_HONEST = 0.75;

/**
 * How much a text teaches the model of told matters. Forwards show what scams and honest notices are about; what has
 * nothing to judge only has to stay quiet. Set by cross-validation: against one model for both, told scams found at 5 %
 * false alarms rose from 85 to 87 %, forwarded ones at 1 % from 60 to 69 %.
 */
const TOLD_WEIGHT = { forward: 0.5, asked: 1, other: 0.3 } as const;
const ASKED: ReadonlySet<IntentId> = new Set(['advice', 'report']);

/** Who reads the texts and learns the models of them. */
export interface Pupils {
  readonly read: Read;
  readonly learn: Learn;
}
/** All honest texts and all chats teach what is no danger to a life; what fewer of them have is nobody's way to speak of one. */
const MANY_CALM = 12;
/** Of so many forwards one teaches these, too. */
const FORWARD_IN = 12;
/** Onlookers are few in the corpus and rarer still in life, but whoever is one must not be told to look after his own card. */
const WHOSE_WEIGHTS: Readonly<Partial<Record<WhoseId, number>>> = { counter: 3, scene: 3, other: 1.5 };
/** What goes on makes the most of a talk. */
const ENDING_WEIGHTS: Readonly<Partial<Record<EndingId, number>>> = { exposed: 2, genuine: 2, averted: 2 };
/** What models are taught, besides the content's own examples. */
export type Taught = Pick<LibrarySources, 'corpus' | 'intents' | 'followUps'>;
const OWN_THREAD: Pupils = { read: readFeatures, learn: learnLesson };

/**
 * Trains the models on the library's own texts. Deterministic; some seconds for 45,000 texts, reading them included.
 * @param pupils as a default the caller's own thread, one text and one model after the other
 */
export async function trainModels(content: LibraryContent, taught: Taught, pupils: Pupils = OWN_THREAD): Promise<Models> {
  const { corpus, intents } = taught;
  const texts = textsOf(content, taught);
  const places = new Map(texts.map((text, place) => [text, place]));
  const placeOf = (text: string): number => places.get(text) as number;
  const reading = pupils.read(content, texts);
  const asks = questions(content, taught);
  const features = await reading;
  // Where others learn, they have something to do while the features are numbered.
  const asking = asks.trainBy(pupils.learn).then(() => sparseModel(asks.linearModel, LEAST_ASK_WEIGHT));
  const read = shareOut(features);
  const forwarded = new TextClassifier(
    { weights: { scam: scamWeight(corpus.forwards.map((row) => [labelOfForward(row), 1])) } },
    read.forwarded,
  );
  const told = new TextClassifier(
    {
      weights: {
        scam: scamWeight([
          ...corpus.forwards.map((row) => [labelOfForward(row), TOLD_WEIGHT.forward] as const),
          ...corpus.chats.map((row) => [labelOfChat(row), toldWeight(row)] as const),
        ]),
      },
    },
    read.told,
  );
  const type = new TextClassifier({}, read.forwarded);
  const intent = new TextClassifier({ weights: intentWeights(corpus, intents) }, read.wanted);
  const whose = new TextClassifier({ weights: WHOSE_WEIGHTS }, read.wanted);
  const ending = new TextClassifier({ weights: ENDING_WEIGHTS }, read.wanted);
  const danger = new TextClassifier({ minTexts: MANY_CALM }, read.wanted);
  for (const [index, row] of corpus.forwards.entries()) {
    const place = placeOf(row.text);
    forwarded.addRead(place, labelOfForward(row));
    told.addRead(place, labelOfForward(row), TOLD_WEIGHT.forward);
    if (row.type) type.addRead(place, row.type);
    intent.addRead(place, 'forward');
    if (row.kind === 'legit' || index % FORWARD_IN === 0) danger.addRead(place, 'none');
    if (index % FORWARD_IN === 0) teachNothing(place, { whose, ending });
  }
  for (const row of corpus.chats) {
    const place = placeOf(row.text);
    const label = labelOfChat(row);
    if (label) told.addRead(place, label, toldWeight(row));
    if (row.type) type.addRead(place, row.type);
    // A life in danger is heard by a model of its own: what people say then is no way to speak of money.
    if (row.danger === undefined || row.danger === 'none') intent.addRead(place, row.intent);
    if (row.whose) whose.addRead(place, row.whose);
    if (row.ending) ending.addRead(place, row.ending);
    danger.addRead(place, row.danger ?? 'none');
  }
  for (const row of corpus.labels) {
    const place = placeOf(row.text);
    if (row.whose) whose.addRead(place, row.whose);
    if (row.ending) ending.addRead(place, row.ending);
    if (row.danger) danger.addRead(place, row.danger);
  }
  // Remarks in the middle of a talk: nothing has ended with them.
  for (const { text } of corpus.asides) ending.addRead(placeOf(text), 'open' satisfies EndingId);
  teachExamples(content, placeOf, { forwarded, told, type });
  for (const { id, examples } of intents) for (const text of examples) intent.addRead(placeOf(text), id);
  // Those with most to learn first, where others learn.
  const [asked] = await Promise.all([
    asking,
    ...[intent, type, told, forwarded, danger, ending, whose].map((model) => model.trainBy(pupils.learn)),
  ]);
  return {
    forwarded: forwarded.linearModel,
    told: told.linearModel,
    type: type.linearModel,
    intent: intent.linearModel,
    whose: whose.linearModel,
    ending: ending.linearModel,
    danger: danger.linearModel,
    asks: asked,
  };
}

/** What somebody else has written says nothing of the citizen, whatever it speaks of. */
function teachNothing(place: number, { whose, ending }: Readonly<Record<'whose' | 'ending', TextClassifier>>): void {
  whose.addRead(place, 'self' satisfies WhoseId);
  ending.addRead(place, 'open' satisfies EndingId);
}

/** What each model is taught of the texts: `forwarded` the types too. */
type Lessons = Readonly<Record<'told' | 'forwarded' | 'wanted', TextsRead>>;

/** Features stand as numbers from here on. */
function shareOut(read: FeaturesRead): Lessons {
  const numbers = new FeatureNumbers();
  const [grams, signals, roles, wanted] = withoutRare([read.grams, read.signals, read.roles, read.wanted], MIN_TEXTS);
  for (const lists of [grams, signals, roles, wanted]) numbers.enter(lists.numbers);
  const askedGrams = { ...grams, to: grams.to.map((end, text) => (read.askedWhole[text] ? end : (grams.from[text] as number))) };
  return {
    told: { numbers, parts: [grams, signals] },
    forwarded: { numbers, parts: [grams, signals, roles] },
    wanted: { numbers, parts: [askedGrams, wanted] },
  };
}

/**
 * What stands in a pattern teaches too, so that a scheme that was written down this morning is known in other words as
 * well. Cross-validated on the corpus: scams in red 63.0 → 63.4 %, their types 69.7 → 70.3 %, honest red unchanged.
 */
function teachExamples(
  { patterns }: LibraryContent,
  placeOf: (text: string) => number,
  { forwarded, told, type }: Readonly<Record<'forwarded' | 'told' | 'type', TextClassifier>>,
): void {
  for (const { type: its, examples } of patterns) {
    for (const text of examples.positive) {
      const place = placeOf(text);
      forwarded.addRead(place, 'scam');
      told.addRead(place, 'scam');
      type.addRead(place, its);
    }
    for (const { text } of examples.negative) {
      const place = placeOf(text);
      forwarded.addRead(place, 'legit');
      told.addRead(place, 'legit');
    }
  }
}

/** In the order in which they are taught. */
function textsOf({ patterns }: LibraryContent, { corpus, intents }: Taught): string[] {
  return [
    ...corpus.forwards.map(({ text }) => text),
    ...corpus.chats.map(({ text }) => text),
    ...patterns.flatMap(({ examples }) => [...examples.positive, ...examples.negative.map(({ text }) => text)]),
    ...intents.flatMap(({ examples }) => examples),
    ...corpus.asides.map(({ text }) => text),
    ...corpus.labels.map(({ text }) => text),
  ];
}

type Label = 'scam' | 'legit';

function labelOfForward({ kind }: ForwardRow): Label {
  return kind === 'scam' || kind === 'illegal' ? 'scam' : 'legit';
}

/** Yellow matters, losses of which nothing more is said, and what was cut out of a conversation teach neither the one nor the other. */
function labelOfChat({ colour, intent, part }: ChatRow): Label | null {
  if (part) return null;
  if (colour === 'red') return 'scam';
  return colour === 'yellow' || isTrouble(intent) ? null : 'legit';
}

function toldWeight({ intent }: ChatRow): number {
  return ASKED.has(intent) ? TOLD_WEIGHT.asked : TOLD_WEIGHT.other;
}

function scamWeight(rows: readonly (readonly [Label | null, number])[]): number {
  const sum = (label: Label): number => rows.reduce((total, [found, weight]) => total + (found === label ? weight : 0), 0);
  return (SCAMS_TO_HONEST * sum('legit')) / Math.max(1, sum('scam'));
}

/** Forwards outnumber everything else in the corpus, not in life. */
function intentWeights(corpus: Corpus, intents: readonly Intent[]): Record<string, number> {
  const counts = new Map<string, number>([['forward', corpus.forwards.length]]);
  for (const { intent } of corpus.chats) counts.set(intent, (counts.get(intent) ?? 0) + 1);
  for (const { id, examples } of intents) counts.set(id, (counts.get(id) ?? 0) + examples.length);
  const mean = [...counts.values()].reduce((a, b) => a + b, 0) / counts.size;
  return Object.fromEntries([...counts].map(([id, count]) => [id, Math.min(3, Math.sqrt(mean / count))]));
}
