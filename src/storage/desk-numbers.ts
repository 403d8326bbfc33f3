import type { StorageContext } from './context.ts';

export function deskNumbers(_: StorageContext) {
  return {};
}
