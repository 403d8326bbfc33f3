import type { Log } from '../log.ts';
import type { Storage } from '../storage/storage.ts';
import { deliverPost, type PostDeps } from './deliver-posts.ts';
import { passLead } from './pass-on.ts';

interface PartnerChoreDeps extends Omit<PostDeps, 'storage'> {
  readonly storage: Storage;
  readonly log: Log;
  /** Milliseconds that what was exchanged is kept. */
  readonly keep: number;
}
interface PartnerChore {
  readonly name: string;
  readonly everyMs: number;
  readonly work: () => Promise<boolean>;
}

/** Two senders: a partner that answers slowly must not hold up all the others. */
export function partnerChores(deps: PartnerChoreDeps): readonly PartnerChore[] {
  const { storage, now, keep } = deps;
  const deliver = (): Promise<boolean> => deliverPost(deps);
  return [
    { name: 'partner-posts', everyMs: 1000, work: deliver },
    { name: 'partner-posts-beside', everyMs: 1500, work: deliver },
    { name: 'partner-leads', everyMs: 1000, work: () => passLead(storage) },
    { name: 'partner-retention', everyMs: 60_000, work: () => storage.forgetExchanges(now() - keep) },
  ];
}
