import type { Storage } from '../storage/storage.ts';

interface TradeChoreDeps {
  readonly storage: Pick<Storage, 'repairNext' | 'eraseNextTrade'>;
  readonly config: { readonly TRADE_CHECK_LEGAL_BASIS: string };
}

const REPAIR_EVERY_MS = 60_000;
const ERASE_EVERY_MS = 3_600_000;

/** Records whose creditors are all paid, and what is old. Whatever is kept is erased in time also while the check is off. */
export function tradeChores({ storage, config }: TradeChoreDeps) {
  return [
    ...(config.TRADE_CHECK_LEGAL_BASIS === '' ? [] : [{ name: 'trade-repairs', everyMs: REPAIR_EVERY_MS, work: storage.repairNext }]),
    { name: 'trade-erasures', everyMs: ERASE_EVERY_MS, work: storage.eraseNextTrade },
  ];
}
