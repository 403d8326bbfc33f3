import type { Tier } from '../../../storage/dissuasion/tier-plan.ts';
import { useWords } from '../language.tsx';
import { VISIT_TIERS } from './visit-words.ts';

const SHAPES: Readonly<Record<Tier, string>> = {
  urgent: '8,1 16,1 23,8 23,16 16,23 8,23 1,16 1,8',
  high: '12,1 23,22 1,22',
  medium: '12,1 23,12 12,23 1,12',
  low: '3,3 21,3 21,21 3,21',
};

/** How urgent a visit is, as a word and a shape. */
export function TierSign({ tier }: { tier: Tier }) {
  return (
    <span class={`tier tier-${tier}`}>
      <svg viewBox="0 0 24 24" aria-hidden="true" focusable="false">
        <polygon points={SHAPES[tier]} />
      </svg>
      {useWords(VISIT_TIERS)[tier]}
    </span>
  );
}
