import type { Compilable } from 'kysely';
import type { StorageContext } from '../context.ts';
import { warnedErasure } from '../dissuasion/left-over-warnings.ts';
import type { HandoverBody } from '../handovers.ts';
import { OBJECTOR_ERASED } from '../lookups/lookups-tables.ts';
import type { ScriptMarks } from '../new-scripts.ts';
import { readingIdOf } from '../second-readings.ts';
import { telephoneNumber } from '../telephone-number.ts';

/**
 * Words of his that stand under the program's own key, among words of others: his key is no help there. What a second reader
 * quoted, what a draft's report and a new script show, the remarks of a sheet that lists his case, his objection to a listing.
 */
interface Report {
  readonly radius?: { readonly changes: readonly { readonly message?: string | null }[] } | null;
}

/** Opens what is his one last time: for whoever is about to lose his key. @param personIds 80 at most */
export async function forgetReadings(context: StorageContext, personIds: readonly string[]): Promise<void> {
  const { database, sealer } = context;
  const { query } = database;
  const read = await query
    .selectFrom('outcomes')
    .innerJoin('messages', 'messages.id', 'outcomes.message_id')
    .innerJoin('conversations', 'conversations.id', 'messages.conversation_id')
    .innerJoin('persons', 'persons.id', 'conversations.person_id')
    .select(['body_sealed', 'outcomes.release', 'second_reader', 'key_wrapped'])
    .where('persons.id', 'in', [...personIds])
    .where('second_reader', 'is not', null)
    .whereRef('messages.created_at', '>=', 'persons.created_at')
    .execute();
  for (const { body_sealed, release, second_reader, key_wrapped } of read) {
    if (key_wrapped === null || second_reader === null) continue;
    const text = await sealer.open(await sealer.unwrap(key_wrapped), body_sealed);
    const id = await readingIdOf(sealer, text, second_reader, release);
    await query.deleteFrom('second_readings').where('id', '=', id).execute();
  }
}

/** Can be done again, and is, should the program die in between. @param conversationIds of whoever was erased */
export async function forgetQuotes(context: StorageContext, conversationIds: readonly string[]): Promise<void> {
  const { database } = context;
  const { query } = database;
  if (conversationIds.length === 0) return;
  const own = await query
    .selectFrom('messages')
    .innerJoin('conversations', 'conversations.id', 'messages.conversation_id')
    .innerJoin('persons', 'persons.id', 'conversations.person_id')
    .select(['messages.id', 'messages.created_at'])
    .where('conversations.id', 'in', [...conversationIds])
    .where('author', '=', 'citizen')
    .where('persons.key_wrapped', 'is', null)
    .execute();
  if (own.length === 0) return;
  const cases = await query
    .selectFrom('cases')
    .select('id')
    .where('conversation_id', 'in', [...conversationIds])
    .execute();
  const since = own.reduce((first, { created_at }) => Math.min(first, Number(created_at)), Number.POSITIVE_INFINITY);
  const his = { messages: new Set(own.map(({ id }) => id)), cases: new Set(cases.map(({ id }) => id)), since };
  const changes = [
    ...(await scriptsWithout(context, his)),
    ...(await reportsWithout(context, his)),
    ...(await sheetsWithout(context, his)),
  ];
  if (changes.length > 0) await database.batch(changes);
}

interface His {
  readonly messages: ReadonlySet<string>;
  readonly cases: ReadonlySet<string>;
  /** His first message, milliseconds since 1970 UTC. */
  readonly since: number;
}

/** What a script's texts have in common is several people's; kept variants of one who tried what gets through may be his. */
async function scriptsWithout({ database: { query }, sealer }: StorageContext, his: His): Promise<Compilable[]> {
  const rows = await query.selectFrom('new_scripts').select(['id', 'body_sealed']).where('last_at', '>=', his.since).execute();
  const changed: Compilable[] = [];
  for (const { id, body_sealed } of rows) {
    const { variants = [], ...marks } = JSON.parse(await sealer.openOwn(body_sealed)) as ScriptMarks;
    if (variants.length === 0 || !marks.messageIds.some((one) => his.messages.has(one))) continue;
    const sealed = await sealer.sealOwn(JSON.stringify({ ...marks, variants: [] } satisfies ScriptMarks));
    changed.push(query.updateTable('new_scripts').set({ body_sealed: sealed }).where('id', '=', id).where('body_sealed', '=', body_sealed));
  }
  return changed;
}

