import type { Context } from 'hono';
import { signIn, signOut, whoIs } from '../../desk/accounts.ts';
import { AppError } from '../../errors.ts';
import { createBuckets } from '../../routes/rate-limit.ts';
import type { PageDeps } from '../citizen/page-deps.ts';
import { readForm } from '../citizen/read-form.ts';
import { Field } from './field.tsx';
import { renderConsole } from './layout.tsx';
import { deskToken, forgetDeskToken, keepDeskToken, SIGN_IN_PATH } from './session.ts';
import { typedIn } from './typed-in.ts';

/** Sign-ins per minute and client; a room full of officers begins its shift behind one address. */
const TRIES_PER_MINUTE = 10;

interface Gate {
  readonly name: string;
  readonly refusal: string | null;
  /** Comes from an invitation that he has just accepted. */
  readonly fresh: boolean;
}

/** `GET /console/sign-in` */
export function signInPage(deps: PageDeps) {
  return async (context: Context): Promise<Response> => {
    if (await whoIs(deps, deskToken(context))) return context.redirect('/console', 303);
    return context.html(await renderSignIn(deps, context, { name: '', refusal: null, fresh: context.req.query('fresh') === '1' }));
  };
}

/** `POST /console/sign-in` */
export function signInForm(deps: PageDeps) {
  const take = createBuckets(TRIES_PER_MINUTE, deps.now);
  return async (context: Context): Promise<Response> => {
    const form = await readForm(context);
    const name = typedIn(form, 'name');
    const refuse = async (status: 401 | 429, refusal: string): Promise<Response> =>
      context.html(await renderSignIn(deps, context, { name, refusal, fresh: false }), status);
    const wait = take(deps.clientAddress(context));
    if (wait > 0) {
      context.header('Retry-After', String(wait));
      return refuse(429, `试得太快了，请等${wait}秒再登录。`);
    }
    try {
      const token = await signIn(deps, { name, password: typedIn(form, 'password'), code: typedIn(form, 'code') });
      // Whoever sat here before leaves.
      await signOut(deps, deskToken(context));
      keepDeskToken(context, deps.config, token);
      return context.redirect('/console', 303);
    } catch (error) {
      if (!(error instanceof AppError) || error.status !== 401) throw error;
      return refuse(401, error.message);
    }
  };
}

/** `POST /console/sign-out` */
export function signOutForm(deps: PageDeps) {
  return async (context: Context): Promise<Response> => {
    await signOut(deps, deskToken(context));
    forgetDeskToken(context, deps.config);
    return context.redirect(SIGN_IN_PATH, 303);
  };
}

async function renderSignIn(deps: PageDeps, context: Context, { name, refusal, fresh }: Gate): Promise<string> {
  return renderConsole(deps, context, {
    title: '登录',
    children: (
      <section class="gate">
        <h1>登录值班台</h1>
        {fresh && (
          <p class="notice" role="status">
            账号建好了。刚才的验证码已经用过，等验证器换出下一组再登录。
          </p>
        )}
        {refusal && (
          <p class="refusal" role="alert">
            {refusal}
          </p>
        )}
        <form class="gate-form" method="post" action={SIGN_IN_PATH}>
          <Field name="name" label="登录名" value={name} autocomplete="username" autofocus={name === ''} />
          <Field name="password" label="密码" type="password" autocomplete="current-password" autofocus={name !== ''} />
          <Field name="code" label="验证码" hint="手机验证器上的六位数，每组只能用一次。" autocomplete="one-time-code" code />
          <button class="go" type="submit">
            登录
          </button>
        </form>
        <p class="quiet">手机丢了或换了，请管理员给您发新的邀请链接。</p>
      </section>
    ),
  });
}
