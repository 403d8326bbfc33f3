import type { Urgency } from '../../storage/desk-schema.ts';
import { URGENCY_NAMES } from './desk-words.ts';
import { useWords } from './language.tsx';

/** A shape for every urgency: octagon, triangle, square, ring; readable without colour. */
export function UrgencySign({ urgency }: { urgency: Urgency }) {
  const { word, meaning } = useWords(URGENCY_NAMES)[urgency];
  return (
    <span class={`urgency urgency-${urgency.toLowerCase()}`} title={meaning}>
      <svg viewBox="0 0 24 24" aria-hidden="true" focusable="false">
        {urgency === 'P0' && <path d="M7.500 1h9L23 7.500v9L16.500 23h-9L1 16.500v-9z" />}
        {urgency === 'P1' && <path d="M12 2 23.500 22H.5z" />}
        {urgency === 'P2' && <path d="M3 3h18v18H3z" />}
        {urgency === 'P3' && <circle cx="12" cy="12" r="8.500" />}
      </svg>
      <span class="number">{urgency}</span> {word}
    </span>
  );
}
