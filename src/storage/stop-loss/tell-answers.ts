import { type Kysely, sql } from 'kysely';
import { DAY } from '../../durations.ts';
import type { StorageContext } from '../context.ts';
import { momentIn, timePasses } from '../conversation-moment.ts';
import { channelOf } from '../conversations.ts';
import { stopAnswerMessage } from '../owed-again.ts';
import { announce, putOut } from '../said-to-citizen.ts';
import type { Tables } from '../schema.ts';
import { notAside } from '../set-aside.ts';
import { TELEPHONE } from '../telephone-channel.ts';
import { leadKeys } from './lead-keys.ts';

/** Of what the police have answered, and whom one tells of it. */
export interface UntoldAnswer {
  /** Of the first answer that he does not know of; what else there is of the lead is told with it. */
  readonly externalId: string;
  readonly leadId: string;
  readonly number: string;
  /** Of the status page. */
  readonly token: string;
  /** In the order in which they are to be tried; empty: nobody can be told. */
  readonly places: readonly TellingPlace[];
}
export interface TellingPlace {
  readonly conversationId: string;
  /** He has proved that both are his; else only the telephone number is the same, and the page's address is not told. */
  readonly own: boolean;
}

/** Milliseconds: what the police said longer ago is no news any more. */
const NEWS_FOR = 7 * DAY;
/** What is said there he sees when he looks the next time, or never. */
const PUSHED_LESS: readonly string[] = ['web', TELEPHONE];

/** The citizen hears that the police have answered; once for each answer, those that came together at once. */
export function tellAnswers(context: StorageContext) {
  const { database, sealer, sources, keyIfKept } = context;
  const { query } = database;
  const { tokenOf } = leadKeys(context);

  /** Conversations of somebody who is not erased and not leaving, with whom no human speaks: that one tells him himself. */
  const reachable = () =>
    query
      .selectFrom('conversations')
      .innerJoin('persons', 'persons.id', 'conversations.person_id')
      .select(['conversations.id', 'conversations.channel', 'conversations.person_id'])
      .where('key_wrapped', 'is not', null)
      .where('leaving_since', 'is', null)
      .where('conversations.status', '<>', 'open')
      .orderBy('conversations.updated_at', 'desc');

  async function placesOf(conversationId: string | null, personId: string | null): Promise<readonly TellingPlace[]> {
    if (conversationId === null) return [];
    const [lead] = await reachable().where('conversations.id', '=', conversationId).execute();
    // Somebody else writes from there by now.
    if (!lead || lead.person_id !== personId) return [];
    const pushed = (channel: string): boolean => !PUSHED_LESS.includes(channel);
    const here = { conversationId, own: true };
    if (pushed(lead.channel)) return [here];
    const registered = (db: Kysely<Tables>) =>
      db
        .selectFrom('citizen_conversations')
        .innerJoin('citizens', 'citizens.id', 'citizen_conversations.citizen_id')
        .select('citizen_id')
        .where('conversation_id', '=', conversationId)
        .where('erased_at', 'is', null);
    const ofHis = await reachable()
      .where((is) =>
        is.or([
          is(
            'conversations.id',
            'in',
            is
              .selectFrom('citizen_conversations')
              .select('conversation_id')
              .where('citizen_id', 'in', registered(query as Kysely<Tables>)),
          ),
          // Only his browser is ever linked; where he writes to us by telephone his number is what he has proved.
          is(
            'address_hash',
            'in',
            is
              .selectFrom('citizens')
              .select('phone_hash')
              .where('citizens.id', 'in', registered(query as Kysely<Tables>))
              .where('phone_hash', 'is not', null)
              .where('phone_proved_at', 'is not', null),
          ),
        ]),
      )
      .execute();
    const ofHisNumber =
      lead.channel === TELEPHONE
        ? await reachable()
            .where('address_hash', '=', (is) => is.selectFrom('conversations').select('address_hash').where('id', '=', conversationId))
            .execute()
        : [];
    return [
      ...ofHis.filter(({ channel }) => pushed(channel)).map(({ id }) => ({ conversationId: id, own: true })),
      ...ofHisNumber.filter(({ channel }) => pushed(channel)).map(({ id }) => ({ conversationId: id, own: false })),
      ...(lead.channel === TELEPHONE ? [] : [here]),
    ];
  }

  return {
    /** The answer that waits longest to be told; null: none. While a human speaks with him, it waits. */
    async untoldAnswer(): Promise<UntoldAnswer | null> {
      const row = await query
        .selectFrom('stop_answers')
        .innerJoin('stop_leads', 'stop_leads.id', 'lead_id')
        .leftJoin('conversations', 'conversations.id', 'conversation_id')
        .select(['external_id', 'lead_id', 'number', 'conversation_id', 'stop_leads.person_id'])
        .where('told_at', 'is', null)
        .where('stop_answers.created_at', '>', sources.now() - NEWS_FOR)
        .where(notAside('stop-tell', 'stop_answers.lead_id', sources.now()))
        .where((is) => is.or([is('conversations.status', 'is', null), is('conversations.status', '<>', 'open')]))
        .orderBy('stop_answers.created_at')
        .orderBy('external_id')
        .limit(1)
        .executeTakeFirst();
      if (!row) return null;
      return {
        externalId: row.external_id,
        leadId: row.lead_id,
        number: row.number,
        token: await tokenOf(row.lead_id),
        places: await placesOf(row.conversation_id, row.person_id),
      };
    },

    /**
     * Message, outbox and note in one batch; the same answer once, whoever tells it at the same time. Not noted where a human
     * has begun to speak with him meanwhile.
     * @param said null: nobody can be told
     */
    async tellAnswer(
      { externalId, leadId }: Pick<UntoldAnswer, 'externalId' | 'leadId'>,
      said: { readonly conversationId: string; readonly text: string } | null,
    ): Promise<void> {
      const now = sources.now();
      const untold = query.updateTable('stop_answers').set({ told_at: now }).where('lead_id', '=', leadId).where('told_at', 'is', null);
      const key = said && (await keyIfKept(said.conversationId));
      if (!said || !key) return void (await untold.execute());
      const { conversationId, text } = said;
      const messageId = sources.id();
      const channel = channelOf(conversationId);
      const [body, hash] = [await sealer.seal(key, text), await sealer.fingerprint(text)];
      const message = query
        .insertInto('messages')
        .columns(['id', 'conversation_id', 'channel', 'external_id', 'author', 'body_sealed', 'body_hash', 'created_at'])
        .expression((is) =>
          is
            .selectFrom('stop_answers')
            .innerJoin('conversations', (join) => join.on('conversations.id', '=', conversationId))
            .select(({ val }) => [
              val(messageId).as('id'),
              'conversations.id as conversation_id',
              val(channel).as('channel'),
              val(stopAnswerMessage(leadId, messageId)).as('external_id'),
              sql.lit('bot').as('author'),
              val(body).as('body_sealed'),
              val(hash).as('body_hash'),
              momentIn(conversationId).as('created_at'),
            ])
            .where('stop_answers.external_id', '=', externalId)
            .where('told_at', 'is', null)
            .where('conversations.status', '<>', 'open'),
        );
      await database.batch([
        timePasses(context, conversationId, now),
        message,
        putOut(context, { messageId, conversationId, dueAt: now, now }),
        announce(context, { messageId, now }),
        untold.where(({ exists, selectFrom }) => exists(selectFrom('messages').select('messages.id').where('messages.id', '=', messageId))),
      ]);
    },
  };
}
