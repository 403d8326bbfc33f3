import type { MiddlewareHandler } from 'hono';
import { MOST_UPLOAD_BYTES } from '../dissuasion/receive-upload.ts';
import { AppError } from '../errors.ts';
import { LARGEST_EVIDENCE } from '../stop-loss/evidence-kinds.ts';

/** Bytes of a body as it is sent. 20,000 characters as `\uXXXX` escapes, with room for the rest. */
export const MAX_CHECK_BYTES = 160_000;
export const MAX_CHAT_BYTES = 1_000_000;
export const MAX_BATCH_BYTES = 8_000_000;
export const MAX_LOOKUP_BYTES = 8000;
export const MAX_WARNINGS_BYTES = 4_000_000;
export const MAX_PARTNER_BYTES = 64_000;
/** Larger than any text a platform delivers, ciphertext included. */
export const MAX_WEBHOOK_BYTES = 512 * 1024;
/** A pasted text, or a list of advisors. */
export const MAX_FORM_BYTES = 1_000_000;
/** The picture and the form around it. */
export const MAX_EVIDENCE_BYTES = LARGEST_EVIDENCE + 10_000;

/** A request must be here whole within this time, or it is cut off (408); its head sooner. Milliseconds. */
export const REQUEST_TIMEOUT_MS = 30_000;
export const HEADERS_TIMEOUT_MS = 10_000;

/**
 * What may be sent where: the first row that the path begins with counts. A route that takes a body and has no row fails a
 * test (test/security/route-table.test.ts).
 */
const BODY_LIMITS: readonly (readonly [begins: string, bytes: number])[] = [
  ['/api/v1/check/batch', MAX_BATCH_BYTES],
  ['/api/v1/check', MAX_CHECK_BYTES],
  ['/api/v1/chat', MAX_CHAT_BYTES],
  ['/api/v1/lookup', MAX_LOOKUP_BYTES],
  ['/api/v1/warnings', MAX_WARNINGS_BYTES],
  ['/api/v1/partners', MAX_PARTNER_BYTES],
  ['/webhooks', MAX_WEBHOOK_BYTES],
  // Read as it comes, never held whole.
  ['/console/warnings/imports', MOST_UPLOAD_BYTES],
  ['/console', MAX_FORM_BYTES],
  ['/stop-loss', MAX_EVIDENCE_BYTES],
  ['/message', MAX_FORM_BYTES],
  ['/wrong', MAX_FORM_BYTES],
  ['/clear', MAX_FORM_BYTES],
  ['/preferences', MAX_FORM_BYTES],
  ['/join', MAX_FORM_BYTES],
  ['/me', MAX_FORM_BYTES],
  ['/learn', MAX_FORM_BYTES],
  ['/w', MAX_FORM_BYTES],
  ['/lookup', MAX_FORM_BYTES],
  ['/trade', MAX_FORM_BYTES],
  // Alone: nothing begins with two strokes.
  ['/', MAX_FORM_BYTES],
];

/** Bytes; null: this path takes none. */
export function bodyLimitOf(path: string): number | null {
  return BODY_LIMITS.find(([begins]) => path === begins || path.startsWith(`${begins}/`))?.[1] ?? null;
}

/** What announces more than its route takes is refused before it comes; what announces nothing is counted by who reads it. */
export const refuseAnnounced: MiddlewareHandler = async (context, next) => {
  const announced = context.req.header('content-length');
  if (announced !== undefined && Number(announced) > 0) {
    const most = bodyLimitOf(context.req.path);
    if (most !== null && Number(announced) > most) throw new AppError('request.too-large', `the body may have ${most} bytes at most`, 413);
  }
  await next();
};
