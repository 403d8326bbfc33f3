import { MINUTE } from '../../durations.ts';
import type { ChannelDeps } from '../channel.ts';

/** A service account, and with what it may be asked. */
export interface Account {
  readonly openKfId: string;
  /** Of the callback that began it; null: nobody has called lately. */
  readonly token: string | null;
}

/** The service accounts that WeCom has called for, and when each was last asked what lies there. */
export interface Accounts {
  /** WeCom calls for it. Noted before it is asked: that may fail. */
  meet(openKfId: string): Promise<void>;
  /** It was asked just now. */
  looked(openKfId: string): Promise<void>;
  /** More lies there than was taken: it is asked again without a pause. */
  more(account: Account): Promise<void>;
  /** One that was not asked for a minute, or where more lies; null: there is none. */
  overdue(): Promise<Account | null>;
}

/** More often than that we do not ask without being called: WeCom is strict about it. Its numbers are not known to us. */
const QUIET_MS = MINUTE;
/** A callback's token is good for ten minutes. One that fails is not tried again: `looked` writes over it. */
const TOKEN_MS = 10 * MINUTE;
const NAMES = 'accounts';
/** Ids hold no blanks. */
const DIVIDER = ' ';
const LOOKED = 'yes';
/** Before the token, which may be missing. */
const MORE = 'more ';

/** In what all instances remember, so that they do not all ask. */
export function accounts({ memory, now }: Pick<ChannelDeps, 'memory' | 'now'>): Accounts {
  const lookedAt = (openKfId: string): string => `looked:${openKfId}`;
  const known = async (): Promise<readonly string[]> => ((await memory.read(NAMES)) ?? '').split(DIVIDER).filter((name) => name !== '');
  return {
    async meet(openKfId) {
      const names = await known();
      if (!names.includes(openKfId)) await memory.write(NAMES, [...names, openKfId].join(DIVIDER), null);
    },
    looked: (openKfId) => memory.write(lookedAt(openKfId), LOOKED, now() + QUIET_MS),
    more: ({ openKfId, token }) => memory.write(lookedAt(openKfId), MORE + (token ?? ''), now() + TOKEN_MS),
    async overdue() {
      for (const openKfId of await known()) {
        const noted = await memory.read(lookedAt(openKfId));
        if (noted !== LOOKED) return { openKfId, token: noted?.slice(MORE.length) || null };
      }
      return null;
    },
  };
}
