import type { Context } from 'hono';
import type { PageDeps } from '../citizen/page-deps.ts';
import { readForm } from '../citizen/read-form.ts';
import { renderCase, unknownCase } from './case-page.tsx';
import { type CaseRemark, NO_FORM } from './case-remark.ts';
import { deskLanguage, type Spoken } from './language.tsx';
import { whyNot } from './reply-form.tsx';

const NOT_DONE: Spoken<string> = {
  'zh-CN': '没做成：这一单现在不是您在办。',
  en: 'Not done: this case is not yours now. ',
};

/** How the forms of a case answer: the case again with what is wrong (409, 422), or back to its page (303). */
export function caseAnswers(deps: PageDeps) {
  async function show(context: Context, status: 409 | 422, remark: CaseRemark): Promise<Response> {
    context.status(status);
    return context.html(await renderCase(deps, context, caseIdOf(context), remark));
  }
  return {
    show,

    /** For somebody whose case it is not, or not any more. */
    async notOwner(context: Context): Promise<Response> {
      const deskCase = await deps.storage.deskCase(caseIdOf(context));
      if (!deskCase) throw unknownCase();
      const language = deskLanguage(context);
      const why = whyNot(deskCase.status, deskCase.owner?.display ?? null, language);
      // He may have typed something: it stays in sight.
      const form = { name: NO_FORM, typed: await typedFields(context), problems: {} };
      return show(context, 409, { notice: `${NOT_DONE[language]}${why}`, form });
    },

    /** @param part the id of what he was at */
    back(context: Context, part = ''): Response {
      return context.redirect(`/console/cases/${encodeURIComponent(caseIdOf(context))}${part && `#${part}`}`, 303);
    },
  };
}

/** @throws AppError 404 `case.unknown` */
export function caseIdOf(context: Context): string {
  const id = context.req.param('id');
  if (!id) throw unknownCase();
  return id;
}

/** No screen shows them, and not every database keeps them. */
const CONTROLS = /[^\P{Cc}\t\n]/gu;

/** The text fields of a form, lines ended by LF, without control characters and blanks around. @throws AppError 400 `request.not-form` */
export async function typedFields(context: Context): Promise<Readonly<Record<string, string>>> {
  const fields = Object.entries(await readForm(context)).flatMap(([name, value]) =>
    typeof value === 'string' ? [[name, value.replace(/\r\n?/g, '\n').replace(CONTROLS, '').toWellFormed().trim()] as const] : [],
  );
  return Object.fromEntries(fields);
}
