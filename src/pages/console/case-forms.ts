import type { Context } from 'hono';
import { AppError } from '../../errors.ts';
import type { PageDeps } from '../citizen/page-deps.ts';
import { readForm } from '../citizen/read-form.ts';
import { caseAnswers, caseIdOf as idOf, typedFields } from './case-answers.tsx';
import { LONGEST_NOTE } from './case-notes.tsx';
import { unknownCase } from './case-page.tsx';
import { TRUTHS } from './desk-words.ts';
import { replyLimitOf, sizeOf, UNIT_WORDS } from './reply-limit.ts';
import { officerOf } from './session.ts';

/**
 * What an officer does with a case. Each form leads back to a page (303); one that came too late, or holds what cannot be
 * taken, shows the case with what is wrong and what was typed.
 */
export function caseForms(deps: PageDeps) {
  const { storage, nudgeDelivery } = deps;

  const { show, notOwner, back } = caseAnswers(deps);

  return {
    async claim(context: Context): Promise<Response> {
      const claim = await storage.claimCase(idOf(context), officerOf(context).id);
      const deskCase = await storage.deskCase(idOf(context));
      if (!deskCase) throw unknownCase();
      if (deskCase.status === 'closed') return show(context, 409, { notice: '没接成：这一单已经结案。' });
      if (!claim?.won) return show(context, 409, { notice: `没接成：${claim?.owner.display ?? '同事'}先接手了。` });
      nudgeDelivery();
      return back(context);
    },

    async release(context: Context): Promise<Response> {
      if (!(await storage.releaseCase(idOf(context), officerOf(context).id))) return notOwner(context);
      nudgeDelivery();
      return context.redirect('/console', 303);
    },

    async close(context: Context): Promise<Response> {
      const { truth } = await readForm(context);
      const said = TRUTHS.find((one) => one === truth);
      if (!said) return show(context, 422, { notice: '没结成：请在“真诈骗、误报、说不准”里按一个。' });
      if (!(await storage.closeCase(idOf(context), officerOf(context).id, said))) return notOwner(context);
      nudgeDelivery();
      return context.redirect('/console', 303);
    },

    async say(context: Context): Promise<Response> {
      const text = await readText(context);
      const { form } = await readForm(context);
      const deskCase = await storage.deskCase(idOf(context));
      if (!deskCase) throw unknownCase();
      const problem = problemOf(text, deskCase.channel);
      if (problem) return show(context, 422, { reply: { text, problem } });
      if (!(await storage.sayAsOfficer(deskCase.id, officerOf(context).id, text, formIdOf(form))))
        return show(context, 409, { reply: { text, problem: '没发出：这一单现在不是您在办。' } });
      nudgeDelivery();
      return back(context, 'reply');
    },

    async note(context: Context): Promise<Response> {
      const text = await readText(context);
      if (!(await storage.deskCase(idOf(context)))) throw unknownCase();
      const problem =
        text === ''
          ? '先写备注，再按“记下”。'
          : text.length > LONGEST_NOTE
            ? `备注最多${LONGEST_NOTE}字，现在${text.length}字。分两条写。`
            : null;
      if (problem) return show(context, 422, { note: { text, problem } });
      await storage.addNote(idOf(context), officerOf(context).id, text);
      return back(context, 'note');
    },
  };
}

/** One of ours; anything else is as if there were none. */
function formIdOf(form: unknown): string | undefined {
  return typeof form === 'string' && /^[\w-]{8,64}$/.test(form) ? form : undefined;
}

function problemOf(text: string, channel: string): string | null {
  if (text === '') return '先写要回他的话，再按“发给他”。';
  const { unit, most } = replyLimitOf(channel);
  const size = sizeOf(text, unit);
  return size > most ? `太长，发不全：最多${most}${UNIT_WORDS[unit]}，现在${size}${UNIT_WORDS[unit]}。分两条发。` : null;
}

/** @throws AppError 400 `request.not-form` */
async function readText(context: Context): Promise<string> {
  const { text } = await typedFields(context);
  if (text === undefined) throw new AppError('request.not-form', '表单里没有文字。', 400);
  return text;
}
