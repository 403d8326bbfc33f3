import type { StorageContext } from '../context.ts';

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

/** The newest answer of each transfer of a lead, in their order. @param key null once purged: reasons are gone then */
export async function answersOf({ database: { query }, sealer }: StorageContext, leadId: string, key: CryptoKey | null) {
  const rows = await query
    .selectFrom('stop_answers')
    .leftJoin('officers', 'officers.id', 'stop_answers.officer_id')
    .selectAll('stop_answers')
    .select('display')
    .where('lead_id', '=', leadId)
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
