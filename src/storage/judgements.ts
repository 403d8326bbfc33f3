import type { StorageContext } from './context.ts';

export function judgements(_: StorageContext) {
  return {};
}
