import { Hono } from 'hono';
import { judgeForCaller } from '../conversation/judge-text.ts';
import { AppError } from '../errors.ts';
import { requireKey } from './api-key.ts';
import type { AppDeps } from './app-deps.ts';
import { MAX_BATCH_BYTES } from './body-limits.ts';
import { batchItem, batchRequest, refuseTooLong } from './contract.ts';
import { readJson } from './read-json.ts';
import { inPieces } from './streamed.ts';

/** `POST /api/v1/check/batch`: an answer or an error per line, in order, as they are ready. Needs an API key. */
export function batchRoute(deps: AppDeps): Hono {
  return new Hono().post('/api/v1/check/batch', async (context) => {
    await requireKey(context, deps.config);
    const { items } = await readJson(context, batchRequest, MAX_BATCH_BYTES);
    context.header('Content-Type', 'application/x-ndjson; charset=utf-8');
    return inPieces(deps, context, async (out) => {
      for (const item of items) {
        // Everybody else has his turn between two of them.
        await deps.runtime.allRead();
        await out.write(`${JSON.stringify(await judgeItem(deps, item))}\n`);
      }
    });
  });
}

async function judgeItem(deps: AppDeps, item: unknown): Promise<unknown> {
  const given = typeof item === 'object' && item !== null && 'id' in item ? item.id : undefined;
  const id = typeof given === 'string' ? { id: given } : {};
  const checked = batchItem.safeParse(item);
  if (!checked.success) {
    const issue = checked.error.issues[0];
    return { ...id, error: { code: 'request.invalid', message: `${issue?.path.join('.') || 'item'}: ${issue?.message}` } };
  }
  try {
    refuseTooLong(checked.data.text);
    const answered = deps.metrics?.judging('batch');
    const answer = await judgeForCaller(deps, checked.data.text, checked.data.sender, null);
    answered?.(answer.verdict);
    return { ...answer, ...id };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { ...id, error: { code: error.code, message: error.message } };
  }
}
