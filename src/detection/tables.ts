import type { TrainedLibrary } from '../library/library.ts';
import { type FollowUpIndex, indexFollowUps } from './follow-ups.ts';
import { type JointTable, joinModels } from './joint-table.ts';
import type { PhraseIndex } from './phrases.ts';
import { indexSignals } from './signals.ts';

/**
 * All that a release is looked up in. To make it takes most of a second, to load it a moment; plain data, so that it can be
 * kept beside the release (packed-tables.ts).
 */
export interface Tables {
  readonly signals: PhraseIndex;
  readonly followUps: FollowUpIndex;
  readonly models: JointTable;
}

export function makeTables(library: TrainedLibrary): Tables {
  return { signals: indexSignals(library), followUps: indexFollowUps(library), models: joinModels(library.models) };
}
