import { type MoneyFact, NO_MONEY_FACT } from '../desk/money-facts.ts';
import { moneyFromText } from '../desk/money-from-text.ts';
import type { LinkFacts } from '../library/schema.ts';
import type { Storage } from '../storage/storage.ts';
import { fromMoneyFact, MOST_TRANSFERS, type TransferBody } from './stop-lead.ts';
import { NO_STORY, type NotTold, type ToldStory, toldStory } from './told-story.ts';

type Reads = Pick<Storage, 'transcript' | 'moneyFactsOf' | 'amountsInLeads'>;

/** What the citizen's own lines say and no lead has yet; a proposal that he reads before he sends it. */
export interface ToldLead {
  readonly transfers: readonly TransferBody[];
  /** Only before there is a lead: the next one is about other money. */
  readonly story: ToldStory;
}
export const NOTHING_TOLD: ToldLead = { transfers: [], story: NO_STORY };

export async function leadFromChat(storage: Reads, conversationId: string, links: LinkFacts, not: NotTold): Promise<ToldLead> {
  const [lines, inLeads] = await Promise.all([linesOf(storage, conversationId), storage.amountsInLeads(conversationId)]);
  return {
    transfers: notYetIn(inLeads, transfersIn(lines, links)).slice(0, MOST_TRANSFERS),
    story: inLeads.length > 0 ? NO_STORY : toldStory(lines, links, not),
  };
}

async function linesOf(storage: Reads, conversationId: string) {
  return (await storage.transcript(conversationId)).filter(({ author }) => author === 'citizen');
}

function transfersIn(lines: Awaited<ReturnType<typeof linesOf>>, links: LinkFacts): readonly TransferBody[] {
  return moneyFromText(lines, links).facts.map(fromMoneyFact);
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
export async function leadFromCase(
  storage: Reads,
  one: { readonly id: string; readonly conversationId: string },
  links: LinkFacts,
  not: NotTold,
): Promise<ToldLead & { readonly payer: string; readonly payerId: string }> {
  const facts = (await storage.moneyFactsOf(one.id)).map(
    ({ body }): MoneyFact => ({ ...NO_MONEY_FACT, ...(JSON.parse(body) as MoneyFact) }),
  );
  const first = (name: 'payer' | 'payerId'): string => facts.find((fact) => fact[name] !== '')?.[name] ?? '';
  const [lines, inLeads] = await Promise.all([linesOf(storage, one.conversationId), storage.amountsInLeads(one.conversationId, one.id)]);
  const told = facts.length > 0 ? facts.map(fromMoneyFact) : transfersIn(lines, links);
  return {
    transfers: notYetIn(inLeads, told).slice(0, MOST_TRANSFERS),
    story: inLeads.length > 0 ? NO_STORY : toldStory(lines, links, not),
    payer: first('payer'),
    payerId: first('payerId'),
  };
}
