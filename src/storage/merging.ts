import type { StorageContext } from './context.ts';

export function merging(_: StorageContext) {
  return {};
}
