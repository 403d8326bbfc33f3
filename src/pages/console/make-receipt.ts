import type { Context } from 'hono';
import { newReceiptNumber, receiptWords } from '../../desk/receipt.ts';
import { isGroup } from '../../storage/group-conversations.ts';
import type { PageDeps } from '../citizen/page-deps.ts';
import { caseAnswers, caseIdOf, typedFields } from './case-answers.tsx';
import { unknownCase } from './case-page.tsx';
import { formIdOf } from './form-id.ts';
import { deskLanguage } from './language.tsx';
import { readsEnglish } from './reads-english.ts';
import { NOT_INTO_A_GROUP } from './reply-form.tsx';
import { officerOf } from './session.ts';

/** `POST /console/cases/:id/receipt`: the owner freezes the evidence, and the citizen is told the number in the same step. */
export function makeReceipt(deps: PageDeps) {
  const { storage, nudgeDelivery, config, newId, now } = deps;
  const { notOwner, show, back } = caseAnswers(deps);

  return async (context: Context): Promise<Response> => {
    const { form } = await typedFields(context);
    const deskCase = await storage.deskCase(caseIdOf(context));
    if (!deskCase) throw unknownCase();
    if (isGroup(deskCase.conversationId)) return show(context, 422, { notice: NOT_INTO_A_GROUP[deskLanguage(context)] });
    const officer = officerOf(context);
    const number = await newReceiptNumber(newId, now());
    const english = await readsEnglish(deps, deskCase.conversationId);
    const { display } = officer;
    const text = receiptWords(number, { hotline: config.HOTLINE_NUMBER, officer: display, caseNumber: deskCase.number, english });
    const formId = formIdOf(form) ?? newId();
    if (!(await storage.makeReceipt({ caseId: deskCase.id, officerId: officer.id, number, text, formId }))) return notOwner(context);
    nudgeDelivery();
    return back(context, 'receipts');
  };
}
