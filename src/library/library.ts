import type { FeatureIndex } from './feature-index.ts';
import type { FollowUp } from './follow-up-schema.ts';
import type { Intent, LinkFacts, Negators, Pattern, PhoneNumber, ScamType, Signal, Variants } from './schema.ts';

/** What the entity finder of `detection/` can find; phrases may name these as `<kind>`. */
export type EntityKind = 'amount' | 'link' | 'phone' | 'contact' | 'number' | 'code' | 'apk' | 'account';

/** An intent as it is shipped: its training examples stay behind in the trained model. */
type ShippedIntent = Omit<Intent, 'examples'>;
/** As an intent. */
type ShippedFollowUp = Omit<FollowUp, 'examples'>;

/** A trained linear model over features; weights are row by row, in class order. */
export interface LinearModel {
  readonly classes: readonly string[];
  readonly bias: readonly number[];
  readonly features: FeatureIndex;
  /** In units of `scale`: a shipped model's weights are bytes. */
  readonly weights: Float32Array | Int8Array;
  readonly scale: number;
}

export interface LinearModels {
  /** Is a text that somebody received a scam? Classes: `legit`, `scam`. */
  readonly forwarded: LinearModel;
  /** Is what somebody tells us a scam? Same classes; people tell of a scam in words that no scammer uses. */
  readonly told: LinearModel;
  readonly type: LinearModel;
  readonly intent: LinearModel;
  /** Whose matter is told? No classes where nobody has labelled a text with it, as up to release 4.5. */
  readonly whose: LinearModel;
  /** How has it ended? As `whose`. */
  readonly ending: LinearModel;
  /** Is a life in danger? As `whose`. */
  readonly danger: LinearModel;
}
export type ModelName = keyof LinearModels;

export interface Models extends LinearModels {
  /** Which follow-up is asked for? A class for each, and `NOTHING_ASKED`. No classes up to release 4.6. */
  readonly asks: SparseModel;
}
/** Of `asks`. No id is written so. */
export const NOTHING_ASKED = '-';

/** A model of many classes. Nearly all of its weights are next to nothing; the others are kept. */
export interface SparseModel {
  readonly classes: readonly string[];
  readonly bias: readonly number[];
  readonly features: FeatureIndex;
  /** Where the entries of each feature begin; they end where the next one's begin. */
  readonly from: Int32Array;
  /** A class and its weight, packed (sparse-model.ts). */
  readonly entries: Uint16Array;
  readonly scale: number;
}

/** Those of what a text is and what somebody wants, taught by all texts; and those of some thousand texts that are labelled with more. */
export const MAIN_MODELS = ['forwarded', 'told', 'type', 'intent'] as const satisfies readonly ModelName[];
export const LABEL_MODELS = ['whose', 'ending', 'danger'] as const satisfies readonly ModelName[];

/** In the order in which they are shipped. */
export const MODEL_NAMES: readonly ModelName[] = [...MAIN_MODELS, ...LABEL_MODELS];

export const SCHEMA_VERSION = 3;

/** Everything `library/` compiles out of the YAML files, before the models are trained. */
export interface LibraryContent {
  readonly schema: typeof SCHEMA_VERSION;
  readonly types: readonly ScamType[];
  readonly signals: readonly Signal[];
  readonly patterns: readonly Pattern[];
  readonly intents: readonly ShippedIntent[];
  /** What people ask or object once they have heard a verdict, with the short answer to it. */
  readonly followUps: readonly ShippedFollowUp[];
  readonly numbers: Readonly<Record<string, PhoneNumber>>;
  readonly variants: Variants;
  /** Traditional → simplified, character by character, as two parallel strings. */
  readonly simplify: { readonly from: string; readonly to: string };
  /** Characters that sound like one of the sound-alike key words' characters: sound → characters. */
  readonly sounds: Readonly<Record<string, string>>;
  readonly negators: Negators;
  readonly links: LinkFacts;
}

/** One release in memory. Immutable; a verdict names its `version`. */
export interface Library extends LibraryContent {
  readonly version: string;
  readonly checksum: string;
}

/** With what it has learnt, as it comes out of its file; a detector takes that over into a table of its own. */
export interface TrainedLibrary extends Library {
  readonly models: Models;
}
