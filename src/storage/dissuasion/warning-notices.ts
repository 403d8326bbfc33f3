import type { Compilable } from 'kysely';
import type { StorageContext } from '../context.ts';
import { momentIn, timePasses } from '../conversation-moment.ts';
import { channelOf } from '../conversations.ts';
import { AFTER_THE_TALK, warningMessage } from '../owed-again.ts';
import { announce, putOut } from '../said-to-citizen.ts';
import { notAside } from '../set-aside.ts';
import { TELEPHONE } from '../telephone-channel.ts';
import { pageHash } from './notice-page.ts';
import { type DissuasionPlan, MINUTE } from './tier-plan.ts';
import type { WarnedPerson } from './warned-person.ts';
import { warningActs } from './warning-acts.ts';

/** A message that is to be put on its way now. */
export interface DueNotice {
  readonly warningId: string;
  readonly kind: 'message' | 'sms';
  /** Of the attempt: the same one is said once. */
  readonly stepId: string;
  readonly type: string | null;
}

/** What is said there he sees when he looks the next time, or never. */
const PUSHED_LESS: readonly string[] = ['web', TELEPHONE];

export function warningNotices(context: StorageContext) {
  const { database, sealer, sources, keyOf } = context;
  const { query } = database;
  const { act } = warningActs(context);

  /** The page's secret part: one for each warning, whoever asks first. */
  async function tokenOf(warningId: string): Promise<string> {
    const kept = () => query.selectFrom('warning_notices').select('token_sealed').where('warning_id', '=', warningId).executeTakeFirst();
    const before = await kept();
    if (before?.token_sealed) return sealer.openOwn(before.token_sealed);
    const token = sources.id();
    await query
      .insertInto('warning_notices')
      .values({
        warning_id: warningId,
        token_hash: await pageHash(sealer, token),
        token_sealed: await sealer.sealOwn(token),
        sends: 0,
        again_at: null,
        answered_at: null,
        created_at: sources.now(),
      })
      .onConflict((conflict) => conflict.column('warning_id').doNothing())
      .execute();
    const after = await kept();
    return after?.token_sealed ? sealer.openOwn(after.token_sealed) : token;
  }

  async function dueTask() {
    return query
      .selectFrom('warning_tasks')
      .innerJoin('warnings', 'warnings.id', 'warning_tasks.warning_id')
      .select(['warning_tasks.id', 'warning_id', 'kind', 'type'])
      .where('kind', 'in', ['message', 'sms'])
      .where('done_at', 'is', null)
      .where('status', '=', 'open')
      .where(notAside('warning-notice', 'warning_tasks.warning_id', sources.now()))
      .orderBy('warning_tasks.due_at')
      .limit(1)
      .executeTakeFirst();
  }
  async function dueRepeat() {
    return query
      .selectFrom('warning_notices')
      .innerJoin('warnings', 'warnings.id', 'warning_notices.warning_id')
      .select(['warning_id', 'sends', 'type'])
      .where('again_at', '<=', sources.now())
      .where('status', '=', 'open')
      .where(notAside('warning-notice', 'warning_notices.warning_id', sources.now()))
      .orderBy('again_at')
      .limit(1)
      .executeTakeFirst();
  }

  async function message(conversationId: string, stepId: string, text: string, now: number): Promise<readonly Compilable[]> {
    const messageId = sources.id();
    const channel = channelOf(conversationId);
    return [
      timePasses(context, conversationId, now),
      query.insertInto('messages').values({
        id: messageId,
        conversation_id: conversationId,
        channel,
        external_id: warningMessage(stepId),
        author: 'bot',
        sender_sealed: null,
        officer_id: null,
        body_sealed: await sealer.seal(await keyOf(conversationId), text),
        body_hash: await sealer.fingerprint(text),
        in_reply_to: null,
        created_at: momentIn(conversationId),
        concluded: 1,
      }),
      putOut(context, { messageId, conversationId, dueAt: now, now }),
      announce(context, { messageId, now }),
    ];
  }

  return {
    /** The next message that is owed to somebody, or is to be said again; null: none. */
    async dueNotice(): Promise<DueNotice | null> {
      const task = await dueTask();
      if (task) {
        const { id, warning_id: warningId, type } = task;
        return { warningId, kind: task.kind === 'sms' ? 'sms' : 'message', stepId: `said-${id}`, type };
      }
      const repeat = await dueRepeat();
      if (!repeat) return null;
      const { warning_id: warningId, type, sends } = repeat;
      return { warningId, kind: 'message', stepId: `again-${warningId}-${sends}`, type };
    },

    /** Whom it goes to, as `telephoneNumber` writes it, null once erased; and the secret part of his page's address. */
    async noticeTo(warningId: string): Promise<{ readonly phone: string | null; readonly token: string }> {
      const row = await query.selectFrom('warnings').select('subject_sealed').where('id', '=', warningId).executeTakeFirst();
      const sealed = row?.subject_sealed ?? null;
      const phone = sealed === null ? null : (JSON.parse(await sealer.openOwn(sealed)) as WarnedPerson).phone;
      return { phone, token: await tokenOf(warningId) };
    },

    /**
     * Where he can be written to so that he sees it: a conversation of his number, rather one in which no officer speaks with
     * him now; null: nowhere.
     */
    async conversationOfPhone(phone: string): Promise<string | null> {
      const hash = await sealer.fingerprint(phone);
      const rows = await query
        .selectFrom('conversations')
        .innerJoin('persons', 'persons.id', 'conversations.person_id')
        .select(['conversations.id', 'channel', 'conversations.status'])
        .where('key_wrapped', 'is not', null)
        .where('leaving_since', 'is', null)
        .where('address_hash', '=', hash)
        .orderBy('conversations.updated_at', 'desc')
        .execute();
      const pushed = rows.filter(({ channel }) => !PUSHED_LESS.includes(channel));
      return (pushed.find(({ status }) => status !== 'open') ?? pushed[0])?.id ?? null;
    },

    /**
     * Puts the message on its way, and records it, in one batch; the same attempt once.
     * @param conversationId null: there is no way to write to him, and the next step begins
     */
    async sayNotice(notice: DueNotice, conversationId: string | null, text: string): Promise<void> {
      const now = sources.now();
      const repeat = notice.stepId.startsWith('again-');
      // Nothing is said between an officer's words: what is owed follows after the talk, and the next step does not wait for it.
      const talking = conversationId !== null && (await isSpokenWith(conversationId));
      if (repeat && talking) return void (await sayLater(notice.warningId, now).execute());
      await act({
        warningId: notice.warningId,
        stepId: notice.stepId,
        officerId: null,
        audit: null,
        decide: ({ row }) =>
          row.status === 'open' ? { kind: notice.kind, result: conversationId === null || talking ? 'unsent' : 'sent', at: now } : null,
        also: ({ plan }) => {
          if (talking) return [sayLater(notice.warningId, now)];
          return conversationId === null ? [stopRepeats(notice.warningId)] : said(notice, conversationId, text, plan, now);
        },
      });
      if (repeat) await stopLeftRepeats(notice.warningId, now).execute();
    },
  };

  async function said({ warningId, kind, stepId }: DueNotice, conversationId: string, text: string, plan: DissuasionPlan, now: number) {
    // Answers take a turn as well: what is read here is what stands when the batch runs.
    const { sends, answered_at } = await query
      .selectFrom('warning_notices')
      .select(['sends', 'answered_at'])
      .where('warning_id', '=', warningId)
      .executeTakeFirstOrThrow();
    const again = kind === 'message' && answered_at === null && sends + 1 < plan.message.most;
    return [
      ...(await message(conversationId, stepId, text, now)),
      query
        .updateTable('warning_notices')
        .set({ sends: sends + 1, ...(kind === 'message' && { again_at: again ? now + plan.message.againAfter * MINUTE : null }) })
        .where('warning_id', '=', warningId),
    ];
  }

  async function isSpokenWith(conversationId: string): Promise<boolean> {
    const row = await query.selectFrom('conversations').select('status').where('id', '=', conversationId).executeTakeFirst();
    return row?.status === 'open';
  }

  function sayLater(warningId: string, now: number) {
    return query
      .updateTable('warning_notices')
      .set({ again_at: now + AFTER_THE_TALK })
      .where('warning_id', '=', warningId)
      .where('answered_at', 'is', null);
  }
  function stopRepeats(warningId: string) {
    return query.updateTable('warning_notices').set({ again_at: null }).where('warning_id', '=', warningId);
  }
  /** Of a repeat that came too late: its warning is closed, or it was said by another instance. */
  function stopLeftRepeats(warningId: string, now: number) {
    return stopRepeats(warningId).where('again_at', '<=', now);
  }
}
