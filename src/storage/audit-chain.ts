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
  /** As many as there must be. */
  readonly rows: number;
  /** Rows in the chain; the newest few join it within seconds. */
  readonly chained: number;
  readonly head: AuditHead | null;
  readonly firstBad?: BadLink;
}

/** How far a look along the chain has come. */
export interface AuditStretch {
  /** So many links, from the first on, have been found whole. */
  readonly verified: number;
  /** Nothing is left to look at. */
  readonly ended: boolean;
  readonly firstBad: BadLink | null;
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

  const links = () =>
    query
      .selectFrom('audit_chain')
      .leftJoin('audit', 'audit.seq', 'audit_chain.audit_seq')
      .select(['position', 'audit_seq', 'hash', ...COLUMNS]);
  type Link = Awaited<ReturnType<ReturnType<typeof links>['execute']>>[number];

  /**
   * What is wrong with a link of the chain; null: nothing.
   * @param hash what its row and the link before it come to; null: it has no row
   */
  async function problemOf(link: Link, before: Link | null, hash: string | null): Promise<BadLink['what'] | null> {
    if (Number(link.position) !== Number(before?.position ?? 0) + 1) return 'deleted';
    if (hash === null) {
      const later = await query.selectFrom('audit').select('seq').where('seq', '>', link.audit_seq).limit(1).executeTakeFirst();
      return later ? 'deleted' : 'cut-off';
    }
    if (hash === link.hash) return null;
    const overtaken = await query
      .selectFrom('audit_chain')
      .select('position')
      .where('position', '>', link.position)
      .where('audit_seq', '<', link.audit_seq)
      .limit(1)
      .executeTakeFirst();
    return overtaken ? 'reordered' : 'changed';
  }

  /** The first of these that does not hold. Each is held against the one before as it is kept, so that all are hashed at once. */
  async function firstProblem(some: readonly Link[], before: Link | null, noted: AuditHead | null): Promise<BadLink | null> {
    const previous = (index: number): Link | null => some[index - 1] ?? before;
    const hashes = await Promise.all(
      some.map((link, index) => (link.seq === null ? null : hashOf(previous(index)?.hash ?? '', { ...link, seq: link.seq } as Row))),
    );
    for (const [index, link] of some.entries()) {
      const what = await problemOf(link, previous(index), hashes[index] ?? null);
      if (what) return { position: Number(previous(index)?.position ?? 0) + 1, what };
      const position = Number(link.position);
      if (noted?.position === position && noted.hash !== link.hash) return { position, what: 'changed' };
    }
    return null;
  }

  /** A row between two links that the chain has passed over: it came later than its number says. */
  async function firstInserted(before: Link | null, last: Link): Promise<BadLink | null> {
    const { seq } = await query
      .selectFrom('audit')
      .select(({ fn }) => fn.min('seq').as('seq'))
      .$if(before !== null, (rows) => rows.where('seq', '>', before?.audit_seq ?? 0))
      .where('seq', '<', last.audit_seq)
      // By its unique index, row by row: NOT IN would read the whole chain again for each row once it is too large to be kept.
      .where(({ not, exists, selectFrom }) =>
        not(exists(selectFrom('audit_chain').select('position').whereRef('audit_seq', '=', 'audit.seq'))),
      )
      .executeTakeFirstOrThrow();
    if (seq === null) return null;
    const next = await query
      .selectFrom('audit_chain')
      .select(({ fn }) => fn.min('position').as('position'))
      .where('audit_seq', '>', seq)
      .executeTakeFirstOrThrow();
    return { position: Number(next.position), what: 'inserted' };
  }

  /** How much there is and how it ends, without looking whether it holds: costs the same however long the chain is. */
  async function auditState(): Promise<Pick<AuditVerdict, 'rows' | 'chained' | 'head'>> {
    const last = await lastLink();
    const { waiting } = await query
      .selectFrom('audit')
      .select(({ fn }) => fn.countAll<number | string>().as('waiting'))
      .$if(last !== undefined, (rows) => rows.where('seq', '>', last?.audit_seq ?? 0))
      .executeTakeFirstOrThrow();
    const head = last ? { position: Number(last.position), hash: last.hash } : null;
    const chained = head?.position ?? 0;
    return { rows: chained + Number(waiting), chained, head };
  }

  /**
   * Looks at the next links, {@link LINKS_AT_ONCE} at most: a request has no time for a whole chain.
   * @param already so many links have been found whole; 0, or more than there are: begin
   * @param noted how the chain once ended
   */
  async function verifyAuditStretch(already: number, noted: AuditHead | null = null): Promise<AuditStretch> {
    const before = already > 0 ? ((await links().where('position', '=', already).executeTakeFirst()) ?? null) : null;
    const from = Number(before?.position ?? 0);
    const some = await links().where('position', '>', from).orderBy('position').limit(LINKS_AT_ONCE).execute();
    const last = some.at(-1);
    const verified = Number(last?.position ?? from);
    const ended = some.length < LINKS_AT_ONCE;
    const bad = await firstProblem(some, before, noted);
    const inserted = last ? await firstInserted(before, last) : null;
    const short = ended && noted !== null && noted.position > verified;
    const cutOff: BadLink | null = short ? { position: verified + 1, what: 'cut-off' } : null;
    const firstBad = inserted && (!bad || inserted.position < bad.position) ? inserted : (bad ?? cutOff);
    return firstBad ? { verified: firstBad.position - 1, ended: true, firstBad } : { verified, ended, firstBad };
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

    verifyAuditStretch,

    /**
     * Reads the whole chain. An end that was cut off together with its links, or a chain that was made anew from the
     * beginning, shows only against a head that was noted elsewhere.
     * @param noted how the chain once ended
     */
    async verifyAudit(noted: AuditHead | null = null): Promise<AuditVerdict> {
      const state = await auditState();
      for (let verified = 0; ; ) {
        const stretch = await verifyAuditStretch(verified, noted);
        verified = stretch.verified;
        if (stretch.firstBad) return { ...state, ok: false, firstBad: stretch.firstBad };
        if (stretch.ended) return { ...state, ok: true };
      }
    },
  };
}

/** Over ids alone: an erasure leaves the chain whole. */
async function hashOf(previous: string, { seq, at, officer_id, action, subject }: Row): Promise<string> {
  const link = JSON.stringify([previous, Number(seq), Number(at), officer_id, action, subject]);
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(link)));
  return [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
