import type { Context } from 'hono';
import { readAmount } from '../../../desk/amounts.ts';
import { AppError } from '../../../errors.ts';
import { bodyWith, correctionsOf } from '../../../stop-loss/corrections.ts';
import { formContent } from '../../../stop-loss/form-again.ts';
import { readCheck } from '../../../stop-loss/identity-check.ts';
import { policeDocument } from '../../../stop-loss/police-document.ts';
import { transferId } from '../../../stop-loss/police-sheet.ts';
import { scamIdentifiers } from '../../../stop-loss/scam-identifiers.ts';
import { asStored, blocksOf, fieldOf, leadBodyOf, MOST_TRANSFERS, readLeadBody, readTransfers } from '../../../stop-loss/stop-lead.ts';
import type { ActResult, StopAct } from '../../../storage/stop-loss/lead-acts.ts';
import type { PageDeps } from '../../citizen/page-deps.ts';
import { typedFields } from '../case-answers.tsx';
import { formIdOf } from '../form-id.ts';
import { deskLanguage, type Spoken } from '../language.tsx';
import { refusalText } from '../refusals.ts';
import { officerOf } from '../session.ts';
import { offlineFile } from './lead-files.ts';
import { renderLead } from './lead-page.tsx';
import { CLOSINGS, type LeadRemark, positionOf } from './lead-parts.tsx';
import { loadLeadView, unknownLead } from './lead-view.ts';
import { renderNewLead } from './new-lead-page.tsx';
import { STOP_LEADS_PATH } from './stop-leads-page.tsx';

interface Words {
  readonly moved: string;
  readonly empty: string;
  readonly check: string;
  readonly amount: string;
  readonly nothing: string;
  readonly way: string;
  readonly why: string;
  readonly amounts: string;
}
const WORDS: Spoken<Words> = {
  'zh-CN': {
    moved: '没做成：这条线索刚有变化，或者不是您在办。看一眼现在的情况，再做一次。',
    empty: '金额、时间、账号，至少填一样。',
    check: '选一下怎么核的，结果是什么。',
    amount: '看不懂金额。写 20000 或 2万；没有就空着，一分没有写 0。',
    nothing: '写上公安说了什么：金额、没有止住、或者说明。',
    way: '选一种交法。',
    why: '选一个办结原因。',
    amounts: '金额对不上：本人加他人不能多于止付，返还不能多于本人，本人不能多于这一笔。',
  },
  en: {
    moved: 'Not done: the lead has just changed, or is not yours. See how it stands now, then do it again.',
    empty: 'Amount, time or account: at least one is needed.',
    check: 'Choose how it was checked, and the result.',
    amount: 'This is no amount. Write 20000; leave it empty where nothing was said, 0 where it is nothing.',
    nothing: 'Note what the police said: a sum, that nothing was stopped, or a reason.',
    way: 'Choose how it is handed over.',
    why: 'Choose why it is closed.',
    amounts: 'The sums do not fit: shares above what was stopped, more returned than his own, or more than was paid.',
  },
};

type Typed = Readonly<Record<string, string>>;

