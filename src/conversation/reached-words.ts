import type { Conversation } from '../storage/conversations.ts';
import { languageOf, readState } from './state.ts';
import { createVoice, type Localize } from './wording.ts';

/** That somebody answered the telephone, in his language; null for whom somebody reads along: it would tell on him. */
export function reachedWords({ state, runningCase }: Pick<Conversation, 'state' | 'runningCase'>, toTraditional: Localize): string | null {
  const remembered = readState(state);
  if (remembered.watched || !runningCase) return null;
  return createVoice(languageOf(remembered), toTraditional).say('reached', { number: runningCase.number });
}
