import type { StorageContext } from './context.ts';

export function rings(_: StorageContext) {
  return {};
}
