import { DISSUASION_PLAN } from '../dissuasion/tiers.ts';
import type { NewWarning } from '../storage/dissuasion/warned-person.ts';
import type { WaitingLead } from '../storage/partners/partner-arrivals.ts';
import type { Storage } from '../storage/storage.ts';
import { telephoneNumber } from '../storage/telephone-number.ts';

type PassStorage = Pick<Storage, 'onePiece' | 'claimPartnerLead' | 'passedPartnerLead' | 'receiveWarnings'>;

/**
 * Makes a warning of the lead that waits longest. A crash between the two makes it again, which is nothing new in the lane.
 * @returns whether there was one
 */
export async function passLead(storage: PassStorage): Promise<boolean> {
  const waiting = await storage.claimPartnerLead();
  if (!waiting) return false;
  await storage.onePiece('partner-lead', waiting.id, async () => {
    const [received] = await storage.receiveWarnings([warningOf(waiting)], DISSUASION_PLAN);
    await storage.passedPartnerLead(waiting.id, received?.id ?? null);
  });
  return true;
}

/** Known by the lead's id: a partner's own numbers may be anything. */
function warningOf({ id, partnerId, lead }: WaitingLead): NewWarning {
  const { tier, phone, name, type, facts } = lead;
  const person = {
    phone: telephoneNumber(phone) ?? phone,
    name: name === '' ? null : name,
    address: null,
    story: facts,
    account: null,
    amount: null,
  };
  return { source: `partner.${partnerId}`, externalId: id, tier, type, town: null, gridId: null, person };
}
