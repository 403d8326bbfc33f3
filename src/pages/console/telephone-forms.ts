import type { Context } from 'hono';
import { type PoliceProblem, readPoliceFacts } from '../../desk/police-facts.ts';
import { readDueTime } from '../../desk/written-time.ts';
import type { Merging } from '../../storage/merging.ts';
import type { PageDeps } from '../citizen/page-deps.ts';
import { caseAnswers, caseIdOf, typedFields } from './case-answers.tsx';
import { unknownCase } from './case-page.tsx';
import { formIdOf } from './form-id.ts';
import { deskLanguage, type Spoken } from './language.tsx';
import { readSeen } from './seen-up-to.tsx';
import { officerOf } from './session.ts';

/** UTF-16 units. */
const LONGEST_NOTE = 500;

interface Words {
  readonly notOwner: string;
  readonly police: Readonly<Record<PoliceProblem, string>>;
  readonly due: string;
  readonly note: string;
  readonly merge: Readonly<Record<Exclude<Merging, 'merged'>, string>>;
}
const WORDS: Spoken<Words> = {
  'zh-CN': {
    notOwner: '没做成：这一单现在不是您在办。先接手。',
    police: { time: '看不懂这个时间，或者还没到。写 9:31 或 11-20 09:31。', order: '到的时间比派的还早，看一下。', long: '最多80字。' },
    due: '看不懂这个时间。写 15:30、20分钟后 或 明天 9:00，60天以内。',
    note: `最多${LONGEST_NOTE}字。`,
    merge: {
      'not-owner': '没并成：这一单现在不是您在办。',
      'not-theirs': '没并成：没有找到这个人的那一单，或者它自己已并走。',
      owned: '没并成：那一单同事正在办。请他并过来，或者转给他。',
      closed: '没并成：那一单已经结案，并过去就没人看见了。在这一单里接着办。',
      unread: '没并成：他刚又发来话，还没人回。先看完，要并再按一次。',
    },
  },
  en: {
    notOwner: 'Not done: this case is not yours now. Claim it first.',
    police: {
      time: 'This time cannot be read, or is still to come. Write 9:31 or 11-20 09:31.',
      order: 'Arrived before it was sent: please check.',
      long: '80 characters at most.',
    },
    due: 'This time cannot be read. Write 15:30, 20 min or tomorrow 9:00, within 60 days.',
    note: `${LONGEST_NOTE} characters at most.`,
    merge: {
      'not-owner': 'Not merged: this case is not yours now.',
      'not-theirs': 'Not merged: this person has no such case, or it was merged itself.',
      owned: 'Not merged: a colleague works on that one. Ask him to merge it, or hand this one over to him.',
      closed: 'Not merged: that case is closed, and nobody would see this one there. Go on here.',
      unread: 'Not merged: they have just written again, and nobody has answered. Read it first; press again to merge.',
    },
  },
};

/** Notes on both cases, in the language of whoever merges them, as any note of his. */
const MERGE_NOTES: Spoken<Record<'here' | 'there', (number: string) => string>> = {
  'zh-CN': {
    here: (number) => `这一单已并入 ${number}，后面在那一单办。`,
    there: (number) => `${number} 已并到这一单（同一个人）。`,
  },
  en: {
    here: (number) => `This case was merged into ${number}; go on there.`,
    there: (number) => `${number} was merged into this case (the same person).`,
  },
};

/** What the owner notes of 110, promises, and puts together. */
export function telephoneForms(deps: PageDeps) {
  const { storage, nudgeDelivery } = deps;
  const { show, back } = caseAnswers(deps);
  type Typed = Readonly<Record<string, string>>;

  async function wrong(
    context: Context,
    status: 409 | 422,
    name: string,
    typed: Typed,
    problems: Record<string, string>,
  ): Promise<Response> {
    if (!(await storage.deskCase(caseIdOf(context)))) throw unknownCase();
    const { form: notice } = problems;
    return show(context, status, { form: { name, typed, problems }, ...(notice && { notice }) });
  }

  return {
    async police(context: Context): Promise<Response> {
      const words = WORDS[deskLanguage(context)];
      const typed = await typedFields(context);
      const { facts, problems } = readPoliceFacts(typed, deps.now());
      const said = Object.fromEntries(Object.entries(problems).map(([field, problem]) => [field, words.police[problem]]));
      if (Object.keys(said).length > 0) return wrong(context, 422, 'call-police', typed, said);
      const written = await storage.writePoliceFacts(caseIdOf(context), officerOf(context).id, JSON.stringify(facts));
      return written ? back(context, 'calls') : wrong(context, 409, 'call-police', typed, { form: words.notOwner });
    },

    async promise(context: Context): Promise<Response> {
      const words = WORDS[deskLanguage(context)];
      const typed = await typedFields(context);
      const { due = '', note = '', formId } = typed;
      const dueAt = readDueTime(due, deps.now());
      if (dueAt === null) return wrong(context, 422, 'call-promise', typed, { due: words.due });
      if (note.length > LONGEST_NOTE) return wrong(context, 422, 'call-promise', typed, { note: words.note });
      const promised = await storage.promiseCallBack(caseIdOf(context), officerOf(context).id, dueAt, note, formIdOf(formId));
      return promised ? back(context, 'calls') : wrong(context, 409, 'call-promise', typed, { form: words.notOwner });
    },

    async merge(context: Context): Promise<Response> {
      const language = deskLanguage(context);
      const typed = await typedFields(context);
      const officer = officerOf(context).id;
      const merging = await storage.mergeCase(caseIdOf(context), officer, typed.into ?? '', MERGE_NOTES[language], readSeen(typed));
      const status = merging === 'not-theirs' ? 422 : 409;
      if (merging !== 'merged') return wrong(context, status, 'merge', typed, { into: WORDS[language].merge[merging] });
      nudgeDelivery();
      return back(context, 'contacts');
    },
  };
}
