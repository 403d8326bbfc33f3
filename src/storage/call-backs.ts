import type { StorageContext } from './context.ts';

export function callBacks(_: StorageContext) {
  return {};
}
