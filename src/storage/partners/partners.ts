import type { Compilable } from 'kysely';
import { auditEntry } from '../audit-entry.ts';
import type { StorageContext } from '../context.ts';
import { forgetPosts } from './forget-posts.ts';
import { partnerAccounts } from './partner-accounts.ts';
import { partnerArrivals } from './partner-arrivals.ts';
import { partnerExchanges } from './partner-exchanges.ts';
import { partnerKeys } from './partner-keys.ts';
import { partnerLedger } from './partner-ledger.ts';
import { type PartnerPost, partnerPost } from './partner-post.ts';

/** Banks, carriers and platforms, what goes to them and comes from them. */
export function partners(context: StorageContext) {
  return {
    ...partnerAccounts(context),
    ...partnerKeys(context),
    ...partnerLedger(context),
    ...partnerArrivals(context),
    ...partnerExchanges(context),

    async noteExchangesExported(officerId: string): Promise<void> {
      const { database, sources } = context;
      await auditEntry(database.query, { at: sources.now(), officerId, action: 'exchanges.exported', subject: 'partners' }).execute();
    },

    /** @see forgetPosts */
    async forgetPostsOf(subjects: readonly string[]): Promise<void> {
      await context.database.batch(forgetPosts(context, subjects));
    },

    /** For what has no batch of its own to put it into. */
    async postToPartners(post: PartnerPost): Promise<void> {
      const statements: readonly Compilable[] = await partnerPost(context, post);
      await context.database.batch(statements);
    },
  };
}
