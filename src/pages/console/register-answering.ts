import type { Hono } from 'hono';
import type { PageDeps } from '../citizen/page-deps.ts';
import { cannedAnswers } from './canned-answers.tsx';
import { judgeCase } from './judge-case.ts';
import { makeReceipt } from './make-receipt.ts';
import { renderReceiptSheet } from './receipt-sheet.tsx';
import { AT_THE_QUEUE } from './roles.ts';
import { requireOfficer } from './session.ts';

/** What an officer says to the citizen beside plain words: a verdict, a receipt, a prepared reply. */
export function registerAnswering(pages: Hono, deps: PageDeps): void {
  const allowed = requireOfficer(deps, AT_THE_QUEUE);
  const canned = cannedAnswers(deps);
  pages.post('/console/cases/:id/judge', allowed, judgeCase(deps));
  pages.post('/console/cases/:id/receipt', allowed, makeReceipt(deps));
  pages.get('/console/receipts/:number', allowed, async (context) => context.html(await renderReceiptSheet(deps, context)));
  pages.get('/console/cases/:id/canned', allowed, canned.search);
  pages.get('/console/cases/:id/canned/:reply', allowed, canned.choose);
  pages.post('/console/cases/:id/canned/:reply', allowed, canned.insert);
}
