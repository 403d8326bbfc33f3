import type { Context } from 'hono';
import { isType } from '../../../teaching/daily-scam.ts';
import { dayOf, readDay } from '../../../teaching/shanghai-days.ts';
import type { PageDeps } from '../../citizen/page-deps.ts';
import { typedFields } from '../case-answers.tsx';
import { deskLanguage } from '../language.tsx';
import { officerOf } from '../session.ts';
import { renderCaseStory, toldCase } from './case-story-page.tsx';
import { typedStory } from './story-fields.ts';
import { CASE_FORM, NEWS_FORM } from './story-form.tsx';
import { renderTeaching } from './teaching-page.tsx';
import { TEACHING_PATH, type TeachingRemark } from './teaching-view.ts';
import { TEACHING_WORDS } from './teaching-words.ts';

const DAYS_AHEAD = 60;

/** What officers do at the teaching desk. */
export function teachingForms(deps: PageDeps) {
  const { storage } = deps;
  const wordsOf = (context: Context) => TEACHING_WORDS[deskLanguage(context)];
  const idOf = (context: Context): string => context.req.param('id') ?? '';
  const back = (context: Context): Response => context.redirect(TEACHING_PATH, 303);

  async function show(context: Context, status: 409 | 422, remark: TeachingRemark): Promise<Response> {
    context.status(status);
    return context.html(await renderTeaching(deps, context, remark));
  }
  /** A day from today on; null for any other. */
  function dayAhead(typed: string | undefined): number | null {
    const day = readDay(typed ?? '');
    const today = dayOf(deps.now());
    return day !== null && day >= today && day <= today + DAYS_AHEAD ? day : null;
  }
  const decided = (act: (id: string, officerId: string) => Promise<boolean>) => async (context: Context) => {
    if (!(await act(idOf(context), officerOf(context).id))) return show(context, 409, { notice: wordsOf(context).gone });
    return back(context);
  };

  return {
    /** `POST …/days`: the library's own words of a type on a day. */
    async choose(context: Context): Promise<Response> {
      const words = wordsOf(context);
      const typed = await typedFields(context);
      const day = dayAhead(typed.day);
      if (day === null || !isType(typed.type)) {
        const problems = day === null ? { day: words.needDay } : { type: words.needType };
        return show(context, 422, { form: { name: 'choose', typed, problems } });
      }
      if (!(await storage.chooseTurn(day, typed.type, officerOf(context).id))) return show(context, 409, { notice: words.taken });
      return back(context);
    },

    /** `POST …/days/:day/free` */
    async free(context: Context): Promise<Response> {
      const day = dayAhead(context.req.param('day'));
      if (day === null || !(await storage.freeTurn(day, officerOf(context).id)))
        return show(context, 409, { notice: wordsOf(context).gone });
      return back(context);
    },

    /** `POST …/cases/:id`: a closed case in the officer's own words. */
    async tellCase(context: Context): Promise<Response> {
      const about = await toldCase(deps, context);
      const { typed, told, problems } = await typedStory(deps, context, false);
      if (Object.keys(problems).length > 0) {
        context.status(422);
        return context.html(await renderCaseStory(deps, context, { form: { name: CASE_FORM, typed, problems } }));
      }
      const { type, month: caseMonth, lossBand } = about;
      await storage.proposeText({ ...told, kind: 'daily', type, caseMonth, lossBand }, officerOf(context).id);
      return back(context);
    },

    /** `POST …/news` */
    async tellNews(context: Context): Promise<Response> {
      const { typed, told, problems } = await typedStory(deps, context, true);
      if (Object.keys(problems).length > 0) return show(context, 422, { form: { name: NEWS_FORM, typed, problems } });
      await storage.proposeText({ ...told, kind: 'news', type: null, caseMonth: null, lossBand: null }, officerOf(context).id);
      return back(context);
    },

    /** `POST …/texts/:id/agree` */
    async agree(context: Context): Promise<Response> {
      const words = wordsOf(context);
      const typed = await typedFields(context);
      const text = await storage.readTeachingText(idOf(context));
      if (text?.state !== 'proposed') return show(context, 409, { notice: words.gone });
      const day = text.kind === 'daily' ? dayAhead(typed.day) : null;
      if (text.kind === 'daily' && day === null)
        return show(context, 422, { form: { name: `agree-${text.id}`, typed, problems: { day: words.needDay } } });
      const came = await storage.approveText(text.id, officerOf(context).id, day);
      if (came !== 'done') return show(context, 409, { notice: words[came] });
      return back(context);
    },

    refuse: decided((id, officerId) => storage.refuseText(id, officerId)),
    withdraw: decided((id, officerId) => storage.withdrawText(id, officerId)),
  };
}
