import { createHash } from 'node:crypto';
import type { Ledger } from './ledger.ts';
import { repliesAt } from './replies-at-platform.ts';
import type { Scene } from './scene.ts';

/** What became of everything that was promised. */
export interface Found {
  readonly figures: Readonly<Record<string, number | string>>;
  readonly losses: Readonly<Record<string, number>>;
  readonly examples: readonly string[];
}

const MOST_EXAMPLES = 12;

/** Reads the whole database; the servers may run or not. */
export async function findLosses(scene: Scene): Promise<Found> {
  const { database, storage, ledger, target } = scene;
  const examples: string[] = [];
  const bad = (what: string, ids: readonly string[]): readonly [string, number] => {
    examples.push(...ids.slice(0, Math.max(0, MOST_EXAMPLES - examples.length)).map((id) => `${what}: ${id}`));
    return [what, ids.length];
  };
  const outcomes = await outcomesOf(scene);
  const lost = promisedMessages(ledger).filter(({ key }) => outcomes.get(key) !== 1);
  const replies = await repliesAt(scene);
  await storage.chainAudit();
  const audit = await storage.verifyAudit();
  const faults = await target.findFaults(database);
  const acts = await lostActs(scene);
  const posts = ledger.posts.filter((id) => !scene.platforms.posts.has(id));
  const cases = await database.query.selectFrom('cases').select('id').execute();
  const posted = [...scene.platforms.posts.values()];
  return {
    figures: {
      sent: ledger.sent,
      acknowledged: ledger.acknowledged,
      'messages acknowledged': promisedMessages(ledger).length,
      'acts of officers acknowledged': ledger.acts.length,
      'warnings acknowledged': ledger.warnings.length,
      'replies that the platform has': replies.arrived,
      'replies that came again, marked （重发）': replies.marked,
      'posts that the partner has': posted.length,
      'posts that came again under their key': posted.filter((times) => times > 1).length,
      cases: cases.length,
      'audit rows': audit.rows,
      'audit chain': audit.ok ? 'whole' : `broken: ${audit.firstBad?.what}`,
      [target.name === 'sqlite' ? 'integrity_check' : 'integrity']: faults.length === 0 ? 'ok' : (faults[0] ?? ''),
      setbacks: [...ledger.setbacks].map(([what, count]) => `${what} ${count}`).join(', ') || 'none',
    },
    losses: Object.fromEntries([
      bad(
        'messages without an outcome',
        lost.map(({ name }) => name),
      ),
      bad('answered twice', await answeredTwice(scene)),
      bad('replies that never reached the platform', replies.missing),
      bad('replies twice and not marked', replies.doubled),
      bad('replies out of order', replies.disordered),
      bad('acts of officers lost', acts),
      bad('warnings lost or doubled', await lostWarnings(scene)),
      bad('posts that never reached the partner', posts),
      bad('requests that nobody ever answered', ledger.stuck),
      bad('faults in the database', faults),
      bad('audit chain broken', audit.ok ? [] : [`${audit.firstBad?.position}`]),
    ]),
    examples,
  };
}

interface Promised {
  readonly name: string;
  /** Channel and external id. */
  readonly key: string;
}

function promisedMessages({ chats, telegrams, texts }: Ledger): readonly Promised[] {
  const external = (token: string): string => createHash('sha256').update(token).digest('hex').slice(0, 32);
  return [
    ...chats.map(({ conversation, id }) => ({ name: `chat ${id}`, key: `web ${external(conversation)}/${id}` })),
    ...telegrams.map(({ update }) => ({ name: `telegram ${update}`, key: `telegram ${update}` })),
    ...texts.map(({ id }) => ({ name: `generic ${id}`, key: `generic ${id}` })),
  ];
}

/** How many outcomes each citizen's message has, by channel and external id. */
async function outcomesOf({ database: { query } }: Scene): Promise<ReadonlyMap<string, number>> {
  const rows = await query
    .selectFrom('messages')
    .leftJoin('outcomes', 'outcomes.message_id', 'messages.id')
    .select(['messages.channel', 'external_id', 'outcomes.message_id'])
    .where('author', '=', 'citizen')
    .execute();
  const counts = new Map<string, number>();
  for (const { channel, external_id, message_id } of rows) {
    const key = `${channel} ${external_id}`;
    counts.set(key, (counts.get(key) ?? 0) + (message_id === null ? 0 : 1));
  }
  return counts;
}

async function answeredTwice({ database: { query } }: Scene): Promise<readonly string[]> {
  const rows = await query
    .selectFrom('messages')
    .select('in_reply_to')
    .where('in_reply_to', 'is not', null)
    .groupBy('in_reply_to')
    .having(({ fn }) => fn.countAll(), '>', 1)
    .execute();
  return rows.map(({ in_reply_to }) => String(in_reply_to));
}

/** A claim stands in the audit log, whatever came after it; words and notes stand once by their form. */
async function lostActs({ database: { query }, ledger }: Scene): Promise<readonly string[]> {
  const [audit, notes, words, cases] = await Promise.all([
    query.selectFrom('audit').select(['action', 'subject', 'officer_id']).where('action', '=', 'case.claimed').execute(),
    query.selectFrom('case_notes').select(['id', 'case_id', 'officer_id']).execute(),
    query.selectFrom('messages').select(['external_id', 'officer_id']).where('author', '=', 'officer').execute(),
    query.selectFrom('cases').select(['id', 'status', 'closed_by']).execute(),
  ]);
  const claimed = new Set(audit.map(({ subject, officer_id }) => `${subject} ${officer_id}`));
  const counted = (keys: readonly string[]): ReadonlyMap<string, number> => {
    const counts = new Map<string, number>();
    for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
    return counts;
  };
  const noted = counted(notes.map(({ id, case_id, officer_id }) => `${id.split('.')[0]} ${case_id} ${officer_id}`));
  const said = counted(words.map(({ external_id, officer_id }) => `${external_id} ${officer_id}`));
  const closed = new Set(cases.flatMap(({ id, status, closed_by }) => (status === 'closed' ? [`${id} ${closed_by}`] : [])));
  return ledger.acts.flatMap(({ act, caseId, officer, form }) => {
    const stands = {
      claim: claimed.has(`${caseId} ${officer}`),
      note: noted.get(`${form} ${caseId} ${officer}`) === 1,
      say: said.get(`officer:${form} ${officer}`) === 1,
      close: closed.has(`${caseId} ${officer}`),
    }[act];
    return stands ? [] : [`${act} of ${caseId}`];
  });
}

async function lostWarnings({ database: { query }, ledger }: Scene): Promise<readonly string[]> {
  const rows = await query.selectFrom('warnings').select('external_id').execute();
  const counts = new Map<string, number>();
  for (const { external_id } of rows) counts.set(String(external_id), (counts.get(String(external_id)) ?? 0) + 1);
  return ledger.warnings.filter((id) => counts.get(id) !== 1);
}
