import type { Selectable } from 'kysely';
import { sql } from 'kysely';
import { type AuditAction, auditEntry } from '../audit-entry.ts';
import type { StorageContext } from '../context.ts';
import type { Tables } from '../schema.ts';
import type { LossBand, TeachingKind, TeachingState } from './teaching-tables.ts';

/** What is told, in the officer's own words. */
export interface ToldText {
  readonly title: string;
  readonly body: string;
  /** Of news: who says so, such as 公安部; empty where it is the centre itself. */
  readonly source: string;
}
export interface NewTeachingText extends ToldText {
  /** Of the form that it was written in: the same one sent twice is one text. */
  readonly id: string;
  readonly kind: TeachingKind;
  readonly type: string | null;
  readonly caseMonth: string | null;
  readonly lossBand: LossBand | null;
}
export interface TeachingText extends NewTeachingText {
  readonly state: TeachingState;
  readonly author: string;
  readonly authorId: string;
  /** Milliseconds since 1970 UTC. */
  readonly updatedAt: number;
}
/**
 * done · own: nobody agrees to his own words · gone: decided already, or unknown · taken: the day has its scam.
 */
export type Decided = 'done' | 'own' | 'gone' | 'taken';
type Row = Selectable<Tables['teaching_texts']> & { readonly display: string };

