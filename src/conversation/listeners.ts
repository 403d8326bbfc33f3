import { maskText } from '../desk/masking.ts';
import type { Detector, Judgement } from '../detection/detector.ts';
import type { Language } from '../detection/language.ts';
import type { Reading } from '../detection/readings.ts';
import { isUnsure, withReadings } from '../detection/second-reading.ts';
import { withholdRules } from '../detection/withheld.ts';
import type { Log } from '../log.ts';
import { type Listed, listedAs, withListed } from '../lookups/list-hearing.ts';
import type { ListRules } from '../lookups/list-rules.ts';
import type { Storage } from '../storage/storage.ts';
import type { ProbeWatch } from './probe-watch.ts';
import type { SecondReader } from './second-reader.ts';

/** Who else hears a text before it is answered. */
export interface Listeners {
  readonly storage: Pick<Storage, 'noteProbing' | 'lookUp'>;
  readonly log: Log;
  /** null: nobody else reads. */
  readonly secondReader: SecondReader | null;
  /** null: nobody is watched. */
  readonly probes: ProbeWatch | null;
  /** By which a number or a link alone is looked up in the list of reported ones; null: it is not. */
  readonly listRules: ListRules | null;
}
export interface Heard {
  /** What the second reader has named. */
  readonly readings: readonly Reading[];
  /** Somebody tries what gets through: rules are withheld from him. */
  readonly probing: boolean;
  /** The number or link alone that he sent is on the list. */
  readonly listed: Listed | null;
}
interface Given {
  readonly text: string;
  /** A conversation, or a caller's address; never kept as it is. null: who is not watched. */
  readonly source: string | null;
  /** The message, where there is one. */
  readonly messageId: string | null;
  /** Milliseconds since 1970 UTC. */
  readonly now: number;
  /** The language that he is answered in; left out: the text's own. */
  readonly speaks?: Language | undefined;
}

/**
 * Never fails: an answer does not wait for those who merely listen.
 * @param judgement of the text, as the detector alone sees it
 */
export async function hear(
  { storage, log, secondReader, probes, listRules }: Listeners,
  detector: Detector,
  judgement: Judgement,
  given: Given,
): Promise<Heard> {
  try {
    const { text, source } = given;
    const { normalized, language } = judgement.analysis;
    const harmless = judgement.verdict.colour === 'green' && judgement.verdict.score < LEAST_SUSPECT;
    const variant = { text: normalized.text, original: text };
    const probing = harmless || source === null ? null : (probes?.notice(source, variant, given.now) ?? null);
    if (probing?.toNote)
      await storage.noteProbing(probing.row, { messageId: given.messageId, text: maskText(text), variants: probing.variants });
    const readings = secondReader && isUnsure(judgement) ? await secondReader.read(text, detector.library) : [];
    const listed = listRules ? await listedAs(storage, listRules, text, given.speaks ?? language) : null;
    return { readings, probing: probing !== null, listed };
  } catch (error) {
    log.error({ err: error }, 'who listens besides has failed; it is answered without');
    return { readings: [], probing: false, listed: null };
  }
}

/** Nobody needs to probe with what is as green as can be. */
const LEAST_SUSPECT = 0.05;

/** The detector as it answers this one. */
export function hearing(detector: Detector, { readings, probing, listed }: Heard): Detector {
  const read = withReadings(detector, readings);
  return withListed(probing ? withholdRules(read) : read, listed);
}
