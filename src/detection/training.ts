import { FeatureIndex } from '../library/feature-index.ts';
import type { Library, LibraryContent, LinearModel, Models } from '../library/library.ts';
import type { ChatRow, ForwardRow, Intent } from '../library/schema.ts';
import type { Corpus } from '../library/sources.ts';
import { classifierFeatures, createAnalysis } from './analysis.ts';
import { TextClassifier } from './classifier-training.ts';

const NO_MODEL: LinearModel = {
  classes: [],
  bias: [],
  features: new FeatureIndex(new Int32Array()),
  weights: new Float32Array(),
  scale: 1,
};
/**
 * Weight of all scams together against all honest texts together, so that the thresholds keep their meaning whatever the
 * corpus' mix. Below 1: a missed scam costs savings, but in life most texts are honest, and false alarms cost the trust.
 */
const SCAMS_TO_HONEST = 0.75;

/** An intent shows in common words; rarer ones belong to the story. Scams give themselves away by rare ones too. */
const INTENT_MIN_TEXTS = 3;

/** Trains the three models on the library's own texts. Deterministic; about three seconds for 20,000 texts. */
export function trainModels(content: LibraryContent, corpus: Corpus, intents: readonly Intent[]): Models {
  const untrained: Library = {
    ...content,
    version: 'untrained',
    checksum: '',
    models: { scam: NO_MODEL, type: NO_MODEL, intent: NO_MODEL },
  };
  const featuresOf = createFeatureReader(untrained);
  const scam = new TextClassifier({ weights: { scam: scamWeight(corpus) } });
  const type = new TextClassifier();
  const intent = new TextClassifier({ weights: intentWeights(corpus, intents), minTexts: INTENT_MIN_TEXTS });
  for (const row of corpus.forwards) {
    const { counted, all } = featuresOf(row.text);
    scam.addDocument(counted, labelOfForward(row));
    if (row.type) type.addDocument(counted, row.type);
    intent.addDocument(all, 'forward');
  }
  for (const row of corpus.chats) {
    const { counted, all } = featuresOf(row.text);
    const label = labelOfChat(row);
    if (label) scam.addDocument(counted, label);
    if (row.type) type.addDocument(counted, row.type);
    intent.addDocument(all, row.intent);
  }
  for (const { id, examples } of intents) for (const text of examples) intent.addDocument(featuresOf(text).all, id);
  for (const model of [scam, type, intent]) model.train();
  return { scam: scam.linearModel, type: type.linearModel, intent: intent.linearModel };
}

function createFeatureReader(library: Library): (text: string) => { counted: Int32Array; all: Int32Array } {
  const analyse = createAnalysis(library);
  return (text) => {
    const { normalized, counted, intentFeatures } = analyse(text);
    return { counted: classifierFeatures(normalized.text, counted), all: intentFeatures };
  };
}

type Label = 'scam' | 'legit';

function labelOfForward({ kind }: ForwardRow): Label {
  return kind === 'scam' || kind === 'illegal' ? 'scam' : 'legit';
}

/** Yellow matters, and losses of which nothing more is said, teach neither the one nor the other. */
function labelOfChat({ colour, intent }: ChatRow): Label | null {
  if (colour === 'red') return 'scam';
  return colour === 'yellow' || intent === 'emergency' || intent === 'stop-loss' ? null : 'legit';
}

function scamWeight(corpus: Corpus): number {
  const labels = [...corpus.forwards.map(labelOfForward), ...corpus.chats.map(labelOfChat)];
  const count = (label: Label): number => labels.filter((found) => found === label).length;
  return (SCAMS_TO_HONEST * count('legit')) / Math.max(1, count('scam'));
}

/** Forwards outnumber everything else in the corpus, not in life. */
function intentWeights(corpus: Corpus, intents: readonly Intent[]): Record<string, number> {
  const counts = new Map<string, number>([['forward', corpus.forwards.length]]);
  for (const { intent } of corpus.chats) counts.set(intent, (counts.get(intent) ?? 0) + 1);
  for (const { id, examples } of intents) counts.set(id, (counts.get(id) ?? 0) + examples.length);
  const mean = [...counts.values()].reduce((a, b) => a + b, 0) / counts.size;
  return Object.fromEntries([...counts].map(([id, count]) => [id, Math.min(3, Math.sqrt(mean / count))]));
}
