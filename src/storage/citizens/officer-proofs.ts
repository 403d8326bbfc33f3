import { type Compilable, sql } from 'kysely';
import { DAY } from '../../durations.ts';
import type { Database } from '../database.ts';

/** Milliseconds. */
export const LINK_LASTS = DAY;

/**
 * From when on a registration opens what its number says; 0: all of it. In a row from before this was kept the log tells: what an
 * officer confirmed stands in it at the very moment.
 * @param citizens how the statement calls the table
 */
export function phoneOpensFrom(citizens: 'citizens' | 'his' = 'citizens') {
  const of = (column: string) => sql.ref(`${citizens}.${column}`);
  return sql<number>`coalesce(${of('phone_opens_from')}, (select max(confirmed.at) from audit as confirmed
    where confirmed.subject = ${of('id')} and confirmed.action = 'citizen.proved' and confirmed.at = ${of('phone_proved_at')}), 0)`;
}

/**
 * From when on a browser opens what was said; 0: all of it. Of an older one the log tells whether an officer has confirmed the
 * code that let it in. That it used his link nobody has kept: whoever came in while one was valid is taken to have used it.
 */
export function sessionOpensFrom() {
  const of = (column: string) => sql.ref(`citizen_sessions.${column}`);
  return sql<number>`coalesce(${of('opens_from')}, case when exists (select 1 from audit as let where let.subject = ${of('citizen_id')}
    and ((let.action = 'citizen.proved' and let.at = ${of('created_at')})
      or (let.action = 'citizen.linked' and let.at between ${of('created_at')} - ${sql.lit(LINK_LASTS)} and ${of('created_at')})))
    then ${of('created_at')} end, 0)`;
}

/** Which use of a code a statement belongs to: it does nothing where another one has used it. */
export interface CodeUse {
  readonly codeHash: string;
  readonly by: string;
  readonly now: number;
}

/** For `exists`, behind the statement that uses the code. */
export function usedCode(query: Database['query'], { codeHash, by, now }: CodeUse) {
  return query
    .selectFrom('citizen_codes')
    .select('code_hash')
    .where('code_hash', '=', codeHash)
    .where('used_by', '=', by)
    .where('used_at', '=', now);
}

/**
 * That an officer has confirmed a number: whose registration, and everybody of whom we know something by this number. It is
 * the officer who says whose number it is; here stands of whom he has said so.
 */
export function auditProof(
  query: Database['query'],
  use: CodeUse,
  { officerId, citizenId, phoneHash }: { readonly officerId: string; readonly citizenId: string; readonly phoneHash: string },
): Compilable[] {
  const entry = () => query.insertInto('audit').columns(['at', 'officer_id', 'action', 'subject']);
  const done = { by: sql<string | null>`${officerId}`, action: sql.lit('citizen.proved' as const) };
  return [
    entry().expression(
      usedCode(query, use)
        .clearSelect()
        .select(({ val }) => [val(use.now).as('at'), done.by.as('officer_id'), done.action.as('action'), val(citizenId).as('subject')]),
    ),
    entry().expression(
      query
        .selectFrom('persons')
        .select(({ val, ref }) => [
          val(use.now).as('at'),
          done.by.as('officer_id'),
          done.action.as('action'),
          ref('persons.id').as('subject'),
        ])
        .where('key_wrapped', 'is not', null)
        .where('persons.id', 'in', (is) => is.selectFrom('conversations').select('person_id').where('address_hash', '=', phoneHash))
        .where(({ exists }) => exists(usedCode(query, use))),
    ),
  ];
}

/**
 * The number itself has sent the code of this browser: all of it is open to it. Where an officer had confirmed the number
 * before, the registration's other browsers may be whose he let in: to them only what is said from now on.
 */
export function opensToThisBrowser(query: Database['query'], use: CodeUse, citizenId: string, tokenHash: string): Compilable[] {
  const sessions = () =>
    query
      .updateTable('citizen_sessions')
      .where('citizen_id', '=', citizenId)
      .where(({ exists }) => exists(usedCode(query, use)));
  return [
    sessions()
      .set({ opens_from: use.now })
      .where('token_hash', '<>', tokenHash)
      .where(sessionOpensFrom(), '=', 0)
      .where('citizen_id', 'in', (is) => is.selectFrom('citizens').select('citizens.id').where(phoneOpensFrom(), '>', 0)),
    sessions().set({ opens_from: 0 }).where('token_hash', '=', tokenHash),
  ];
}
