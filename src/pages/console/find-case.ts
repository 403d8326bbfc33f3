import type { Context } from 'hono';
import type { LiveQueue } from '../../desk/live-queue.ts';
import type { PageDeps } from '../citizen/page-deps.ts';
import { deskLanguage, type Spoken } from './language.tsx';
import { readFilter } from './queue-filter.tsx';
import { renderQueue } from './queue-page.tsx';

const WORDS: Spoken<{ none: string; shape: string }> = {
  'zh-CN': {
    none: '没有这个编号。对一对数字，或者它已经删除。',
    shape: '编号是字母 A 加六位数字，只写数字也行；止付线索是 Z 加六位数字。',
  },
  en: {
    none: 'There is no such number. Check the digits; or it has been deleted.',
    shape: 'A number is the letter A and six digits; the digits alone will do. Of a stop-payment lead it is Z and six digits.',
  },
};

/** `GET /console/find?number=`: to the case or the stop lead with this number, or the queue with what is wrong beside the field. */
export function findCase(deps: PageDeps, queue: LiveQueue) {
  return async (context: Context): Promise<Response> => {
    const typed = (context.req.query('number') ?? '').slice(0, 40);
    const words = WORDS[deskLanguage(context)];
    const number = caseNumberOf(typed);
    const caseId = number === null ? null : await deps.storage.caseByNumber(number);
    if (caseId !== null) return context.redirect(`/console/cases/${encodeURIComponent(caseId)}`, 303);
    const lead = number?.startsWith('Z') ? await deps.storage.findStopLead(number) : null;
    if (lead !== null) return context.redirect(`/console/stop-leads/${encodeURIComponent(lead.id)}`, 303);
    context.status(number === null ? 422 : 404);
    const sought = { number: typed, problem: number === null ? words.shape : words.none };
    const none = readFilter(() => undefined);
    return context.html(await renderQueue(deps, context, await queue.read(), none, sought));
  };
}

/** `a 001-234` and `001234` are A001234; null: no number of a case or a lead. */
function caseNumberOf(typed: string): string | null {
  const plain = typed.normalize('NFKC').replace(/[\s-]/g, '').toUpperCase();
  if (/^\d{6}$/.test(plain)) return `A${plain}`;
  return /^[A-Z]\d{6}$/.test(plain) ? plain : null;
}
