import type { StorageContext } from './context.ts';

export function telephone(_: StorageContext) {
  return {};
}
