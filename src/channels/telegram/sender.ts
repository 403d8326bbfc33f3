import { type Api, GrammyError } from 'grammy';
import type { Outgoing, Sender, Sent } from '../../conversation/delivery.ts';
import { mayHaveArrived } from '../call-failure.ts';
import { cutToUnits } from '../text-limits.ts';
import { keyboard } from './buttons.ts';
import { answeredIn, targetOf } from './place.ts';

/** Bot API, sendMessage: 1–4096 characters after entities parsing; its server counts UTF-16 units. */
const MOST_UNITS = 4096;
/** Descriptions we know. Others are not repeated: who knows what they quote. */
const KNOWN_REASONS = [
  'chat not found',
  'bot was blocked by the user',
  "bot can't initiate conversation with a user",
  'user is deactivated',
  'bot was kicked',
  'bot is not a member',
  'not enough rights',
  'have no rights to send a message',
  'group chat was upgraded to a supergroup chat',
  'message is too long',
  'message text is empty',
] as const;

/** Plain text without link previews: a scammer's page must not be shown, nor fetched. */
export function createSender(api: Api): Sender {
  return {
    // Telegram has no key against double delivery.
    idempotent: false,
    async send(outgoing: Outgoing): Promise<Sent> {
      const target = targetOf(outgoing.to);
      if (!target) return { kind: 'refused', reason: 'not a chat id' };
      // An officer's words, or news of a case: others would read them.
      if (target.isGroup && !outgoing.asked) return { kind: 'refused', reason: 'not into a group' };
      const hangsOn = target.isGroup && outgoing.asked ? answeredIn(outgoing.asked.externalId) : null;
      try {
        // Half a character would be refused as no UTF-8.
        await api.sendMessage(target.chat, cutToUnits(outgoing.text.toWellFormed(), MOST_UNITS), {
          link_preview_options: { is_disabled: true },
          ...(hangsOn === null ? {} : { reply_parameters: { message_id: hangsOn, allow_sending_without_reply: true } }),
          ...(outgoing.judged ? { reply_markup: keyboard(outgoing.id) } : {}),
        });
        // Its number counts within one chat, and Telegram reports nothing of it.
        return { kind: 'accepted' };
      } catch (error) {
        // grammY's error carries what was sent: it goes no further.
        if (error instanceof GrammyError) return answered(error);
        return { kind: 'later', reason: 'no answer from Telegram', uncertain: mayHaveArrived(error) };
      }
    },
  };
}

/** Only 400 and 403 speak of this message or this citizen. A wrong token (401, 404) is for the operator to mend: the message waits. */
function answered({ error_code: code, description, parameters }: GrammyError): Sent {
  const reason = reasonOf(code, description);
  if (code === 400 || code === 403) return { kind: 'refused', reason };
  const seconds: unknown = parameters.retry_after;
  if (code === 429 && typeof seconds === 'number' && seconds >= 0) return { kind: 'later', reason, afterMs: seconds * 1000 };
  return { kind: 'later', reason };
}

function reasonOf(code: unknown, description: unknown): string {
  const known = typeof description === 'string' ? KNOWN_REASONS.find((words) => description.includes(words)) : undefined;
  return `Telegram answered ${Number(code)}${known ? `: ${known}` : ''}`;
}
