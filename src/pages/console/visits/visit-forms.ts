import type { Context } from 'hono';
import { type DoorstepCheck, isDoorstepCheck } from '../../../dissuasion/doorstep-words.ts';
import { AppError } from '../../../errors.ts';
import type { TaskResult } from '../../../storage/dissuasion/tier-plan.ts';
import { VISIT_RESULTS, type VisitFormKind, type VisitResult } from '../../../storage/places/places-tables.ts';
import type { PageDeps } from '../../citizen/page-deps.ts';
import { typedFields } from '../case-answers.tsx';
import { formIdOf } from '../form-id.ts';
import { deskLanguage } from '../language.tsx';
import { officerOf } from '../session.ts';
import { readOwnVisit, unknownVisit } from './read-own-visit.ts';
import { renderVisit } from './visit-page.tsx';
import { VISIT_PROBLEMS, VISIT_REFUSALS } from './visit-words.ts';
import { doneAt, stopLossPath, VISITS_PATH, visitPath, warningIdOf } from './visiting.ts';

/** UTF-16 units. */
const LONGEST_NOTE = 500;
const LONGEST_NAME = 40;
/** Digits, and what one writes between them. */
const PHONE = /^\+?[\d -]{5,20}$/;

/** What the dissuasion knows it as: who did not speak with us was not met. */
const AS_STEP: Readonly<Record<VisitResult, TaskResult>> = {
  persuaded: 'persuaded',
  unpersuaded: 'unpersuaded',
  absent: 'unreached',
  refused: 'unreached',
  paid: 'paid',
};
/** Written into the note, in the words of the desk. */
const REFUSED = '上门了，他不肯说话。';

type Typed = Readonly<Record<string, string>>;

/** What is sent in from a doorstep; each form once by the id that the telephone gave it, however late. */
export function visitForms(deps: PageDeps) {
  const { storage } = deps;

  async function refuse(context: Context, form: VisitFormKind, typed: Typed, problems: Typed, status: 409 | 422 = 422): Promise<Response> {
    context.status(status);
    return context.html(await renderVisit(deps, context, { form, typed, problems }));
  }

  function stepOf(context: Context, typed: Typed): string {
    const stepId = formIdOf(typed.stepId);
    if (!stepId) throw new AppError('visit.step', VISIT_REFUSALS[deskLanguage(context)].step, 422);
    return stepId;
  }

  const timeOf = async (context: Context, typed: Typed): Promise<number> =>
    doneAt(typed, deps.now(), await storage.visitBounds(warningIdOf(context), officerOf(context).id));

  async function keep(context: Context, typed: Typed, kind: VisitFormKind, result: VisitResult | undefined, words: object): Promise<void> {
    const kept = await storage.keepDoorstepForm({
      stepId: stepOf(context, typed),
      warningId: warningIdOf(context),
      officerId: officerOf(context).id,
      kind,
      ...(result && { result }),
      at: await timeOf(context, typed),
      words,
    });
    if (kept === 'other') throw new AppError('visit.step', VISIT_REFUSALS[deskLanguage(context)].used, 422);
  }

  const back = (context: Context, path = visitPath(warningIdOf(context))): Response => context.redirect(path, 303);

  return {
    async begin(context: Context): Promise<Response> {
      const [{ alone }, typed] = [await readOwnVisit(deps, context), await typedFields(context)];
      // What was begun stays begun, also when it has become urgent since.
      if (alone && !(await storage.hasDoorstepForm(stepOf(context, typed))))
        throw new AppError('visit.alone', VISIT_REFUSALS[deskLanguage(context)].alone, 409);
      await keep(context, typed, 'begin', undefined, {});
      return back(context);
    },

    async family(context: Context): Promise<Response> {
      await readOwnVisit(deps, context);
      const typed = await typedFields(context);
      const words = VISIT_PROBLEMS[deskLanguage(context)];
      const { name = '', relation = '', phone = '' } = typed;
      const problems = {
        ...((name === '' || name.length > LONGEST_NAME) && { name: words.name }),
        ...(relation.length > LONGEST_NAME && { relation: words.long(LONGEST_NAME) }),
        ...(!PHONE.test(phone) && { phone: words.phone }),
      };
      if (Object.keys(problems).length > 0) return refuse(context, 'family', typed, problems);
      await keep(context, typed, 'family', undefined, { family: { name, relation, phone } });
      return back(context, `${visitPath(warningIdOf(context))}#family`);
    },

    async finish(context: Context): Promise<Response> {
      const { warning, companion, alone } = await readOwnVisit(deps, context);
      const typed = await typedFields(context);
      const words = VISIT_PROBLEMS[deskLanguage(context)];
      const { note = '', signed = '' } = typed;
      const result = VISIT_RESULTS.find((one) => one === typed.result);
      // Whoever has paid needs help at once: nothing else is asked for.
      const isPaid = result === 'paid';
      const problems = {
        ...(!result && { result: words.result }),
        ...(note.length > LONGEST_NOTE && { note: words.long(LONGEST_NOTE) }),
        ...(!isPaid && !isOwnName(signed, officerOf(context).display) && { signed: words.signed(officerOf(context).display) }),
      };
      if (!result || Object.keys(problems).length > 0) return refuse(context, 'finish', typed, problems);
      const checked = Object.keys(typed).flatMap((name): DoorstepCheck[] => {
        const id = name.replace(/^check-/, '');
        return name.startsWith('check-') && isDoorstepCheck(id) ? [id] : [];
      });
      // First: it says whether he may, by the tier at that time; sent again, it is recorded once.
      await storage.recordStep({
        stepId: stepOf(context, typed),
        warningId: warning.id,
        // That money has gone is taken from whoever says it, also when nobody came along.
        kind: isPaid && alone ? 'call' : 'visit',
        result: AS_STEP[result],
        officerId: officerOf(context).id,
        companionId: companion?.id ?? null,
        at: await timeOf(context, typed),
        note: [result === 'refused' ? REFUSED : '', note].filter(Boolean).join('\n'),
      });
      await keep(context, typed, 'finish', result, { note, checked, ...(!isPaid && { signed }) });
      return isPaid ? back(context, stopLossPath(warning.id)) : back(context, `${VISITS_PATH}?sent=1`);
    },

    /** The officer who comes along: himself, or whom he names. */
    async companion(context: Context): Promise<Response> {
      const { warning } = await readOwnVisit(deps, context);
      const { companion = '' } = await typedFields(context);
      if (!(await storage.setCompanion(warning.id, companion, officerOf(context).id)))
        throw new AppError('visit.companion', VISIT_REFUSALS[deskLanguage(context)].companion, 422);
      return back(context);
    },

    async task(context: Context): Promise<Response> {
      const typed = await typedFields(context);
      const done = await storage.finishGridTask(
        context.req.param('id') ?? '',
        officerOf(context).id,
        stepOf(context, typed),
        doneAt(typed, deps.now()),
      );
      if (!done) throw unknownVisit(context);
      return back(context, `${VISITS_PATH}#tasks`);
    },
  };
}

/** He signs with the name that he has here; blanks and capitals are nobody's. */
function isOwnName(typed: string, display: string): boolean {
  const plain = (name: string): string => name.normalize('NFKC').replace(/\s/g, '').toLowerCase();
  return typed.length <= LONGEST_NAME && plain(typed) === plain(display);
}
