import type { Context } from 'hono';
import type { z } from 'zod';
import { AppError } from '../errors.ts';
import { signWebhook, verifyWebhook } from '../partners/standard-webhooks.ts';
import type { Partner } from '../storage/partners/partner-accounts.ts';
import type { AppDeps } from './app-deps.ts';
import { MAX_PARTNER_BYTES } from './body-limits.ts';
import { readBytes } from './read-json.ts';
import { DATA_HEADERS } from './security-headers.ts';

/** A request of a partner that is proven to be its own. */
export interface SignedRequest<T> {
  readonly partner: Partner;
  /** `webhook-id`: the same again is the same request. */
  readonly id: string;
  readonly raw: string;
  readonly body: T;
}

const HEADERS = ['webhook-id', 'webhook-timestamp', 'webhook-signature'] as const;

/**
 * Verified before it is parsed. Whether the partner, its key or the signature is wrong, nobody is told.
 * @throws AppError 401 `partner.signature`, `partner.stale`, 413 `request.too-large`, 400 `request.not-json`, `request.invalid`
 */
export async function readSigned<T>(deps: AppDeps, context: Context, schema: z.ZodType<T>): Promise<SignedRequest<T>> {
  const bytes = await readBytes(context, MAX_PARTNER_BYTES);
  const partnerId = context.req.param('partner') ?? '';
  const known = /^[\w-]{1,64}$/.test(partnerId);
  const secrets = known ? await deps.storage.partnerSecrets(partnerId) : [];
  const headers = Object.fromEntries(HEADERS.map((name) => [name, context.req.header(name)]));
  const proof = await verifyWebhook(secrets, headers, bytes, deps.now());
  if (proof === 'stale')
    throw new AppError('partner.stale', 'the timestamp is more than five minutes away from ours: set the clock, sign anew', 401);
  const partner = proof === 'proven' ? await deps.storage.readPartner(partnerId) : null;
  if (!partner || partner.closedAt !== null)
    throw new AppError('partner.signature', 'the signature is not of this partner: see docs/partners.md', 401);
  const raw = decode(bytes);
  return { partner, id: headers['webhook-id'] ?? '', raw, body: parse(raw, schema) };
}

/** The answer, signed as well: under the request's id, with the keys in use. */
export async function signedAnswer(
  deps: AppDeps,
  { partner, id }: SignedRequest<unknown>,
  answer: unknown,
  status = 200,
): Promise<Response> {
  const body = JSON.stringify(answer);
  const signature = await signWebhook(await deps.storage.partnerSecrets(partner.id), id, body, deps.now());
  return new Response(body, { status, headers: { ...DATA_HEADERS, ...signature } });
}

function decode(bytes: Uint8Array<ArrayBuffer>): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new AppError('request.not-json', 'the body must be JSON in UTF-8', 400, { cause });
  }
}

function parse<T>(raw: string, schema: z.ZodType<T>): T {
  let value: unknown;
  try {
    value = JSON.parse(raw);
  } catch (cause) {
    throw new AppError('request.not-json', 'the body must be JSON', 400, { cause });
  }
  const checked = schema.safeParse(value);
  if (checked.success) return checked.data;
  const issue = checked.error.issues[0];
  throw new AppError('request.invalid', `${issue?.path.join('.') || 'body'}: ${issue?.message ?? 'is not valid'}`, 400);
}
