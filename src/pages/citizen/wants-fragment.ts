import type { Context } from 'hono';

/** htmx asks for the part that changes; a browser without JavaScript for a page. */
export function wantsFragment(context: Context): boolean {
  return context.req.header('hx-request') === 'true';
}
