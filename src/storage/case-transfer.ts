import type { StorageContext } from './context.ts';

export function caseTransfer(_: StorageContext) {
  return {};
}
