import type { StorageContext } from '../context.ts';
import type { NewScript, ScriptMarks } from '../new-scripts.ts';

/** Of a new script, what a bulletin tells. */
export type ToldScript = Pick<NewScript, 'id' | 'kind' | 'type' | 'texts' | 'senders' | 'phrases'>;

export function scriptsFound({ database: { query }, sealer }: StorageContext) {
  return {
    /**
     * Those found then, whenever they were met since; of what most citizens received first, so that one man who probes much
     * displaces nothing. Milliseconds since 1970 UTC, `to` excluded.
     */
    async scriptsFound(from: number, to: number, most: number): Promise<readonly ToldScript[]> {
      const rows = await query
        .selectFrom('new_scripts')
        .select(['id', 'kind', 'texts', 'senders', 'body_sealed'])
        .where('found_at', '>=', from)
        .where('found_at', '<', to)
        .orderBy('senders', 'desc')
        .orderBy('last_at', 'desc')
        .orderBy('id')
        .limit(most)
        .execute();
      return Promise.all(
        rows.map(async ({ body_sealed, ...row }) => {
          const { type, phrases } = JSON.parse(await sealer.openOwn(body_sealed)) as ScriptMarks;
          return { ...row, type, phrases };
        }),
      );
    },
  };
}
