import type { StorageContext } from './context.ts';

export function contacts(_: StorageContext) {
  return {};
}
