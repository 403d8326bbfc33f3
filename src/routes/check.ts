import { Hono } from 'hono';
import { judgeText } from '../conversation/judge-text.ts';
import { holdsKey, roundScore } from './api-key.ts';
import type { AppDeps } from './app-deps.ts';
import { checkRequest, MAX_CHECK_BYTES, refuseTooLong } from './contract.ts';
import { readJson } from './read-json.ts';

/** `POST /api/v1/check`: a verdict on a text; stores nothing. */
export function checkRoute(deps: AppDeps): Hono {
  return new Hono().post('/api/v1/check', async (context) => {
    const { text, sender } = await readJson(context, checkRequest, MAX_CHECK_BYTES);
    refuseTooLong(text);
    const answer = await judgeText(deps, text, sender);
    return context.json((await holdsKey(context, deps.config)) ? answer : roundScore(answer));
  });
}
