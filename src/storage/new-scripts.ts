import { type AuditAction, auditEntry } from './audit-entry.ts';
import type { StorageContext } from './context.ts';
import type { NewScriptKind } from './library-schema.ts';

/** What texts that no pattern knows have in common. The texts themselves stay with their citizens. */
export interface ScriptMarks {
  /** The messages, the oldest first; at most `MOST_MESSAGES`, the newest: by one of these a script is known again. */
  readonly messageIds: readonly string[];
  /** Words that they share and others do not write. */
  readonly phrases: readonly string[];
  /** Ids of the signals that most of them have. */
  readonly signals: readonly string[];
  /** What the engine thinks of the oldest: how much of a scam, 0–1, and the likeliest type. */
  readonly score: number;
  readonly type: string | null;
  /** Masked variants of somebody who probes; of others the messages themselves are read. */
  readonly variants?: readonly string[];
}
export interface FoundScript extends ScriptMarks {
  readonly kind: NewScriptKind;
  readonly texts: number;
  /** How many different citizens. */
  readonly senders: number;
  /** Milliseconds since 1970 UTC, as all times here. */
  readonly firstAt: number;
  readonly lastAt: number;
}
export interface NewScript extends FoundScript {
  readonly id: string;
  readonly state: 'new' | 'drafted' | 'dismissed';
  readonly draftId: string | null;
  /** Shown name of whoever drafted or dismissed it. */
  readonly officer: string | null;
  readonly foundAt: number;
  readonly updatedAt: number;
}
/** One text of it, opened; null: its citizen was erased. */
export interface ScriptText {
  readonly messageId: string;
  readonly at: number;
  readonly channel: string;
  readonly text: string | null;
}

const MOST_MESSAGES = 100;
const MOST_VARIANTS = 10;
const KINDS: readonly NewScriptKind[] = ['missed', 'burst', 'probing'];

interface Variant {
  readonly messageId: string | null;
  readonly text: string;
  readonly variants: number;
}

interface Change {
  readonly from: NewScript['state'];
  readonly to: NewScript['state'];
  readonly draftId: string | null;
}
const ACTIONS = { drafted: 'script.drafted', dismissed: 'script.dismissed', new: 'script.revived' } as const satisfies Record<
  NewScript['state'],
  AuditAction
>;

function oneMore(before: FoundScript | null, { messageId, text, variants }: Variant, now: number): FoundScript {
  return {
    kind: 'probing',
    texts: variants,
    senders: 1,
    firstAt: before?.firstAt ?? now,
    lastAt: now,
    messageIds: [...(before?.messageIds ?? []), ...(messageId === null ? [] : [messageId])],
    phrases: [],
    signals: [],
    score: 0,
    type: null,
    // Of a conversation the message itself is read, as long as its citizen is not erased.
    ...(messageId !== null && before?.variants === undefined
      ? {}
      : { variants: [...(before?.variants ?? []), ...(messageId === null ? [text] : [])].slice(-MOST_VARIANTS) }),
  };
}

