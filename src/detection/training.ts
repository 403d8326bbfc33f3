import { FeatureIndex } from '../library/feature-index.ts';
import type { Library, LibraryContent, LinearModel, Models } from '../library/library.ts';
import type { Intent } from '../library/schema.ts';
import type { Corpus } from '../library/sources.ts';
import { classifierFeatures, createAnalysis } from './analysis.ts';
import { TextClassifier } from './classifier-training.ts';

const NO_MODEL: LinearModel = { classes: [], bias: [], features: new FeatureIndex(new Int32Array()), weights: new Float32Array() };
/** A missed scam costs savings, a false alarm costs trust; below 1, because the corpus holds more scams than life does. */
const SCAM_WEIGHT = 0.8;

/** Trains the three models on the library's own texts. Deterministic; a few seconds for 10,000 texts. */
export function trainModels(content: LibraryContent, corpus: Corpus, intents: readonly Intent[]): Models {
  const untrained: Library = {
    ...content,
    version: 'untrained',
    checksum: '',
    models: { scam: NO_MODEL, type: NO_MODEL, intent: NO_MODEL },
  };
  const featuresOf = createFeatureReader(untrained);
  const scam = new TextClassifier({ weights: { scam: SCAM_WEIGHT } });
  const type = new TextClassifier();
  const intent = new TextClassifier({ weights: intentWeights(corpus, intents) });
  for (const row of corpus.forwards) {
    const { counted, all } = featuresOf(row.text);
    scam.addDocument(counted, row.kind === 'scam' || row.kind === 'illegal' ? 'scam' : 'legit');
    if (row.type) type.addDocument(counted, row.type);
    intent.addDocument(all, 'forward');
  }
  for (const row of corpus.chats) {
    const { counted, all } = featuresOf(row.text);
    if (row.colour === 'red') scam.addDocument(counted, 'scam');
    else if (row.colour !== 'yellow' && !harmed(row.intent)) scam.addDocument(counted, 'legit');
    if (row.type) type.addDocument(counted, row.type);
    intent.addDocument(all, row.intent);
  }
  for (const { id, examples } of intents) for (const text of examples) intent.addDocument(featuresOf(text).all, id);
  for (const model of [scam, type, intent]) model.train();
  return { scam: scam.linearModel, type: type.linearModel, intent: intent.linearModel };
}

function createFeatureReader(library: Library): (text: string) => { counted: number[]; all: number[] } {
  const analyse = createAnalysis(library);
  return (text) => {
    const { normalized, counted, intentFeatures } = analyse(text);
    return { counted: classifierFeatures(normalized.text, counted), all: [...intentFeatures] };
  };
}

function harmed(intent: string): boolean {
  return intent === 'emergency' || intent === 'stop-loss';
}

/** Forwards outnumber everything else in the corpus, not in life. */
function intentWeights(corpus: Corpus, intents: readonly Intent[]): Record<string, number> {
  const counts = new Map<string, number>([['forward', corpus.forwards.length]]);
  for (const { intent } of corpus.chats) counts.set(intent, (counts.get(intent) ?? 0) + 1);
  for (const { id, examples } of intents) counts.set(id, (counts.get(id) ?? 0) + examples.length);
  const mean = [...counts.values()].reduce((a, b) => a + b, 0) / counts.size;
  return Object.fromEntries([...counts].map(([id, count]) => [id, Math.min(3, Math.sqrt(mean / count))]));
}
