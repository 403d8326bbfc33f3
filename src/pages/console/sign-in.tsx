import type { Context } from 'hono';
import { signIn, signOut, whoIs } from '../../desk/accounts.ts';
import { AppError } from '../../errors.ts';
import { createBuckets } from '../../routes/rate-limit.ts';
import type { PageDeps } from '../citizen/page-deps.ts';
import { readForm } from '../citizen/read-form.ts';
import { Field } from './field.tsx';
import { deskLanguage, type Spoken } from './language.tsx';
import { renderConsole } from './layout.tsx';
import { refusalText } from './refusals.ts';
import { deskToken, forgetDeskToken, keepDeskToken, SIGN_IN_PATH } from './session.ts';
import { typedIn } from './typed-in.ts';

/** Sign-ins per minute and client; a room full of officers begins its shift behind one address. */
const TRIES_PER_MINUTE = 10;

interface Words {
  readonly title: string;
  readonly heading: string;
  readonly fresh: string;
  readonly name: string;
  readonly password: string;
  readonly code: string;
  readonly codeHint: string;
  readonly lost: string;
  readonly tooFast: (seconds: number) => string;
}
const WORDS: Spoken<Words> = {
  'zh-CN': {
    title: '登录',
    heading: '登录值班台',
    fresh: '账号建好了。刚才的验证码已经用过，等验证器换出下一组再登录。',
    name: '登录名',
    password: '密码',
    code: '验证码',
    codeHint: '手机验证器上的六位数，每组只能用一次。',
    lost: '手机丢了或换了，请管理员给您发新的邀请链接。',
    tooFast: (seconds) => `试得太快了，请等${seconds}秒再登录。`,
  },
  en: {
    title: 'Sign in',
    heading: 'Sign in at the desk',
    fresh: 'Your account is ready. Its first code is used up: wait for the next one, then sign in.',
    name: 'Sign-in name',
    password: 'Password',
    code: 'Code',
    codeHint: 'Six digits from your authenticator; each serves once.',
    lost: 'Lost your telephone, or have a new one? Ask an administrator for a new link.',
    tooFast: (seconds) => `Too many attempts: wait ${seconds} seconds, then sign in.`,
  },
};

interface Gate {
  readonly name: string;
  readonly refusal: string | null;
  /** Comes from an invitation that he has just accepted. */
  readonly fresh: boolean;
}

/** `GET /console/sign-in` */
export function signInPage(deps: PageDeps) {
  return async (context: Context): Promise<Response> => {
    if (await whoIs(deps, deskToken(context, deps.config))) return context.redirect('/console', 303);
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
    const wait = take(deps.caller(context).client);
    if (wait > 0) {
      context.header('Retry-After', String(wait));
      return refuse(429, WORDS[deskLanguage(context)].tooFast(wait));
    }
    try {
      const token = await signIn(deps, { name, password: typedIn(form, 'password'), code: typedIn(form, 'code') });
      // Whoever sat here before leaves.
      await signOut(deps, deskToken(context, deps.config));
      keepDeskToken(context, deps.config, token);
      return context.redirect('/console', 303);
    } catch (error) {
      if (!(error instanceof AppError) || error.status !== 401) throw error;
      return refuse(401, refusalText(error, deskLanguage(context)));
    }
  };
}

/** `POST /console/sign-out`: what he was at goes back to the queue, and the bot speaks again. */
export function signOutForm(deps: PageDeps) {
  const { storage, nudgeDelivery } = deps;
  return async (context: Context): Promise<Response> => {
    const officer = await whoIs(deps, deskToken(context, deps.config));
    await signOut(deps, deskToken(context, deps.config));
    if (officer) {
      await storage.noteGone(officer.id);
      if ((await storage.returnCasesOf(officer.id)).length > 0) nudgeDelivery();
    }
    forgetDeskToken(context, deps.config);
    return context.redirect(SIGN_IN_PATH, 303);
  };
}

async function renderSignIn(deps: PageDeps, context: Context, { name, refusal, fresh }: Gate): Promise<string> {
  const words = WORDS[deskLanguage(context)];
  return renderConsole(deps, context, {
    title: words.title,
    children: (
      <section class="gate">
        <h1>{words.heading}</h1>
        {fresh && (
          <p class="notice" role="status">
            {words.fresh}
          </p>
        )}
        {refusal && (
          <p id="refusal" class="refusal" role="alert">
            {refusal}
          </p>
        )}
        {/* Which of them is wrong is told to nobody: it is said of them all. */}
        <form class="gate-form" method="post" action={SIGN_IN_PATH} aria-describedby={refusal ? 'refusal' : undefined}>
          <Field name="name" label={words.name} value={name} autocomplete="username" autofocus={name === ''} />
          <Field name="password" label={words.password} type="password" autocomplete="current-password" autofocus={name !== ''} />
          <Field name="code" label={words.code} hint={words.codeHint} autocomplete="one-time-code" code />
          <button class="go" type="submit">
            {words.title}
          </button>
        </form>
        <p class="quiet">{words.lost}</p>
      </section>
    ),
  });
}
