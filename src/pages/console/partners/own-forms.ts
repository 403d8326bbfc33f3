import type { Context } from 'hono';
import { AppError } from '../../../errors.ts';
import { identify } from '../../../lookups/identify.ts';
import { answerStopLead } from '../../../partners/answer-stop-lead.ts';
import { MOST_AMOUNT, MOST_IDENTIFIERS } from '../../../partners/lead-limits.ts';
import { answerData, leadData } from '../../../routes/partner-contract.ts';
import type { Partner } from '../../../storage/partners/partner-accounts.ts';
import type { PageDeps } from '../../citizen/page-deps.ts';
import { typedFields } from '../case-answers.tsx';
import { formIdOf } from '../form-id.ts';
import { deskLanguage } from '../language.tsx';
import { refusalText } from '../refusals.ts';
import { officerOf } from '../session.ts';
import { OWN_PATH, type OwnRemark, renderOwn } from './own-page.tsx';
import { OWN_WORDS } from './own-words.ts';

type Fields = Readonly<Record<string, string>>;

/** What a partner's people send from their page: the same things as by API, with the same checks. */
export function ownForms(deps: PageDeps) {
  const { storage } = deps;

  /** @throws AppError 403 `partner.none` */
  async function own(context: Context): Promise<Partner> {
    const partner = await storage.partnerOf(officerOf(context).id);
    if (!partner) throw new AppError('partner.none', '您的账号没有归到哪个单位，或者单位已停用。请联系管理员。', 403);
    return partner;
  }
  async function show(context: Context, status: 200 | 409 | 422, remark: OwnRemark): Promise<Response> {
    context.status(status);
    return context.html(await renderOwn(deps, context, remark));
  }
  /** What the partner's id of it is, when it is typed in. */
  const arrivalOf = (context: Context, fields: Fields) => {
    const { form, ...rest } = fields;
    return { externalId: `form-${formIdOf(form) ?? deps.newId()}`, officerId: officerOf(context).id, raw: JSON.stringify(rest) };
  };
  const statusOf = ({ status }: AppError): 409 | 422 => (status === 409 ? 409 : 422);

  return {
    async lead(context: Context): Promise<Response> {
      const partner = await own(context);
      const fields = await typedFields(context);
      const words = OWN_WORDS[deskLanguage(context)];
      const refuse = (problem: string, at?: string, status: 409 | 422 = 422): Promise<Response> =>
        show(context, status, { problem, at, form: 'lead', fields });
      const lines = (fields.identifiers ?? '').split('\n').filter((line) => line.trim() !== '');
      const identifiers = lines.map((line) => identify(line)?.found);
      if (identifiers.length > MOST_IDENTIFIERS || identifiers.includes(undefined)) return refuse(words.problem.identifiers, 'identifiers');
      const checked = leadData.safeParse({
        kind: fields.kind,
        tier: fields.tier,
        phone: fields.phone ?? '',
        name: fields.name ?? '',
        facts: fields.facts ?? '',
        identifiers: identifiers.flatMap((found) => (found ? [{ kind: found.kind, value: found.value }] : [])),
      });
      if (!checked.success) {
        const at = checked.error.issues[0]?.path[0];
        return refuse(problemOf(words.problem, at), typeof at === 'string' ? at : undefined);
      }
      try {
        await storage.savePartnerLead(partner, arrivalOf(context, fields), checked.data);
      } catch (error) {
        if (error instanceof AppError && error.code === 'partner.id-used') return refuse(words.problem.used, undefined, 409);
        throw error;
      }
      return context.redirect(OWN_PATH, 303);
    },

    async received(context: Context): Promise<Response> {
      const partner = await own(context);
      const { post = '' } = await typedFields(context);
      if (!(await storage.receivedPost(partner.id, post, `page ${officerOf(context).id}`)))
        throw new AppError('partner.post-unknown', '没有发给你们的这一条。', 404);
      return context.redirect(OWN_PATH, 303);
    },

    async answer(context: Context): Promise<Response> {
      const partner = await own(context);
      const fields = await typedFields(context);
      const language = deskLanguage(context);
      const words = OWN_WORDS[language];
      const refuse = (problem: string, status: 409 | 422 = 422): Promise<Response> =>
        show(context, status, { problem, form: fields.post ?? '', fields });
      const amounts = (['stopped', 'ownShare', 'othersShare', 'returned'] as const).map(
        (name) => [name, fenOf(fields[name] ?? '')] as const,
      );
      if (amounts.some(([, fen]) => fen === undefined)) return refuse(words.problem.amounts);
      const checked = answerData.safeParse({
        ...Object.fromEntries(amounts),
        post: fields.post,
        transferId: fields.transferId ?? '',
        refused: fields.refused === '1',
        reason: fields.reason ?? '',
        stopRef: fields.stopRef ?? '',
        answeredAt: new Date(deps.now()).toISOString(),
      });
      if (!checked.success)
        return refuse(checked.error.issues[0]?.path[0] === 'transferId' ? words.problem.transferId : words.problem.words);
      const { post, ...answer } = checked.data;
      try {
        await answerStopLead(storage, partner, arrivalOf(context, fields), post, answer);
      } catch (error) {
        if (!(error instanceof AppError) || error.status >= 500) throw error;
        return refuse(error.code === 'partner.id-used' ? words.problem.used : refusalText(error, language), statusOf(error));
      }
      return context.redirect(OWN_PATH, 303);
    },
  };
}

function problemOf(problems: Readonly<Record<string, string>>, field: PropertyKey | undefined): string {
  return (typeof field === 'string' && Object.hasOwn(problems, field) ? problems[field] : undefined) ?? problems.other ?? '';
}

/** `20000`, `199.50`: fen; null: nothing was typed; undefined: no amount. */
function fenOf(typed: string): number | null | undefined {
  if (typed === '') return null;
  if (!/^\d{1,12}(?:\.\d{1,2})?$/.test(typed)) return undefined;
  const fen = Math.round(Number(typed) * 100);
  return fen <= MOST_AMOUNT ? fen : undefined;
}
