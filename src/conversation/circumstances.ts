import type { Conversation } from '../storage/conversations.ts';
import type { Urgency } from '../storage/desk-schema.ts';
import type { Storage } from '../storage/storage.ts';
import { withPresence } from './duty.ts';
import type { Surroundings } from './surroundings.ts';

/** What only a conversation's answer depends on; a bare text is judged without, and without the database. */
export interface Circumstances extends Surroundings {
  /** How many wait before a case of this urgency that he has, or gets now. */
  readonly ahead: (urgency: Urgency) => number;
  /** He has lost money lately: whoever offers to get it back, or asks for more, is warned of in red. */
  readonly guarded: boolean;
  /** A human owns the conversation: nothing that he writes is an order to the bot. */
  readonly owned: boolean;
}

type Ask = Pick<Storage, 'isStaffed' | 'waitingLine'>;

export async function circumstances(storage: Ask, around: Surroundings, conversation: Conversation): Promise<Circumstances> {
  const { runningCase, guarded, status } = conversation;
  const [staffed, line] = await Promise.all([storage.isStaffed(), storage.waitingLine(runningCase?.createdAt ?? around.now)]);
  return {
    ...around,
    duty: withPresence(around.duty, staffed),
    guarded,
    owned: status === 'open',
    ahead: (urgency) =>
      line.reduce((sum, { urgency: theirs, waiting, older }) => sum + (theirs < urgency ? waiting : theirs === urgency ? older : 0), 0),
  };
}
