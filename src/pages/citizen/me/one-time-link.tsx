import type { Context } from 'hono';
import { citizenLanguage } from '../citizen-language.ts';
import type { PageDeps } from '../page-deps.ts';
import { ownFields } from './me-fields.ts';
import { Notice, renderOwnPage } from './me-frame.tsx';
import { ensureToken, signedIn, tokenHashOf } from './me-session.ts';
import { LINK_WORDS } from './phone-words.ts';

/** `GET /me/link?t=`: only a button, so that whoever looks at the address for him does not use it up. */
export async function showLink(deps: PageDeps, context: Context): Promise<Response> {
  if (await signedIn(deps, context)) return context.redirect('/me', 303);
  ensureToken(deps, context);
  return context.html(await linkPage(deps, context, context.req.query('t') ?? '', null));
}

/** `POST /me/link` */
export async function useLink(deps: PageDeps, context: Context): Promise<Response> {
  const { t = '' } = await ownFields(context);
  const token = ensureToken(deps, context);
  if (await deps.storage.useCitizenLink(await tokenHashOf(t), await tokenHashOf(token))) return context.redirect('/me', 303);
  context.status(422);
  const problem = LINK_WORDS[citizenLanguage(context)].over(deps.config.HOTLINE_NUMBER);
  return context.html(await linkPage(deps, context, '', problem));
}

function linkPage(deps: PageDeps, context: Context, link: string, problem: string | null): Promise<string> {
  const words = LINK_WORDS[citizenLanguage(context)];
  return renderOwnPage(deps, context, {
    title: words.title,
    back: { path: '/me', name: words.back },
    children: (
      <>
        <Notice text={problem} />
        {problem === null && (
          <form class="me-form" method="post" action="/me/link">
            <input type="hidden" name="t" value={link.slice(0, 64)} />
            <p>{words.yours}</p>
            <button class="me-button" type="submit">
              {words.open}
            </button>
          </form>
        )}
      </>
    ),
  });
}
