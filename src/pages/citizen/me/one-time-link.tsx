import type { Context } from 'hono';
import type { PageDeps } from '../page-deps.ts';
import { ownFields } from './me-fields.ts';
import { Notice, renderOwnPage } from './me-frame.tsx';
import { ensureToken, signedIn, tokenHashOf } from './me-session.ts';

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
  return context.html(await linkPage(deps, context, '', `这个网址用过了，或者过期了。请打${deps.config.HOTLINE_NUMBER}再要一个。`));
}

function linkPage(deps: PageDeps, context: Context, link: string, problem: string | null): Promise<string> {
  return renderOwnPage(deps, context, {
    title: '进入我的反诈码',
    back: { path: '/me', name: '回去' },
    children: (
      <>
        <Notice text={problem} />
        {problem === null && (
          <form class="me-form" method="post" action="/me/link">
            <input type="hidden" name="t" value={link.slice(0, 64)} />
            <p>这个网址是接线员给您本人的，只能用一次。</p>
            <button class="me-button" type="submit">
              在这台手机上进入
            </button>
          </form>
        )}
      </>
    ),
  });
}
