import type { Context } from 'hono';
import { inviteOfficer } from '../../../desk/accounts.ts';
import { AppError } from '../../../errors.ts';
import { newSecret } from '../../../partners/standard-webhooks.ts';
import { isWebhookAddress } from '../../../partners/webhook-address.ts';
import { isHttps } from '../../../routes/secret-cookie.ts';
import type { PartnerDetails } from '../../../storage/partners/partner-accounts.ts';
import { PARTNER_KINDS } from '../../../storage/partners/partners-tables.ts';
import type { PageDeps } from '../../citizen/page-deps.ts';
import { typedFields } from '../case-answers.tsx';
import { formIdOf } from '../form-id.ts';
import { deskLanguage, type Spoken } from '../language.tsx';
import { officerOf } from '../session.ts';
import { renderPartner } from './partner-details.tsx';
import { PARTNERS_PATH, renderPartners } from './partners-page.tsx';

const LONGEST_NAME = 60;
const LONGEST_BASIS = 300;

const WORDS: Spoken<Record<Wrong | 'taken' | 'gone', string>> = {
  'zh-CN': {
    name: '名字要有1到60个字。',
    taken: '已经有一个同名的协作单位，请换一个名字。',
    kind: '请选一个类别。',
    basis: '写清法律依据，4到300个字。',
    webhook: '接口地址要以 https:// 开头，并且不在内网；要发到内网，请运维设 PARTNER_PRIVATE_ADDRESSES=on。',
    gone: '刚才有同事改过，没有保存。请看看现在的情况再改。',
  },
  en: {
    name: 'The name has 1 to 60 characters.',
    taken: 'There is a partner of that name; take another one.',
    kind: 'Choose a kind.',
    basis: 'Name the legal basis, in 4 to 300 characters.',
    webhook: 'The address begins with https:// and is not of a private network; for one, the operator sets PARTNER_PRIVATE_ADDRESSES=on.',
    gone: 'A colleague has changed it meanwhile; nothing was saved. See how it stands now.',
  },
};

/** The field that is wrong. */
type Wrong = 'name' | 'kind' | 'basis' | 'webhook';

