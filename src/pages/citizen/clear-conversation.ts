import type { Context } from 'hono';
import type { PageDeps } from './page-deps.ts';
import { forgetConversation } from './session.ts';

/** `POST /clear`: this device forgets the conversation. */
export function clearConversation(deps: PageDeps) {
  return (context: Context): Response => {
    forgetConversation(context, deps.config);
    return context.redirect('/', 303);
  };
}
