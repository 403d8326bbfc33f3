import { LABEL_MODELS, MAIN_MODELS, type TrainedLibrary } from '../library/library.ts';
import { type AskTable, askTable } from './follow-ups.ts';
import { type JointTable, joinModels } from './joint-table.ts';
import type { PhraseIndex } from './phrases.ts';
import { indexSignals } from './signals.ts';

/**
 * All that a release is looked up in. To make it takes most of a second, to load it a moment; plain data, so that it can be
 * kept beside the release (packed-tables.ts).
 */
export interface Tables {
  readonly signals: PhraseIndex;
  readonly models: JointTable;
  /** Apart, for few features are known to these, and only whole messages are asked. */
  readonly labels: JointTable;
  readonly asks: AskTable;
}

export function makeTables(library: TrainedLibrary): Tables {
  return {
    signals: indexSignals(library),
    models: joinModels(library.models, MAIN_MODELS),
    labels: joinModels(library.models, LABEL_MODELS),
    asks: askTable(library.models.asks),
  };
}
