import { type ErrorHandler, Hono } from 'hono';
import { judgeForCaller } from '../conversation/judge-text.ts';
import { holdsKey, roundScore } from './api-key.ts';
import type { AppDeps } from './app-deps.ts';
import { MAX_CHECK_BYTES } from './body-limits.ts';
import { checkRequest, refuseTooLong } from './contract.ts';
import { lateScope } from './late-scope.ts';
import { refuseFlood } from './rate-limit.ts';
import { readJson } from './read-json.ts';
import { inScope, requestIdOf } from './request-watch.ts';
import { dataHeaders } from './security-headers.ts';

export const CHECK_PATH = '/api/v1/check';

/**
 * `POST /api/v1/check`: a verdict on a text; keeps no message. Answers with all headers itself, see app.ts: to add one to a
 * finished answer, or to log each, costs more than the rest of the way together. Texts that arrive together are judged one
 * after the other: between reading one request and writing one answer the processor forgets how to judge, and a text cost
 * half as much again (measured: `npm run bench`, "every text another"). Whom it refuses it counts itself, too.
 * @param take one request of a client, see `createBuckets`
 * @param fail answers what it throws, as the app does for all others
 */
export function checkRoute(deps: AppDeps, take: (client: string) => number, fail: ErrorHandler): Hono {
  const limited = deps.config.RATE_LIMIT !== null;
  return new Hono().post(CHECK_PATH, async (context) => {
    const answered = deps.metrics?.judging('check');
    const ended = deps.metrics?.requested();
    const requestId = requestIdOf(context, deps.newId);
    try {
      const { client } = deps.caller(context);
      if (limited) refuseFlood(context, take(client));
      const { text, sender } = await readJson(context, checkRequest, MAX_CHECK_BYTES);
      refuseTooLong(text);
      await deps.runtime.allRead();
      const partner = await holdsKey(context, deps.config);
      const judged = await judgeForCaller(lateScope(deps, context, requestId), text, sender, partner ? null : client);
      const answer = partner ? judged : roundScore(judged);
      answered?.(answer.verdict);
      ended?.({ method: 'POST', route: CHECK_PATH, status: 200 });
      return new Response(JSON.stringify(answer), { headers: { ...dataHeaders(context, deps.config), 'X-Request-Id': requestId } });
    } catch (error) {
      context.header('X-Request-Id', requestId);
      const refusal = await inScope(deps, context, requestId, () => fail(error as Error, context));
      // As it is answered: only that one knows whose fault an error is.
      ended?.({ method: 'POST', route: CHECK_PATH, status: refusal.status });
      return refusal;
    }
  });
}
