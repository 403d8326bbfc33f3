import type { Detector } from '../detection/detector.ts';
import { dangerId } from '../detection/labels.ts';
import { DANGER_IDS, type DangerId, ENDING_IDS, type EndingId, WHOSE_IDS, type WhoseId } from '../library/label-ids.ts';
import type { Report } from './measure-rows.ts';
import { rate } from './rate.ts';

/** What somebody has said of a text besides what it is. */
interface Labels {
  readonly whose: WhoseId;
  readonly ending: EndingId;
  readonly danger: DangerId;
}
export interface LabelledRow extends Partial<Labels> {
  readonly id?: string;
  readonly text: string;
}

const ALL: Readonly<Record<keyof Labels, readonly string[]>> = { whose: WHOSE_IDS, ending: ENDING_IDS, danger: DANGER_IDS };
const NAMES = Object.keys(ALL) as readonly (keyof Labels)[];

export function isLabelled(row: object): boolean {
  return NAMES.some((name) => name in row);
}

/** Of each label how many of its texts are found. */
export function evaluateLabels(detector: Detector, rows: readonly LabelledRow[]): Report {
  const judged = rows.map((row) => ({ row, found: labelsOf(detector, row.text) }));
  const wrong = ({ row, found }: (typeof judged)[number]): readonly (keyof Labels)[] =>
    NAMES.filter((name) => row[name] !== undefined && row[name] !== found[name]);
  return {
    colours: {},
    rates: NAMES.flatMap((name) =>
      ALL[name].flatMap((id) => {
        const those = judged.filter(({ row }) => row[name] === id);
        return those.length === 0 ? [] : [rate(`${name}: ${id}`, those, ({ found }) => found[name] === id)];
      }),
    ),
    missed: judged.flatMap((one) => wrong(one).map((name) => `${one.row.id ?? '?'}:${one.found[name]}`)),
  };
}

function labelsOf(detector: Detector, text: string): Labels {
  const { onlooker, forOther, ending, danger } = detector.judge(text).understanding;
  return {
    whose: onlooker ?? (forOther ? 'other' : 'self'),
    ending: ending ?? 'open',
    danger: dangerId(danger),
  };
}
