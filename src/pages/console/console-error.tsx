import type { Context } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { AppError } from '../../errors.ts';
import type { PageDeps } from '../citizen/page-deps.ts';
import { renderConsole } from './layout.tsx';

const TITLES: Readonly<Record<string, string>> = {
  401: '请先登录',
  403: '这一步不能做',
  404: '没有找到',
  409: '有人先了一步',
  429: '点得太快了',
  'account.not-encrypted': '请用加密的连接打开',
  'invitation.unknown': '这个链接用不了',
};
/** Where the message is meant for programs. */
const MESSAGES: Readonly<Record<string, string>> = {
  'request.not-form': '收到的内容不是表单，没有执行。请回到值班台再试。',
  'request.too-large': '内容太长，没有保存。请缩短后再试。',
};
const FOREIGN = '这个表单不是从值班台的页面发来的，没有执行。请回到值班台再试。';
const OURS = '服务器出错了，刚才这一步没有做成。请再试一次；一直这样，请告诉管理员。';

/** What went wrong at the desk, and the way back. */
export function onConsoleError(deps: PageDeps) {
  return async (error: Error, context: Context): Promise<Response> => {
    const foreign = error instanceof HTTPException && error.status === 403;
    const status = error instanceof AppError ? error.status : foreign ? 403 : 500;
    if (status >= 500) deps.log.error({ err: error, path: context.req.path }, 'page failed');
    const message = foreign ? FOREIGN : error instanceof AppError && status < 500 ? (MESSAGES[error.code] ?? error.message) : OURS;
    const title = (error instanceof AppError && TITLES[error.code]) || (TITLES[status] ?? '这一步没做成');
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
            回值班台
          </a>
        </p>
      </section>
    ),
  });
}
