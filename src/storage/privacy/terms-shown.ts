import type { Compilable } from 'kysely';
import type { StorageContext } from '../context.ts';

export function termsShown(context: StorageContext) {
  const { query } = context.database;
  return {
    /**
     * That somebody who is not registered was shown what is done with his words: the first time, of each version.
     * @param through `page`, or the channel that said it
     */
    async noteTermsShown(conversationId: string, version: number, through: string): Promise<void> {
      await context.database.batch([termsNoted(context, conversationId, version, through)]);
    },

    /** Whether whoever is behind the conversation was shown this version; after an erasure nobody was. */
    async wereTermsShown(conversationId: string, version: number): Promise<boolean> {
      const row = await query
        .selectFrom('terms_shown')
        .innerJoin('conversations', 'conversations.person_id', 'terms_shown.person_id')
        .select('terms_shown.version')
        .where('conversations.id', '=', conversationId)
        .where('terms_shown.version', '=', version)
        .executeTakeFirst();
      return row !== undefined;
    },
  };
}

/** The row for it; nothing where he was told before. */
export function termsNoted(
  { database: { query }, sources }: StorageContext,
  conversationId: string,
  version: number,
  through: string,
): Compilable {
  return query
    .insertInto('terms_shown')
    .columns(['conversation_id', 'person_id', 'version', 'channel', 'at'])
    .expression((is) =>
      is
        .selectFrom('conversations')
        .select(({ cast, val, lit }) => [
          'id as conversation_id',
          'person_id',
          lit(version).as('version'),
          val(through).as('channel'),
          // PostgreSQL takes a value that is selected for text; a literal would be a new statement every millisecond.
          cast<number>(val(sources.now()), 'bigint').as('at'),
        ])
        .where('id', '=', conversationId),
    )
    .onConflict((conflict) => conflict.columns(['person_id', 'version']).doNothing());
}
