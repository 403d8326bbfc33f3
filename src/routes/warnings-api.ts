import { Hono } from 'hono';
import { z } from 'zod';
import { DISSUASION_PLAN } from '../dissuasion/tiers.ts';
import { checkWarning, DESK_SOURCE, isSource, knownPlaces, WARNING_FIELDS, type WrittenWarning } from '../dissuasion/warning-fields.ts';
import { AppError } from '../errors.ts';
import { verifyWebhook } from '../partners/standard-webhooks.ts';
import type { NewWarning } from '../storage/dissuasion/warned-person.ts';
import type { AppDeps } from './app-deps.ts';
import { MAX_WARNINGS_BYTES } from './body-limits.ts';
import { createBuckets, refuseFlood } from './rate-limit.ts';
import { readBytes } from './read-json.ts';

const MOST_WARNINGS = 1000;
/** For each client. */
const PER_MINUTE = 120;

const text = z.union([z.string(), z.number().transform(String)]);
const oneWarning = z.strictObject(Object.fromEntries(WARNING_FIELDS.map((field) => [field, text.nullish()])));
export const warningsRequest = z.strictObject({
  source: z.string().refine((name) => isSource(name) && name !== DESK_SOURCE, 'must be a name of letters, digits, . _ -, 40 at most'),
  warnings: z.array(z.unknown()).min(1).max(MOST_WARNINGS),
});

/**
 * `POST /api/v1/warnings`: what the centre's systems know of people who are being cheated. Signed after Standard Webhooks
 * with WARNINGS_SECRET; a warning is known by its source and number, so that a call may come as often as it likes.
 */
export function warningsApi(deps: AppDeps): Hono {
  const { storage, config, detector } = deps;
  const flood = createBuckets(PER_MINUTE, deps.now);
  return new Hono().post('/api/v1/warnings', async (context) => {
    refuseFlood(context, flood(deps.caller(context).client));
    if (config.WARNINGS_SECRET === '')
      throw new AppError('warnings.closed', 'WARNINGS_SECRET is not set: this server takes no warnings here', 403);
    const raw = await readBytes(context, MAX_WARNINGS_BYTES);
    const header = (name: string): string | undefined => context.req.header(name);
    const proof = await verifyWebhook(
      [config.WARNINGS_SECRET],
      {
        'webhook-id': header('webhook-id'),
        'webhook-timestamp': header('webhook-timestamp'),
        'webhook-signature': header('webhook-signature'),
      },
      raw,
      deps.now(),
    );
    if (proof === 'stale')
      throw new AppError('warnings.stale', 'the timestamp is more than five minutes off: sign it again, and set your clock', 401);
    if (proof !== 'proven')
      throw new AppError('warnings.unproven', 'the signature does not fit: sign `id.timestamp.body` with WARNINGS_SECRET', 401);
    const { source, warnings } = readBody(raw);
    const places = knownPlaces(await storage.listGrids(), detector.library.types);
    const checked = warnings.map((one) => checkOne(source, one, places));
    const good = checked.flatMap((one) => ('warning' in one ? [one.warning] : []));
    const received = await storage.receiveWarnings(good, DISSUASION_PLAN);
    let at = 0;
    const results = checked.map((one) => {
      if (!('warning' in one)) return { externalId: one.externalId, result: 'refused', problems: one.problems };
      return { externalId: one.warning.externalId, result: received[at++]?.reception ?? 'refused' };
    });
    return context.json({ results });
  });
}

function readBody(raw: Uint8Array): z.infer<typeof warningsRequest> {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(raw));
  } catch (cause) {
    throw new AppError('request.not-json', 'the body must be JSON in UTF-8', 400, { cause });
  }
  const checked = warningsRequest.safeParse(value);
  if (checked.success) return checked.data;
  const issue = checked.error.issues[0];
  throw new AppError('request.invalid', `${issue?.path.join('.') || 'body'}: ${issue?.message ?? 'is not valid'}`, 400);
}

type Checked = { readonly warning: NewWarning } | { readonly externalId: string | null; readonly problems: readonly string[] };

/** One that is wrong keeps out none of the others. */
function checkOne(source: string, one: unknown, places: ReturnType<typeof knownPlaces>): Checked {
  const shaped = oneWarning.safeParse(one);
  if (!shaped.success) {
    const issue = shaped.error.issues[0];
    return { externalId: null, problems: [`${issue?.path.join('.') || 'warning'}: ${issue?.message}`] };
  }
  const written = Object.fromEntries(Object.entries(shaped.data).flatMap(([name, value]) => (value == null ? [] : [[name, value]])));
  const checked = checkWarning(source, written as WrittenWarning, places);
  return 'warning' in checked
    ? checked
    : { externalId: (written.externalId as string | undefined)?.slice(0, 64) ?? null, problems: checked.problems };
}
