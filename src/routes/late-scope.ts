import type { Context } from 'hono';
import type { AppDeps } from './app-deps.ts';
import { inScope } from './request-watch.ts';

type JudgingParts = Pick<AppDeps, 'detector' | 'surroundings' | 'storage' | 'probes' | 'secondReader' | 'log'>;

/**
 * What judges a text, for the route that `requestWatch` does not surround (check.ts): what is logged on the way, and what the
 * second reader is asked, belong to the request all the same. Its scope is opened for these alone, not for each text.
 */
export function lateScope(deps: AppDeps, context: Context, requestId: string): JudgingParts {
  const { detector, surroundings, storage, probes, secondReader, log } = deps;
  if (!deps.requestScope) return deps;
  const within = <Result>(work: () => Result): Result => inScope(deps, context, requestId, work);
  return {
    detector,
    surroundings,
    storage,
    probes,
    secondReader: secondReader && {
      model: secondReader.model,
      read: (text, library) => within(() => secondReader.read(text, library)),
    },
    log: {
      error: (facts: unknown, words?: string) => within(() => log.error(facts, words)),
      warn: (facts: unknown, words?: string) => within(() => log.warn(facts, words)),
      info: (facts: unknown, words?: string) => within(() => log.info(facts, words)),
      debug: (facts: unknown, words?: string) => within(() => log.debug(facts, words)),
    },
  };
}
