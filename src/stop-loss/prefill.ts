import { type MoneyFact, NO_MONEY_FACT } from '../desk/money-facts.ts';
import { moneyFromText } from '../desk/money-from-text.ts';
import type { LinkFacts } from '../library/schema.ts';
import type { Storage } from '../storage/storage.ts';
import { fromMoneyFact, MOST_TRANSFERS, type TransferBody } from './stop-lead.ts';

type Reads = Pick<Storage, 'transcript' | 'moneyFactsOf' | 'amountsInLeads'>;

/** What the citizen's own lines say of his transfers and no lead has yet; a proposal that he reads before he sends it. */
export async function transfersFromChat(storage: Reads, conversationId: string, links: LinkFacts): Promise<readonly TransferBody[]> {
  const [told, inLeads] = await Promise.all([toldIn(storage, conversationId, links), storage.amountsInLeads(conversationId)]);
  return notYetIn(inLeads, told).slice(0, MOST_TRANSFERS);
}

async function toldIn(storage: Reads, conversationId: string, links: LinkFacts): Promise<readonly TransferBody[]> {
  const said = (await storage.transcript(conversationId)).filter(({ author }) => author === 'citizen');
  return moneyFromText(said, links).facts.map(fromMoneyFact);
}

/**
 * Each payment of a lead stands for one of the same amount, whatever its time: "ten minutes ago" is another minute in the chat
 * and on the form. Whom money went to, without an amount, is offered only before there is a lead.
 */
function notYetIn(inLeads: readonly (number | null)[], told: readonly TransferBody[]): readonly TransferBody[] {
  const left = [...inLeads];
  return told.filter(({ amount }) => {
    if (amount === null) return inLeads.length === 0;
    const same = left.indexOf(amount);
    if (same !== -1) left.splice(same, 1);
    return same === -1;
  });
}

/** What officers have written down of a case, the citizen's own words where they have not; without what stands in a lead. */
export async function transfersFromCase(
  storage: Reads,
  one: { readonly id: string; readonly conversationId: string },
  links: LinkFacts,
): Promise<{ readonly transfers: readonly TransferBody[]; readonly payer: string; readonly payerId: string }> {
  const facts = (await storage.moneyFactsOf(one.id)).map(
    ({ body }): MoneyFact => ({ ...NO_MONEY_FACT, ...(JSON.parse(body) as MoneyFact) }),
  );
  const first = (name: 'payer' | 'payerId'): string => facts.find((fact) => fact[name] !== '')?.[name] ?? '';
  const [told, inLeads] = await Promise.all([
    facts.length > 0 ? facts.map(fromMoneyFact) : toldIn(storage, one.conversationId, links),
    storage.amountsInLeads(one.conversationId, one.id),
  ]);
  return {
    transfers: notYetIn(inLeads, told).slice(0, MOST_TRANSFERS),
    payer: first('payer'),
    payerId: first('payerId'),
  };
}
