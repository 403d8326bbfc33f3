import { type SheetLead, transferId } from './police-sheet.ts';
import type { TransferBody } from './stop-lead.ts';

/**
 * What the police get by webhook and in the offline file: the whole lead, as data. Pure.
 * @param version of the lead; a later one replaces the earlier
 */
export function policeDocument({ number, body, transfers, check }: SheetLead, version: number, madeAt: number) {
  return {
    format: 'fanzha-stop-lead/1',
    /** A lead: whether anything is stopped is for the police alone to decide. */
    kind: '止付线索',
    number,
    version,
    madeAt: iso(madeAt),
    victim: { name: body.name, idNumber: body.idNumber, phone: body.phone, reportedFor: body.forWhom, identityCheck: check },
    transfers: transfers.map(({ position, transfer }) => ({ transferId: transferId(number, position), ...transferData(transfer) })),
    story: body.story,
    scam: { phone: body.scamPhone, contact: body.scamContact, link: body.scamLink, app: body.scamApp },
  };
}

function transferData({ amount, at, amountSaid, atSaid, ...words }: TransferBody) {
  return { ...words, amountFen: amount, amountSaid, paidAt: at === null ? null : iso(at), paidAtSaid: atSaid };
}

const iso = (at: number): string => new Date(at).toISOString();
