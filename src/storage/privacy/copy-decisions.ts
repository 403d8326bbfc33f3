import type { SealingKey } from '../cipher.ts';
import type { StorageContext } from '../context.ts';

/** His cases and what officers decided in them; who they were is for the audit log. @param from of cases that began before, nothing */
export async function decidedOf(
  { database: { query }, sealer, openIfSealed }: StorageContext,
  conversationId: string,
  key: SealingKey,
  from: number,
) {
  const cases = await query
    .selectFrom('cases')
    .selectAll()
    .where('conversation_id', '=', conversationId)
    .where('created_at', '>=', from)
    .orderBy('created_at')
    .execute();
  const copied = [];
  for (const one of cases) {
    // Of somebody who wrote from the same place before him: another key.
    if ((await sealer.open(key, one.facts_sealed).catch(() => null)) === null) continue;
    const [judgements, money, callBacks, receipts] = await Promise.all([
      query.selectFrom('judgements').select(['colour', 'type', 'reason_sealed', 'created_at']).where('case_id', '=', one.id).execute(),
      query.selectFrom('money_facts').select(['body_sealed', 'created_at']).where('case_id', '=', one.id).execute(),
      query.selectFrom('call_backs').select(['kind', 'due_at', 'done_at', 'result']).where('case_id', '=', one.id).execute(),
      query.selectFrom('receipts').select(['number', 'created_at']).where('case_id', '=', one.id).execute(),
    ]);
    copied.push({
      number: one.number,
      urgency: one.urgency,
      status: one.status,
      at: Number(one.created_at),
      closedAt: one.closed_at,
      truth: one.truth,
      type: one.true_type,
      lostFen: one.lost,
      savedFen: one.saved,
      community: one.community,
      police: parsed(await openIfSealed(key, one.police_sealed)),
      judgements: await Promise.all(
        judgements.map(async ({ colour, type, reason_sealed, created_at }) => ({
          at: Number(created_at),
          colour,
          type,
          reason: await sealer.open(key, reason_sealed),
        })),
      ),
      money: await Promise.all(
        money.map(async ({ body_sealed, created_at }) => ({ at: Number(created_at), facts: parsed(await sealer.open(key, body_sealed)) })),
      ),
      callBacks: callBacks.map(({ kind, due_at, done_at, result }) => ({ kind, dueAt: Number(due_at), doneAt: done_at, result })),
      receipts: receipts.map(({ number, created_at }) => ({ number, at: Number(created_at) })),
    });
  }
  return copied;
}

function parsed(text: string | null): unknown {
  return text === null ? null : JSON.parse(text);
}
