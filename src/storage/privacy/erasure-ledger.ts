import type { StorageContext } from '../context.ts';
import { leftBehind } from './erased-consults.ts';
import { forgetQuotes } from './forget-elsewhere.ts';

/** Who and what was made unreadable, by ids made at random: nothing personal. What a restored backup must lose again. */
export interface ErasureLedger {
  readonly persons: readonly string[];
  readonly citizens: readonly string[];
  readonly stopLeads: readonly string[];
  readonly warnings: readonly string[];
}

/** Parameters of a statement are few in some databases. */
const AT_ONCE = 80;

interface Erasers {
  eraseCitizen(id: string): Promise<boolean>;
  eraseWarning(id: string): Promise<void>;
}

export function erasureLedger(context: StorageContext, { eraseCitizen, eraseWarning }: Erasers) {
  const { database, sources } = context;
  const { query } = database;

  async function loseKeys(persons: readonly string[]): Promise<void> {
    const now = sources.now();
    const gone = () =>
      query
        .selectFrom('conversations')
        .select('id')
        .where('person_id', 'in', [...persons]);
    await database.batch([
      query
        .updateTable('persons')
        .set({ key_wrapped: null, leaving_since: null, detached_at: null })
        .where('id', 'in', [...persons]),
      ...leftBehind(query, gone, now),
    ]);
    for (const { id } of await gone().execute()) await forgetQuotes(context, [id]);
  }

  async function loseLeads(leads: readonly string[]): Promise<void> {
    const of = () =>
      query
        .selectFrom('stop_leads')
        .select('id')
        .where('id', 'in', [...leads]);
    await database.batch([
      query.updateTable('stop_transfers').set({ body_sealed: '', account_hash: null }).where('lead_id', 'in', of()),
      query.updateTable('stop_answers').set({ detail_sealed: '' }).where('lead_id', 'in', of()),
      query
        .deleteFrom('stop_evidence_parts')
        .where('evidence_id', 'in', (is) => is.selectFrom('stop_evidence').select('id').where('lead_id', 'in', of())),
      query.deleteFrom('stop_evidence').where('lead_id', 'in', of()),
      query
        .updateTable('stop_leads')
        .set({ key_wrapped: null, body_sealed: '', check_sealed: null })
        .where('id', 'in', [...leads]),
    ]);
  }

  return {
    async readErasures(): Promise<ErasureLedger> {
      const [persons, citizens, leads, warnings] = await Promise.all([
        query.selectFrom('persons').select('id').where('key_wrapped', 'is', null).orderBy('id').execute(),
        query.selectFrom('citizens').select('id').where('erased_at', 'is not', null).orderBy('id').execute(),
        query.selectFrom('stop_leads').select('id').where('key_wrapped', 'is', null).orderBy('id').execute(),
        query.selectFrom('warnings').select('id').where('subject_sealed', 'is', null).orderBy('id').execute(),
      ]);
      const ids = (rows: readonly { readonly id: string }[]): string[] => rows.map(({ id }) => id);
      return { persons: ids(persons), citizens: ids(citizens), stopLeads: ids(leads), warnings: ids(warnings) };
    },

    /** After a restore, before anybody is let in. What is not there, or erased already, stays as it is. */
    async repeatErasures({ persons, citizens, stopLeads, warnings }: ErasureLedger): Promise<void> {
      for (const id of citizens) await eraseCitizen(id);
      for (let from = 0; from < persons.length; from += AT_ONCE) await loseKeys(persons.slice(from, from + AT_ONCE));
      for (let from = 0; from < stopLeads.length; from += AT_ONCE) await loseLeads(stopLeads.slice(from, from + AT_ONCE));
      for (const id of warnings) await eraseWarning(id);
    },
  };
}
