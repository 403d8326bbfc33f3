import type { StorageContext } from './context.ts';

/** What a message of ours says, and to whom. */
export interface Words {
  readonly to: string;
  readonly text: string;
  /** It is an answer of the bot's, with a verdict. */
  readonly judged: boolean;
  /** His message that it answers; null: nobody asked for it. */
  readonly asked: { readonly joined: boolean; readonly externalId: string } | null;
}

interface Claimed {
  readonly message_id: string;
  readonly conversation_id: string;
  readonly channel: string;
}

export function outboxWords({ database: { query }, sealer, keyIfKept, openIfSealed }: StorageContext) {
  /** Null when there is nothing to say any more: he was erased, or a human has taken over. */
  async function wordsOf({ message_id, conversation_id, channel }: Claimed): Promise<Words | null> {
    const said = await query
      .selectFrom('messages')
      .innerJoin('conversations', 'conversations.id', 'messages.conversation_id')
      .innerJoin('persons', 'persons.id', 'conversations.person_id')
      .leftJoin('outcomes', 'outcomes.message_id', 'messages.in_reply_to')
      .leftJoin('messages as asked', 'asked.id', 'messages.in_reply_to')
      .select([
        'messages.body_sealed',
        'address_sealed',
        'colour',
        'messages.author',
        'status',
        'messages.created_at',
        'persons.created_at as since',
        'asked.kind as asked_kind',
        'asked.external_id as asked_id',
      ])
      .where('messages.id', '=', message_id)
      .executeTakeFirstOrThrow();
    const nobody = said.created_at < said.since || (said.author === 'bot' && said.status === 'open');
    const key = nobody ? null : await keyIfKept(conversation_id);
    return (
      key && {
        to: (await openIfSealed(key, said.address_sealed)) ?? conversation_id.slice(channel.length + 1),
        text: await sealer.open(key, said.body_sealed),
        judged: said.author === 'bot' && said.colour !== null,
        asked: said.asked_id === null ? null : { joined: said.asked_kind === 'joined', externalId: said.asked_id },
      }
    );
  }

  return {
    /**
     * The row is claimed by now: what cannot be read is a result of this attempt like any other. Thrown, nobody would settle
     * it, and it would come again for ever and hold up whatever comes after it in the conversation.
     */
    async readWords(claimed: Claimed): Promise<{ readonly said: Words | null; readonly unreadable: { readonly cause: unknown } | null }> {
      try {
        return { said: await wordsOf(claimed), unreadable: null };
      } catch (cause) {
        return { said: null, unreadable: { cause } };
      }
    },
  };
}
