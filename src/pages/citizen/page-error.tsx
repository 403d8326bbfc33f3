import type { Context } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { AppError } from '../../errors.ts';
import { isCutOff } from '../../routes/errors.ts';
import { renderPage } from './layout.tsx';
import type { PageDeps } from './page-deps.ts';
import { telLink } from './phone-numbers.tsx';
import { readPreferences } from './session.ts';
import { PhoneIcon } from './signs.tsx';

const TITLES: Readonly<Record<number, string>> = { 404: '这里没有这一页', 429: '您点得太快了' };
const NEXT_STEPS: Readonly<Record<number, string>> = { 404: '网址可能打错了，请回首页。', 429: '请等几秒再试。' };

/** What went wrong on a page, in plain words, and always the number to call. */
export function onPageError(deps: PageDeps) {
  return async (error: Error, context: Context): Promise<Response> => {
    const foreign = error instanceof HTTPException && error.status === 403;
    const status = error instanceof AppError ? error.status : foreign ? 403 : isCutOff(error) ? 400 : 500;
    if (status >= 500) deps.log.error({ err: error, path: context.req.path }, 'page failed');
    context.status(status);
    return context.html(
      renderPage({
        title: '反诈一哥',
        description: '',
        preferences: readPreferences(context),
        urls: await deps.assets.urls(),
        page: 'plain',
        children: (
          <main class="sheet">
            <h1>{TITLES[status] ?? '这一步没做成'}</h1>
            <p>{NEXT_STEPS[status] ?? '请回到首页再试一次。您的对话还在。'}急事不用等，直接打110。</p>
            <p class="sheet-actions">
              <a class="call-police" href={telLink('110')}>
                <PhoneIcon />
                <span>打110</span>
              </a>
              <a class="chip" href="/">
                回首页
              </a>
            </p>
          </main>
        ),
      }),
    );
  };
}
