import { sql } from 'kysely';
import { auditEntry } from '../audit-entry.ts';
import type { SealingKey } from '../cipher.ts';
import type { StorageContext } from '../context.ts';
import { notAside } from '../set-aside.ts';
import { leadKeys } from './lead-keys.ts';
import type { StopLeadOrigin } from './stop-loss-tables.ts';

/** One transfer as it is kept; what is personal is in the body alone. */
export interface NewStopTransfer {
  /** JSON, as src/stop-loss/stop-lead.ts knows it. */
  readonly body: string;
  readonly way: string;
  /** The payee's, without blanks; empty when nobody knows it. */
  readonly account: string;
  /** Fen. */
  readonly amount: number | null;
  /** Milliseconds since 1970 UTC. */
  readonly at: number | null;
}

export interface NewStopLead {
  /** Of the form that was filled in: the same one sent twice makes one lead. */
  readonly formId: string;
  /** All that was typed on it, so that the same form with other words is told from the same one sent twice; left out: nobody asks. */
  readonly content?: string;
  readonly origin: StopLeadOrigin;
  /** JSON of the victim, his story and the scammer's contacts. */
  readonly body: string;
  readonly transfers: readonly NewStopTransfer[];
  readonly conversationId: string | null;
  readonly caseId: string | null;
  readonly warningRef: string | null;
  /** Who took it down and handles it from now on; null: the citizen himself wrote it. */
  readonly officerId: string | null;
}

export interface ReceivedLead {
  readonly id: string;
  readonly number: string;
  /** Of the citizen's status page. */
  readonly token: string;
  /** This form has made the lead before, and said something else: what it says now is not kept. */
  readonly changed: boolean;
}

const DIGITS = 6;
const ATTEMPTS = 5;

export function receiveLead(context: StorageContext) {
  const { database, sealer, sources } = context;
  const { query } = database;
  const keys = leadKeys(context);

  /** `Z482913`, from an unguessable id. */
  async function newNumber(): Promise<string> {
    const bytes = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(sources.id())));
    const value = new DataView(bytes.buffer).getUint32(0);
    return `Z${String(value % 10 ** DIGITS).padStart(DIGITS, '0')}`;
  }
  async function received(id: string, content: string | undefined): Promise<ReceivedLead | null> {
    const row = await query
      .selectFrom('stop_leads')
      .select(['number', 'key_wrapped', 'form_sealed'])
      .where('id', '=', id)
      .executeTakeFirst();
    if (!row) return null;
    const key = row.key_wrapped === null ? null : await sealer.unwrap(row.key_wrapped);
    const before = key && row.form_sealed !== null ? await sealer.open(key, row.form_sealed) : null;
    const changed = content !== undefined && before !== null && before !== (await keys.formHash(content));
    return { id, number: row.number, token: await keys.tokenOf(id), changed };
  }

  return {
    /** Kept before anything else is done with it. */
    async receiveStopLead(lead: NewStopLead): Promise<ReceivedLead> {
      const id = await keys.idOf(lead.formId);
      const now = sources.now();
      for (let attempt = 1; ; attempt += 1) {
        const known = await received(id, lead.content);
        if (known) return known;
        const [number, { key, wrapped }, token] = [await newNumber(), await sealer.newPersonKey(), await keys.tokenOf(id)];
        const person =
          lead.conversationId === null
            ? null
            : await query.selectFrom('conversations').select('person_id').where('id', '=', lead.conversationId).executeTakeFirst();
        const row = {
          id,
          number,
          token_hash: await keys.tokenHash(token),
          origin: lead.origin,
          state: 'received' as const,
          acts: 0,
          version: 1,
          key_wrapped: wrapped,
          body_sealed: await sealer.seal(key, lead.body),
          form_sealed: lead.content === undefined ? null : await sealer.seal(key, await keys.formHash(lead.content)),
          conversation_id: lead.conversationId,
          person_id: person?.person_id ?? null,
          case_id: lead.caseId,
          warning_ref: lead.warningRef,
          officer_id: lead.officerId,
          // Whoever takes it down knows of it.
          raised_at: lead.officerId === null ? null : now,
          created_at: now,
          updated_at: now,
        };
        const transfers = await transferRows(context, key, id, lead.transfers, 1, now);
        try {
          await database.batch([
            query.insertInto('stop_leads').values(row),
            ...transfers.map((one) => query.insertInto('stop_transfers').values(one)),
            auditEntry(query, { at: now, officerId: lead.officerId, action: 'stop-lead.received', subject: number }),
            ...(lead.conversationId === null ? [] : [deskEvent(query, lead.conversationId, now)]),
          ]);
        } catch (error) {
          // The same form at the same moment, or a number that was taken.
          if (!database.isUniqueViolation(error) || attempt === ATTEMPTS) throw error;
        }
      }
    },

    /** The desk has heard of it: the conversation in which it was said, and the case that came of it. */
    async raisedStopLead(id: string, conversationId: string): Promise<void> {
      const now = sources.now();
      await database.batch([
        query
          .updateTable('stop_leads')
          .set({
            raised_at: now,
            conversation_id: conversationId,
            person_id: sql<string | null>`${query.selectFrom('conversations').select('person_id').where('id', '=', conversationId)}`,
            case_id: sql<string | null>`${query
              .selectFrom('cases')
              .select('id')
              .where('conversation_id', '=', conversationId)
              .where('status', '<>', 'closed')
              .limit(1)}`,
          })
          .where('id', '=', id)
          .where('raised_at', 'is', null),
        deskEvent(query, conversationId, now),
      ]);
    },

    /** Citizens' own leads of which the desk has not heard within this time: the program died in between. */
    async unraisedStopLeads(olderThan: number) {
      const rows = await query
        .selectFrom('stop_leads')
        .select(['id', 'conversation_id'])
        .where('raised_at', 'is', null)
        .where('created_at', '<', sources.now() - olderThan)
        .where('key_wrapped', 'is not', null)
        .where(notAside('stop-raise', 'stop_leads.id', sources.now()))
        .orderBy('created_at')
        .limit(20)
        .execute();
      return Promise.all(
        rows.map(async ({ id, conversation_id }) => ({ id, conversationId: conversation_id, token: await keys.tokenOf(id) })),
      );
    },
  };
}

export function deskEvent(query: StorageContext['database']['query'], conversationId: string, now: number) {
  return query.insertInto('events').values({ conversation_id: conversationId, kind: 'desk', message_id: null, created_at: now });
}

/** @param first the position of the first of them */
export async function transferRows(
  context: StorageContext,
  key: SealingKey,
  leadId: string,
  transfers: readonly NewStopTransfer[],
  first: number,
  now: number,
) {
  const { accountHash } = leadKeys(context);
  return Promise.all(
    transfers.map(async ({ body, way, account, amount, at }, index) => ({
      lead_id: leadId,
      position: first + index,
      body_sealed: await context.sealer.seal(key, body),
      account_hash: await accountHash(account),
      way,
      amount,
      paid_at: at,
      created_at: now,
    })),
  );
}
