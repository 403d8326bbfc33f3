import type { Api } from 'grammy';
import { DAY } from '../../durations.ts';
import type { ChannelDeps } from '../channel.ts';

/** A name can be changed at BotFather: it is asked for again after a day. Milliseconds. */
const KEPT_FOR = DAY;
/** After a failure the next messages do not wait for Telegram again: they would all be acknowledged late. Milliseconds. */
const NOT_ASKED_FOR = 60_000;

/** @returns asks for our name where it is not remembered; null while Telegram does not tell */
export function createUsername(api: Api, { memory, now }: ChannelDeps, botId: number): () => Promise<string | null> {
  const key = `telegram:username:${botId}`;
  let silentUntil = 0;
  let asking: Promise<string | null> | null = null;
  const ask = async (): Promise<string | null> => {
    try {
      const { username }: { username: unknown } = await api.getMe();
      if (typeof username === 'string') {
        await memory.write(key, username, now() + KEPT_FOR);
        return username;
      }
    } catch {
      // The group's message stays unanswered; whoever calls us again is heard.
    } finally {
      asking = null;
    }
    silentUntil = now() + NOT_ASKED_FOR;
    return null;
  };
  return async () => {
    const known = await memory.read(key);
    if (known !== null || now() < silentUntil) return known;
    // Several messages at once ask once.
    asking ??= ask();
    return asking;
  };
}
