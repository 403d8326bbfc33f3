import type { StorageContext } from './context.ts';

export function handovers(_: StorageContext) {
  return {};
}
