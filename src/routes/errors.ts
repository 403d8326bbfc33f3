import type { Context, ErrorHandler } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { isStorageAway, unstoredAdvice } from '../conversation/unstored.ts';
import { AppError } from '../errors.ts';
import type { Log } from '../log.ts';
import { routeOf } from './request-watch.ts';
import { SECURITY_HEADERS } from './security-headers.ts';

/**
 * Every error leaves as `{"error":{"code","message"}}`; what is our own fault says nothing of the inside.
 * @param hotline of the city: whose message cannot be stored is told what to do without us
 */
export function onError(log: Log, hotline: string): ErrorHandler {
  return (error, context) => {
    const known = noteFailure(log, context, error);
    const message =
      known.status >= 500 && known.status !== 503
        ? '服务器出错了，请再试一次；急事打110。 The server failed, please try again.'
        : isStorageAway(known)
          ? unstoredAdvice(hotline)
          : known.message;
    if (known.status === 503) context.header('Retry-After', '1');
    return context.json(
      { error: { code: known.status >= 500 && known.status !== 503 ? 'server.failed' : known.code, message } },
      known.status,
      SECURITY_HEADERS,
    );
  };
}

/** Faults that only the operator can mend, in the settings of what calls us. */
const FOR_OPERATOR: ReadonlySet<string> = new Set(['channel.encrypted']);

/** Logs what is our own fault, or the operator's to mend, by the route that it befell. @returns the error as the caller may know it */
export function noteFailure(log: Log, context: Context, error: unknown): AppError {
  const known = toAppError(error);
  if (known.status >= 500 || FOR_OPERATOR.has(known.code)) log.error({ err: error, route: routeOf(context) }, 'request failed');
  return known;
}

export function onNotFound(context: Context): Response {
  return context.json({ error: { code: 'route.unknown', message: `there is nothing at ${context.req.method} ${context.req.path}` } }, 404);
}

/** The caller has hung up before all of his request was here: nobody's fault that we could mend, and nobody hears the answer. */
export function isCutOff(error: unknown): boolean {
  return error instanceof Error && error.message === 'aborted' && 'code' in error && error.code === 'ECONNRESET';
}

function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  if (isCutOff(error)) return new AppError('request.cut-off', 'the request ended before all of it was here', 400, { cause: error });
  if (error instanceof HTTPException && error.status < 500)
    return new AppError('request.refused', error.message || 'the request was refused', error.status === 403 ? 403 : 400);
  return new AppError('server.failed', 'unexpected', 500, { cause: error });
}
