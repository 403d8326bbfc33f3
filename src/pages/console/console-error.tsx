import type { Context } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { AppError } from '../../errors.ts';
import { isCutOff } from '../../routes/errors.ts';
import type { PageDeps } from '../citizen/page-deps.ts';
import { deskLanguage, type Spoken } from './language.tsx';
import { renderConsole } from './layout.tsx';
import { refusalText } from './refusals.ts';

interface Words {
  readonly titles: Readonly<Record<string, string>>;
  readonly failed: string;
  readonly foreign: string;
  readonly ours: string;
  readonly back: string;
}
const WORDS: Spoken<Words> = {
  'zh-CN': {
    titles: {
      401: '请先登录',
      403: '这一步不能做',
      404: '没有找到',
      409: '有人先了一步',
      429: '点得太快了',
      'account.not-encrypted': '请用加密的连接打开',
      'invitation.unknown': '这个链接用不了',
      'invitation.withdrawn': '这个邀请已经收回',
    },
    failed: '这一步没做成',
    foreign: '这个表单不是从值班台的页面发来的，没有执行。请回到值班台再试。',
    ours: '服务器出错了，刚才这一步没有做成。请再试一次；一直这样，请告诉管理员。',
    back: '回值班台',
  },
  en: {
    titles: {
      401: 'Please sign in',
      403: 'This is not allowed',
      404: 'Not found',
      409: 'Somebody was first',
      429: 'Too many clicks',
      'account.not-encrypted': 'Please use an encrypted connection',
      'invitation.unknown': 'This link does not work',
      'invitation.withdrawn': 'This invitation was withdrawn',
    },
    failed: 'This was not done',
    foreign: 'This form does not come from a page of the desk; nothing was done. Go back to the desk and try again.',
    ours: 'The server failed, and this step was not done. Please try again; if it stays like this, tell an administrator.',
    back: 'Back to the desk',
  },
};

/** What went wrong at the desk, and the way back. */
export function onConsoleError(deps: PageDeps) {
  return async (error: Error, context: Context): Promise<Response> => {
    const foreign = error instanceof HTTPException && error.status === 403;
    const status = error instanceof AppError ? error.status : foreign ? 403 : isCutOff(error) ? 400 : 500;
    if (status >= 500) deps.log.error({ err: error, path: context.req.path }, 'page failed');
    const language = deskLanguage(context);
    const words = WORDS[language];
    const message = foreign ? words.foreign : error instanceof AppError && status < 500 ? refusalText(error, language) : words.ours;
    const title = (error instanceof AppError && words.titles[error.code]) || (words.titles[status] ?? words.failed);
    context.status(status);
    return context.html(await renderRefusal(deps, context, title, message));
  };
}

async function renderRefusal(deps: PageDeps, context: Context, title: string, message: string): Promise<string> {
  return renderConsole(deps, context, {
    title,
    children: (
      <section class="gate">
        <h1>{title}</h1>
        <p>{message}</p>
        <p>
          <a class="go" href="/console">
            {WORDS[deskLanguage(context)].back}
          </a>
        </p>
      </section>
    ),
  });
}