async function reportsWithout({ database: { query }, sealer }: StorageContext, his: His): Promise<Compilable[]> {
  const rows = await query
    .selectFrom('draft_builds')
    .select(['id', 'report_sealed'])
    .where('wanted_at', '>=', his.since)
    .where('report_sealed', 'is not', null)
    .execute();
  const changed: Compilable[] = [];
  for (const { id, report_sealed } of rows) {
    const report = JSON.parse(await sealer.openOwn(report_sealed ?? '')) as Report;
    // Of a text without a message nobody knows whose it was: older programs did not say.
    const kept = report.radius?.changes.filter(({ message }) => message === null || (message !== undefined && !his.messages.has(message)));
    if (!report.radius || kept?.length === report.radius.changes.length) continue;
    const sealed = await sealer.sealOwn(JSON.stringify({ ...report, radius: { ...report.radius, changes: kept } }));
    changed.push(
      query.updateTable('draft_builds').set({ report_sealed: sealed }).where('id', '=', id).where('report_sealed', '=', report_sealed),
    );
  }
  return changed;
}

/** That the shift was handed over, and with which cases, stays. */
async function sheetsWithout({ database: { query }, sealer }: StorageContext, his: His): Promise<Compilable[]> {
  const rows = await query.selectFrom('handovers').select(['id', 'body_sealed']).where('created_at', '>=', his.since).execute();
  const changed: Compilable[] = [];
  for (const { id, body_sealed } of rows) {
    const body = JSON.parse(await sealer.openOwn(body_sealed)) as HandoverBody;
    const listed = [
      ...body.cases.map((one) => one.id),
      ...body.waiting.map((one) => one.id),
      ...body.callBacks.map(({ caseId }) => caseId),
    ];
    if (body.remarks === '' || !listed.some((caseId) => his.cases.has(caseId))) continue;
    const sealed = await sealer.sealOwn(JSON.stringify({ ...body, remarks: '' }));
    changed.push(query.updateTable('handovers').set({ body_sealed: sealed }).where('id', '=', id).where('body_sealed', '=', body_sealed));
  }
  return changed;
}

/**
 * Objections to a listing by whoever has these numbers: how they can be reached goes at once, what they wrote as soon as it
 * is decided (`decideDispute`).
 * @param phoneHashes fingerprints of numbers as `telephoneNumber` writes them @param since only those of later
 */
export async function disputesForgotten(
  { database: { query }, sealer }: StorageContext,
  phoneHashes: readonly string[],
  since = 0,
): Promise<Compilable[]> {
  if (phoneHashes.length === 0) return [];
  const rows = await query
    .selectFrom('identifier_disputes')
    .select(['id', 'contact_sealed'])
    .where('contact_sealed', '<>', OBJECTOR_ERASED)
    .where('created_at', '>=', since)
    .execute();
  const changed: Compilable[] = [];
  for (const { id, contact_sealed } of rows) {
    const phone = telephoneNumber(await sealer.openOwn(contact_sealed ?? ''));
    if (phone === null || !phoneHashes.includes(await sealer.fingerprint(phone))) continue;
    const his = () => query.updateTable('identifier_disputes').where('id', '=', id);
    changed.push(
      his().set({ contact_sealed: OBJECTOR_ERASED }),
      // Asked here: it may be decided at this moment.
      his().set({ reason_sealed: '', decision_sealed: '' }).where('decided_at', 'is not', null),
    );
  }
  return changed;
}

/**
 * What hangs on telephone numbers and on no key: warnings of them, objections by them. Again does no harm.
 * @param phoneHashes 80 at most
 */
export async function forgetNumbers(context: StorageContext, phoneHashes: readonly string[], now: number): Promise<void> {
  if (phoneHashes.length === 0) return;
  const { query } = context.database;
  const warned = await query
    .selectFrom('warnings')
    .select('phone_hash')
    .distinct()
    .where('phone_hash', 'in', [...phoneHashes])
    .execute();
  const changes = [
    ...warned.flatMap(({ phone_hash }) => (phone_hash === null ? [] : warnedErasure(query, phone_hash, now))),
    ...(await disputesForgotten(context, phoneHashes)),
  ];
  if (changes.length > 0) await context.database.batch(changes);
}
