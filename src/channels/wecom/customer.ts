import { z } from 'zod';

/** A citizen as 微信客服 knows him: the service account that he wrote to, and his id there. */
export interface Customer {
  readonly openKfId: string;
  readonly externalUserId: string;
}

/** WeCom's ids have letters, digits, `-` and `_`. Wider than that, but never our separator, a space or a control character. */
export const wecomId = z.string().regex(/^[!-.0-~]{1,128}$/);

/** The conversation's name: whoever writes to two service accounts has two conversations. */
export function customerName({ openKfId, externalUserId }: Customer): string {
  return `${openKfId}/${externalUserId}`;
}

/** @returns null when it is no name of ours */
export function readCustomer(name: string): Customer | null {
  const [openKfId, externalUserId, ...rest] = name.split('/').map((part) => wecomId.safeParse(part).data);
  return openKfId && externalUserId && rest.length === 0 ? { openKfId, externalUserId } : null;
}
