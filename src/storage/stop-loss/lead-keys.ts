import { AppError } from '../../errors.ts';
import type { SealingKey } from '../cipher.ts';
import type { StorageContext } from '../context.ts';

/** What every part of the stop-loss storage needs of a lead. */
export function leadKeys({ database: { query }, sealer }: StorageContext) {
  const named = async (purpose: string, of: string): Promise<string> =>
    (await sealer.fingerprint(`${purpose}:${of}`)).replaceAll('+', '-').replaceAll('/', '_');
  const keyIfKept = async (leadId: string): Promise<SealingKey | null> => {
    const row = await query.selectFrom('stop_leads').select('key_wrapped').where('id', '=', leadId).executeTakeFirst();
    return row?.key_wrapped ? sealer.unwrap(row.key_wrapped) : null;
  };
  return {
    /** The same form makes the same lead, and a lead's id does not tell its form's. */
    idOf: (formId: string) => named('stop-lead', formId),
    /** Of the status page: 132 bits that nobody without the master key can know. */
    tokenOf: (leadId: string) => named('stop-status', leadId),
    /** Of the chat of whoever has no other. The page's token does not lead there: he shows the page to others, and its link goes round. */
    chatTokenOf: (leadId: string) => named('stop-chat', leadId),
    tokenHash: (token: string) => sealer.fingerprint(`stop-token:${token}`),
    formHash: (content: string) => sealer.fingerprint(`stop-form:${content}`),
    accountHash: async (account: string): Promise<string | null> =>
      account === '' ? null : sealer.fingerprint(`stop-account:${account.toLowerCase()}`),
    keyIfKept,
    /** @throws AppError 404 `stop-lead.purged` */
    async keyOfLead(leadId: string): Promise<SealingKey> {
      const key = await keyIfKept(leadId);
      if (!key) throw new AppError('stop-lead.purged', '这条线索的资料已按规定删除。', 404);
      return key;
    },
  };
}
