import { auditEntry } from '../audit-entry.ts';
import type { StorageContext } from '../context.ts';
import { openFile, sealFile } from '../sealed-file.ts';
import { leadKeys } from './lead-keys.ts';

/** Files of one lead. */
const MOST_EVIDENCE = 12;

/** Slips and screenshots: sealed under the lead's key, read by its handler alone, each time written down. */
export function stopEvidence(context: StorageContext) {
  const { database, sealer, sources } = context;
  const { query } = database;
  const { keyIfKept, tokenHash, idOf } = leadKeys(context);

  return {
    /**
     * @param formId of the form that brought it: the same one twice is kept once
     * @returns why it was not kept; null: it is there
     */
    async addStopEvidence(
      token: string,
      formId: string,
      mediaType: string,
      bytes: Uint8Array<ArrayBuffer>,
    ): Promise<'unknown' | 'closed' | 'full' | null> {
      const lead = await query
        .selectFrom('stop_leads')
        .select(['id', 'state', 'number'])
        .where('token_hash', '=', await tokenHash(token))
        .executeTakeFirst();
      const key = lead ? await keyIfKept(lead.id) : null;
      if (!lead || !key) return 'unknown';
      if (lead.state === 'closed') return 'closed';
      const id = await idOf(`evidence:${formId}`);
      const kept = await query.selectFrom('stop_evidence').select('id').where('lead_id', '=', lead.id).execute();
      if (kept.some((one) => one.id === id)) return null;
      if (kept.length >= MOST_EVIDENCE) return 'full';
      const now = sources.now();
      const parts = await sealFile(sealer, key, bytes);
      try {
        await database.batch([
          query.insertInto('stop_evidence').values({ id, lead_id: lead.id, media_type: mediaType, size: bytes.length, created_at: now }),
          ...parts.map((part) => query.insertInto('stop_evidence_parts').values({ evidence_id: id, ...part })),
          auditEntry(query, { at: now, officerId: null, action: 'stop-evidence.kept', subject: lead.number }),
        ]);
      } catch (error) {
        if (!database.isUniqueViolation(error)) throw error;
      }
      return null;
    },

    /** null: there is none, or he does not handle the lead. That he has seen it is written down first. */
    async readStopEvidence(leadId: string, id: string, officerId: string) {
      const row = await query
        .selectFrom('stop_evidence')
        .innerJoin('stop_leads', 'stop_leads.id', 'lead_id')
        .select(['media_type', 'number'])
        .where('stop_evidence.id', '=', id)
        .where('lead_id', '=', leadId)
        .where('officer_id', '=', officerId)
        .executeTakeFirst();
      const key = row ? await keyIfKept(leadId) : null;
      if (!row || !key) return null;
      await database.batch([auditEntry(query, { at: sources.now(), officerId, action: 'stop-evidence.read', subject: row.number })]);
      const parts = await query
        .selectFrom('stop_evidence_parts')
        .select('body_sealed')
        .where('evidence_id', '=', id)
        .orderBy('part')
        .execute();
      return { mediaType: row.media_type, bytes: await openFile(sealer, key, parts) };
    },
  };
}
