import type { StorageContext } from './context.ts';

/** How the chain ends. Noted elsewhere, it shows later that nothing was cut off or written anew. */
export interface AuditHead {
  /** From 1 on, without a gap. */
  readonly position: number;
  /** SHA-256, 64 hexadecimal digits. */
  readonly hash: string;
}

export interface AuditVerdict {
  readonly ok: boolean;
  readonly rows: number;
  /** Rows in the chain; the newest few join it within seconds. */
  readonly chained: number;
  readonly head: AuditHead | null;
  readonly firstBad?: BadLink;
}

export interface BadLink {
  readonly position: number;
  readonly what: 'changed' | 'deleted' | 'inserted' | 'reordered' | 'cut-off';
}

interface Row {
  readonly seq: number;
  readonly at: number;
  readonly officer_id: string | null;
  readonly action: string;
  readonly subject: string;
}

const ROWS_AT_ONCE = 200;
const LINKS_AT_ONCE = 1000;

/** A chain of hashes over the ids of the audit log, so that nobody changes, removes or adds a row unseen. */
export function auditChain({ database }: StorageContext) {
  const { query } = database;
  const COLUMNS = ['seq', 'at', 'officer_id', 'action', 'subject'] as const;

  const lastLink = () =>
    query.selectFrom('audit_chain').select(['position', 'audit_seq', 'hash']).orderBy('position', 'desc').limit(1).executeTakeFirst();

  /** How many rows were added; null when another program was quicker. */
  async function chainSome(): Promise<number | null> {
    const last = await lastLink();
    const settled = await database.settledUpTo('audit');
    const rows = await query
      .selectFrom('audit')
      .select(COLUMNS)
      .where('seq', '>', last?.audit_seq ?? 0)
      .where('seq', '<=', settled)
      .orderBy('seq')
      .limit(ROWS_AT_ONCE)
      .execute();
    const links = [];
    let [position, hash] = [Number(last?.position ?? 0), last?.hash ?? ''];
    for (const row of rows) {
      position += 1;
      hash = await hashOf(hash, row);
      links.push(query.insertInto('audit_chain').values({ position, audit_seq: row.seq, hash }));
    }
    if (links.length === 0) return 0;
    try {
      await database.batch(links);
      return links.length;
    } catch (error) {
      if (database.isUniqueViolation(error)) return null;
      throw error;
    }
  }

  /** What is wrong with a link of the chain; null: nothing. */
  async function problemOf(link: Link, before: Link | null): Promise<BadLink['what'] | null> {
    const { seq, position } = link;
    if (position !== (before?.position ?? 0) + 1) return 'deleted';
    if (seq === null) {
      const later = await query.selectFrom('audit').select('seq').where('seq', '>', link.audit_seq).limit(1).executeTakeFirst();
      return later ? 'deleted' : 'cut-off';
    }
    if ((await hashOf(before?.hash ?? '', { ...link, seq } as Row)) === link.hash) return null;
    const overtaken = await query
      .selectFrom('audit_chain')
      .select('position')
      .where('position', '>', position)
      .where('audit_seq', '<', link.audit_seq)
      .limit(1)
      .executeTakeFirst();
    return overtaken ? 'reordered' : 'changed';
  }

  const linksAfter = (position: number) =>
    query
      .selectFrom('audit_chain')
      .leftJoin('audit', 'audit.seq', 'audit_chain.audit_seq')
      .select(['position', 'audit_seq', 'hash', ...COLUMNS])
      .where('position', '>', position)
      .orderBy('position')
      .limit(LINKS_AT_ONCE)
      .execute();
  type Link = Awaited<ReturnType<typeof linksAfter>>[number];

  /** The first link that does not hold, and the last one that does. */
  async function walk(noted: AuditHead | null): Promise<{ readonly last: Link | null; readonly bad: BadLink | null }> {
    let last: Link | null = null;
    for (;;) {
      const links: Link[] = (await linksAfter(last?.position ?? 0)).map((link) => ({ ...link, position: Number(link.position) }));
      for (const link of links) {
        const what = await problemOf(link, last);
        if (what) return { last, bad: { position: (last?.position ?? 0) + 1, what } };
        if (noted?.position === link.position && noted.hash !== link.hash)
          return { last, bad: { position: link.position, what: 'changed' } };
        last = link;
      }
      if (links.length < LINKS_AT_ONCE) break;
    }
    const short = noted !== null && noted.position > (last?.position ?? 0);
    return { last, bad: short ? { position: (last?.position ?? 0) + 1, what: 'cut-off' } : null };
  }

  /** A row that the chain has passed over came later than its number says. */
  async function firstInserted(): Promise<BadLink | null> {
    const row = await query
      .selectFrom('audit')
      .select(({ fn }) => fn.min('seq').as('seq'))
      .where('seq', '<', (is) => is.selectFrom('audit_chain').select(({ fn }) => fn.max('audit_seq').as('seq')))
      // By its unique index, row by row: NOT IN would read the whole chain again for each row once it is too large to be kept.
      .where(({ not, exists, selectFrom }) =>
        not(exists(selectFrom('audit_chain').select('position').whereRef('audit_seq', '=', 'audit.seq'))),
      )
      .executeTakeFirst();
    if (row?.seq === null || row?.seq === undefined) return null;
    const next = await query
      .selectFrom('audit_chain')
      .select(({ fn }) => fn.min('position').as('position'))
      .where('audit_seq', '>', row.seq)
      .executeTakeFirstOrThrow();
    return { position: Number(next.position), what: 'inserted' };
  }

  /** How much there is and how it ends, without looking whether it holds. */
  async function auditState(): Promise<Pick<AuditVerdict, 'rows' | 'chained' | 'head'>> {
    const count = (table: 'audit' | 'audit_chain') =>
      query
        .selectFrom(table)
        .select(({ fn }) => fn.countAll<number | string>().as('count'))
        .executeTakeFirstOrThrow();
    const [rows, chained, last] = [await count('audit'), await count('audit_chain'), await lastLink()];
    const head = last ? { position: Number(last.position), hash: last.hash } : null;
    return { rows: Number(rows.count), chained: Number(chained.count), head };
  }

  return {
    auditState,

    /** Takes what is new into the chain; several programs may do so at once. @returns how many rows were added */
    async chainAudit(): Promise<number> {
      let added = 0;
      for (;;) {
        const some = await chainSome();
        if (some !== null && some < ROWS_AT_ONCE) return added + some;
        added += some ?? 0;
      }
    },

    /**
     * Reads the whole chain, a thousand links at a time. An end that was cut off together with its links, or a chain that
     * was made anew from the beginning, shows only against a head that was noted elsewhere.
     * @param noted how the chain once ended
     */
    async verifyAudit(noted: AuditHead | null = null): Promise<AuditVerdict> {
      const state = await auditState();
      const { bad } = await walk(noted);
      const inserted = await firstInserted();
      const firstBad = inserted && (!bad || inserted.position < bad.position) ? inserted : bad;
      return { ...state, ok: firstBad === null, ...(firstBad ? { firstBad } : {}) };
    },
  };
}

/** Over ids alone: an erasure leaves the chain whole. */
async function hashOf(previous: string, { seq, at, officer_id, action, subject }: Row): Promise<string> {
  const link = JSON.stringify([previous, Number(seq), Number(at), officer_id, action, subject]);
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(link)));
  return [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
