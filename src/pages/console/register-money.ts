import type { Context, Hono } from 'hono';
import { readMoneyFact } from '../../desk/money-facts.ts';
import type { PageDeps } from '../citizen/page-deps.ts';
import { caseAnswers, caseIdOf, typedFields } from './case-answers.tsx';
import { unknownCase } from './case-page.tsx';
import { formIdOf } from './form-id.ts';
import { deskLanguage, type Spoken } from './language.tsx';
import { moneyProblems } from './money-words.ts';
import { AT_THE_QUEUE } from './roles.ts';
import { officerOf, requireOfficer } from './session.ts';

const NOT_OWNER: Spoken<string> = {
  'zh-CN': '没记成：这一单现在不是您在办。先接手，再记。',
  en: 'Not saved: this case is not yours now. Claim it first.',
};

/** What left the citizen's hands: noted, changed and struck out by the owner. */
export function registerMoney(pages: Hono, deps: PageDeps): void {
  const allowed = requireOfficer(deps, AT_THE_QUEUE);
  const { storage } = deps;
  const { show, back } = caseAnswers(deps);

  async function refused(context: Context, name: string, typed: Readonly<Record<string, string>>): Promise<Response> {
    if (!(await storage.deskCase(caseIdOf(context)))) throw unknownCase();
    return show(context, 409, {
      notice: NOT_OWNER[deskLanguage(context)],
      form: { name, typed, problems: { form: NOT_OWNER[deskLanguage(context)] } },
    });
  }

  async function save(context: Context, name: string, keep: (body: string, typed: Readonly<Record<string, string>>) => Promise<boolean>) {
    const typed = await typedFields(context);
    const { fact, problems } = readMoneyFact(typed, deps.now());
    if (problems) {
      if (!(await storage.deskCase(caseIdOf(context)))) throw unknownCase();
      return show(context, 422, { form: { name, typed, problems: moneyProblems(problems, deskLanguage(context)) } });
    }
    return (await keep(JSON.stringify(fact), typed)) ? back(context, 'money') : refused(context, name, typed);
  }

  pages.post('/console/cases/:id/money', allowed, (context) =>
    save(context, 'money', (body, { formId }) => storage.addMoneyFact(caseIdOf(context), officerOf(context).id, body, formIdOf(formId))),
  );
  pages.post('/console/cases/:id/money/:fact', allowed, (context) => {
    const id = context.req.param('fact');
    return save(context, `money-${id}`, (body) => storage.changeMoneyFact(caseIdOf(context), officerOf(context).id, id, body));
  });
  pages.post('/console/cases/:id/money/:fact/remove', allowed, async (context) => {
    const id = context.req.param('fact');
    const removed = await storage.removeMoneyFact(caseIdOf(context), officerOf(context).id, id);
    return removed ? back(context, 'money') : refused(context, `money-${id}`, {});
  });
}
