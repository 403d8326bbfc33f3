import { maskName, maskNumber, maskText } from '../desk/masking.ts';
import type { LeadBody, TransferBody } from './stop-lead.ts';

/** What an officer sees who does not handle the lead: sums, times, banks and ways; nobody's name, number or words. Pure. */
export function maskedLead(body: LeadBody): LeadBody {
  return {
    ...body,
    name: maskName(body.name),
    idNumber: maskNumber(body.idNumber),
    phone: maskNumber(body.phone),
    forWhom: hidden(body.forWhom),
    story: maskText(body.story),
    scamPhone: maskNumber(body.scamPhone),
    scamContact: hidden(body.scamContact),
    scamLink: maskText(body.scamLink),
  };
}

export function maskedTransfer(transfer: TransferBody): TransferBody {
  return {
    ...transfer,
    payee: maskName(transfer.payee),
    account: maskNumber(transfer.account),
    fromAccount: maskNumber(transfer.fromAccount),
    waybill: maskNumber(transfer.waybill),
    plate: maskNumber(transfer.plate),
    courier: hidden(transfer.courier),
    place: hidden(transfer.place),
    voucher: hidden(transfer.voucher),
    amountSaid: maskText(transfer.amountSaid),
    atSaid: maskText(transfer.atSaid),
  };
}

const hidden = (text: string): string => (text === '' ? '' : '***');
