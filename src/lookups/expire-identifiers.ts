import type { Config } from '../config.ts';
import type { Storage } from '../storage/storage.ts';
import { listRulesOf } from './list-rules.ts';

/** Every ten minutes; more at once while there is more. Milliseconds. */
const EVERY = 10 * 60_000;

/** What has expired leaves the list, with its value when nothing else has put it there. */
export function expireIdentifiers({ storage, config }: { readonly storage: Pick<Storage, 'forgetIdentifiers'>; readonly config: Config }) {
  const { lifetimes } = listRulesOf(config);
  return { name: 'lookup-expiry', everyMs: EVERY, work: () => storage.forgetIdentifiers(lifetimes) };
}
