import type { Compilable } from 'kysely';
import type { StorageContext } from '../context.ts';

/**
 * For the batch that erases somebody, or deletes what was posted about him: what stood in posts of these subjects is gone, and
 * what was answered to them. That they were posted, and why, stays. What is on its way to the police goes out first.
 * @param subjects as they were posted under; 80 at most
 */
export function forgetPosts({ database: { query } }: Pick<StorageContext, 'database'>, subjects: readonly string[]): Compilable[] {
  const settled = query
    .selectFrom('partner_exchanges')
    .select('partner_exchanges.id')
    .where('subject', 'in', ['', ...subjects])
    .where('state', 'not in', ['queued', 'sending']);
  return [
    query.updateTable('partner_answers').set({ body_sealed: null }).where('exchange_id', 'in', settled),
    query.updateTable('partner_exchanges').set({ body_sealed: null, receipt_sealed: null }).where('id', 'in', settled),
  ];
}
