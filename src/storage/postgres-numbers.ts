import type { Numbered } from './database.ts';

/**
 * Numbers of a sequence are drawn at once and seen at the commit, so that a smaller one may appear after a greater one;
 * a reader that goes by its cursor would pass it over for ever. So whoever is about to draw announces it: before the
 * first number of a statement he takes a shared advisory lock whose key is the last number drawn so far, and holds it until
 * his transaction has ended and is seen. A reader asks for the last number, then for the smallest key that is held, then
 * reads, in this order: what was drawn before the first question is either seen by then or held.
 *
 * Nobody waits for anybody here. A key is a tag in its upper 16 bits and the number below.
 */
const TAGS: Readonly<Record<Numbered, number>> = { events: 0x4641, audit: 0x4642 };

const announcement = (table: Numbered): readonly string[] => [
  `CREATE OR REPLACE FUNCTION ${table}_announce() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    PERFORM pg_advisory_xact_lock_shared((${TAGS[table]}::bigint << 48)
      | coalesce(pg_sequence_last_value(pg_get_serial_sequence('${table}', 'seq')::regclass), 0));
    RETURN NULL;
  END $$`,
  `CREATE OR REPLACE TRIGGER ${table}_announce BEFORE INSERT ON ${table} FOR EACH STATEMENT EXECUTE FUNCTION ${table}_announce()`,
  `CREATE OR REPLACE FUNCTION ${table}_settled() RETURNS bigint LANGUAGE plpgsql VOLATILE AS $$
  DECLARE
    drawn bigint := coalesce(pg_sequence_last_value(pg_get_serial_sequence('${table}', 'seq')::regclass), 0);
    held bigint;
  BEGIN
    SELECT min(((classid::bigint << 32) | objid::bigint) & ((1::bigint << 48) - 1)) INTO held FROM pg_locks
      WHERE locktype = 'advisory' AND objsubid = 1 AND granted AND classid::bigint >> 16 = ${TAGS[table]}
        AND database = (SELECT oid FROM pg_database WHERE datname = current_database());
    RETURN least(drawn, coalesce(held, drawn));
  END $$`,
];

/** Made again at every start, so that a newer program may make them better. */
export const NUMBERING: readonly string[] = [...announcement('events'), ...announcement('audit')];
