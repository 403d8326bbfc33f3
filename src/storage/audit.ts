import type { StorageContext } from './context.ts';

export function audit(_: StorageContext) {
  return {};
}
