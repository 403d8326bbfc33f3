import type { StorageContext } from '../context.ts';

export function termsShown({ database: { query }, sources }: StorageContext) {
  return {
    /**
     * That somebody who is not registered was shown what is done with his words: the first time, of each version.
     * @param through `page`, or the channel that said it
     */
    async noteTermsShown(conversationId: string, version: number, through: string): Promise<void> {
      await query
        .insertInto('terms_shown')
        .columns(['conversation_id', 'person_id', 'version', 'channel', 'at'])
        .expression((is) =>
          is
            .selectFrom('conversations')
            .select(({ val, lit }) => [
              'id as conversation_id',
              'person_id',
              lit(version).as('version'),
              val(through).as('channel'),
              lit(sources.now()).as('at'),
            ])
            .where('id', '=', conversationId),
        )
        .onConflict((conflict) => conflict.columns(['person_id', 'version']).doNothing())
        .execute();
    },
  };
}
