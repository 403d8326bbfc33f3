import type { Context } from 'hono';
import type { PageDeps } from '../citizen/page-deps.ts';
import { caseAnswers, caseIdOf as idOf, typedFields } from './case-answers.tsx';
import { unknownCase } from './case-page.tsx';
import { type ClosingProblem, readClosing } from './closing-fields.ts';
import { CLOSING_FORM } from './closing-form.tsx';
import { closedAddress } from './just-closed.tsx';
import { deskLanguage, type Spoken } from './language.tsx';
import { readSeen } from './seen-up-to.tsx';
import { officerOf } from './session.ts';

interface ClosingWords {
  readonly problems: Readonly<Record<ClosingProblem, string>>;
  readonly lost: string;
  readonly saved: string;
  readonly reopenedBy: (owner: string | null) => string;
  readonly otherRuns: string;
  readonly unread: string;
}
const WORDS: Spoken<ClosingWords> = {
  'zh-CN': {
    problems: {
      truth: '没结成：请在“真诈骗、误报、说不准”里按一个。',
      type: '没有这个类型，请重选。',
      amount: '看不懂这个金额。写成 20000、2万、1.5万 或 20,000.50；没有就写0或不填。',
    },
    lost: '损失：',
    saved: '拦下：',
    reopenedBy: (owner) => `没打开：这一单已经打开了${owner ? `，${owner}在办` : '，在等人接手'}。`,
    otherRuns: '没打开：他另有一单没结案，或这一单已并入别的单，或他的资料已删除。',
    unread: '没结成：他刚又发来话，还没人回。先看完，要结再按一次。',
  },
  en: {
    problems: {
      truth: 'Not closed: press Scam, False alarm or Unclear.',
      type: 'There is no such type, please choose again.',
      amount: 'This amount cannot be read. Write it like 20000 or 20,000.50; 0 or nothing if there is none.',
    },
    lost: 'Lost: ',
    saved: 'Saved: ',
    reopenedBy: (owner) => `Not reopened: it is open already${owner ? `, ${owner} has it` : ' and waits'}.`,
    otherRuns: 'Not reopened: another case of this person is running, this one was merged, or their data was erased.',
    unread: 'Not closed: they have just written again, and nobody has answered. Read it first; press again to close.',
  },
};

/** Closing a case, and undoing it. */
export function closingForms(deps: PageDeps) {
  const { storage, nudgeDelivery, detector } = deps;
  const { show, notOwner, back } = caseAnswers(deps);
  const types = detector.library.types.map(({ id }) => id);

  return {
    async close(context: Context): Promise<Response> {
      const words = WORDS[deskLanguage(context)];
      const officer = officerOf(context).id;
      const typed = await typedFields(context);
      const read = readClosing(typed, types);
      if ('problems' in read) {
        await storage.touchCase(idOf(context), officer);
        const problems = Object.entries(read.problems).map(([name, problem]): [string, string] => {
          const field = name === 'lost' || name === 'saved' ? words[name] : '';
          return [name, `${field}${words.problems[problem]}`];
        });
        return show(context, 422, { form: { name: CLOSING_FORM, typed, problems: Object.fromEntries(problems) } });
      }
      const seenUpTo = readSeen(typed);
      if (!(await storage.closeCase(idOf(context), officer, read.truth, { ...read.details, seenUpTo }))) {
        if (seenUpTo === undefined || !(await storage.hasUnread(idOf(context), officer, seenUpTo))) return notOwner(context);
        await storage.touchCase(idOf(context), officer);
        return show(context, 409, { form: { name: CLOSING_FORM, typed, problems: { truth: words.unread } } });
      }
      nudgeDelivery();
      const { number } = (await storage.deskCase(idOf(context))) ?? {};
      return context.redirect(number === undefined ? '/console' : closedAddress(number), 303);
    },

    async reopen(context: Context): Promise<Response> {
      const words = WORDS[deskLanguage(context)];
      if (await storage.reopenCase(idOf(context), officerOf(context).id)) return back(context);
      const deskCase = await storage.deskCase(idOf(context));
      if (!deskCase) throw unknownCase();
      const running = deskCase.status !== 'closed';
      return show(context, 409, { notice: running ? words.reopenedBy(deskCase.owner?.display ?? null) : words.otherRuns });
    },
  };
}
