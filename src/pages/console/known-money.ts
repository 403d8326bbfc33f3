import { type MoneyFact, NO_MONEY_FACT } from '../../desk/money-facts.ts';
import type { PageDeps } from '../citizen/page-deps.ts';

/** What was written down of his money, oldest first. */
export async function moneyOf({ storage }: PageDeps, caseId: string): Promise<readonly MoneyFact[]> {
  const kept = await storage.moneyFactsOf(caseId);
  return kept.map(({ body }) => ({ ...NO_MONEY_FACT, ...(JSON.parse(body) as MoneyFact) }));
}
