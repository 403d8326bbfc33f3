-- After a restore of PostgreSQL from pg_dump, before the server starts, in the folder of the newest erasures.ledger:
--   psql -v ON_ERROR_STOP=1 -f docs/ops/erase-again.sql "$DATABASE_URL"
-- `npm run backup -- restore` does the same for SQLite (src/node/erase-again.ts).
CREATE TEMP TABLE erased (mark text);
\copy erased FROM PROGRAM 'grep -oE "(person|lead|citizen|warning|leaving|objector) [A-Za-z0-9_-]{43}" erasures.ledger'
CREATE FUNCTION pg_temp.mark(kind text, id text) RETURNS text LANGUAGE sql AS $$
  SELECT kind || ' ' || translate(rtrim(encode(sha256(convert_to(kind || ':' || id, 'UTF8')), 'base64'), '='), '+/', '-_') $$;
BEGIN;
UPDATE persons SET key_wrapped = NULL WHERE pg_temp.mark('person', id) IN (SELECT mark FROM erased);
UPDATE outbox SET state = 'withdrawn' WHERE state IN ('queued', 'sending', 'waiting', 'refused', 'dead') AND conversation_id IN
  (SELECT id FROM conversations WHERE person_id IN (SELECT id FROM persons WHERE key_wrapped IS NULL));
UPDATE attachments SET state = 'lost' WHERE state = 'wanted' AND message_id IN (SELECT messages.id FROM messages JOIN conversations
  ON conversations.id = conversation_id WHERE person_id IN (SELECT id FROM persons WHERE key_wrapped IS NULL));
UPDATE conversations SET address_sealed = NULL, address_hash = NULL WHERE person_id IN (SELECT id FROM persons WHERE key_wrapped IS NULL);
UPDATE stop_leads SET key_wrapped = NULL, body_sealed = '', check_sealed = NULL WHERE pg_temp.mark('lead', id) IN (SELECT mark FROM erased);
UPDATE stop_transfers SET body_sealed = '', account_hash = NULL WHERE lead_id IN (SELECT id FROM stop_leads WHERE key_wrapped IS NULL);
UPDATE stop_answers SET detail_sealed = '' WHERE lead_id IN (SELECT id FROM stop_leads WHERE key_wrapped IS NULL);
UPDATE warnings SET forget = 1 WHERE phone_hash IN (SELECT phone_hash FROM citizens WHERE pg_temp.mark('citizen', id) IN (SELECT mark FROM erased));
UPDATE citizens SET grid_id = NULL, age_band = NULL, job = NULL, name_sealed = NULL, phone_sealed = NULL, phone_hash = NULL,
  phone_proved_at = NULL, guardian_sealed = NULL, guardian_phone_sealed = NULL, guardian_proved_at = NULL, erased_at = updated_at
  WHERE erased_at IS NULL AND pg_temp.mark('citizen', id) IN (SELECT mark FROM erased);
DELETE FROM citizen_sessions WHERE citizen_id IN (SELECT id FROM citizens WHERE erased_at IS NOT NULL);
DELETE FROM citizen_codes WHERE citizen_id IN (SELECT id FROM citizens WHERE erased_at IS NOT NULL);
DELETE FROM citizen_links WHERE citizen_id IN (SELECT id FROM citizens WHERE erased_at IS NOT NULL);
DELETE FROM citizen_check_ups WHERE citizen_id IN (SELECT id FROM citizens WHERE erased_at IS NOT NULL);
DELETE FROM teaching_done WHERE citizen_id IN (SELECT id FROM citizens WHERE erased_at IS NOT NULL);
DELETE FROM lesson_pushes WHERE citizen_id IN (SELECT id FROM citizens WHERE erased_at IS NOT NULL);
DELETE FROM citizen_conversations WHERE citizen_id IN (SELECT id FROM citizens WHERE erased_at IS NOT NULL);
UPDATE partner_answers SET body_sealed = NULL WHERE exchange_id IN (SELECT id FROM partner_exchanges WHERE state NOT IN ('queued', 'sending')
  AND subject IN (SELECT number FROM stop_leads WHERE key_wrapped IS NULL));
UPDATE partner_exchanges SET body_sealed = NULL, receipt_sealed = NULL WHERE state NOT IN ('queued', 'sending')
  AND subject IN (SELECT number FROM stop_leads WHERE key_wrapped IS NULL);
UPDATE warnings SET forget = 1 WHERE pg_temp.mark('leaving', id) IN (SELECT mark FROM erased);
UPDATE warnings SET subject_sealed = NULL, phone_hash = NULL WHERE pg_temp.mark('warning', id) IN (SELECT mark FROM erased);
UPDATE partner_exchanges SET body_sealed = NULL, receipt_sealed = NULL WHERE kind = 'protective-stop' AND state NOT IN ('queued', 'sending')
  AND subject IN (SELECT id FROM warnings WHERE subject_sealed IS NULL);
UPDATE partner_leads SET body_sealed = NULL WHERE warning_id IN (SELECT id FROM warnings WHERE subject_sealed IS NULL);
UPDATE warning_steps SET note_sealed = NULL WHERE warning_id IN (SELECT id FROM warnings WHERE subject_sealed IS NULL);
UPDATE visit_forms SET body_sealed = NULL WHERE warning_id IN (SELECT id FROM warnings WHERE subject_sealed IS NULL);
UPDATE warning_notices SET token_sealed = NULL, again_at = NULL WHERE warning_id IN (SELECT id FROM warnings WHERE subject_sealed IS NULL);
UPDATE identifier_disputes SET contact_sealed = '', reason_sealed = CASE WHEN decided_at IS NULL THEN reason_sealed ELSE '' END,
  decision_sealed = CASE WHEN decided_at IS NULL THEN decision_sealed ELSE '' END WHERE pg_temp.mark('objector', id) IN (SELECT mark FROM erased);
COMMIT;
-- What was overwritten leaves the files, too.
VACUUM FULL persons, stop_leads, stop_transfers, citizens, conversations, warnings, visit_forms, partner_exchanges, identifier_disputes;
