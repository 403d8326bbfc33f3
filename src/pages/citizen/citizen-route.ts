import type { MiddlewareHandler } from 'hono';

/** What stands before every page and form of citizens. */
export interface CitizenRoute {
  /** Pages: limited by client, compressed, kept by nobody. */
  readonly page: readonly MiddlewareHandler[];
  /** Forms: besides, only from our own pages and not too large. */
  readonly form: readonly MiddlewareHandler[];
}
