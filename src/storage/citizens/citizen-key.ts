import type { SealingKey } from '../cipher.ts';
import type { StorageContext } from '../context.ts';

/** The key of a registration; null where there is none, or it was erased. */
export async function citizenKey({ database, sealer }: StorageContext, citizenId: string): Promise<SealingKey | null> {
  const row = await database.query
    .selectFrom('citizens')
    .innerJoin('persons', 'persons.id', 'citizens.person_id')
    .select('key_wrapped')
    .where('citizens.id', '=', citizenId)
    .where('erased_at', 'is', null)
    .executeTakeFirst();
  return row?.key_wrapped ? sealer.unwrap(row.key_wrapped) : null;
}
