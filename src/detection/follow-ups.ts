import { FeatureIndex } from '../library/feature-index.ts';
import { type LibraryContent, NOTHING_ASKED, type SparseModel } from '../library/library.ts';
import { classOf, weightOf } from '../library/sparse-model.ts';
import type { Entity } from './entities.ts';
import type { FeatureSet } from './feature-set.ts';
import { isFramed } from './framing.ts';
import { softmax, unitLength } from './linear-model.ts';

/** In units of the normalised text. Longer than this it is a story, whatever else is asked in it. */
const LONGEST = 60;
/** The same of a text in Latin letters, of which a word takes several. */
const LONGEST_LATIN = 160;
/**
 * From this probability on a follow-up is answered, where no other is likelier, and nothing asked is not either. Low, because it is one of
 * three hundred that share what is left.
 */
const SURE = 0.2;
/** What is asked at any time, behind one that is asked in an open matter only. */
const SURE_BEHIND = 0.05;

/** The model as plain data, which can be kept. */
export type AskTable = Omit<SparseModel, 'features'> & { readonly hashes: Int32Array };

export function askTable({ features, ...model }: SparseModel): AskTable {
  return { ...model, hashes: features.hashes };
}

/** Ids, the likeliest first, two at most; and how sure the first is, 0–1. */
export interface Heard {
  readonly ids: readonly string[];
  readonly sure: number;
}
const NOTHING_HEARD: Heard = { ids: [], sure: 0 };

/** What is asked: the text's features as the model was taught them, and what says whether it is a question at all. */
export interface Asked {
  readonly text: string;
  readonly entities: readonly Entity[];
  readonly features: Pick<FeatureSet, 'size' | 'at'>;
}

/**
 * Which of the library's follow-ups a message is: "但我真的提现过", "is 96110 free". The likeliest; where that one is asked in an open
 * matter only, behind it the likeliest of those that are asked at any time.
 */
export function createFollowUpFinder({ followUps }: Pick<LibraryContent, 'followUps'>, table: AskTable): (asked: Asked) => Heard {
  const { classes } = table;
  const probabilities = createScorer(table);
  const anyTime = new Set(followUps.flatMap(({ id, asked }) => (asked === 'always' ? [id] : [])));
  return ({ text, entities, features }) => {
    if (classes.length === 0 || text.length > (HAN.test(text) ? LONGEST : LONGEST_LATIN)) return NOTHING_HEARD;
    if (isFramed(text) || entities.some(({ kind }) => HANDED_OUT.has(kind))) return NOTHING_HEARD;
    const chances = probabilities(features);
    const likeliest = (among: (id: string) => boolean): { id: string; sure: number } => {
      let best = { id: NOTHING_ASKED, sure: 0 };
      for (const [c, id] of classes.entries())
        if ((chances[c] as number) > best.sure && among(id)) best = { id, sure: chances[c] as number };
      return best;
    };
    const first = likeliest(() => true);
    if (first.id === NOTHING_ASKED || first.sure < SURE) return NOTHING_HEARD;
    const second = anyTime.has(first.id) ? null : likeliest((id) => anyTime.has(id));
    return { ids: second === null || second.sure < SURE_BEHIND ? [first.id] : [first.id, second.id], sure: first.sure };
  };
}

/** Probability by class, in class order. */
function createScorer({ bias, hashes, from, entries, scale }: AskTable): (features: Asked['features']) => number[] {
  const index = new FeatureIndex(hashes);
  return (features) => {
    const sums = new Array<number>(bias.length).fill(0);
    let known = 0;
    for (let i = 0; i < features.size; i++) {
      const row = index.rowOf(features.at(i));
      if (row < 0) continue;
      known++;
      const end = from[row + 1] as number;
      for (let at = from[row] as number; at < end; at++) {
        const entry = entries[at] as number;
        sums[classOf(entry)] = (sums[classOf(entry)] as number) + weightOf(entry);
      }
    }
    const unit = unitLength(known) * scale;
    return softmax(sums.map((sum, c) => (bias[c] as number) + sum * unit));
  };
}

/** What a scammer hands out: who asks us something has no need to repeat it. */
const HANDED_OUT: ReadonlySet<Entity['kind']> = new Set(['link', 'apk', 'contact']);

const HAN = /\p{Script=Han}/u;
