import { Hono } from 'hono';
import { z } from 'zod';
import { DAY } from '../durations.ts';
import { AppError } from '../errors.ts';
import { LONGEST_TYPED } from '../lookups/identify.ts';
import { listRulesOf } from '../lookups/list-rules.ts';
import { listSentence, lookUpTyped } from '../lookups/look-up.ts';
import type { AppDeps } from './app-deps.ts';
import { MAX_LOOKUP_BYTES } from './body-limits.ts';
import { createRateLimit } from './rate-limit.ts';
import { readJson, textField } from './read-json.ts';

const LOOKUP_PATH = '/api/v1/lookup';
export const lookupRequest = z.strictObject({
  value: textField.refine((text) => text.trim() !== '' && text.length <= LONGEST_TYPED, 'must have 1 to 500 characters'),
});
export const lookupAnswer = z.object({
  kind: z.enum(['phone', 'link', 'account', 'app']),
  verdict: z.enum(['red', 'yellow']).nullable().meta({ description: 'null: not listed, which is no clearance' }),
  sameSiteOnly: z.boolean(),
  reports: z.int(),
  sources: z.array(z.string()),
  firstDay: z.string().nullable(),
  lastDay: z.string().nullable(),
  type: z.string().nullable(),
  message: z.string(),
});

/** `POST /api/v1/lookup`: is a number, a link, an account or an app on the list? Nothing of who asked or reported is kept or said. */
export function lookupRoute(deps: AppDeps): Hono {
  const rules = listRulesOf(deps.config);
  return new Hono().post(LOOKUP_PATH, createRateLimit(deps), async (context) => {
    const { value } = await readJson(context, lookupRequest, MAX_LOOKUP_BYTES);
    const answer = await lookUpTyped(deps.storage, rules, value);
    if (!answer)
      throw new AppError(
        'lookup.unknown-kind',
        'this is no number, link, account or app that could be listed; send one of them alone',
        422,
      );
    const { identified, looked, colour } = answer;
    const hit = looked.exact ?? looked.sameSite;
    return context.json({
      kind: identified.found.kind,
      /** null: not listed, which is no clearance. */
      verdict: colour,
      sameSiteOnly: looked.exact === null && looked.sameSite !== null,
      reports: hit?.counts.report ?? 0,
      sources: hit ? Object.entries(hit.counts).flatMap(([kind, count]) => (count > 0 ? [kind] : [])) : [],
      firstDay: hit ? dayOf(hit.firstAt) : null,
      lastDay: hit ? dayOf(hit.lastAt) : null,
      type: hit?.type ?? null,
      message: listSentence(answer, 'zh-CN'),
    });
  });
}

/** The day alone: a minute could tell who reported. */
function dayOf(at: number): string {
  return new Date(at + 8 * (DAY / 24)).toISOString().slice(0, 10);
}
