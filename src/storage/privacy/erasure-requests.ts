import { sql } from 'kysely';
import { DAY, MINUTE } from '../../durations.ts';
import { auditEntry } from '../audit-entry.ts';
import { NOBODY_FOUND } from '../audit-subjects.ts';
import type { StorageContext } from '../context.ts';
import { warnedErasure } from '../dissuasion/left-over-warnings.ts';
import { notAside } from '../set-aside.ts';
import type { Erasable } from './find-erasable.ts';
import { disputesForgotten } from './forget-elsewhere.ts';
import type { ErasureGround } from './privacy-tables.ts';

/** Milliseconds: so long what an officer has found can be ordered to be erased; then he looks again. */
const FOUND_LASTS = 30 * MINUTE;
/** So long a look-up that led to nothing is kept. */
export const SOUGHT_KEPT = DAY;
/** Ordered so long ago and not done: whoever was doing it has died. */
const TAKEN_UP_AFTER = MINUTE;
/** So long one press keeps the next one waiting, should it never end. */
const PRESS_LASTS = 10_000;
const DIGITS = 6;
const ATTEMPTS = 20;

/** What waits for its end on its legal basis: numbers of cases and stop leads, how many warnings. */
export interface WhatStays {
  readonly cases: readonly string[];
  readonly stopLeads: readonly string[];
  readonly warnings: number;
}

export interface ErasureOrder {
  readonly officerId: string;
  readonly ground: ErasureGround;
  /** Without anything personal; empty: nothing was written. */
  readonly remark: string;
  readonly stays: WhatStays;
}

export interface ErasureRequest {
  readonly id: string;
  readonly officerId: string;
  readonly whose: Erasable;
  /** Somebody has pressed, and his code is being looked at. */
  readonly pressed: boolean;
  /** null: somebody was looked up, and nothing is ordered yet. Times are milliseconds since 1970 UTC. */
  readonly ordered: {
    readonly number: string;
    readonly ground: ErasureGround;
    readonly stays: WhatStays;
    readonly at: number;
    readonly doneAt: number | null;
  } | null;
}

