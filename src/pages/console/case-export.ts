import type { Context } from 'hono';
import type { DeskCase } from '../../storage/desk-cases.ts';
import type { PageDeps } from '../citizen/page-deps.ts';
import { caseAnswers, caseIdOf, typedFields } from './case-answers.tsx';
import { unknownCase } from './case-page.tsx';
import { renderPrint } from './case-print.tsx';
import { problemOfReason, REASON_WORDS, type Reasoned, renderReason } from './case-reason.tsx';
import { deskLanguage } from './language.tsx';
import { SUPERVISING } from './roles.ts';
import { officerOf } from './session.ts';

/** To take it out of the program, after saying why: its owner while he works on it, and whoever supervises. */
export function mayTakeOut(context: Context, { status, owner }: DeskCase): boolean {
  return isSupervising(context) || (status === 'claimed' && owner?.id === officerOf(context).id);
}
const isSupervising = (context: Context): boolean => SUPERVISING.includes(officerOf(context).role);

/** To see a case in full without owning it, and to take one out of the program: both only after saying why. */
export function caseExports(deps: PageDeps) {
  const { storage } = deps;
  const answers = caseAnswers(deps);

  async function caseOf(context: Context): Promise<DeskCase> {
    const deskCase = await storage.deskCase(caseIdOf(context));
    if (!deskCase) throw unknownCase();
    return deskCase;
  }

  async function ask(context: Context, what: Reasoned, deskCase: DeskCase, remark?: { reason: string; problem: string }) {
    const words = REASON_WORDS[deskLanguage(context)];
    if (remark) context.status(422);
    return context.html(await renderReason(deps, context, words, { what, deskCase, ...(remark ? { remark } : {}) }));
  }

  /** The reason that was typed, or the page again with what is wrong with it. */
  async function reasonIn(context: Context, what: Reasoned, deskCase: DeskCase): Promise<string | Response> {
    const { reason = '' } = await typedFields(context);
    const problem = problemOfReason(reason, REASON_WORDS[deskLanguage(context)]);
    return problem ? ask(context, what, deskCase, { reason, problem }) : reason;
  }

  const toExport = (context: Context): Response => context.redirect(`/console/cases/${encodeURIComponent(caseIdOf(context))}/export`, 303);

  /** The case to hand out, or where to go first. */
  async function taken(context: Context) {
    const deskCase = await caseOf(context);
    if (!mayTakeOut(context, deskCase)) return answers.notOwner(context);
    if (!(await storage.mayExport(officerOf(context).id, deskCase.id))) return toExport(context);
    const content = await storage.caseExport(deskCase.id);
    if (!content) throw unknownCase();
    return content;
  }

  return {
    askToUnmask: async (context: Context): Promise<Response> => ask(context, 'unmask', await caseOf(context)),

    async unmask(context: Context): Promise<Response> {
      const deskCase = await caseOf(context);
      const reason = await reasonIn(context, 'unmask', deskCase);
      if (reason instanceof Response) return reason;
      if (await storage.unmask(officerOf(context).id, deskCase.id, reason)) return answers.back(context);
      return ask(context, 'unmask', deskCase, { reason, problem: REASON_WORDS[deskLanguage(context)].gone });
    },

    async askToExport(context: Context): Promise<Response> {
      const deskCase = await caseOf(context);
      return mayTakeOut(context, deskCase) ? ask(context, 'export', deskCase) : answers.notOwner(context);
    },

    async saveReason(context: Context): Promise<Response> {
      const deskCase = await caseOf(context);
      if (!mayTakeOut(context, deskCase)) return answers.notOwner(context);
      const reason = await reasonIn(context, 'export', deskCase);
      if (reason instanceof Response) return reason;
      if (!(await storage.noteExport(officerOf(context).id, deskCase.id, reason, isSupervising(context)))) return answers.notOwner(context);
      const { as } = await typedFields(context);
      const file = as === 'json' ? 'export.json' : 'print';
      return context.redirect(`/console/cases/${encodeURIComponent(deskCase.id)}/${file}`, 303);
    },

    async json(context: Context): Promise<Response> {
      const content = await taken(context);
      if (content instanceof Response) return content;
      const { id, display } = officerOf(context);
      context.header('Content-Disposition', `attachment; filename="case-${content.case.number.replace(/[^\w-]/g, '')}.json"`);
      context.header('Content-Type', 'application/json; charset=utf-8');
      return context.body(JSON.stringify({ exported: { at: deps.now(), by: { id, display } }, ...content }, readableTimes, 2));
    },

    async print(context: Context): Promise<Response> {
      const content = await taken(context);
      if (content instanceof Response) return content;
      return context.html(await renderPrint(deps, context, content));
    },
  };
}

/** Milliseconds since 1970 UTC as ISO 8601, wherever a field is named like a time. */
function readableTimes(name: string, value: unknown): unknown {
  return typeof value === 'number' && /(?:^a|A)t$/.test(name) ? new Date(value).toISOString() : value;
}
