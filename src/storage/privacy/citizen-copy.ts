import { auditEntry } from '../audit-entry.ts';
import type { SealingKey } from '../cipher.ts';
import type { StorageContext } from '../context.ts';
import { decidedOf } from './copy-decisions.ts';
import { leadsOf } from './copy-leads.ts';

const CHINESE = /\p{Script=Han}/u;

/** Whose: of a conversation, or of whomever a case is about. */
export type CopyOf = { readonly conversationId: string } | { readonly caseNumber: string };
export interface CopyAsked {
  readonly of: CopyOf;
  /** null: by the command on the server's own machine. */
  readonly officerId: string | null;
  /** For whom, and how he has shown that it is he. */
  readonly reason: string;
}
type Copies = ReturnType<typeof citizenCopies>;
export type CitizenCopy = NonNullable<Awaited<ReturnType<Copies['citizenCopy']>>>;
export type OwnCopy = NonNullable<Awaited<ReturnType<Copies['ownCopy']>>>;
export type CopiedWarning = CitizenCopy['warnings'][number];

/**
 * What is kept of one who has written or rung, for himself (PIPL 45): his words, what was decided and why. Times are
 * milliseconds since 1970 UTC, money is in fen. Notes that officers wrote for each other are not in it.
 */
export function citizenCopies(context: StorageContext) {
  const { database, sealer, sources, keyIfKept, openIfSealed } = context;
  const { query } = database;

  async function conversationOf(of: CopyOf) {
    const found = query
      .selectFrom('conversations')
      .innerJoin('persons', 'persons.id', 'conversations.person_id')
      .select([
        'conversations.id',
        'conversations.channel',
        'conversations.created_at',
        'person_id',
        'persons.created_at as since',
        'guarded_until',
        'address_sealed',
        'address_hash',
      ]);
    if ('conversationId' in of) return found.where('conversations.id', '=', of.conversationId).executeTakeFirst();
    const asked = await query.selectFrom('cases').select(['id', 'conversation_id']).where('number', '=', of.caseNumber).executeTakeFirst();
    if (!asked || !(await context.keyOfCase(asked.id))) return undefined;
    return found.where('conversations.id', '=', asked.conversation_id).executeTakeFirst();
  }

  type Found = NonNullable<Awaited<ReturnType<typeof conversationOf>>>;

  /** @param from what began before is closed to him who asks; 0: nothing is */
  async function copied(row: Found, key: SealingKey, from: number) {
    const since = Math.max(Number(row.since), from);
    const lines = await query
      .selectFrom('messages')
      .leftJoin('outcomes', 'outcomes.message_id', 'messages.in_reply_to')
      .leftJoin('outbox', 'outbox.message_id', 'messages.id')
      .select([
        'author',
        'body_sealed',
        'sender_sealed',
        'messages.created_at',
        'messages.speaks',
        'colour',
        'type',
        'stage',
        'outcomes.release',
        'answer_sealed',
      ])
      .where('messages.conversation_id', '=', row.id)
      .where('messages.created_at', '>=', since)
      .orderBy('messages.created_at')
      // Of one moment: his words, and then our answer in the order in which we said it.
      .orderBy('messages.in_reply_to', (order) => order.asc().nullsFirst())
      .orderBy('outbox.position', (order) => order.asc().nullsFirst())
      .orderBy('messages.id')
      .execute();
    const shown = await query
      .selectFrom('terms_shown')
      .select(['version', 'channel', 'at'])
      .where('person_id', '=', row.person_id)
      .where('at', '>=', from)
      .execute();
    return {
      channel: row.channel,
      knownSince: since,
      telephone: await openIfSealed(key, row.address_sealed),
      // It says that he had lost money before.
      guardedUntil: from > Number(row.since) ? null : row.guarded_until,
      // The language that he had chosen on our page when he last wrote.
      speaks: lines.findLast(({ author }) => author === 'citizen')?.speaks === 'en' ? ('en' as const) : ('zh-CN' as const),
      noticesShown: shown.map(({ version, channel, at }) => ({ version, channel, at: Number(at) })),
      messages: await Promise.all(
        lines.map(async (line) => ({
          author: line.author,
          at: Number(line.created_at),
          text: await sealer.open(key, line.body_sealed),
          forwardedFrom: await openIfSealed(key, line.sender_sealed),
          // What the machine decided, and why: the reasons stand in its answer as it was given.
          decided:
            line.colour === null
              ? null
              : {
                  colour: line.colour,
                  type: line.type,
                  stage: line.stage,
                  release: line.release,
                  reasons: reasonsIn(await openIfSealed(key, line.answer_sealed)),
                },
        })),
      ),
      cases: await decidedOf(context, row.id, key, from),
      stopLeads: await leadsOf(context, row.id, from),
    };
  }

  async function warningsAbout(phoneHash: string | null, from: number) {
    if (phoneHash === null) return [];
    const warnings = await query
      .selectFrom('warnings')
      .select(['tier', 'type', 'status', 'created_at', 'met_at', 'closed_at'])
      .where('phone_hash', '=', phoneHash)
      .where('created_at', '>=', from)
      .orderBy('created_at')
      .execute();
    return warnings.map(({ created_at, met_at, closed_at, ...rest }) => ({
      ...rest,
      at: Number(created_at),
      metAt: met_at,
      closedAt: closed_at,
    }));
  }

  return {
    /** Writes down who takes it and why, then gives it. null: there is nobody, or he was erased. */
    async citizenCopy({ of, officerId, reason }: CopyAsked) {
      const row = await conversationOf(of);
      const key = row ? await keyIfKept(row.id) : null;
      if (!row || !key) return null;
      const now = sources.now();
      const reasonSealed = await sealer.seal(key, reason);
      await auditEntry(query, { at: now, officerId, action: 'consult.exported', subject: row.person_id, reasonSealed }).execute();
      return { exportedAt: now, ...(await copied(row, key, 0)), warnings: await warningsAbout(row.address_hash, 0) };
    },

    /** The same of a chat of his, taken by himself: nobody else reads it. @param from what began before is not open to him */
    async ownCopy(conversationId: string, from: number) {
      const row = await conversationOf({ conversationId });
      const key = row ? await keyIfKept(row.id) : null;
      return row && key ? { id: row.id, ...(await copied(row, key, from)) } : null;
    },

    /**
     * About the number that a registered citizen has proved, whether or not it has written to us; closed ones, since who steers him
     * may have him open it, and would read that somebody is on the way. @param from as in `ownCopy`
     */
    async ownWarnings(citizenId: string, from: number) {
      const row = await query.selectFrom('citizens').select('phone_hash').where('id', '=', citizenId).executeTakeFirst();
      return (await warningsAbout(row?.phone_hash ?? null, from)).filter(({ closedAt }) => closedAt !== null);
    },
  };
}

/** Of an answer as it was kept; nothing where it is from an older program. */
function reasonsIn(answer: string | null): readonly string[] {
  const parsed =
    answer === null
      ? null
      : (JSON.parse(answer) as { messages?: readonly { verdict?: { reasons?: readonly { quote: string; why: string }[] } }[] });
  return (parsed?.messages ?? []).flatMap(({ verdict }) =>
    (verdict?.reasons ?? []).map(({ quote, why }) => `“${quote}”${CHINESE.test(why) ? '，' : ', '}${why}`),
  );
}
