import type { Context } from 'hono';
import { AppError } from '../../../errors.ts';
import { TASK_KINDS, VOID_REASONS } from '../../../storage/dissuasion/tier-plan.ts';
import { resultsOf, type StepDone } from '../../../storage/dissuasion/warning-steps.ts';
import type { PageDeps } from '../../citizen/page-deps.ts';
import { typedFields } from '../case-answers.tsx';
import { formIdOf } from '../form-id.ts';
import { deskLanguage, type Spoken } from '../language.tsx';
import { officerOf } from '../session.ts';
import { renderWarning } from './warning-page.tsx';
import { warningPath } from './warning-paths.ts';
import type { WarningRemark } from './warning-view.ts';
import { WARNING_REFUSALS } from './warning-words.ts';

interface Words {
  readonly taken: (who: string) => string;
  readonly over: string;
  readonly notYours: string;
  readonly notMet: string;
  readonly choose: string;
  readonly claimFirst: string;
  readonly chooseReason: string;
  readonly nothingOwed: string;
  readonly colleague: string;
}
const WORDS: Spoken<Words> = {
  'zh-CN': {
    taken: (who) => `没接成：${who}先接手了。`,
    over: '没接成：这一条已经办结了。',
    notYours: '没做成：这一条现在不是您在办。',
    notMet: '还不能办结：见到本人、劝住了才行。',
    choose: '请选一个结果，备注最多2000字。',
    claimFirst: '先接手，再记步骤。',
    chooseReason: '请选原因，并写明是怎么知道的，最多500字。',
    nothingOwed: '没终止：这一条已经办结，没有要做的了。',
    colleague: '同事',
  },
  en: {
    taken: (who) => `Not claimed: ${who} was first.`,
    over: 'Not claimed: it is closed.',
    notYours: 'Not done: this warning is not yours now.',
    notMet: 'It cannot be closed yet: he has to be met and persuaded.',
    choose: 'Choose a result; a note has 2000 characters at most.',
    claimFirst: 'Claim it first, then record steps.',
    chooseReason: 'Choose a reason and write how you know it; 500 characters at most.',
    nothingOwed: 'Not ended: it is closed, and nothing is left to do.',
    colleague: 'a colleague',
  },
};

/** What is done on the page of one warning. */
export function warningActForms(deps: PageDeps) {
  const { storage, newId } = deps;
  const idOf = (context: Context): string => context.req.param('id') ?? '';
  const back = (context: Context): Response => context.redirect(warningPath(idOf(context)), 303);

  async function show(context: Context, status: 403 | 409 | 422, remark: WarningRemark): Promise<Response> {
    context.status(status);
    return context.html(await renderWarning(deps, context, idOf(context), remark));
  }
  async function refused(context: Context, error: unknown, remark: WarningRemark): Promise<Response> {
    if (!(error instanceof AppError) || ![409, 422].includes(error.status)) throw error;
    const notice = WARNING_REFUSALS[deskLanguage(context)][error.code] ?? error.message;
    return show(context, error.status === 409 ? 409 : 422, { ...remark, notice });
  }

  return {
    async claim(context: Context): Promise<Response> {
      const words = WORDS[deskLanguage(context)];
      const claim = await storage.claimWarning(idOf(context), officerOf(context).id);
      if (!claim) throw new AppError('warning.unknown', '没有这条预警，编号可能打错了。', 404);
      if (claim.won) return back(context);
      return show(context, 409, { notice: claim.closed ? words.over : words.taken(claim.owner || words.colleague) });
    },

    async release(context: Context): Promise<Response> {
      const done = await storage.releaseWarning(idOf(context), officerOf(context).id);
      return done ? back(context) : show(context, 409, { notice: WORDS[deskLanguage(context)].notYours });
    },

    async step(context: Context): Promise<Response> {
      const words = WORDS[deskLanguage(context)];
      const officer = officerOf(context);
      const { kind: typedKind, result: typedResult, note = '', stepId } = await typedFields(context);
      const kind = TASK_KINDS.find((one) => one === typedKind);
      const result = kind && resultsOf(kind).find((one) => one === typedResult);
      const warning = await storage.readWarning(idOf(context), { id: officer.id, role: officer.role });
      if (!warning) throw new AppError('warning.unknown', '没有这条预警，编号可能打错了。', 404);
      const remark: WarningRemark = { note, ...(kind && { kind }) };
      const calledBack = kind === 'first-call-back' || kind === 'second-call-back';
      if (warning.owner?.id !== officer.id && !calledBack) return show(context, 409, { ...remark, notice: words.claimFirst });
      if (!kind || !result || note.length > 2000) return show(context, 422, { ...remark, notice: words.choose });
      const step: StepDone = {
        stepId: formIdOf(stepId) ?? newId(),
        warningId: warning.id,
        kind,
        result,
        officerId: officer.id,
        note,
      };
      try {
        await storage.recordStep(step);
      } catch (error) {
        return refused(context, error, remark);
      }
      return back(context);
    },

    async close(context: Context): Promise<Response> {
      const words = WORDS[deskLanguage(context)];
      const { stepId, note = '' } = await typedFields(context);
      if (note.length > 500) return show(context, 422, { kind: 'closing', note, notice: words.choose });
      try {
        const done = await storage.closeWarning(idOf(context), officerOf(context).id, formIdOf(stepId) ?? newId(), note);
        if (done === 'now' || done === 'before') return back(context);
        return show(context, 409, { kind: 'closing', note, notice: done === 'not-met' ? words.notMet : words.notYours });
      } catch (error) {
        return refused(context, error, { kind: 'closing', note });
      }
    },

    async void(context: Context): Promise<Response> {
      const words = WORDS[deskLanguage(context)];
      const { stepId, note = '', reason: typed } = await typedFields(context);
      const reason = VOID_REASONS.find((one) => one === typed);
      const remark: WarningRemark = { kind: 'void', note, reason: typed };
      if (!reason) return show(context, 422, { ...remark, notice: words.chooseReason });
      try {
        const voiding = {
          warningId: idOf(context),
          stepId: formIdOf(stepId) ?? newId(),
          officerId: officerOf(context).id,
          reason,
          note,
        };
        const done = await storage.voidWarning(voiding);
        return done === null ? show(context, 409, { ...remark, notice: words.nothingOwed }) : back(context);
      } catch (error) {
        return refused(context, error, remark);
      }
    },
  };
}
