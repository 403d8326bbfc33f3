import type { StorageContext } from './context.ts';

export function caseClosing(_: StorageContext) {
  return {};
}
