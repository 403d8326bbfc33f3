import { setTimeout as sleep } from 'node:timers/promises';
import { AppError } from '../../errors.ts';
import { type Act, chat, postToPartner, telegram, textMessage, warnings } from './citizen-load.ts';
import { noteSetback } from './ledger.ts';
import { officerAct } from './officer-load.ts';
import type { Scene } from './scene.ts';

/** How many do each thing at the same time, and the pause between two of their acts, milliseconds. */
export interface LoadPlan {
  readonly chats: number;
  readonly telegrams: number;
  readonly texts: number;
  readonly warnings: number;
  readonly officers: number;
  readonly posts: number;
  readonly pauseMs: number;
}

/** Everything that happens in a city at once; enough to be in the middle of something at any moment, little enough for two cores. */
export const USUAL_LOAD: LoadPlan = { chats: 6, telegrams: 6, texts: 3, warnings: 1, officers: 4, posts: 1, pauseMs: 10 };

export interface RunningLoad {
  /** Nobody begins anything new; fulfilled when what was begun is answered. */
  stop(): Promise<void>;
}

export function startLoad(scene: Scene, plan: LoadPlan = USUAL_LOAD): RunningLoad {
  let stopping = false;
  const again = async (act: Act, pauseMs = plan.pauseMs): Promise<void> => {
    while (!stopping) {
      await act(scene).catch((error: unknown) => {
        // What the drill itself asks of a database that is away.
        if (!(error instanceof AppError) || error.status !== 503) throw error;
        noteSetback(scene.ledger, `the drill’s own: ${error.code}`);
      });
      await sleep(pauseMs * (0.5 + scene.random()));
    }
  };
  const times = (count: number, act: Act, pauseMs?: number) => Array.from({ length: count }, () => again(act, pauseMs));
  const post: Act = (one) => postToPartner(one);
  const running = [
    ...times(plan.chats, chat),
    ...times(plan.telegrams, telegram),
    ...times(plan.texts, textMessage),
    ...times(plan.warnings, warnings, 200),
    ...times(plan.posts, post, 500),
    ...scene.officers.slice(0, plan.officers).map((officer) => again(officerAct(officer))),
  ];
  return {
    async stop() {
      stopping = true;
      await Promise.all(running);
    },
  };
}
