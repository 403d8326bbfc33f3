import { auditEntry } from '../audit-entry.ts';
import type { StorageContext } from '../context.ts';
import { leadKeys } from './lead-keys.ts';
import { AT_ONCE, type LeadRow, type ListedStopLead, leadRows, type TransferRows } from './list-leads.ts';
import { answersOf, type StopAnswer } from './read-answers.ts';
import type { StopLeadEnd, StopLeadWay } from './stop-loss-tables.ts';
import { ofWhoWritesFrom } from './whose-lead.ts';

export interface StopLead extends ListedStopLead {
  readonly acts: number;
  readonly version: number;
  /** JSON; null once purged. */
  readonly body: string | null;
  /** JSON each; without those struck out. */
  readonly records: readonly {
    readonly position: number;
    readonly body: string | null;
    /** Other victims' leads with the same account. */
    readonly sameAccount: number;
  }[];
  /** JSON of how the identity was checked. */
  readonly check: string | null;
  readonly checkedAt: number | null;
  readonly sentVersion: number | null;
  readonly sends: readonly { readonly version: number; readonly way: StopLeadWay; readonly officer: string; readonly at: number }[];
  /** The newest of each transfer. */
  readonly answers: readonly StopAnswer[];
  readonly evidence: readonly { readonly id: string; readonly mediaType: string; readonly size: number; readonly createdAt: number }[];
  readonly conversationId: string | null;
  readonly warningRef: string | null;
  readonly closedWhy: StopLeadEnd | null;
  readonly forgetAt: number | null;
}

export function readLeads(context: StorageContext) {
  const { database, sealer, sources } = context;
  const { query } = database;
  const { chatTokenOf, keyIfKept, tokenHash, tokenOf } = leadKeys(context);

  const { rows, transfersOf, shown } = leadRows(context);

  async function sameAccounts(leadId: string, transfers: TransferRows): Promise<ReadonlyMap<string, number>> {
    const hashes = [...new Set(transfers.flatMap(({ account_hash }) => account_hash ?? []))].slice(0, AT_ONCE);
    if (hashes.length === 0) return new Map();
    const found = await query
      .selectFrom('stop_transfers')
      .select(({ fn }) => ['account_hash', fn.count<number>('lead_id').distinct().as('leads')])
      .where('account_hash', 'in', hashes)
      .where('lead_id', '<>', leadId)
      .where('removed_at', 'is', null)
      .groupBy('account_hash')
      .execute();
    return new Map(found.map(({ account_hash, leads }) => [account_hash ?? '', Number(leads)]));
  }

  async function whole(row: LeadRow): Promise<StopLead> {
    const [key, transfers, sends, evidence] = await Promise.all([
      keyIfKept(row.id),
      transfersOf([row.id]),
      query
        .selectFrom('stop_sends')
        .innerJoin('officers', 'officers.id', 'stop_sends.officer_id')
        .select(['version', 'way', 'display', 'at'])
        .where('lead_id', '=', row.id)
        .orderBy('at')
        .execute(),
      query.selectFrom('stop_evidence').selectAll().where('lead_id', '=', row.id).orderBy('created_at').orderBy('id').execute(),
    ]);
    const same = await sameAccounts(row.id, transfers);
    const open = async (sealed: string | null) => (key && sealed !== null ? sealer.open(key, sealed) : null);
    return {
      ...shown(row, transfers),
      acts: row.acts,
      version: row.version,
      body: await open(row.body_sealed),
      records: await Promise.all(
        transfers.map(async ({ position, body_sealed, account_hash }) => ({
          position,
          body: await open(body_sealed),
          sameAccount: same.get(account_hash ?? '') ?? 0,
        })),
      ),
      check: await open(row.check_sealed),
      checkedAt: row.checked_at,
      sentVersion: row.sent_version,
      sends: sends.map(({ display, ...send }) => ({ ...send, officer: display })),
      answers: await answersOf(context, row.id, key),
      evidence: evidence.map(({ id, media_type, size, created_at }) => ({ id, mediaType: media_type, size, createdAt: created_at })),
      conversationId: row.conversation_id,
      warningRef: row.warning_ref,
      closedWhy: row.closed_why,
      forgetAt: row.forget_at,
    };
  }

  return {
    /** To be read by an officer, which is written down first. Whether he may see it in full is for the caller to ask. */
    async readStopLead(id: string, officerId: string): Promise<StopLead | null> {
      const row = await rows().where('stop_leads.id', '=', id).executeTakeFirst();
      if (!row) return null;
      await database.batch([auditEntry(query, { at: sources.now(), officerId, action: 'stop-lead.read', subject: row.number })]);
      return whole(row);
    },

    /** It leaves the desk on paper or as a file. */
    async noteLeadLeaves(id: string, officerId: string, action: 'stop-lead.printed' | 'stop-lead.filed'): Promise<void> {
      const row = await query.selectFrom('stop_leads').select('number').where('id', '=', id).executeTakeFirst();
      if (row) await database.batch([auditEntry(query, { at: sources.now(), officerId, action, subject: row.number })]);
    },

    /** By the number that is said on the telephone; without reading it. */
    async findStopLead(number: string): Promise<{ readonly id: string } | null> {
      return (await query.selectFrom('stop_leads').select('id').where('number', '=', number).executeTakeFirst()) ?? null;
    },

    /** For whoever holds the token of the status page. */
    async stopLeadOfToken(token: string): Promise<StopLead | null> {
      const row = await rows()
        .where('token_hash', '=', await tokenHash(token))
        .executeTakeFirst();
      return row ? whole(row) : null;
    },

    /** Those of a conversation that are not closed, the newest first, for whoever holds its token. Milliseconds since 1970 UTC. */
    async openStopLeadsOf(conversationId: string) {
      const found = await query
        .selectFrom('stop_leads')
        .select(['id', 'number', 'created_at'])
        .where(ofWhoWritesFrom(conversationId))
        .where('state', '<>', 'closed')
        .orderBy('created_at', 'desc')
        .limit(5)
        .execute();
      return Promise.all(found.map(async ({ id, number, created_at }) => ({ number, token: await tokenOf(id), createdAt: created_at })));
    },

    /** Fen, of each transfer in the leads of a conversation or of a case, closed ones too; null where no amount is known. */
    async amountsInLeads(conversationId: string, caseId: string | null = null): Promise<readonly (number | null)[]> {
      const found = await query
        .selectFrom('stop_transfers')
        .innerJoin('stop_leads', 'stop_leads.id', 'stop_transfers.lead_id')
        .select('stop_transfers.amount')
        .where('removed_at', 'is', null)
        .where((is) => is.or([ofWhoWritesFrom(conversationId)(is), ...(caseId === null ? [] : [is('case_id', '=', caseId)])]))
        .execute();
      return found.map(({ amount }) => amount);
    },

    /** To be told to the citizen whose lead an officer has written down. */
    stopLeadToken: (id: string): Promise<string> => tokenOf(id),

    stopLeadChatToken: (id: string): Promise<string> => chatTokenOf(id),

    /** The victim wants it gone: it goes when it is closed, because until then the police need it. */
    async forgetStopLead(token: string): Promise<boolean> {
      const found = await query
        .updateTable('stop_leads')
        .set({ forget_at: sources.now() })
        .where('token_hash', '=', await tokenHash(token))
        .where('forget_at', 'is', null)
        .returning('id')
        .executeTakeFirst();
      return found !== undefined;
    },
  };
}