/** Erasures that somebody asks for at the desk: whom an officer has looked up, and what he ordered. Each is done once. */
export function erasureRequests(context: StorageContext) {
  const { database, sealer, sources } = context;
  const { query } = database;

  async function requestOf(column: 'id' | 'number', value: string): Promise<ErasureRequest | null> {
    const row = await query.selectFrom('erasure_requests').selectAll().where(column, '=', value).executeTakeFirst();
    if (!row) return null;
    const { id, officer_id, citizen_id, person_id, lead_id, phone_hash, number, ground, stays, ordered_at, done_at } = row;
    return {
      id,
      officerId: officer_id,
      whose: { citizenId: citizen_id, personId: person_id, leadId: lead_id, phoneHash: phone_hash },
      pressed: row.pressed_at !== null && Number(row.pressed_at) > sources.now() - PRESS_LASTS,
      ordered:
        number === null || ground === null || stays === null || ordered_at === null
          ? null
          : {
              number,
              ground,
              stays: JSON.parse(stays) as WhatStays,
              at: Number(ordered_at),
              doneAt: done_at === null ? null : Number(done_at),
            },
    };
  }

  /** `S482913`, from an unguessable id. */
  async function newNumber(): Promise<string> {
    const bytes = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(`erasure ${sources.id()}`)));
    const value = new DataView(bytes.buffer).getUint32(0);
    return `S${String(value % 10 ** DIGITS).padStart(DIGITS, '0')}`;
  }

  return {
    erasureRequest: (id: string): Promise<ErasureRequest | null> => requestOf('id', id),
    erasureByNumber: (number: string): Promise<ErasureRequest | null> => requestOf('number', number),

    /** May it still be ordered by this officer? What was found belongs to whoever looked, for half an hour. */
    async isErasureFresh(id: string, officerId: string): Promise<boolean> {
      const row = await query
        .selectFrom('erasure_requests')
        .select('id')
        .where('id', '=', id)
        .where('officer_id', '=', officerId)
        .where('ordered_at', 'is', null)
        .where('sought_at', '>', sources.now() - FOUND_LASTS)
        .executeTakeFirst();
      return row !== undefined;
    },

    /**
     * Somebody was looked up; also that nobody was found is written down, and never by what.
     * @returns ids of the requests, one for each that was found
     */
    async noteErasureSought(officerId: string, found: readonly Erasable[]): Promise<readonly string[]> {
      const at = sources.now();
      const rows = found.map((whose) => ({ id: sources.id(), ...whose }));
      const subjects = rows.map(({ id, citizenId, personId, leadId }) => citizenId ?? personId ?? leadId ?? id);
      await database.batch([
        ...rows.map(({ id, citizenId, personId, leadId, phoneHash }) =>
          query.insertInto('erasure_requests').values({
            id,
            officer_id: officerId,
            citizen_id: citizenId,
            person_id: personId,
            lead_id: leadId,
            phone_hash: phoneHash,
            sought_at: at,
          }),
        ),
        ...(subjects.length === 0 ? [NOBODY_FOUND] : subjects).map((subject) =>
          auditEntry(query, { at, officerId, action: 'erasure.sought', subject }),
        ),
      ]);
      return rows.map(({ id }) => id);
    },

    /** One press at a time. @returns false: another one is under way, or it is ordered already */
    async pressErasure(id: string): Promise<boolean> {
      const now = sources.now();
      const pressed = await query
        .updateTable('erasure_requests')
        .set({ pressed_at: now })
        .where('id', '=', id)
        .where('ordered_at', 'is', null)
        .where((is) => is.or([is('pressed_at', 'is', null), is('pressed_at', '<=', now - PRESS_LASTS)]))
        .returning('id')
        .execute();
      return pressed.length > 0;
    },

    /** The code was wrong: he may press again. */
    async unpressErasure(id: string): Promise<void> {
      await query.updateTable('erasure_requests').set({ pressed_at: null }).where('id', '=', id).where('ordered_at', 'is', null).execute();
    },

    /** The first order counts, whoever presses again. What is ordered is carried out, also when this program dies now. */
    async orderErasure(id: string, { officerId, ground, remark, stays }: ErasureOrder): Promise<void> {
      const at = sources.now();
      for (let attempt = 1; ; attempt += 1) {
        const number = await newNumber();
        const ordered = {
          number,
          officer_id: officerId,
          ground,
          remark_sealed: remark === '' ? null : await sealer.sealOwn(remark),
          stays: JSON.stringify(stays),
          ordered_at: at,
        };
        try {
          await database.batch([
            query.updateTable('erasure_requests').set(ordered).where('id', '=', id).where('ordered_at', 'is', null),
            // Only if it was this order that counted.
            query
              .insertInto('audit')
              .columns(['at', 'officer_id', 'action', 'subject'])
              .expression(
                query
                  .selectFrom('erasure_requests')
                  .select(({ val }) => [
                    val(at).as('at'),
                    sql<string | null>`${officerId}`.as('officer_id'),
                    sql.lit('erasure.ordered' as const).as('action'),
                    sql<string>`${number}`.as('subject'),
                  ])
                  .where('id', '=', id)
                  .where('number', '=', number),
              ),
          ]);
          return;
        } catch (error) {
          // Another one has this number.
          if (!database.isUniqueViolation(error) || attempt === ATTEMPTS) throw error;
        }
      }
    },

    /** What hangs on his number, or on the lead by which he was found, and on no chat and no registration. Again does no harm. */
    async forgetBeside({ phoneHash, leadId }: Erasable): Promise<void> {
      const now = sources.now();
      const changes = [
        ...(phoneHash === null ? [] : [...warnedErasure(query, phoneHash, now), ...(await disputesForgotten(context, [phoneHash]))]),
        ...(leadId === null
          ? []
          : [query.updateTable('stop_leads').set({ forget_at: now }).where('id', '=', leadId).where('forget_at', 'is', null)]),
      ];
      if (changes.length > 0) await database.batch(changes);
    },

    /** It is done: not even the hash of his number is needed any more. */
    async noteErasureDone(id: string): Promise<void> {
      await query
        .updateTable('erasure_requests')
        .set({ done_at: sources.now(), phone_hash: null })
        .where('id', '=', id)
        .where('ordered_at', 'is not', null)
        .where('done_at', 'is', null)
        .execute();
    },

    /** One that was ordered and that nobody has carried out. */
    async unfinishedErasure(): Promise<string | null> {
      const now = sources.now();
      const row = await query
        .selectFrom('erasure_requests')
        .select('id')
        .where('done_at', 'is', null)
        .where('ordered_at', '<', now - TAKEN_UP_AFTER)
        .where(notAside('desk-erase', 'erasure_requests.id', now))
        .orderBy('ordered_at')
        .limit(1)
        .executeTakeFirst();
      return row?.id ?? null;
    },
  };
}
