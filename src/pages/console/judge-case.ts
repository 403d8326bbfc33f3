import type { Context } from 'hono';
import { approvalIn } from '../../desk/approvals.ts';
import { isMoneyGone, judgementWords, toldType } from '../../desk/judgement-words.ts';
import { COLOURS } from '../../library/schema.ts';
import { isGroup } from '../../storage/group-conversations.ts';
import type { PageDeps } from '../citizen/page-deps.ts';
import { caseAnswers, caseIdOf, typedFields } from './case-answers.tsx';
import { unknownCase } from './case-page.tsx';
import { formIdOf } from './form-id.ts';
import { moneyOf } from './known-money.ts';
import { deskLanguage, type Spoken } from './language.tsx';
import { readsEnglish } from './reads-english.ts';
import { NOT_INTO_A_GROUP } from './reply-form.tsx';
import { replyLimitOf, sizeOf } from './reply-limit.ts';
import { officerOf } from './session.ts';
import { VERDICT_FORM } from './verdict-form.tsx';

/** UTF-16 units. */
const LONGEST_REASON = 200;

interface Problems {
  colour: string;
  type: string;
  reason: string;
  long: (length: number) => string;
  tooLong: string;
  approval: (words: string) => string;
  notOwner: string;
  used: string;
}
const PROBLEMS: Spoken<Problems> = {
  'zh-CN': {
    colour: '先选红、黄、绿，再发。',
    type: '没有这种套路，请重新选。',
    reason: '写一句为什么：看到了什么，比如“对方要先交解冻费”。',
    long: (length) => `理由最多${LONGEST_REASON}字，现在${length}字。`,
    tooLong: '连同开头和署名太长，这个渠道发不全。理由写短些。',
    approval: (words) => `“${words}”像在替付款担保，没有发出。只写看到了什么，不写可以付、是安全的、能追回。`,
    notOwner: '没发出：这一单现在不是您在办。',
    used: '这张表刚才已经发出过一条。看一下对话，要改判就刷新这一页再发。',
  },
  en: {
    colour: 'Choose red, yellow or green first.',
    type: 'There is no such type; choose again.',
    reason: 'Say why in a sentence: what you saw, such as: they want a fee before they unfreeze the account.',
    long: (length) => `The reason may have ${LONGEST_REASON} characters; it has ${length}.`,
    tooLong: 'With its beginning and your name it is too long for this channel. Shorten the reason.',
    approval: (words) =>
      `“${words}” reads as if you vouched for a payment; nothing was sent. Say only what you saw, never that paying is fine, safe or comes back.`,
    notOwner: 'Not sent: the case is not yours at the moment.',
    used: 'This form has already sent one. Look at the conversation; to change the verdict, reload the page.',
  },
};

/** `POST /console/cases/:id/judge`: the owner's verdict, over the bot's; the citizen is told in the same step. */
export function judgeCase(deps: PageDeps) {
  const { storage, nudgeDelivery, detector } = deps;
  const { show, back } = caseAnswers(deps);

  return async (context: Context): Promise<Response> => {
    const typed = await typedFields(context);
    const deskCase = await storage.deskCase(caseIdOf(context));
    if (!deskCase) throw unknownCase();
    const words = PROBLEMS[deskLanguage(context)];
    const refuse = (status: 409 | 422, problems: Readonly<Record<string, string>>): Promise<Response> =>
      show(context, status, { form: { name: VERDICT_FORM, typed, problems } });

    if (isGroup(deskCase.conversationId)) return refuse(422, { reason: NOT_INTO_A_GROUP[deskLanguage(context)] });
    const { reason = '' } = typed;
    const colour = COLOURS.find((one) => one === typed.colour);
    const type = detector.library.types.find(({ id }) => id === typed.type) ?? null;
    const problems = {
      ...(colour ? {} : { colour: words.colour }),
      ...(typed.type && !type ? { type: words.type } : {}),
      ...(reason === '' ? { reason: words.reason } : reason.length > LONGEST_REASON ? { reason: words.long(reason.length) } : {}),
    };
    if (!colour || Object.keys(problems).length > 0) return refuse(422, problems);

    const officer = officerOf(context);
    const english = await readsEnglish(deps, deskCase.conversationId);
    const text = judgementWords({
      colour,
      type: type && toldType(type, english),
      reason,
      moneyGone: isMoneyGone(deskCase) || (await moneyOf(deps, deskCase.id)).length > 0,
      officer: officer.display,
      caseNumber: deskCase.number,
      english,
    });
    const approval = approvalIn(reason) ?? approvalIn(text);
    if (approval) return refuse(422, { reason: words.approval(approval) });
    const { unit, most } = replyLimitOf(deskCase.channel);
    if (sizeOf(text, unit) > most) return refuse(422, { reason: words.tooLong });

    const result = await storage.judgeCase({
      caseId: deskCase.id,
      officerId: officer.id,
      colour,
      type: type?.id ?? null,
      reason,
      text,
      formId: formIdOf(typed.form) ?? deps.newId(),
    });
    if (result === 'not-owner') return refuse(409, { reason: words.notOwner });
    if (result === 'form-used') return refuse(409, { reason: words.used });
    nudgeDelivery();
    return back(context, 'verdict');
  };
}