/** What an administrator does with partners. A key is in the answer itself: nobody can read it afterwards. */
export function partnerForms(deps: PageDeps) {
  const { storage, config } = deps;
  const idOf = (context: Context): string => context.req.param('id') ?? '';
  const back = (context: Context, id: string): Response => context.redirect(`${PARTNERS_PATH}/${encodeURIComponent(id)}`, 303);

  function detailsOf(fields: Readonly<Record<string, string>>): PartnerDetails | Wrong {
    const { name = '', kind: typed = '', basis = '', webhook = '' } = fields;
    const kind = PARTNER_KINDS.find((one) => one === typed);
    if (name === '' || name.length > LONGEST_NAME) return 'name';
    if (!kind) return 'kind';
    if (basis.length < 4 || basis.length > LONGEST_BASIS) return 'basis';
    if (webhook !== '' && !isWebhookAddress(webhook, config.PARTNER_PRIVATE_ADDRESSES)) return 'webhook';
    return { name, kind, legalBasis: basis, webhook: webhook === '' ? null : webhook };
  }

  /** @throws AppError 404 `partner.unknown` */
  async function known(context: Context): Promise<void> {
    if (!(await storage.readPartner(idOf(context)))) throw new AppError('partner.unknown', '没有这个协作单位。', 404);
  }
  const isTaken = (error: unknown): boolean => error instanceof AppError && error.code === 'partner.name-taken';

  async function switchTo(context: Context, closed: boolean): Promise<Response> {
    await known(context);
    const { seen = '' } = await typedFields(context);
    if (await storage.setPartnerClosed(idOf(context), Number(seen) || 0, closed, officerOf(context).id))
      return back(context, idOf(context));
    return notDone(context, {}, 409, WORDS[deskLanguage(context)].gone);
  }
  async function notDone(
    context: Context,
    fields: Readonly<Record<string, string>>,
    status: 409 | 422,
    problem: string,
    field?: Wrong,
  ): Promise<Response> {
    context.status(status);
    if (Object.keys(fields).length > 0) return context.html(await renderPartner(deps, context, { typed: { fields, problem, field } }));
    const partner = await storage.readPartner(idOf(context));
    const now = partner ? { name: partner.name, kind: partner.kind, basis: partner.legalBasis, webhook: partner.webhook ?? '' } : {};
    return context.html(await renderPartner(deps, context, { typed: { fields: now, problem } }));
  }

  return {
    async add(context: Context): Promise<Response> {
      const fields = await typedFields(context);
      const id = formIdOf(fields.form) ?? deps.newId();
      const details = detailsOf(fields);
      const words = WORDS[deskLanguage(context)];
      let wrong: { readonly problem: string; readonly field: Wrong } | null =
        typeof details === 'string' ? { problem: words[details], field: details } : null;
      if (typeof details !== 'string')
        try {
          await storage.addPartner(id, details, officerOf(context).id);
        } catch (error) {
          if (!isTaken(error)) throw error;
          wrong = { problem: words.taken, field: 'name' };
        }
      if (wrong === null) return back(context, id);
      context.status(422);
      return context.html(await renderPartners(deps, context, { fields, ...wrong }));
    },

    async change(context: Context): Promise<Response> {
      await known(context);
      const fields = await typedFields(context);
      const words = WORDS[deskLanguage(context)];
      const details = detailsOf(fields);
      if (typeof details === 'string') return notDone(context, fields, 422, words[details], details);
      try {
        if (await storage.changePartner(idOf(context), Number(fields.seen) || 0, details, officerOf(context).id))
          return back(context, idOf(context));
      } catch (error) {
        if (!isTaken(error)) throw error;
        return notDone(context, fields, 422, words.taken, 'name');
      }
      return notDone(context, fields, 409, words.gone);
    },

    close: (context: Context): Promise<Response> => switchTo(context, true),
    open: (context: Context): Promise<Response> => switchTo(context, false),

    async makeKey(context: Context): Promise<Response> {
      await known(context);
      const { form } = await typedFields(context);
      const secret = newSecret((bytes) => crypto.getRandomValues(bytes));
      const id = formIdOf(form) ?? deps.newId();
      if (!(await storage.addPartnerKey(id, idOf(context), secret, officerOf(context).id)))
        throw new AppError('partner.keys', '没有发：已经有两把在用，或者单位已停用，或者这张表已经交过。先停用一把旧的。', 409);
      return context.html(await renderPartner(deps, context, { once: { kind: 'key', value: secret } }));
    },

    async endKey(context: Context): Promise<Response> {
      if (!(await storage.endPartnerKey(context.req.param('key') ?? '', idOf(context), officerOf(context).id)))
        throw new AppError('partner.key-unknown', '没有这把密钥。', 404);
      return back(context, idOf(context));
    },

    async invite(context: Context): Promise<Response> {
      await known(context);
      const token = await inviteOfficer(deps, officerOf(context).id, 'partner', { partnerId: idOf(context) });
      const here = `${isHttps(context, config) ? 'https' : 'http'}://${context.req.header('host') ?? new URL(context.req.url).host}`;
      const value = `${config.PUBLIC_URL || here}/console/invitation?token=${token}`;
      return context.html(await renderPartner(deps, context, { once: { kind: 'link', value } }));
    },

    async again(context: Context): Promise<Response> {
      const { post = '' } = await typedFields(context);
      if (!(await storage.sendAgain(post, officerOf(context).id)))
        throw new AppError('partner.not-dead', '这一件不用再发：它已经送到，或者正在发。', 409);
      return context.redirect(`${PARTNERS_PATH}/exchanges?state=queued`, 303);
    },
  };
}
