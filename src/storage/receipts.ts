import type { StorageContext } from './context.ts';

export function receipts(_: StorageContext) {
  return {};
}
