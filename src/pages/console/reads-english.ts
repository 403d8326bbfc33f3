import { languageOf, readState } from '../../conversation/state.ts';
import { AppError } from '../../errors.ts';
import type { PageDeps } from '../citizen/page-deps.ts';

/** Whether what the desk tells him in words of ours is in English. Of somebody who was erased: whoever writes to him is refused later. */
export async function readsEnglish({ storage }: Pick<PageDeps, 'storage'>, conversationId: string): Promise<boolean> {
  const conversation = await storage.loadConversation(conversationId).catch((error: unknown) => {
    if (!(error instanceof AppError) || error.code !== 'conversation.erased') throw error;
    return null;
  });
  return conversation !== null && languageOf(readState(conversation.state)) === 'en';
}