/** Scripts that the library does not know yet. */
export function newScripts({ database, sealer, sources, openIfSealed }: StorageContext) {
  const { query } = database;

  const rows = () =>
    query
      .selectFrom('new_scripts')
      .leftJoin('officers', 'officers.id', 'new_scripts.officer_id')
      .selectAll('new_scripts')
      .select('display');
  type Row = Awaited<ReturnType<ReturnType<typeof rows>['execute']>>[number];
  async function opened(row: Row): Promise<NewScript> {
    const marks = JSON.parse(await sealer.openOwn(row.body_sealed)) as ScriptMarks;
    return {
      ...marks,
      id: row.id,
      kind: row.kind,
      state: row.state,
      texts: row.texts,
      senders: row.senders,
      firstAt: row.first_at,
      lastAt: row.last_at,
      draftId: row.draft_id,
      officer: row.display,
      foundAt: row.found_at,
      updatedAt: row.updated_at,
    };
  }
  type Columns = Awaited<ReturnType<typeof columns>>;
  async function columns({ kind, texts, senders, firstAt, lastAt, ...marks }: FoundScript) {
    const body = JSON.stringify({ ...marks, messageIds: marks.messageIds.slice(-MOST_MESSAGES) } satisfies ScriptMarks);
    return { kind, texts, senders, first_at: firstAt, last_at: lastAt, body_sealed: await sealer.sealOwn(body) };
  }

  /** Compare-and-set with its audit row; the row says afterwards whose change it was. */
  async function change(id: string, officerId: string, { from, to, draftId }: Change): Promise<boolean> {
    const now = sources.now();
    const step = sources.id();
    await database.batch([
      query
        .updateTable('new_scripts')
        .set({ state: to, draft_id: draftId, officer_id: officerId, updated_at: now, step })
        .where('id', '=', id)
        .where('state', '=', from),
      query
        .insertInto('audit')
        .columns(['at', 'officer_id', 'action', 'subject'])
        .expression((is) =>
          is
            .selectFrom('new_scripts')
            .select(({ val, ref }) => [
              val(now).as('at'),
              ref('officer_id').as('officer_id'),
              val(ACTIONS[to]).as('action'),
              ref('id').as('subject'),
            ])
            .where('id', '=', id)
            .where('step', '=', step),
        ),
    ]);
    const row = await query.selectFrom('new_scripts').select('step').where('id', '=', id).executeTakeFirst();
    return row?.step === step;
  }

  /** false: it is there already. */
  async function inserted(id: string, kept: Columns): Promise<boolean> {
    const now = sources.now();
    const { numInsertedOrUpdatedRows = 0n } = await query
      .insertInto('new_scripts')
      .values({ id, state: 'new', ...kept, draft_id: null, officer_id: null, found_at: now, updated_at: now, step: null })
      .onConflict((conflict) => conflict.column('id').doNothing())
      .executeTakeFirstOrThrow();
    return numInsertedOrUpdatedRows > 0n;
  }
  async function changedAsRead({ id, body_sealed }: Row, kept: Columns): Promise<boolean> {
    const { numUpdatedRows } = await query
      .updateTable('new_scripts')
      .set({ ...kept, updated_at: sources.now() })
      .where('id', '=', id)
      .where('body_sealed', '=', body_sealed)
      .executeTakeFirst();
    return numUpdatedRows > 0n;
  }

  return {
    /** Those last met since then, in whatever state; the newest first. */
    async listScripts(from: number, most: number, kinds: readonly NewScriptKind[] = KINDS): Promise<readonly NewScript[]> {
      const found = await rows()
        .where('last_at', '>=', from)
        .where('kind', 'in', [...kinds])
        .orderBy('last_at', 'desc')
        .orderBy('new_scripts.id')
        .limit(most)
        .execute();
      return Promise.all(found.map(opened));
    },

    async readScript(id: string): Promise<NewScript | null> {
      const row = await rows().where('new_scripts.id', '=', id).executeTakeFirst();
      return row ? opened(row) : null;
    },

    /**
     * @param known the script that has grown; null: it is new
     * @returns false when somebody else has found it at the same moment
     */
    async keepScript(found: FoundScript, known: string | null): Promise<boolean> {
      const kept = await columns(found);
      // It is called by its first message: of two who find it at once, one does.
      if (known === null) return inserted(found.messageIds[0] ?? sources.id(), kept);
      const grown = { ...kept, updated_at: sources.now() };
      await query.updateTable('new_scripts').set(grown).where('id', '=', known).execute();
      return true;
    },

    /**
     * Somebody tries what gets through. @param row names his attempts as long as they last
     * @param text masked
     */
    async noteProbing(row: string, variant: Variant): Promise<void> {
      for (let noted = false; !noted; ) {
        const known = await rows().where('new_scripts.id', '=', row).executeTakeFirst();
        const kept = await columns(oneMore(known ? await opened(known) : null, variant, sources.now()));
        // What another has added meanwhile, or an erasure taken out, is neither lost nor brought back.
        noted = known ? await changedAsRead(known, kept) : await inserted(row, kept);
      }
    },

    /** Its first texts, opened for this officer; that he read them is written down. */
    async scriptTexts(id: string, messageIds: readonly string[], officerId: string): Promise<readonly ScriptText[]> {
      if (messageIds.length === 0) return [];
      await auditEntry(query, { at: sources.now(), officerId, action: 'script.read', subject: id }).execute();
      const found = await query
        .selectFrom('messages')
        .innerJoin('conversations', 'conversations.id', 'messages.conversation_id')
        .innerJoin('persons', 'persons.id', 'conversations.person_id')
        .select([
          'messages.id',
          'messages.created_at as at',
          'messages.channel',
          'body_sealed',
          'key_wrapped',
          'persons.created_at as person_since',
        ])
        .where('messages.id', 'in', [...messageIds])
        .orderBy('messages.created_at')
        .execute();
      return Promise.all(
        found.map(async ({ id: messageId, at, channel, body_sealed, key_wrapped, person_since }): Promise<ScriptText> => {
          // Whoever was erased and came again is somebody else, with another key.
          const key = key_wrapped !== null && person_since <= at ? await sealer.unwrap(key_wrapped) : null;
          return { messageId, at, channel, text: key ? await openIfSealed(key, body_sealed) : null };
        }),
      );
    },

    /** False when somebody else has decided it before. @param draftId null: it is no new script */
    decideScript: (id: string, officerId: string, draftId: string | null): Promise<boolean> =>
      change(id, officerId, { from: 'new', to: draftId === null ? 'dismissed' : 'drafted', draftId }),

    /** What was dismissed by mistake is new again. */
    reviveScript: (id: string, officerId: string): Promise<boolean> =>
      change(id, officerId, { from: 'dismissed', to: 'new', draftId: null }),
  };
}
