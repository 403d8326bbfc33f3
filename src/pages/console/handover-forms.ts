import type { Context } from 'hono';
import { proveItIsHim } from '../../desk/signing.ts';
import { AppError } from '../../errors.ts';
import type { PageDeps } from '../citizen/page-deps.ts';
import { typedFields } from './case-answers.tsx';
import { formIdOf } from './form-id.ts';
import { renderHandover } from './handover-page.tsx';
import { type HandoverRemark, tickedCases } from './handover-parts.tsx';
import { WORDS } from './handover-words.ts';
import { HANDOVERS_PATH, renderHandovers } from './handovers-page.tsx';
import { deskLanguage } from './language.tsx';
import { deskToken, officerOf } from './session.ts';

const LONGEST_REMARKS = 2000;

/** Two signatures: of whoever goes, and of whoever takes his place. What cannot be signed is shown again with what was typed. */
export function handoverForms(deps: PageDeps) {
  const { storage } = deps;

  async function show(context: Context, status: 409 | 422, remark: HandoverRemark): Promise<Response> {
    context.status(status);
    const isSheet = context.req.param('id') !== undefined;
    return context.html(await (isSheet ? renderHandover : renderHandovers)(deps, context, remark));
  }

  /** @returns what is wrong with the code, or null when it is his and serves for the first time */
  async function codeProblem(context: Context, code: string): Promise<string | null> {
    try {
      await proveItIsHim(deps, deskToken(context, deps.config) ?? '', officerOf(context), code);
      return null;
    } catch (error) {
      if (error instanceof AppError && error.code === 'code.wrong') return WORDS[deskLanguage(context)].codeWrong;
      throw error;
    }
  }

  return {
    async give(context: Context): Promise<Response> {
      const fields = await typedFields(context);
      const { remarks = '', code = '', form = '' } = fields;
      const ticked = tickedCases(fields);
      const words = WORDS[deskLanguage(context)];
      if (remarks.length > LONGEST_REMARKS)
        return show(context, 422, { remarks, ticked, problems: { remarks: `${words.remarksLong}${remarks.length}` } });
      const { id } = officerOf(context);
      const sheetOf = (one: string): Response => context.redirect(`${HANDOVERS_PATH}/${encodeURIComponent(one)}`, 303);
      // Sent twice: it was signed the first time, and that used his code up.
      if ((await storage.handover(form))?.from.id === id) return sheetOf(form);
      const problem = await codeProblem(context, code);
      if (problem) return show(context, 422, { remarks, ticked, problems: { code: problem } });
      const { cases, waiting, callBacks } = await storage.openWork(id);
      // What he claimed after he had opened the page is not ticked, and stays with him.
      const body = { cases: cases.map((one) => ({ ...one, goes: ticked.has(one.id) })), waiting, callBacks, remarks };
      return sheetOf(await storage.handOver(id, body, formIdOf(form) ?? deps.newId()));
    },

    async take(context: Context): Promise<Response> {
      const fields = await typedFields(context);
      const ticked = tickedCases(fields);
      const id = context.req.param('id') ?? '';
      const words = WORDS[deskLanguage(context)];
      const officer = officerOf(context);
      // Before his code is used up.
      const sheet = await storage.handover(id);
      if (!sheet) throw new AppError('handover.unknown', words.unknown, 404);
      if (sheet.from.id === officer.id) return show(context, 409, { problems: { sheet: words.own } });
      if (sheet.to?.id === officer.id) return context.redirect(`${HANDOVERS_PATH}/${encodeURIComponent(id)}`, 303);
      if (sheet.to) return show(context, 409, { problems: { sheet: `${words.late}${sheet.to.display}` } });
      const problem = await codeProblem(context, fields.code ?? '');
      if (problem) return show(context, 422, { ticked, problems: { code: problem } });
      const taking = await storage.takeHandover(id, officer.id, [...ticked]);
      if (taking.kind === 'late') return show(context, 409, { problems: { sheet: `${words.late}${taking.by}` } });
      return context.redirect(`${HANDOVERS_PATH}/${encodeURIComponent(id)}`, 303);
    },
  };
}
