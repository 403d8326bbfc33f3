import type { SealingKey } from '../cipher.ts';
import type { StorageContext } from '../context.ts';

/** The key of a merchant, a partner or an appellant; null once erased. */
export async function keyOfPerson({ database, sealer }: StorageContext, personId: string): Promise<SealingKey | null> {
  const row = await database.query.selectFrom('persons').select('key_wrapped').where('id', '=', personId).executeTakeFirst();
  return row?.key_wrapped ? sealer.unwrap(row.key_wrapped) : null;
}

/** Nine digits behind a letter, to be read out: made of an id that nobody can guess. */
export async function numberOf(letter: string, id: string): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(`${letter}/${id}`)));
  const value = [...digest.subarray(0, 6)].reduce((sum, byte) => sum * 256 + byte, 0);
  return `${letter}${String(value % 1_000_000_000).padStart(9, '0')}`;
}

/** How a name or a licence is compared: as one reads it. */
export function comparable(text: string): string {
  return text.normalize('NFKC').replace(/\s+/g, '').toUpperCase();
}

/** Seals what is said of a default for the partner whom it is about; null: nothing was said, or he was erased. */
export function partyNotes(context: StorageContext): (defaultId: string, note: string) => Promise<string | null> {
  const { database, sealer } = context;
  return async (defaultId, note) => {
    const row = await database.query
      .selectFrom('trade_defaults')
      .innerJoin('trade_parties', 'trade_parties.id', 'trade_defaults.party_id')
      .select('person_id')
      .where('trade_defaults.id', '=', defaultId)
      .executeTakeFirst();
    const key = row && note !== '' ? await keyOfPerson(context, row.person_id) : null;
    return key ? sealer.seal(key, note) : null;
  };
}
