import type { Context } from 'hono';
import type { Config } from '../config.ts';
import { isUrgent } from '../conversation/urgent-words.ts';
import { webConversation } from '../conversation/web-chat.ts';
import type { Detector } from '../detection/detector.ts';
import type { Storage } from '../storage/storage.ts';
import type { Caller } from './caller.ts';
import { createBuckets, refuseFlood } from './rate-limit.ts';

interface GateDeps {
  readonly config: Pick<Config, 'RATE_LIMIT'>;
  readonly now: () => number;
  readonly detector: Detector;
  readonly storage: Pick<Storage, 'hasConversation'>;
  readonly caller: (context: Context) => Caller;
}

/**
 * Of a conversation, or of a client without one, so many messages a minute are still read when it is over its limit, to see
 * whether they are a cry for help. Reading one costs some milliseconds at most.
 */
const READ_PER_MINUTE = 20;
/** One in so many of a client's requests may begin a conversation: each is a key, a row and perhaps a case. */
const REQUESTS_PER_CONVERSATION = 4;

interface Arrived {
  /** How long this client would have to wait, seconds; 0: there is room. */
  readonly wait: number;
  /**
   * @param token of its conversation; undefined: it begins one
   * @throws AppError 429 `rate.limited` unless there is room, or it is an emergency
   */
  admit(text: string, token: string | undefined): Promise<void>;
}

/** Where citizens' messages come in: slow for a flood, open for an emergency. */
export interface MessageGate {
  /** A message of the web chat has come: counted before anything of it is read. */
  arrived(context: Context): Arrived;
  /** A message that a platform brought, over its conversation's limit: is it an emergency that must be taken? */
  mustTake(conversationId: string, text: string): boolean;
}

/** @param take the clients' own limit, as their other requests are counted by */
export function createMessageGate(deps: GateDeps, take: (name: string) => number): MessageGate {
  const { config, now, detector, storage, caller } = deps;
  const perMinute = config.RATE_LIMIT;
  const begin = createBuckets(perMinute === null ? null : Math.ceil(perMinute / REQUESTS_PER_CONVERSATION), now);
  const read = createBuckets(perMinute === null ? null : READ_PER_MINUTE, now);
  /** Somebody else's flood behind the same address must not use up what is read of a conversation that is known. */
  const laneOf = async (client: string, token: string | undefined): Promise<string> => {
    if (token === undefined) return client;
    const id = await webConversation(token);
    return (await storage.hasConversation(id)) ? id : client;
  };
  const mustTake = (lane: string, text: string): boolean => read(lane) === 0 && isUrgent(detector, text);
  return {
    mustTake,
    arrived(context) {
      const { client } = caller(context);
      const own = take(client);
      return {
        wait: own,
        async admit(text, token) {
          const wait = own || (token === undefined ? begin(client) : 0);
          if (wait > 0 && !mustTake(await laneOf(client, token), text)) refuseFlood(context, wait);
        },
      };
    },
  };
}
