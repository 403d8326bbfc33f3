import type { Context } from 'hono';
import { acceptInvitation, invitedAs } from '../../desk/accounts.ts';
import { authenticatorOf, isSecret, newAuthenticator } from '../../desk/one-time-codes.ts';
import { AppError } from '../../errors.ts';
import type { Role } from '../../storage/schema.ts';
import type { PageDeps } from '../citizen/page-deps.ts';
import { readForm } from '../citizen/read-form.ts';
import { Field } from './field.tsx';
import { renderConsole } from './layout.tsx';
import { ROLE_NAMES } from './role-names.ts';
import { SIGN_IN_PATH } from './session.ts';
import { typedIn } from './typed-in.ts';

/** Beside which field a problem stands. */
const FIELDS: Readonly<Record<string, string>> = {
  'officer.name': 'name',
  'officer.name-taken': 'name',
  'officer.display': 'display',
  'password.weak': 'password',
  'password.repeat': 'repeat',
  'code.wrong': 'code',
  'code.secret': 'code',
};

interface Invited {
  readonly token: string;
  readonly role: Role;
  readonly name: string;
  readonly display: string;
  /** As the page gave it out before; empty at first. */
  readonly secret: string;
  readonly problem: AppError | null;
}

/** `GET /console/invitation?token=` */
export function invitationPage(deps: PageDeps) {
  return async (context: Context): Promise<Response> => {
    const token = context.req.query('token') ?? '';
    const role = await invitedAs(deps, token);
    return context.html(await renderInvitation(deps, context, { token, role, name: '', display: '', secret: '', problem: null }));
  };
}

/** `POST /console/invitation` */
export function invitationForm(deps: PageDeps) {
  return async (context: Context): Promise<Response> => {
    const form = await readForm(context);
    const [token, name, display, secret, password] = ['token', 'name', 'display', 'secret', 'password'].map((field) =>
      typedIn(form, field),
    ) as [string, string, string, string, string];
    const role = await invitedAs(deps, token);
    try {
      if (password !== typedIn(form, 'repeat')) throw new AppError('password.repeat', '两次输入的密码不一样。', 422);
      await acceptInvitation(deps, { token, name, display, password, secret, code: typedIn(form, 'code') });
      return context.redirect(`${SIGN_IN_PATH}?fresh=1`, 303);
    } catch (problem) {
      if (!(problem instanceof AppError) || !FIELDS[problem.code]) throw problem;
      context.status(problem.status);
      return context.html(await renderInvitation(deps, context, { token, role, name, display, secret, problem }));
    }
  };
}

async function renderInvitation(deps: PageDeps, context: Context, invited: Invited): Promise<string> {
  const { token, role, name, display, secret, problem } = invited;
  const service = `${deps.config.CITY}反诈一哥`;
  const label = name.trim() || ROLE_NAMES['zh-CN'][role];
  const authenticator = isSecret(secret) ? authenticatorOf(secret, service, label) : newAuthenticator(service, label);
  const at = (field: string): string | null => (problem && FIELDS[problem.code] === field ? problem.message : null);
  return renderConsole(deps, context, {
    title: '建账号',
    children: (
      <section class="gate gate-wide">
        <h1>建您的值班台账号</h1>
        <p>
          您受邀做<b>{ROLE_NAMES['zh-CN'][role]}</b>。这个链接只能用一次，别转给别人。
        </p>
        {problem && (
          <p class="refusal" role="alert">
            账号还没建好：{problem.message}密码和验证码要重新输入。
          </p>
        )}
        <form class="gate-form" method="post" action="/console/invitation">
          <input type="hidden" name="token" value={token} />
          <input type="hidden" name="secret" value={authenticator.secret} />
          <fieldset>
            <legend>一、您是谁</legend>
            <Field
              name="name"
              label="登录名"
              hint="2到32个小写字母、数字、点、横线或下划线，比如 zhang.li"
              value={name}
              problem={at('name')}
              autocomplete="username"
              autofocus={problem === null || at('name') !== null}
            />
            <Field
              name="display"
              label="同事看到的名字"
              hint="1到20个字，比如 张丽"
              value={display}
              problem={at('display')}
              autocomplete="nickname"
              autofocus={at('display') !== null}
            />
          </fieldset>
          <fieldset>
            <legend>二、密码</legend>
            <Field
              name="password"
              label="密码"
              hint="至少10个字符，几个词连起来就行，不要有登录名。"
              type="password"
              problem={at('password')}
              autocomplete="new-password"
              autofocus={['password', 'repeat', 'code'].some((field) => at(field) !== null)}
            />
            <Field name="repeat" label="再输入一次" type="password" problem={at('repeat')} autocomplete="new-password" />
          </fieldset>
          <fieldset>
            <legend>三、手机验证器</legend>
            <div class="steps">
              <p>
                在手机的验证器App里添加账号，选“输入密钥”，类型选“基于时间”，输入：
                <code class="secret">{authenticator.secret.replace(/(.{4})(?=.)/g, '$1 ')}</code>
              </p>
              <p>
                正在用手机打开这一页？<a href={authenticator.address}>直接添加到验证器</a>
              </p>
            </div>
            <Field
              name="code"
              label="验证器上的六位数"
              hint="每30秒换一组，请输入现在这一组。"
              problem={at('code')}
              autocomplete="one-time-code"
              code
            />
          </fieldset>
          <button class="go" type="submit">
            建账号
          </button>
        </form>
      </section>
    ),
  });
}
