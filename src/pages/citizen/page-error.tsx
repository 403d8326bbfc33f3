import type { Context } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { AppError } from '../../errors.ts';
import { isCutOff } from '../../routes/errors.ts';
import type { Spoken } from '../console/language.tsx';
import { renderPage } from './layout.tsx';
import type { PageDeps } from './page-deps.ts';
import { telLink } from './phone-numbers.tsx';
import { readPreferences } from './session.ts';
import { PhoneIcon } from './signs.tsx';

interface ErrorWords {
  readonly titles: Readonly<Record<number, string>>;
  readonly title: string;
  readonly nextSteps: Readonly<Record<number, string>>;
  readonly nextStep: string;
  readonly urgent: string;
  readonly call: string;
  readonly home: string;
}
const WORDS: Spoken<ErrorWords> = {
  'zh-CN': {
    titles: { 404: '这里没有这一页', 429: '您点得太快了' },
    title: '这一步没做成',
    nextSteps: { 404: '网址可能打错了，请回首页。', 429: '请等几秒再试。' },
    nextStep: '请回到首页再试一次。您的对话还在。',
    urgent: '急事不用等，直接打110。',
    call: '打110',
    home: '回首页',
  },
  en: {
    titles: { 404: 'There is no such page', 429: 'That was too quick' },
    title: 'This did not work',
    nextSteps: { 404: 'The address may be mistyped. Please go back to the start.', 429: 'Please wait a few seconds and try again.' },
    nextStep: 'Please go back to the start and try again. Your conversation is still there.',
    urgent: ' If it is urgent, do not wait: call 110.',
    call: 'Call 110',
    home: 'Back to the start',
  },
};

/** What went wrong on a page, in plain words, and always the number to call. */
export function onPageError(deps: PageDeps) {
  return async (error: Error, context: Context): Promise<Response> => {
    const foreign = error instanceof HTTPException && error.status === 403;
    const status = error instanceof AppError ? error.status : foreign ? 403 : isCutOff(error) ? 400 : 500;
    if (status >= 500) deps.log.error({ err: error, path: context.req.path }, 'page failed');
    context.status(status);
    const preferences = readPreferences(context);
    const words = WORDS[preferences.language];
    return context.html(
      renderPage({
        title: '反诈一哥',
        description: '',
        preferences,
        bilingual: true,
        urls: await deps.assets.urls(),
        page: 'plain',
        children: (
          <main class="sheet">
            <h1>{words.titles[status] ?? words.title}</h1>
            <p>
              {words.nextSteps[status] ?? words.nextStep}
              {words.urgent}
            </p>
            <p class="sheet-actions">
              <a class="call-police" href={telLink('110')}>
                <PhoneIcon />
                <span>{words.call}</span>
              </a>
              <a class="chip" href="/">
                {words.home}
              </a>
            </p>
          </main>
        ),
      }),
    );
  };
}
