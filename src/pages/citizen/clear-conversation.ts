import type { Context } from 'hono';
import type { PageDeps } from './page-deps.ts';
import { forgetConversation } from './session.ts';

/** `POST /clear`: this device forgets the conversation. The page is told, so that whoever has no mouse goes on in the field (app.js). */
export function clearConversation(deps: PageDeps) {
  return (context: Context): Response => {
    forgetConversation(context, deps.config);
    return context.redirect('/#cleared', 303);
  };
}
