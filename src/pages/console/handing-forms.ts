import type { Context } from 'hono';
import type { Transfer } from '../../storage/case-transfer.ts';
import type { PageDeps } from '../citizen/page-deps.ts';
import { caseAnswers, caseIdOf as idOf, typedFields } from './case-answers.tsx';
import { LONGEST_NOTE } from './case-notes.tsx';
import { unknownCase } from './case-page.tsx';
import { deskLanguage, type Spoken } from './language.tsx';
import { AT_THE_QUEUE, SUPERVISING } from './roles.ts';
import { officerOf } from './session.ts';
import { TRANSFER_FORM } from './transfer-form.tsx';

interface HandingWords {
  readonly nobody: string;
  readonly tooLong: (size: number) => string;
  readonly away: string;
  readonly meanwhile: (owner: string | null) => string;
}
const WORDS: Spoken<HandingWords> = {
  'zh-CN': {
    nobody: '没转：请先选转给谁。',
    tooLong: (size) => `没转：带的话最多${LONGEST_NOTE}字，现在${size}字。`,
    away: '没转成：他现在不在值班台，请另选一位或一个角色。',
    meanwhile: (owner) => `没转成：这一单刚有变化，${owner === null ? '现在没人在办' : `现在${owner}在办`}。`,
  },
  en: {
    nobody: 'Not handed over: choose to whom first.',
    tooLong: (size) => `Not handed over: the remark has at most ${LONGEST_NOTE} characters, now ${size}.`,
    away: 'Not handed over: that colleague is not at the desk now. Choose another one, or a role.',
    meanwhile: (owner) => `Not handed over: the case has just changed, ${owner === null ? 'nobody has it now' : `${owner} has it now`}.`,
  },
};

/** Giving a case away, and being on the telephone with its citizen. */
export function handingForms(deps: PageDeps) {
  const { storage, nudgeDelivery } = deps;
  const { show, notOwner, back } = caseAnswers(deps);

  return {
    async release(context: Context): Promise<Response> {
      const { owner } = await typedFields(context);
      const officer = officerOf(context).id;
      if (!(await storage.releaseCase(idOf(context), officer, owner || officer))) return notOwner(context);
      nudgeDelivery();
      return context.redirect('/console', 303);
    },

    async transfer(context: Context): Promise<Response> {
      const words = WORDS[deskLanguage(context)];
      const officer = officerOf(context);
      const typed = await typedFields(context);
      const { owner = '', remark = '' } = typed;
      const to = receiverOf(typed.to ?? '');
      const caseId = idOf(context);
      const refuse = async (status: 409 | 422, problems: Record<string, string>): Promise<Response> => {
        await storage.touchCase(caseId, officer.id);
        return show(context, status, { form: { name: TRANSFER_FORM, typed, problems } });
      };
      if (!to) return refuse(422, { to: words.nobody });
      if (remark.length > LONGEST_NOTE) return refuse(422, { remark: words.tooLong(remark.length) });
      const ownerId = owner || officer.id;
      if (await storage.transferCase({ caseId, officerId: officer.id, ownerId, to, remark })) {
        nudgeDelivery();
        return 'officerId' in to && to.officerId === officer.id ? back(context) : context.redirect('/console', 303);
      }
      const deskCase = await storage.deskCase(caseId);
      if (!deskCase) throw unknownCase();
      if (ownerId !== officer.id && !SUPERVISING.includes(officer.role)) return notOwner(context);
      if (deskCase.status === 'claimed' && deskCase.owner?.id === ownerId) return refuse(409, { to: words.away });
      return show(context, 409, {
        notice: words.meanwhile(deskCase.status === 'claimed' ? (deskCase.owner?.display ?? null) : null),
        form: { name: TRANSFER_FORM, typed, problems: {} },
      });
    },

    async telephone(context: Context): Promise<Response> {
      const { calling } = await typedFields(context);
      if (!(await storage.setOnTelephone(idOf(context), officerOf(context).id, calling === '1'))) return notOwner(context);
      return back(context);
    },
  };
}

/** `officer:<id>` or `role:<role>`, as the form offers them; null for anything else. */
function receiverOf(typed: string): Transfer['to'] | null {
  const id = /^officer:(.+)$/.exec(typed)?.[1];
  if (id) return { officerId: id };
  const role = AT_THE_QUEUE.find((one) => typed === `role:${one}`);
  return role ? { role } : null;
}
