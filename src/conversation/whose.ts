import type { Onlooker } from '../detection/labels.ts';

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