export function teachingTexts({ database, sealer, sources }: StorageContext) {
  const { query } = database;
  const rows = () =>
    query
      .selectFrom('teaching_texts')
      .innerJoin('officers', 'officers.id', 'teaching_texts.author_id')
      .selectAll('teaching_texts')
      .select('display');

  async function opened(row: Row): Promise<TeachingText> {
    const told = JSON.parse(await sealer.openOwn(row.body_sealed)) as ToldText;
    return {
      ...told,
      id: row.id,
      kind: row.kind,
      type: row.type,
      caseMonth: row.case_month,
      lossBand: row.loss_band,
      state: row.state,
      author: row.display,
      authorId: row.author_id,
      updatedAt: row.updated_at,
    };
  }

  async function readTeachingText(id: string): Promise<TeachingText | null> {
    const row = await rows().where('teaching_texts.id', '=', id).executeTakeFirst();
    return row ? opened(row) : null;
  }

  /** The audit row of an act, before the statement that does it: only while the text stands as that one asks for. */
  const auditIf = (id: string, officerId: string, action: AuditAction, from: TeachingState, now: number) =>
    query
      .insertInto('audit')
      .columns(['at', 'officer_id', 'action', 'subject'])
      .expression(
        query
          .selectFrom('teaching_texts')
          .select(({ val }) => [
            val(now).as('at'),
            val(officerId).as('officer_id'),
            val(action).as('action'),
            'teaching_texts.id as subject',
          ])
          .where('teaching_texts.id', '=', id)
          .where('state', '=', from),
      );

  async function decide(id: string, officerId: string, from: TeachingState, to: TeachingState, action: AuditAction): Promise<boolean> {
    const before = await query.selectFrom('teaching_texts').select('state').where('id', '=', id).executeTakeFirst();
    if (before?.state !== from) return false;
    const now = sources.now();
    await database.batch([
      auditIf(id, officerId, action, from, now),
      query
        .updateTable('teaching_texts')
        .set({ state: to, decided_by: officerId, updated_at: now })
        .where('id', '=', id)
        .where('state', '=', from),
      // A day that has lost its text is the library's turn again.
      query
        .deleteFrom('daily_turns')
        .where('text_id', '=', id)
        .where('text_id', 'in', (inner) => inner.selectFrom('teaching_texts').select('id').where('state', '<>', sql.lit('approved'))),
    ]);
    const row = await query
      .selectFrom('teaching_texts')
      .select(['state', 'decided_by', 'updated_at'])
      .where('id', '=', id)
      .executeTakeFirst();
    return row?.state === to && row.decided_by === officerId && row.updated_at === now;
  }

  return {
    readTeachingText,

    /** Written, and waiting for a second officer. The same form sent twice is one text. */
    async proposeText({ id, kind, type, caseMonth, lossBand, title, body, source }: NewTeachingText, officerId: string): Promise<void> {
      const now = sources.now();
      const told: ToldText = { title, body, source };
      try {
        await database.batch([
          query.insertInto('teaching_texts').values({
            id,
            kind,
            type,
            case_month: caseMonth,
            loss_band: lossBand,
            body_sealed: await sealer.sealOwn(JSON.stringify(told)),
            state: 'proposed',
            author_id: officerId,
            created_at: now,
            updated_at: now,
          }),
          auditEntry(query, { at: now, officerId, action: 'teaching.proposed', subject: id }),
        ]);
      } catch (error) {
        if (!database.isUniqueViolation(error)) throw error;
      }
    },

    /** Oldest first. */
    async proposedTexts(): Promise<readonly TeachingText[]> {
      const found = await rows().where('state', '=', 'proposed').orderBy('teaching_texts.created_at').limit(100).execute();
      return Promise.all(found.map(opened));
    },

    /** Newest first. @param most 1 to 100 */
    async approvedTexts(kind: TeachingKind, most: number): Promise<readonly TeachingText[]> {
      const found = await rows()
        .where('kind', '=', kind)
        .where('state', '=', 'approved')
        .orderBy('teaching_texts.updated_at', 'desc')
        .orderBy('teaching_texts.id')
        .limit(most)
        .execute();
      return Promise.all(found.map(opened));
    },

    /**
     * A second officer agrees: from now on citizens read it.
     * @param day of a daily scam: days since 1970 in Shanghai; null for news
     */
    async approveText(id: string, officerId: string, day: number | null): Promise<Decided> {
      const text = await readTeachingText(id);
      if (text?.state !== 'proposed' || (text.kind === 'daily') !== (day !== null)) return 'gone';
      if (text.authorId === officerId) return 'own';
      const now = sources.now();
      const agreed = query
        .updateTable('teaching_texts')
        .set({ state: 'approved', decided_by: officerId, updated_at: now })
        .where('id', '=', id)
        .where('state', '=', 'proposed')
        .where('author_id', '<>', officerId);
      const turn =
        day === null
          ? []
          : [
              query
                .insertInto('daily_turns')
                .columns(['day', 'type', 'text_id', 'officer_id', 'at'])
                .expression(
                  query
                    .selectFrom('teaching_texts')
                    .select(({ val }) => [
                      sql<number>`${sql.lit(day)}`.as('day'),
                      sql<string>`type`.as('type'),
                      'teaching_texts.id as text_id',
                      val(officerId).as('officer_id'),
                      val(now).as('at'),
                    ])
                    .where('teaching_texts.id', '=', id)
                    .where('state', '=', 'approved')
                    .where('decided_by', '=', officerId)
                    .where('updated_at', '=', now),
                ),
            ];
      try {
        await database.batch([auditIf(id, officerId, 'teaching.approved', 'proposed', now), agreed, ...turn]);
      } catch (error) {
        if (database.isUniqueViolation(error)) return 'taken';
        throw error;
      }
      const after = await query.selectFrom('teaching_texts').select(['decided_by', 'state']).where('id', '=', id).executeTakeFirst();
      return after?.state === 'approved' && after.decided_by === officerId ? 'done' : 'gone';
    },

    /** Nobody will read it. False when it was decided already. */
    refuseText: (id: string, officerId: string): Promise<boolean> => decide(id, officerId, 'proposed', 'refused', 'teaching.refused'),

    /** Nobody reads it any more; its day is the library's turn. False when it does not stand. */
    withdrawText: (id: string, officerId: string): Promise<boolean> => decide(id, officerId, 'approved', 'withdrawn', 'teaching.withdrawn'),
  };
}
