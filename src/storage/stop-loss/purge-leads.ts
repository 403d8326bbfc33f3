import { type SelectQueryBuilder, sql } from 'kysely';
import type { AuditAction } from '../audit-entry.ts';
import type { StorageContext } from '../context.ts';
import { forgetPosts } from '../partners/forget-posts.ts';
import type { Tables } from '../schema.ts';
import { notAside, setAside } from '../set-aside.ts';

/** How long what is kept, from the closing on. Milliseconds. */
export interface StopLeadKeeping {
  readonly lead: number;
  readonly evidence: number;
  /** An answered lead on which nothing happens for so long is closed by the program. */
  readonly silence: number;
}

/** What comes due by itself: closing what is done with, and making unreadable what is not needed any more. */
export function purgeLeads(context: StorageContext) {
  const { database, sources } = context;
  const { query } = database;
  const { onePiece } = setAside(context);

  const partsOf = (leadId: string) =>
    query
      .deleteFrom('stop_evidence_parts')
      .where('evidence_id', 'in', (is) => is.selectFrom('stop_evidence').select('id').where('lead_id', '=', leadId));
  const filesOf = (leadId: string) => query.deleteFrom('stop_evidence').where('lead_id', '=', leadId);

  /** By the program, only while the lead still stands so. */
  const writtenDown = (leads: SelectQueryBuilder<Tables, 'stop_leads', object>, action: AuditAction, now: number) =>
    query
      .insertInto('audit')
      .columns(['at', 'officer_id', 'action', 'subject'])
      .expression(
        leads.select(({ val, ref }) => [
          val(now).as('at'),
          sql<string | null>`${null}`.as('officer_id'),
          val(action).as('action'),
          ref('stop_leads.number').as('subject'),
        ]),
      );

  return {
    /** One answered lead on which nothing more happens. False when there was none. */
    async closeSilentStopLead({ silence }: Pick<StopLeadKeeping, 'silence'>): Promise<boolean> {
      const now = sources.now();
      const found = await query
        .selectFrom('stop_leads')
        .select(['id', 'acts'])
        .where('state', '=', 'answered')
        // What was changed since has to go to the police again, and is not done with.
        .whereRef('sent_version', '=', 'version')
        .where('updated_at', '<', now - silence)
        .where(notAside('stop-silent', 'stop_leads.id', now))
        .orderBy('updated_at')
        .limit(1)
        .executeTakeFirst();
      if (!found) return false;
      const standing = query
        .selectFrom('stop_leads')
        .where('id', '=', found.id)
        .where('acts', '=', found.acts)
        .where('state', '=', 'answered')
        .where('updated_at', '<', now - silence);
      await onePiece('stop-silent', found.id, () =>
        database.batch([
          writtenDown(standing, 'stop-lead.closed', now),
          query
            .updateTable('stop_leads')
            .set({ state: 'closed', closed_at: now, closed_why: 'silent', acts: found.acts + 1, updated_at: now })
            .where('id', 'in', standing.select('stop_leads.id')),
        ]),
      );
      return true;
    },

    /** The evidence of one lead that was closed long enough ago. False when there was none. */
    async purgeStopEvidence({ evidence }: Pick<StopLeadKeeping, 'evidence'>): Promise<boolean> {
      const found = await query
        .selectFrom('stop_leads')
        .select('id')
        .where('state', '=', 'closed')
        .where('closed_at', '<', sources.now() - evidence)
        .where(({ exists, selectFrom }) =>
          exists(selectFrom('stop_evidence').select('stop_evidence.id').whereRef('lead_id', '=', 'stop_leads.id')),
        )
        .where(notAside('stop-evidence', 'stop_leads.id', sources.now()))
        .limit(1)
        .executeTakeFirst();
      if (!found) return false;
      await onePiece('stop-evidence', found.id, () => database.batch([partsOf(found.id), filesOf(found.id)]));
      return true;
    },

    /**
     * One closed lead that is kept no longer: its time is over, its victim wants it gone, or he was erased. Its key is destroyed;
     * sums and times stay for the figures.
     */
    async purgeStopLead({ lead }: Pick<StopLeadKeeping, 'lead'>): Promise<boolean> {
      const now = sources.now();
      const found = await query
        .selectFrom('stop_leads')
        .leftJoin('persons', 'persons.id', 'stop_leads.person_id')
        .select(['stop_leads.id', 'number'])
        .where('state', '=', 'closed')
        .where('stop_leads.key_wrapped', 'is not', null)
        .where((is) =>
          is.or([
            is('closed_at', '<', now - lead),
            is('forget_at', 'is not', null),
            is.and([is('persons.id', 'is not', null), is('persons.key_wrapped', 'is', null)]),
          ]),
        )
        .where(notAside('stop-erase', 'stop_leads.id', now))
        .limit(1)
        .executeTakeFirst();
      if (!found) return false;
      const kept = query.selectFrom('stop_leads').where('id', '=', found.id).where('key_wrapped', 'is not', null);
      // All of it or nothing: with the key gone nobody would find the rest again.
      await onePiece('stop-erase', found.id, () =>
        database.batch([
          writtenDown(kept, 'stop-lead.purged', now),
          query
            .updateTable('stop_leads')
            .set({ key_wrapped: null, body_sealed: '', check_sealed: null, form_sealed: null })
            .where('id', '=', found.id),
          query.updateTable('stop_transfers').set({ body_sealed: '', account_hash: null }).where('lead_id', '=', found.id),
          query.updateTable('stop_answers').set({ detail_sealed: '' }).where('lead_id', '=', found.id),
          partsOf(found.id),
          filesOf(found.id),
          ...forgetPosts({ database }, [found.number]),
        ]),
      );
      return true;
    },
  };
}
