import type { Context } from 'hono';
import { AppError } from '../../../errors.ts';
import { type CheckedWord, changedSince, checkInWords, type IdentityCheck } from '../../../stop-loss/identity-check.ts';
import { maskedLead, maskedTransfer } from '../../../stop-loss/masked-lead.ts';
import type { SheetLead } from '../../../stop-loss/police-sheet.ts';
import { leadBodyOf, transferBodyOf } from '../../../stop-loss/stop-lead.ts';
import type { StopLead } from '../../../storage/stop-loss/read-leads.ts';
import type { PageDeps } from '../../citizen/page-deps.ts';
import { officerOf } from '../session.ts';

/** A lead as it looks to whoever looks at it. */
export interface LeadView {
  readonly lead: StopLead;
  /** He handles it, and sees it in full. */
  readonly mine: boolean;
  /** In full for whoever handles it, masked for everybody else. */
  readonly sheet: SheetLead;
  readonly check: IdentityCheck | null;
  /** What was changed after it. */
  readonly unchecked: readonly CheckedWord[];
  /** Its key is destroyed. */
  readonly gone: boolean;
  readonly sameAccount: ReadonlyMap<number, number>;
}

/** That he reads it is written down. @throws AppError 404 `stop-lead.unknown` */
export async function loadLeadView(deps: PageDeps, context: Context): Promise<LeadView> {
  const officer = officerOf(context);
  const lead = await deps.storage.readStopLead(context.req.param('id') ?? '', officer.id);
  if (!lead) throw unknownLead();
  return viewOf(lead, officer.id);
}

function viewOf(lead: StopLead, officerId: string): LeadView {
  const mine = lead.handler?.id === officerId;
  const check = lead.check === null ? null : (JSON.parse(lead.check) as IdentityCheck);
  const body = leadBodyOf(lead.body);
  const transfers = lead.records.map(({ position, body: kept }) => ({ position, transfer: transferBodyOf(kept) }));
  return {
    lead,
    mine,
    check,
    unchecked: changedSince(check, body),
    gone: lead.body === null,
    sheet: {
      number: lead.number,
      // His note may say what only the handler is to read.
      check: checkInWords(mine || !check ? check : { ...check, note: '' }, body),
      body: mine ? body : maskedLead(body),
      transfers: mine ? transfers : transfers.map(({ position, transfer }) => ({ position, transfer: maskedTransfer(transfer) })),
    },
    sameAccount: new Map(lead.records.map(({ position, sameAccount }) => [position, sameAccount])),
  };
}

export function unknownLead(): AppError {
  return new AppError('stop-lead.unknown', '没有这条止付线索，编号可能打错了。', 404);
}
