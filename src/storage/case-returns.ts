import type { StorageContext } from './context.ts';

export function caseReturns(_: StorageContext) {
  return {};
}
