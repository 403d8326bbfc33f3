import type { Context } from 'hono';
import { inviteOfficer, resetAuthenticator, withdrawInvitation } from '../../desk/accounts.ts';
import { AppError } from '../../errors.ts';
import { isHttps } from '../../routes/secret-cookie.ts';
import type { Role } from '../../storage/desk-schema.ts';
import { isReplaced } from '../../storage/invitations.ts';
import type { ListedOfficer } from '../../storage/officers.ts';
import type { PageDeps } from '../citizen/page-deps.ts';
import { readForm } from '../citizen/read-form.ts';
import { deskLanguage, type Spoken } from './language.tsx';
import { OFFICERS_PATH, renderOfficers } from './officers-page.tsx';
import { ROLE_NAMES } from './role-names.ts';
import { officerOf } from './session.ts';
import { typedIn } from './typed-in.ts';

const PURPOSES: Spoken<{ readonly invited: (role: Role) => string; readonly renewed: (display: string) => string }> = {
  'zh-CN': {
    invited: (role) => `给新${ROLE_NAMES['zh-CN'][role]}的邀请链接。`,
    renewed: (display) => `给${display}重新建账号的链接。`,
  },
  en: {
    invited: (role) => `Invitation for a new ${ROLE_NAMES.en[role]}.`,
    renewed: (display) => `New account for ${display}.`,
  },
};

/** What an administrator does with accounts. A link is in the answer itself: after a redirect nobody would know it any more. */
export function officerForms(deps: PageDeps) {
  const { storage, nudgeDelivery, config } = deps;

  /** @throws AppError 404 `officer.unknown` */
  async function named(context: Context): Promise<ListedOfficer> {
    const officer = (await storage.listOfficers()).find(({ id }) => id === context.req.param('id'));
    if (!officer || isReplaced(officer.name)) throw new AppError('officer.unknown', '没有这个账号，或者它已经换过了。', 404);
    return officer;
  }

  /** Nobody would answer these citizens any more: the queue has them again, and the bot speaks. */
  async function returnCasesOf(officerId: string, context: Context): Promise<void> {
    await storage.noteGone(officerId);
    if ((await storage.returnCasesOf(officerId, officerOf(context).id)).length > 0) nudgeDelivery();
  }

  /** He does not come back under this account: what else he had in hand is anybody's again. */
  async function handOnWorkOf(officerId: string, context: Context): Promise<void> {
    await returnCasesOf(officerId, context);
    const by = officerOf(context).id;
    await Promise.all([storage.handBackWarningsOf(officerId, by), storage.handBackStopLeadsOf(officerId, by)]);
  }

  function linkTo(context: Context, token: string): string {
    const here = `${isHttps(context, config) ? 'https' : 'http'}://${context.req.header('host') ?? new URL(context.req.url).host}`;
    return `${config.PUBLIC_URL || here}/console/invitation?token=${token}`;
  }

  const back = (context: Context): Response => context.redirect(OFFICERS_PATH, 303);

  return {
    async invite(context: Context): Promise<Response> {
      const form = await readForm(context);
      const role = typedIn(form, 'role');
      if (!isRole(role)) throw new AppError('officer.role', '请选一个角色再邀请。', 422);
      const address = linkTo(context, await inviteOfficer(deps, officerOf(context).id, role, { meantFor: typedIn(form, 'meantFor') }));
      return context.html(await renderOfficers(deps, context, { address, purpose: PURPOSES[deskLanguage(context)].invited(role) }));
    },

    async withdraw(context: Context): Promise<Response> {
      await withdrawInvitation(deps, officerOf(context).id, context.req.param('invitation') ?? '');
      return back(context);
    },

    async disable(context: Context): Promise<Response> {
      const { id } = await named(context);
      if (id === officerOf(context).id) throw new AppError('account.not-allowed', '不能停用自己，要由另一位管理员来停用。', 403);
      if (!(await storage.disableOfficer(id, officerOf(context).id)))
        throw new AppError('officer.last-administrator', '这是最后一位能登录的管理员，不能停用。', 403);
      await handOnWorkOf(id, context);
      return back(context);
    },

    async enable(context: Context): Promise<Response> {
      const { id, disabled } = await named(context);
      if (disabled) await storage.setDisabled(id, false, officerOf(context).id);
      return back(context);
    },

    async signOut(context: Context): Promise<Response> {
      const { id } = await named(context);
      await storage.endSessionsOf(id, officerOf(context).id);
      await returnCasesOf(id, context);
      return back(context);
    },

    async reset(context: Context): Promise<Response> {
      const { id, display } = await named(context);
      const address = linkTo(context, await resetAuthenticator(deps, officerOf(context).id, id));
      await handOnWorkOf(id, context);
      return context.html(await renderOfficers(deps, context, { address, purpose: PURPOSES[deskLanguage(context)].renewed(display) }));
    },
  };
}

/** Somebody of a partner is invited on the partner's own page: there it is known whose he is. */
function isRole(role: string): role is Role {
  return role !== 'partner' && Object.hasOwn(ROLE_NAMES['zh-CN'], role);
}
