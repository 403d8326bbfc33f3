import type { Conversation } from '../storage/conversations.ts';
import type { Storage } from '../storage/storage.ts';
import { languageOf, readState } from './state.ts';
import { createVoice, type Localize } from './wording.ts';

/**
 * That his case waits again, in his language; null for whom somebody reads along, or who is kept by force: what comes of itself would tell
 * on him.
 */
function returnedWords({ state, runningCase }: Pick<Conversation, 'state' | 'runningCase'>, toTraditional: Localize): string | null {
  const remembered = readState(state);
  if (remembered.watched || remembered.held === 'himself' || !runningCase) return null;
  return createVoice(languageOf(remembered), toTraditional).say('returned', { number: runningCase.number });
}

/**
 * Whoever waits beside a scammer must not believe that an officer is with him still.
 * @throws the first failure, once all others were told
 */
export async function tellReturns(storage: Storage, toTraditional: Localize): Promise<void> {
  const failures: unknown[] = [];
  for (const untold of await storage.returnsUntold()) {
    try {
      const words = returnedWords(await storage.loadConversation(untold.conversationId), toTraditional);
      if (words !== null) await storage.tellReturned(untold, words);
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0) throw failures[0];
}
