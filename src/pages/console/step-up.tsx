import type { Context, MiddlewareHandler } from 'hono';
import { hasProvedLately, proveAgain } from '../../desk/prove-again.ts';
import { AppError } from '../../errors.ts';
import type { PageDeps } from '../citizen/page-deps.ts';
import { readForm } from '../citizen/read-form.ts';
import { Field } from './field.tsx';
import { deskLanguage, type Spoken } from './language.tsx';
import { renderConsole } from './layout.tsx';
import { refusalText } from './refusals.ts';
import { deskToken, officerOf } from './session.ts';
import { typedIn } from './typed-in.ts';

/** The field of the code, beside those of the form that it stands before. */
const CODE = 'code-again';

const WORDS: Spoken<{ title: string; why: string; code: string; hint: string; go: string; back: string }> = {
  'zh-CN': {
    title: '请再证明是您本人',
    why: '这一步影响大。您登录已有一阵，请再输一次验证器上的六位数，确认后就照您刚才填的办。',
    code: '验证码',
    hint: '手机验证器上的六位数，每组只能用一次。',
    go: '确认，照办',
    back: '不办了，回值班台',
  },
  en: {
    title: 'Show again that it is you',
    why: 'This step weighs much, and you signed in a while ago. Enter the six digits of your authenticator; what you have just filled in is then done.',
    code: 'Code',
    hint: 'Six digits from your authenticator; each serves once.',
    go: 'Yes, do it',
    back: 'Not now, back to the desk',
  },
};

/**
 * Stands before the gravest acts: who may sign in and how, what leaves the house, which library is at work. A session that
 * somebody has found open, or stolen, does none of them without the authenticator. What was filled in is not lost.
 */
export function stepUp(deps: PageDeps): MiddlewareHandler {
  return async (context, next) => {
    const token = deskToken(context, deps.config) ?? '';
    if (await hasProvedLately(deps, token)) return next();
    const form = await readForm(context);
    const code = typedIn(form, CODE);
    if (code === '') return askAgain(deps, context, form, null);
    try {
      await proveAgain(deps, token, officerOf(context), code);
    } catch (error) {
      if (!(error instanceof AppError) || error.status !== 422) throw error;
      return askAgain(deps, context, form, error);
    }
    return next();
  };
}

async function askAgain(deps: PageDeps, context: Context, form: Record<string, unknown>, problem: AppError | null): Promise<Response> {
  const language = deskLanguage(context);
  const words = WORDS[language];
  const kept = Object.entries(form).flatMap(([name, value]) =>
    typeof value === 'string' && name !== CODE ? [[name, value] as const] : [],
  );
  context.status(problem ? 422 : 403);
  return context.html(
    await renderConsole(deps, context, {
      title: words.title,
      children: (
        <section class="gate">
          <h1>{words.title}</h1>
          <p>{words.why}</p>
          <form class="gate-form" method="post" action={context.req.path}>
            {kept.map(([name, value]) => (
              <input type="hidden" name={name} value={value} />
            ))}
            <Field
              name={CODE}
              label={words.code}
              hint={words.hint}
              problem={problem && refusalText(problem, language)}
              autocomplete="one-time-code"
              code
              autofocus
            />
            <button class="go" type="submit">
              {words.go}
            </button>
          </form>
          <p>
            <a href="/console">{words.back}</a>
          </p>
        </section>
      ),
    }),
  );
}
