import { finishErasures } from './citizens/desk-erasure.ts';
import { keepChores } from './citizens/keep-chores.ts';
import { tidyCitizens } from './citizens/tidy-citizens.ts';
import { advisorChores } from './dissuasion/advisor-chores.ts';
import { dissuasionChores } from './dissuasion/dissuasion-chores.ts';
import { DAY, MINUTE } from './durations.ts';
import { libraryChores } from './librarian/look-for-scripts.ts';
import { expireIdentifiers } from './lookups/expire-identifiers.ts';
import { tradeChores } from './merchants/trade-chores.ts';
import { LONGEST_ATTEMPT } from './partners/deliver-posts.ts';
import { partnerChores } from './partners/partner-chores.ts';
import type { AppDeps } from './routes/app-deps.ts';
import { catchUpOne } from './routes/webhooks.ts';
import { stopChores } from './stop-loss/stop-chores.ts';
import { PieceSetAside } from './storage/set-aside.ts';
import { teachingChores } from './teaching/teaching-chores.ts';
import { indexChores } from './work-index/index-chores.ts';

/** Work that comes due by itself; several instances may do it at once, and each piece is done once. */
export interface Chore {
  readonly name: string;
  readonly everyMs: number;
  /** One piece of it; false when there was none. */
  readonly work: () => Promise<boolean>;
}

/** What partners' posts need besides; tests of them give their own. */
const partnerPosts = (deps: AppDeps) => ({
  ...deps,
  random: Math.random,
  // Workers refuse it when it is called as somebody's method.
  fetch: ((input, init) => fetch(input, init)) as typeof fetch,
  privateToo: deps.config.PARTNER_PRIVATE_ADDRESSES,
  patience: () => AbortSignal.timeout(LONGEST_ATTEMPT),
  keep: deps.config.PARTNER_KEEP_DAYS * DAY,
});

export function choresOf(deps: AppDeps): readonly Chore[] {
  const chores: readonly Chore[] = [
    ...advisorChores(deps),
    ...stopChores(deps),
    ...partnerChores(partnerPosts(deps)),
    expireIdentifiers(deps),
    tidyCitizens(deps),
    finishErasures(deps),
    ...keepChores(deps),
    ...dissuasionChores(deps),
    ...indexChores(deps),
    ...libraryChores(deps),
    ...tradeChores(deps),
    ...teachingChores({ ...deps, channels: [...deps.canSend] }),
    ...[...deps.channels.values()].flatMap((channel) =>
      channel.catchUp ? [{ name: `catch up: ${channel.id}`, everyMs: MINUTE, work: () => catchUpOne(deps, channel) }] : [],
    ),
  ];
  return chores.map((chore) => goingOn(deps, chore));
}

/** A piece that fails is set aside, and the chore goes on with the next one. */
function goingOn({ log, metrics }: Pick<AppDeps, 'log' | 'metrics'>, chore: Chore): Chore {
  return {
    ...chore,
    async work() {
      try {
        return await chore.work();
      } catch (error) {
        if (!(error instanceof PieceSetAside)) throw error;
        metrics?.chore(chore.name, true);
        log.error(
          { err: error.cause, chore: chore.name, queue: error.queue, subject: error.subject },
          'a piece of a chore failed and is set aside; the others go on, and it is tried again later',
        );
        return true;
      }
    },
  };
}
