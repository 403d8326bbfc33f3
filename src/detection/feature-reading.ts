import type { LibraryContent } from '../library/library.ts';
import { roleHints, signalHints } from './analysis.ts';
import { FeatureLists, joinLists, type NumberedTexts } from './feature-lists.ts';
import { gramList, hintList } from './features.ts';
import { createFinder } from './findings.ts';
import { indexSignals } from './signals.ts';

/** What the models are taught of each text, as 32-bit features. What several of them are taught stands once. */
export interface FeaturesRead {
  /** The text's n-grams, for every model; for that of what somebody wants where `askedWhole` has a 1 (else `wanted` has its own). */
  readonly grams: NumberedTexts;
  readonly askedWhole: Uint8Array;
  /** Beside `grams`, every scam model and that of the types. */
  readonly signals: NumberedTexts;
  /** Beside both, the models of forwarded texts. */
  readonly roles: NumberedTexts;
  /** The model of what somebody wants. */
  readonly wanted: NumberedTexts;
}

/** Who reads: whoever does it finds the same, text by text. */
export type Read = (content: LibraryContent, texts: readonly string[]) => FeaturesRead | Promise<FeaturesRead>;

/** @param index which others who read the same need not make again */
export function readFeatures(content: LibraryContent, texts: readonly string[], index = indexSignals(content)): FeaturesRead {
  const find = createFinder(content, index);
  const [grams, signals, roles, wanted] = [new FeatureLists(), new FeatureLists(), new FeatureLists(), new FeatureLists()];
  const askedWhole = Uint8Array.from(texts, (text) => {
    const { normalized, counted, asked, askedHints } = find(text);
    grams.add(gramList(normalized.text));
    signals.add(hintList(normalized.text, signalHints(counted)));
    roles.add(roleHints(counted));
    const whole = asked === normalized.text;
    wanted.add(whole ? hintList(asked, askedHints) : [...gramList(asked), ...hintList(asked, askedHints)]);
    return whole ? 1 : 0;
  });
  return { grams: grams.lists, askedWhole, signals: signals.lists, roles: roles.lists, wanted: wanted.lists };
}

/** What was read in parts, as if it had been read at once; in memory that threads share. */
export function joinFeatures(parts: readonly FeaturesRead[]): FeaturesRead {
  const joined = (lists: 'grams' | 'signals' | 'roles' | 'wanted') => joinLists(parts.map((part) => part[lists]));
  const askedWhole = Uint8Array.from(parts.flatMap((part) => [...part.askedWhole]));
  return { grams: joined('grams'), askedWhole, signals: joined('signals'), roles: joined('roles'), wanted: joined('wanted') };
}
