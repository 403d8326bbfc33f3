import type { StorageContext } from './context.ts';

export function moneyFacts(_: StorageContext) {
  return {};
}
