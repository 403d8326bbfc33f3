import { mayCorrect } from '../../../stop-loss/corrections.ts';
import { formAgain, formContent } from '../../../stop-loss/form-again.ts';
import { asStored, transferBodyOf } from '../../../stop-loss/stop-lead.ts';
import type { PageDeps } from '../page-deps.ts';

/** An officer may take the lead, or somebody correct it, at the same moment; then it is looked at again. */
const ATTEMPTS = 3;

/**
 * The form that made this lead has come once more with other words: he went back and typed on, or never saw that it was taken.
 * @returns false where the lead can be changed no more: nothing of what was typed is kept
 */
export async function correctByForm(
  { storage, now }: Pick<PageDeps, 'storage' | 'now'>,
  token: string,
  typed: Readonly<Record<string, string>>,
): Promise<boolean> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const lead = await storage.stopLeadOfToken(token);
    if (!lead || lead.body === null) return false;
    const transfers = lead.records.map(({ position, body }) => ({ position, transfer: transferBodyOf(body) }));
    const found = formAgain({ body: lead.body, transfers, createdAt: lead.createdAt }, typed, now());
    if (found === null) return true;
    if (!mayCorrect(lead)) return false;
    const result = await storage.correctStopLead(token, {
      seen: lead.acts,
      body: found.body,
      transfers: found.transfers.map(({ position, transfer }) => ({ ...asStored(transfer), position })),
      added: found.added.map(asStored),
      content: formContent(typed),
    });
    if (result !== 'moved') return result === 'done';
  }
  return false;
}
