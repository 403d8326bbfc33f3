import type { Context } from 'hono';
import { acceptInvitation, invitedAs } from '../../desk/accounts.ts';
import { authenticatorOf, isSecret, newAuthenticator } from '../../desk/one-time-codes.ts';
import { AppError } from '../../errors.ts';
import type { Role } from '../../storage/desk-schema.ts';
import type { PageDeps } from '../citizen/page-deps.ts';
import { readForm } from '../citizen/read-form.ts';
import { type InvitationField, InvitationForm, TITLES } from './invitation-form.tsx';
import { deskLanguage } from './language.tsx';
import { renderConsole } from './layout.tsx';
import { ROLE_NAMES } from './role-names.ts';
import { SIGN_IN_PATH } from './session.ts';
import { typedIn } from './typed-in.ts';

/** Beside which field a problem stands. */
const FIELDS: Readonly<Record<string, InvitationField>> = {
  'officer.name': 'name',
  'officer.name-taken': 'name',
  'officer.display': 'display',
  'password.weak': 'password',
  'password.repeat': 'repeat',
  'code.wrong': 'code',
  'code.secret': 'code',
};

/** In the authenticator; a picture holds no more than some hundred characters. */
const LONGEST_LABEL = 32;

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
  const language = deskLanguage(context);
  const service = `${deps.config.CITY}反诈一哥`;
  const label = [...name.trim()].slice(0, LONGEST_LABEL).join('') || ROLE_NAMES[language][role];
  const authenticator = isSecret(secret) ? authenticatorOf(secret, service, label) : newAuthenticator(service, label);
  const field = problem && FIELDS[problem.code];
  return renderConsole(deps, context, {
    title: TITLES[language],
    children: (
      <InvitationForm
        {...{ token, role, name, display, authenticator }}
        problem={problem && field ? { code: problem.code, field, message: problem.message } : null}
      />
    ),
  });
}
