import { Hono } from 'hono';
import { judgeForCaller, judgeText } from '../conversation/judge-text.ts';
import { holdsKey, roundScore } from './api-key.ts';
import type { AppDeps } from './app-deps.ts';
import { MAX_CHECK_BYTES } from './body-limits.ts';
import { checkRequest, refuseTooLong } from './contract.ts';
import { readJson } from './read-json.ts';
import { dataHeaders } from './security-headers.ts';

export const CHECK_PATH = '/api/v1/check';

/** `POST /api/v1/check`: a verdict on a text; stores nothing. Answers with all headers itself, see app.ts. */
export function checkRoute(deps: AppDeps): Hono {
  return new Hono().post(CHECK_PATH, async (context) => {
    const answered = deps.metrics?.judging('check');
    const { text, sender } = await readJson(context, checkRequest, MAX_CHECK_BYTES);
    refuseTooLong(text);
    const answer = (await holdsKey(context, deps.config))
      ? judgeText(deps, text, sender)
      : roundScore(await judgeForCaller(deps, text, sender, deps.clientAddress(context)));
    answered?.(answer.verdict);
    return new Response(JSON.stringify(answer), { headers: dataHeaders(context, deps.config) });
  });
}
