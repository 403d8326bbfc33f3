import type { Sender, Sent } from '../../conversation/delivery.ts';
import type { Bot } from './bot.ts';
import { nameOf } from './error-name.ts';

export function createSender(bot: Bot): Sender {
  const deliver = async (to: string, text: string): Promise<Sent> => {
    const [, roomId, id] = /^(?:([^/]+)\/)?(.+)$/s.exec(to) ?? [];
    if (id === undefined) return absent([], to);
    if (roomId === undefined) {
      const contact = await bot.Contact.find({ id });
      return contact ? accepted(contact.say(text)) : absent(await bot.puppet.contactList(), id);
    }
    const room = await bot.Room.find({ id: roomId });
    if (!room) return absent(await bot.puppet.roomList(), roomId);
    // Somebody who has left must not be talked about in front of the others.
    const members = await bot.puppet.roomMemberList(roomId);
    const contact = members.includes(id) ? await bot.Contact.find({ id }) : undefined;
    return contact ? accepted(room.say(text, contact)) : absent(members, id);
  };
  return {
    idempotent: false,
    send: async ({ to, text, asked }) => {
      if (!bot.isLoggedIn) return { kind: 'later', reason: 'wechaty is not logged in' };
      // An officer's words, or news of a case: the others in the room would read them.
      if (to.includes('/') && !asked) return { kind: 'refused', reason: 'not into a group' };
      try {
        return await deliver(to, text);
      } catch (error) {
        return failed(error);
      }
    },
  };
}

/** What fails once it is being said may have arrived. */
const accepted = (saying: Promise<unknown>): Promise<Sent> =>
  saying.then(
    () => ({ kind: 'accepted' }),
    (error) => ({ ...failed(error), uncertain: true }),
  );

const failed = (error: unknown) => ({ kind: 'later', reason: `the puppet failed: ${nameOf(error)}` }) as const;

/** wechaty finds nobody, be it that the id is unknown or that asking for it failed: the puppet's own list tells which. */
function absent(known: readonly string[], id: string): Sent {
  return known.includes(id)
    ? { kind: 'later', reason: 'the puppet did not load the contact or room' }
    : { kind: 'refused', reason: 'unknown to the bot: no contact, room or member of that id' };
}