/** What officers do with leads. */
export function leadForms(deps: PageDeps) {
  const { storage } = deps;
  const idOf = (context: Context): string => context.req.param('id') ?? '';
  const words = (context: Context): Words => WORDS[deskLanguage(context)];
  const actOf = (context: Context, typed: Typed): StopAct => ({
    leadId: idOf(context),
    officerId: officerOf(context).id,
    formId: formIdOf(typed.formId) ?? deps.newId(),
    seen: /^\d{1,6}$/.test(typed.seen ?? '') ? Number(typed.seen) : -1,
  });

  async function refused(context: Context, status: 409 | 422, form: LeadRemark['form'], typed: Typed, problem: string | null) {
    context.status(status);
    return context.html(await renderLead(deps, context, { form, typed, problem }));
  }
  async function answer(context: Context, form: LeadRemark['form'], typed: Typed, result: ActResult): Promise<Response> {
    if (result === 'unknown') throw unknownLead();
    if (result === 'moved') return refused(context, 409, form, typed, words(context).moved);
    return context.redirect(`${STOP_LEADS_PATH}/${encodeURIComponent(idOf(context))}`, 303);
  }
  const withAnother = (typed: Typed): Typed => ({ ...typed, [fieldOf(Math.min(MOST_TRANSFERS, blocksOf(typed) + 1), 'way')]: 'bank' });

  return {
    async create(context: Context): Promise<Response> {
      const typed = await typedFields(context);
      const again = async (fields: Typed, problem: string | null): Promise<Response> => {
        if (problem !== null) context.status(422);
        return context.html(
          await renderNewLead(deps, context, { typed: { ...fields, formId: formIdOf(typed.formId) ?? deps.newId() }, problem }),
        );
      };
      if (typed.do === 'add') return again(withAnother(typed), null);
      const transfers = readTransfers(typed, deps.now());
      if (transfers.length === 0) return again(typed, words(context).empty);
      const deskCase = typed.case ? await storage.deskCase(typed.case) : null;
      const lead = await storage.receiveStopLead({
        formId: formIdOf(typed.formId) ?? deps.newId(),
        content: formContent(typed),
        origin: typed.warning ? 'doorstep' : deskCase && deskCase.channel !== 'phone' ? 'chat' : 'call',
        body: JSON.stringify(readLeadBody(typed)),
        transfers: transfers.map(({ transfer }) => asStored(transfer)),
        conversationId: deskCase?.conversationId ?? null,
        caseId: deskCase?.id ?? null,
        warningRef: /^[\w-]{1,64}$/.test(typed.warning ?? '') ? (typed.warning ?? null) : null,
        officerId: officerOf(context).id,
      });
      if (lead.changed) {
        context.status(409);
        return context.html(await renderNewLead(deps, context, { typed: { ...typed, formId: deps.newId() }, problem: null, before: lead }));
      }
      return context.redirect(`${STOP_LEADS_PATH}/${lead.id}`, 303);
    },

    async take(context: Context): Promise<Response> {
      const typed = await typedFields(context);
      const act = actOf(context, typed);
      return answer(context, 'take', typed, await (typed.over === '1' ? storage.takeOverStopLead(act) : storage.takeStopLead(act)));
    },

    async release(context: Context): Promise<Response> {
      const typed = await typedFields(context);
      return answer(context, 'release', typed, await storage.releaseStopLead(actOf(context, typed)));
    },

    async change(context: Context): Promise<Response> {
      const typed = await typedFields(context);
      if (typed.do === 'add') return refused(context, 422, 'change', withAnother(typed), null);
      const read = readTransfers(typed, deps.now());
      if (read.length === 0) return refused(context, 422, 'change', typed, words(context).empty);
      const transfers = read.map((one) => ({ ...asStored(one.transfer), position: positionOf(typed, one) }));
      // What the victim has corrected himself stays with it.
      const { lead } = await loadLeadView(deps, context);
      const body = bodyWith(readLeadBody(typed), correctionsOf(lead.body));
      return answer(context, 'change', typed, await storage.changeStopLead(actOf(context, typed), body, transfers));
    },

    async check(context: Context): Promise<Response> {
      const typed = await typedFields(context);
      const { lead } = await loadLeadView(deps, context);
      const check = readCheck(typed, { officer: officerOf(context).display, at: deps.now(), of: leadBodyOf(lead.body) });
      if (!check) return refused(context, 422, 'check', typed, words(context).check);
      const act = actOf(context, typed);
      return answer(context, 'check', typed, await storage.checkStopLead(act, JSON.stringify(check), check.result === 'confirmed'));
    },

    async send(context: Context): Promise<Response> {
      const typed = await typedFields(context);
      const way = (['webhook', 'sheet', 'file'] as const).find((one) => one === typed.way);
      // Nothing counts as sent that nobody is there to receive.
      if (!way || (way === 'webhook' && !(await storage.policeAreConnected())))
        return refused(context, 422, 'send', typed, words(context).way);
      const { sheet, mine } = await loadLeadView(deps, context);
      if (!mine) return refused(context, 409, 'send', typed, words(context).moved);
      const version = /^\d{1,6}$/.test(typed.version ?? '') ? Number(typed.version) : -1;
      const result = await storage.sendStopLead(actOf(context, typed), {
        way,
        version,
        document: policeDocument(sheet, version, deps.now()),
        identifiers: scamIdentifiers(sheet),
      });
      return answer(context, 'send', typed, result);
    },

    async file(context: Context): Promise<Response> {
      const { passphrase = '' } = await typedFields(context);
      try {
        return await offlineFile(deps, context, passphrase);
      } catch (error) {
        if (!(error instanceof AppError) || error.status >= 500 || error.status === 404) throw error;
        return refused(context, error.status === 409 ? 409 : 422, 'file', {}, refusalText(error, deskLanguage(context)));
      }
    },

    async answer(context: Context): Promise<Response> {
      const typed = await typedFields(context);
      const { lead, mine } = await loadLeadView(deps, context);
      if (!mine || lead.state === 'closed') return refused(context, 409, 'answer', typed, words(context).moved);
      const sum = (name: string): number | null | undefined => {
        const text = typed[name] ?? '';
        return text === '' ? null : /^0+(?:\.0+)?元?$/.test(text) ? 0 : (readAmount(text) ?? undefined);
      };
      const [stopped, ownShare, othersShare, returned] = [sum('stopped'), sum('own'), sum('others'), sum('returned')];
      if (stopped === undefined || ownShare === undefined || othersShare === undefined || returned === undefined)
        return refused(context, 422, 'answer', typed, words(context).amount);
      const reason = (typed.reason ?? '').slice(0, 500);
      const refusedByPolice = typed.refused === '1';
      if ([stopped, ownShare, othersShare, returned].every((fen) => fen === null) && !refusedByPolice && reason === '')
        return refused(context, 422, 'answer', typed, words(context).nothing);
      try {
        const result = await storage.recordStopAnswer({
          externalId: `officer/${formIdOf(typed.formId) ?? deps.newId()}`,
          leadNumber: lead.number,
          transferId: transferId(lead.number, Number(typed.position ?? '0')),
          stopped,
          ownShare,
          othersShare,
          returned,
          refused: refusedByPolice,
          reason,
          stopRef: (typed.stopRef ?? '').slice(0, 80),
          answeredAt: deps.now(),
          officerId: officerOf(context).id,
        });
        if (result === 'changed') return refused(context, 409, 'answer', typed, words(context).moved);
      } catch (error) {
        if (!(error instanceof AppError) || error.status >= 500) throw error;
        const problem = error.code === 'stop-answer.amounts' ? words(context).amounts : words(context).moved;
        return refused(context, error.code === 'stop-answer.amounts' ? 422 : 409, 'answer', typed, problem);
      }
      return context.redirect(`${STOP_LEADS_PATH}/${encodeURIComponent(idOf(context))}`, 303);
    },

    async close(context: Context): Promise<Response> {
      const typed = await typedFields(context);
      const why = CLOSINGS.find((one) => one === typed.why);
      if (!why) return refused(context, 422, 'close', typed, words(context).why);
      return answer(context, 'close', typed, await storage.closeStopLead(actOf(context, typed), why));
    },
  };
}
