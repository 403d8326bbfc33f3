import { createHash } from 'node:crypto';
import type { Outgoing, Sender, Sent } from '../../conversation/delivery.ts';
import { cutToBytes } from '../text-limits.ts';
import { readCustomer } from './customer.ts';
import { type Answered, type Platform, refusesToken, type Unavailable } from './platform.ts';
import type { Welcomes } from './welcome.ts';

/** Source: WeCom's documentation, 发送消息: `text.content` has at most 2048 bytes. */
const LONGEST_BYTES = 2048;

/**
 * Only after the citizen's next message may we write again. From general knowledge of WeCom's error table, not looked up
 * there: 95001 the five messages are used up, 95002 his last message is over 48 hours old, 95013 the conversation has
 * ended. 95018, the conversation's state forbids it: mostly one of our people has taken it over in WeCom, or it has
 * ended (LangBot, issue 1547).
 */
const WINDOW_CLOSED: ReadonlySet<number> = new Set([95001, 95002, 95013, 95018]);
/** -1 the platform is busy, 45009 too many calls, 45033 too many at once. General knowledge. */
const TRY_LATER: ReadonlySet<number> = new Set([-1, 45009, 45033]);

/** WeCom's `msgid`: at most 32 of these characters. Source: WeCom's documentation, 发送消息. */
const MESSAGE_ID = /^[0-9a-zA-Z_-]{1,32}$/;

/**
 * @returns one whose repeats reach the citizen once: 发送消息 takes a `msgid` of ours and accepts each only once in a
 * service account. That stands in WeCom's documentation of `send_msg` (general knowledge). With which code it refuses the
 * second one is not known to us, so a repeat of a message that did arrive may end as `refused`.
 */
export function createSender(platform: Platform, welcomes: Welcomes): Sender {
  return {
    idempotent: true,
    async send(outgoing) {
      const customer = readCustomer(outgoing.to);
      if (!customer) return { kind: 'refused', reason: 'address' };
      const msgid = messageIdOf(outgoing);
      const text = { content: cutToBytes(outgoing.text, LONGEST_BYTES) };
      if (outgoing.asked?.joined) {
        const code = await welcomes.codeFor(outgoing.asked.externalId);
        if (code === null) return { kind: 'dropped', reason: 'too late for a welcome' };
        return greetedBy(await platform.post('/cgi-bin/kf/send_msg_on_event', { code, msgid, msgtype: 'text', text }));
      }
      const answer = await platform.post('/cgi-bin/kf/send_msg', {
        touser: customer.externalUserId,
        open_kfid: customer.openKfId,
        msgid,
        msgtype: 'text',
        text,
      });
      return sentBy(answer, msgid);
    },
  };
}

/**
 * `send_msg` takes nothing for whoever has not written yet; a code from his entrance does, once. Whatever becomes of a
 * greeting, it never waits: it would go out in front of the answer to his first words. Without a name of the platform's,
 * since nobody need hear that it did not arrive.
 */
function greetedBy(answer: Answered | Unavailable): Sent {
  if (answer.kind === 'unavailable') return { kind: 'later', reason: answer.reason };
  const { errcode } = answer;
  if (errcode === 0) return { kind: 'accepted' };
  const reason = `errcode ${errcode}`;
  return TRY_LATER.has(errcode) || refusesToken(errcode) ? { kind: 'later', reason } : { kind: 'dropped', reason };
}

/** The same for every attempt. A name that does not fit becomes 192 bits of its hash. */
function messageIdOf({ id }: Pick<Outgoing, 'id'>): string {
  return MESSAGE_ID.test(id) ? id : createHash('sha256').update(id).digest('base64url').slice(0, 32);
}

function sentBy(answer: Answered | Unavailable, msgid: string): Sent {
  if (answer.kind === 'unavailable') return { kind: 'later', reason: answer.reason };
  const { errcode } = answer;
  if (errcode === 0) return { kind: 'accepted', platformId: msgid };
  const reason = `errcode ${errcode}`;
  if (WINDOW_CLOSED.has(errcode)) return { kind: 'window-closed', reason };
  if (TRY_LATER.has(errcode) || refusesToken(errcode)) return { kind: 'later', reason };
  return { kind: 'refused', reason };
}
