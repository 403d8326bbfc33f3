import { type MoneyFact, NO_MONEY_FACT } from '../desk/money-facts.ts';
import { moneyFromText } from '../desk/money-from-text.ts';
import type { LinkFacts } from '../library/schema.ts';
import type { Storage } from '../storage/storage.ts';
import { fromMoneyFact, MOST_TRANSFERS, type TransferBody } from './stop-lead.ts';

type Reads = Pick<Storage, 'transcript' | 'moneyFactsOf'>;

/** What the citizen's own lines say of his transfers; a proposal that he reads before he sends it. */
export async function transfersFromChat(storage: Reads, conversationId: string, links: LinkFacts): Promise<readonly TransferBody[]> {
  const said = (await storage.transcript(conversationId)).filter(({ author }) => author === 'citizen');
  return moneyFromText(said, links).facts.map(fromMoneyFact).slice(0, MOST_TRANSFERS);
}

/** What officers have written down of a case; the citizen's own words where they have not. */
export async function transfersFromCase(
  storage: Reads,
  one: { readonly id: string; readonly conversationId: string },
  links: LinkFacts,
): Promise<{ readonly transfers: readonly TransferBody[]; readonly payer: string; readonly payerId: string }> {
  const facts = (await storage.moneyFactsOf(one.id)).map(
    ({ body }): MoneyFact => ({ ...NO_MONEY_FACT, ...(JSON.parse(body) as MoneyFact) }),
  );
  const first = (name: 'payer' | 'payerId'): string => facts.find((fact) => fact[name] !== '')?.[name] ?? '';
  return {
    transfers:
      facts.length > 0 ? facts.map(fromMoneyFact).slice(0, MOST_TRANSFERS) : await transfersFromChat(storage, one.conversationId, links),
    payer: first('payer'),
    payerId: first('payerId'),
  };
}
