import { MINUTE } from '../../durations.ts';
import type { ChannelDeps } from '../channel.ts';

/** The service accounts that WeCom has called for, and when each was last asked what lies there. */
export interface Accounts {
  /** WeCom calls for it. Noted before it is asked: that may fail. */
  meet(openKfId: string): Promise<void>;
  /** It was asked just now. */
  looked(openKfId: string): Promise<void>;
  /** One that was not asked for a minute; null: there is none. */
  overdue(): Promise<string | null>;
}

/** More often than that we do not ask without being called: WeCom is strict about it. Its numbers are not known to us. */
const QUIET_MS = MINUTE;
const NAMES = 'accounts';
/** Ids hold no blanks. */
const DIVIDER = ' ';

/** In what all instances remember, so that they do not all ask. */
export function accounts({ memory, now }: Pick<ChannelDeps, 'memory' | 'now'>): Accounts {
  const lookedAt = (openKfId: string): string => `looked:${openKfId}`;
  const known = async (): Promise<readonly string[]> => ((await memory.read(NAMES)) ?? '').split(DIVIDER).filter((name) => name !== '');
  return {
    async meet(openKfId) {
      const names = await known();
      if (!names.includes(openKfId)) await memory.write(NAMES, [...names, openKfId].join(DIVIDER), null);
    },
    looked: (openKfId) => memory.write(lookedAt(openKfId), 'yes', now() + QUIET_MS),
    async overdue() {
      for (const openKfId of await known()) if ((await memory.read(lookedAt(openKfId))) === null) return openKfId;
      return null;
    },
  };
}
