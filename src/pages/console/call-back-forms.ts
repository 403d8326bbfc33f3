import type { Context } from 'hono';
import { AppError } from '../../errors.ts';
import type { CallResult } from '../../storage/call-backs.ts';
import type { CallBack } from '../../storage/listed-call-backs.ts';
import type { PageDeps } from '../citizen/page-deps.ts';
import { CALL_BACKS_PATH, renderCallBacks } from './call-backs-page.tsx';
import { typedFields } from './case-answers.tsx';
import { deskLanguage, type Spoken } from './language.tsx';
import { officerOf } from './session.ts';

const RESULTS: readonly CallResult[] = ['reached', 'unreached', 'not-needed'];
/** UTF-16 units. */
const LONGEST = 500;

interface Words {
  readonly gone: string;
  readonly taken: (who: string) => string;
  readonly why: string;
  readonly long: string;
  readonly choose: string;
  readonly takeFirst: string;
}
const WORDS: Spoken<Words> = {
  'zh-CN': {
    gone: '同事刚办过这个回电，看看现在的情况。',
    taken: (who) => `${who}正在打这个电话，您不用再打。`,
    why: '写一句为什么不用打了。',
    long: `最多${LONGEST}字。`,
    choose: '请在“打通了、没打通、不用打了”里按一个。',
    takeFirst: '先按“我来打”，再记结果。',
  },
  en: {
    gone: 'A colleague has just dealt with this call. See how it stands now.',
    taken: (who) => `${who} is calling already; you need not.`,
    why: 'Write in a sentence why no call is needed.',
    long: `${LONGEST} characters at most.`,
    choose: 'Press one of Reached, Not reached, Not needed.',
    takeFirst: 'Press “I call” first, then note what came of it.',
  },
};

/** Whoever is at the desk makes the calls that are owed. */
export function callBackForms(deps: PageDeps) {
  const { storage } = deps;
  const idOf = (context: Context): string => context.req.param('callBack') ?? '';

  async function listed(context: Context): Promise<CallBack | undefined> {
    return (await storage.callBacksDue(officerOf(context).id)).find(({ id }) => id === idOf(context));
  }
  async function refused(context: Context, status: 409 | 422, said: string, problem: string): Promise<Response> {
    context.status(status);
    const form = { name: `call-back-${idOf(context)}`, typed: { said }, problems: { said: problem } };
    return context.html(await renderCallBacks(deps, context, { form, ...(status === 409 && { notice: problem }) }));
  }
  const back = (context: Context, caseId: string, from: string | undefined): Response =>
    context.redirect(from === 'case' ? `/console/cases/${encodeURIComponent(caseId)}#calls` : CALL_BACKS_PATH, 303);

  return {
    async take(context: Context): Promise<Response> {
      const { from } = await typedFields(context);
      const callBack = await listed(context);
      if (!callBack) throw unknownCallBack();
      if (!(await storage.takeCallBack(callBack.id, officerOf(context).id))) {
        const { gone, taken } = WORDS[deskLanguage(context)];
        const { takenBy } = (await listed(context)) ?? {};
        return refused(context, 409, '', takenBy ? taken(takenBy.display) : gone);
      }
      return back(context, callBack.caseId, from);
    },

    async settle(context: Context): Promise<Response> {
      const words = WORDS[deskLanguage(context)];
      const { result, said = '', attempts = '', from } = await typedFields(context);
      const callBack = await listed(context);
      const done = RESULTS.find((one) => one === result);
      if (!callBack) return refused(context, 409, said, words.gone);
      if (!callBack.open) return refused(context, 409, said, words.takeFirst);
      if (!done) return refused(context, 422, said, words.choose);
      if (done === 'not-needed' && said === '') return refused(context, 422, said, words.why);
      if (said.length > LONGEST) return refused(context, 422, said, words.long);
      if (
        !(await storage.settleCallBack(callBack.id, officerOf(context).id, /^\d{1,9}$/.test(attempts) ? Number(attempts) : -1, done, said))
      )
        return refused(context, 409, said, words.gone);
      return back(context, callBack.caseId, from);
    },
  };
}

function unknownCallBack(): AppError {
  return new AppError('call-back.unknown', '没有这个回电，可能已经打过了。', 404);
}
