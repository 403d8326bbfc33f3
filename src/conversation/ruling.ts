import { adviceFor, unjudged } from '../detection/detector.ts';
import type { Verdict } from '../detection/verdict.ts';
import type { Library } from '../library/library.ts';
import type { Judgement } from '../storage/judgements.ts';
import type { ConversationState } from './state.ts';

/** How sure the colour is that an officer gives: he has asked and seen more than the words. */
const SCORES = { red: 0.95, yellow: 0.5, green: 0.05 } as const;

/**
 * The matter as an officer has judged it. What was told before has been weighed by him and is not weighed again; what
 * comes from now on may raise the colour as ever.
 */
export function underRuling(state: ConversationState, judgement: Judgement | null, library: Library): ConversationState {
  if (judgement === null || (state.ruledAt ?? 0) >= judgement.at) return state;
  const { colour, at, officer, reason } = judgement;
  const known = state.matter?.verdict ?? { ...unjudged(library, ''), reasons: [] };
  const named = library.types.find(({ id }) => id === judgement.type) ?? library.types.find(({ id }) => id === known.type?.id);
  const type = colour === 'green' ? null : (named ?? null);
  const verdict: Verdict = {
    ...known,
    colour,
    score: SCORES[colour],
    type: type && { id: type.id, title: known.language === 'en' ? type.title.en : type.title.zh },
    reasons: colour === 'green' ? [] : known.reasons,
    advice: { ...adviceFor(type, known.language), verifyWith: known.advice.verifyWith },
  };
  const updatedAt = Math.max(at, state.matter?.updatedAt ?? 0);
  // The officer's words told him.
  const { unread: _, ...told } = state;
  return { ...told, matter: { verdict, texts: [], updatedAt, ruling: { colour, officer, reason } }, recent: [], ruledAt: at };
}
