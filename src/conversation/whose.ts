import type { Onlooker } from '../detection/labels.ts';
import type { Verdict } from '../detection/verdict.ts';

/** Whose matter he writes of: what he must do hangs on it. At a counter it is a customer's, at a scene he sees the criminals themselves. */
export type Whose = 'himself' | 'child' | 'other' | Onlooker;

interface WhoHeIs {
  readonly child?: boolean;
  readonly forOther?: boolean;
  readonly onlooker?: Onlooker | null;
}

export function whoseIs({ child, forOther, onlooker }: WhoHeIs): Whose {
  if (child) return 'child';
  return onlooker ?? (forOther ? 'other' : 'himself');
}

/** He sees it happen, and neither the money nor the person is his. */
export function isOnlooker(whose: Whose): whose is Onlooker {
  return whose === 'counter' || whose === 'scene';
}

/** Whoever lends them his account or his hands is no victim who has a payment stopped, or not only. */
export function movesTheirMoney({ type }: Pick<Verdict, 'type'>): boolean {
  return type?.id === 'mule';
}
