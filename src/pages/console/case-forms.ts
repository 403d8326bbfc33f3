import type { Context } from 'hono';
import { paymentApprovalIn } from '../../desk/approvals.ts';
import { AppError } from '../../errors.ts';
import type { DeskCase } from '../../storage/desk-cases.ts';
import { isGroup } from '../../storage/group-conversations.ts';
import { TELEPHONE } from '../../storage/telephone-channel.ts';
import type { PageDeps } from '../citizen/page-deps.ts';
import { caseAnswers, caseIdOf as idOf, typedFields } from './case-answers.tsx';
import { LONGEST_NOTE } from './case-notes.tsx';
import { unknownCase } from './case-page.tsx';
import { closingForms } from './closing-forms.ts';
import { formIdOf } from './form-id.ts';
import { handingForms } from './handing-forms.ts';
import { type DeskLanguage, deskLanguage, type Spoken } from './language.tsx';
import { NOT_INTO_A_GROUP } from './reply-form.tsx';
import { replyLimitOf, sizeOf, UNIT_WORDS } from './reply-limit.ts';
import { ROLE_NAMES } from './role-names.ts';
import { officerOf } from './session.ts';

interface FormWords {
  readonly alreadyClosed: string;
  readonly lostTo: (owner: string) => string;
  readonly keptFor: (role: string) => string;
  readonly notYet: string;
  readonly notSent: string;
  readonly noReply: string;
  readonly replyTooLong: (most: number, size: number, unit: string) => string;
  readonly noNote: string;
  readonly noteTooLong: (size: number) => string;
  readonly noteErased: string;
  readonly noText: string;
  readonly byTelephone: string;
  readonly approves: (words: string) => string;
}
const WORDS: Spoken<FormWords> = {
  'zh-CN': {
    alreadyClosed: '没接成：这一单已经结案。',
    lostTo: (owner) => `没接成：${owner}先接手了。`,
    keptFor: (role) => `没接成：这一单在等${role}接手。`,
    notYet: '没接成：请再按一次。',
    notSent: '没发出：这一单现在不是您在办。',
    noReply: '先写要回他的话，再按“发给他”。',
    replyTooLong: (most, size, unit) => `太长，发不全：最多${most}${unit}，现在${size}${unit}。分两条发。`,
    noNote: '先写备注，再按“记下”。',
    noteTooLong: (size) => `备注最多${LONGEST_NOTE}字，现在${size}字。分两条写。`,
    noteErased: '没记下：这个人的资料已经删除。',
    noText: '表单里没有文字。',
    byTelephone: '这一单是打来的，没有可发的渠道。请在电话里说。',
    approves: (words) => `没发出：“${words}”会被当成我们担保这笔钱。换一种说法，比如“先别转，自己打110核实”。`,
  },
  en: {
    alreadyClosed: 'Not taken: this case is closed.',
    lostTo: (owner) => `Not taken: ${owner} was first.`,
    keptFor: (role) => `Not taken: this case waits for a ${role}.`,
    notYet: 'Not taken: please press again.',
    notSent: 'Not sent: this case is not yours now.',
    noReply: 'Write your answer first, then send it.',
    replyTooLong: (most, size, unit) => `Too long to send: at most ${most} ${unit}, now ${size}. Send it in two parts.`,
    noNote: 'Write the note first, then save it.',
    noteTooLong: (size) => `A note has at most ${LONGEST_NOTE} characters, now ${size}. Write two.`,
    noteErased: 'Not saved: the data of this person was erased.',
    noText: 'There is no text in the form.',
    byTelephone: 'This case came by call; nothing can be sent. Say it on the telephone.',
    approves: (words) => `Not sent: “${words}” would be taken as our approval of a payment. Say it differently.`,
  },
};
const UNIT_NAMES: Readonly<Record<keyof typeof UNIT_WORDS, string>> = { bytes: 'bytes', units: 'characters', segments: 'text messages' };

/**
 * What an officer does with a case. Each form leads back to a page (303); one that came too late, or holds what cannot be
 * taken, shows the case with what is wrong and what was typed.
 */
export function caseForms(deps: PageDeps) {
  const { storage, nudgeDelivery } = deps;
  const { show, back } = caseAnswers(deps);

  return {
    ...closingForms(deps),
    ...handingForms(deps),

    async claim(context: Context): Promise<Response> {
      const language = deskLanguage(context);
      const words = WORDS[language];
      const claim = await storage.claimCase(idOf(context), officerOf(context).id);
      const [deskCase, standing] = await Promise.all([storage.deskCase(idOf(context)), storage.caseStanding(idOf(context))]);
      if (!deskCase || !standing) throw unknownCase();
      if (deskCase.status === 'closed') return show(context, 409, { notice: words.alreadyClosed });
      if (claim && !claim.won) return show(context, 409, { notice: words.lostTo(claim.owner.display) });
      if (!claim) {
        const { wantedRole } = standing;
        return show(context, 409, { notice: wantedRole ? words.keptFor(ROLE_NAMES[language][wantedRole]) : words.notYet });
      }
      nudgeDelivery();
      return back(context);
    },

    async say(context: Context): Promise<Response> {
      const language = deskLanguage(context);
      const { text, form } = await readText(context);
      const deskCase = await storage.deskCase(idOf(context));
      if (!deskCase) throw unknownCase();
      const problem = problemOf(text, deskCase, language);
      if (problem) {
        await storage.touchCase(deskCase.id, officerOf(context).id);
        return show(context, 422, { reply: { text, problem } });
      }
      if (!(await storage.sayAsOfficer(deskCase.id, officerOf(context).id, text, formIdOf(form))))
        return show(context, 409, { reply: { text, problem: WORDS[language].notSent } });
      nudgeDelivery();
      return back(context, 'reply');
    },

    async note(context: Context): Promise<Response> {
      const words = WORDS[deskLanguage(context)];
      const { text, form } = await readText(context);
      if (!(await storage.deskCase(idOf(context)))) throw unknownCase();
      const problem = text === '' ? words.noNote : text.length > LONGEST_NOTE ? words.noteTooLong(text.length) : null;
      if (problem) {
        await storage.touchCase(idOf(context), officerOf(context).id);
        return show(context, 422, { note: { text, problem } });
      }
      try {
        await storage.addNote(idOf(context), officerOf(context).id, text, formIdOf(form));
      } catch (error) {
        if (!(error instanceof AppError) || error.code !== 'conversation.erased') throw error;
        return show(context, 409, { note: { text, problem: words.noteErased } });
      }
      return back(context, 'note');
    },
  };
}

function problemOf(text: string, { channel, conversationId }: DeskCase, language: DeskLanguage): string | null {
  const words = WORDS[language];
  if (text === '') return words.noReply;
  if (channel === TELEPHONE) return words.byTelephone;
  if (isGroup(conversationId)) return NOT_INTO_A_GROUP[language];
  const approval = paymentApprovalIn(text);
  if (approval) return words.approves(approval);
  const { unit, most } = replyLimitOf(channel);
  const size = sizeOf(text, unit);
  return size > most ? words.replyTooLong(most, size, language === 'en' ? UNIT_NAMES[unit] : UNIT_WORDS[unit]) : null;
}

/** @throws AppError 400 `request.not-form` */
async function readText(context: Context): Promise<{ readonly text: string; readonly form: string | undefined }> {
  const { text, form } = await typedFields(context);
  if (text === undefined) throw new AppError('request.not-form', WORDS[deskLanguage(context)].noText, 400);
  return { text, form };
}
