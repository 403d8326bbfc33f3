import type { MiddlewareHandler } from 'hono';

/**
 * HEAD is answered as GET is, and Hono then lets the body lie. A stream of events would wait for ever for somebody to read
 * it, and keep its listener: so it is told at once that nobody will.
 */
export const endHead: MiddlewareHandler = async (context, next) => {
  await next();
  if (context.req.method === 'HEAD') await context.res.body?.cancel();
};
