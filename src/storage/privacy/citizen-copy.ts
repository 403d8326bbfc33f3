import { auditEntry } from '../audit-entry.ts';
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
export type CitizenCopy = NonNullable<Awaited<ReturnType<ReturnType<typeof citizenCopies>['citizenCopy']>>>;

/** What is kept of one who has written or rung, for himself (PIPL 45): his words, what was decided and why. */
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

  return {
    /**
     * Writes down who takes it and why, then gives it. Times are milliseconds since 1970 UTC, money is in fen. Notes that
     * officers wrote for each other are not in it. null: there is nobody, or he was erased.
     */
    async citizenCopy({ of, officerId, reason }: CopyAsked) {
      const row = await conversationOf(of);
      const key = row ? await keyIfKept(row.id) : null;
      if (!row || !key) return null;
      const now = sources.now();
      const reasonSealed = await sealer.seal(key, reason);
      await auditEntry(query, { at: now, officerId, action: 'consult.exported', subject: row.person_id, reasonSealed }).execute();
      const lines = await query
        .selectFrom('messages')
        .leftJoin('outcomes', 'outcomes.message_id', 'messages.in_reply_to')
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
        .where('messages.created_at', '>=', row.since)
        .orderBy('messages.created_at')
        .orderBy('messages.id')
        .execute();
      const shown = await query
        .selectFrom('terms_shown')
        .select(['version', 'channel', 'at'])
        .where('person_id', '=', row.person_id)
        .execute();
      const warnings =
        row.address_hash === null
          ? []
          : await query
              .selectFrom('warnings')
              .select(['tier', 'type', 'status', 'created_at', 'met_at', 'closed_at'])
              .where('phone_hash', '=', row.address_hash)
              .orderBy('created_at')
              .execute();
      return {
        exportedAt: now,
        channel: row.channel,
        knownSince: Number(row.since),
        telephone: await openIfSealed(key, row.address_sealed),
        guardedUntil: row.guarded_until,
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
        cases: await decidedOf(context, row.id, key),
        stopLeads: await leadsOf(context, row.id),
        warnings: warnings.map(({ created_at, met_at, closed_at, ...rest }) => ({
          ...rest,
          at: Number(created_at),
          metAt: met_at,
          closedAt: closed_at,
        })),
      };
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
