import { type RawBuilder, sql } from 'kysely';
import type { SealingKey } from '../cipher.ts';
import type { StorageContext } from '../context.ts';
import type { StopLeadState } from './stop-loss-tables.ts';

export interface StopAnswer {
  readonly position: number;
  readonly stopped: number | null;
  readonly ownShare: number | null;
  readonly othersShare: number | null;
  readonly returned: number | null;
  readonly refused: boolean;
  /** Of the answers of one stop alike. */
  readonly stop: string;
  /** The police's number of the stop. */
  readonly stopRef: string;
  /** Why it was refused, or whatever else they say. */
  readonly reason: string;
  /** Who typed it in; null: it came by the API. */
  readonly officer: string | null;
  readonly answeredAt: number;
}

/** Of a lead that has gone to the police: have they said something of every transfer that counts? Asked in the statement itself. */
export function stateByAnswers(leadId: string): RawBuilder<StopLeadState> {
  return sql<StopLeadState>`CASE WHEN EXISTS (SELECT 1 FROM stop_transfers AS asked WHERE asked.lead_id = ${leadId}
    AND asked.removed_at IS NULL AND NOT EXISTS (SELECT 1 FROM stop_answers AS said WHERE said.lead_id = asked.lead_id
    AND said.position = asked.position)) THEN 'sent' ELSE 'answered' END`;
}

/** The newest answer of each transfer that counts, in their order. @param key null once purged: reasons are gone then */
export async function answersOf({ database: { query }, sealer }: StorageContext, leadId: string, key: SealingKey | null) {
  const rows = await query
    .selectFrom('stop_answers')
    .leftJoin('officers', 'officers.id', 'stop_answers.officer_id')
    .innerJoin('stop_transfers', (join) =>
      join.onRef('stop_transfers.lead_id', '=', 'stop_answers.lead_id').onRef('stop_transfers.position', '=', 'stop_answers.position'),
    )
    .selectAll('stop_answers')
    .select('display')
    .where('stop_answers.lead_id', '=', leadId)
    // Struck out: the same payment may have been written down twice.
    .where('removed_at', 'is', null)
    .orderBy('answered_at')
    .orderBy('stop_answers.created_at')
    .orderBy('external_id')
    .execute();
  const newest = new Map(rows.map((row) => [row.position, row]));
  const opened = [...newest.values()].map(async (row): Promise<StopAnswer> => {
    const detail = key ? (JSON.parse(await sealer.open(key, row.detail_sealed)) as { stopRef: string; reason: string }) : null;
    return {
      position: row.position,
      stopped: row.stopped,
      ownShare: row.own_share,
      othersShare: row.others_share,
      returned: row.returned,
      refused: row.refused === 1,
      stop: row.stop_hash,
      stopRef: detail?.stopRef ?? '',
      reason: detail?.reason ?? '',
      officer: row.display,
      answeredAt: row.answered_at,
    };
  });
  return (await Promise.all(opened)).sort((a, b) => a.position - b.position);
}
