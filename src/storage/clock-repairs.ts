import type { ExpressionBuilder } from 'kysely';
import { DAY, HOUR } from '../durations.ts';
import { CALL_LASTS } from './case-work.ts';
import { CITIZEN_SESSION_LASTS } from './citizens/phone-proofs.ts';
import type { StorageContext } from './context.ts';
import { TAKEN_FOR } from './listed-call-backs.ts';
import { MERCHANT_SESSION_LASTS } from './merchants/merchant-accounts.ts';
import { UNSENT } from './outbox-states.ts';
import { LEAD_LEASE } from './partners/partner-arrivals.ts';
import type { Tables } from './schema.ts';
import { LONGEST_PAUSE } from './set-aside.ts';
import { TYPED_CALL_LASTS } from './telephone.ts';
import { UNMASKED_FOR } from './unmaskings.ts';

/** Clocks of several machines differ by far less. Milliseconds. */
const CLOCKS_DIFFER = 60_000;
/** Milliseconds that each of these lasts at most when it is written; what ends later was written by a clock that was ahead. */
const LONGEST = {
  sessions: 12 * HOUR,
  citizenSessions: CITIZEN_SESSION_LASTS,
  merchantSessions: MERCHANT_SESSION_LASTS,
  locks: 15 * 60_000,
  unmaskings: Math.max(UNMASKED_FOR, TAKEN_FOR),
  calls: Math.max(CALL_LASTS, TYPED_CALL_LASTS),
  fetches: DAY,
  builds: HOUR,
  pauses: LONGEST_PAUSE,
} as const;
const TOTP_STEP = 30_000;
/** So long a claim that is really at work may go on. Milliseconds. */
const CLAIM = 30_000;

/** After the clock was set back: what was to come soon must not wait until the old time comes again. */
export function clockRepairs({ database, sources }: StorageContext) {
  const { query } = database;
  return {
    /** Changes nothing while all is well. What was written later than now was written by a clock that was ahead. */
    async mendTimes(): Promise<void> {
      const now = sources.now();
      const ahead = now + CLOCKS_DIFFER;
      const step = Math.floor(now / TOTP_STEP);
      await database.batch([
        query
          .updateTable('outbox')
          .set(({ eb }) => ({
            due_at: eb
              .case()
              .when('state', '=', 'sending')
              .then(now + CLAIM)
              .else(now)
              .end(),
            updated_at: now,
          }))
          .where('state', 'in', UNSENT)
          .where('due_at', '>', ahead)
          .where(({ fn }) => fn.coalesce('updated_at', 'created_at'), '>', ahead),
        query
          .updateTable('partner_exchanges')
          .set(({ eb }) => ({
            due_at: eb
              .case()
              .when('state', '=', 'sending')
              .then(now + CLAIM)
              .else(now)
              .end(),
            updated_at: now,
          }))
          .where('state', 'in', ['queued', 'sending'])
          .where('due_at', '>', ahead)
          .where('updated_at', '>', ahead),
        query
          .updateTable('partner_leads')
          .set({ due_at: now })
          .where('state', '=', 'waiting')
          .where('due_at', '>', now + LEAD_LEASE + CLOCKS_DIFFER),
        query
          .updateTable('attachments')
          .set({ due_at: now })
          .where('state', '=', 'wanted')
          .where('due_at', '>', now + LONGEST.fetches),
        query
          .updateTable('draft_builds')
          .set({ lease_until: now + CLAIM })
          .where('state', '=', 'running')
          .where('lease_until', '>', now + LONGEST.builds),
        query
          .updateTable('drafts')
          .set({ call_backs_due: now })
          .where('call_backs_due', '>', now + LONGEST.builds),
        query
          .updateTable('set_aside')
          .set({ until: now })
          .where('until', '>', now + LONGEST.pauses + CLOCKS_DIFFER),
        query.updateTable('cases').set({ touched_at: now }).where('status', '=', 'claimed').where('touched_at', '>', ahead),
        query
          .updateTable('cases')
          .set({ busy_until: null })
          .where('status', '=', 'claimed')
          .where('busy_until', '>', now + LONGEST.calls + CLOCKS_DIFFER),
        // Else whatever he asks now would count as answered by that call.
        query
          .updateTable('cases')
          .set((is) => ({
            called_at: now,
            // What was answered in writing keeps the moment of its line.
            answered_at: is
              .case()
              .when(is.and([is('answered_at', '>', ahead), is.not(is.exists(writtenAnswer(is)))]))
              .then(is.val(now))
              .else(is.ref('answered_at'))
              .end(),
          }))
          .where('status', '<>', 'closed')
          .where('called_at', '>', ahead),
        // Else they would last for years, and so would what was opened for half an hour.
        query.deleteFrom('sessions').where('expires_at', '>', now + LONGEST.sessions + CLOCKS_DIFFER),
        query.updateTable('sessions').set({ seen_at: now }).where('seen_at', '>', ahead),
        query.deleteFrom('citizen_sessions').where('expires_at', '>', now + LONGEST.citizenSessions + CLOCKS_DIFFER),
        query.deleteFrom('merchant_sessions').where('expires_at', '>', now + LONGEST.merchantSessions + CLOCKS_DIFFER),
        query.deleteFrom('unmaskings').where('until', '>', now + LONGEST.unmaskings + CLOCKS_DIFFER),
        query
          .updateTable('officers')
          .set({ locked_until: 0 })
          .where('locked_until', '>', now + LONGEST.locks + CLOCKS_DIFFER),
        // A code of this very step may have served: it does not serve again.
        query
          .updateTable('officers')
          .set({ last_step: step })
          .where('last_step', '>', step + CLOCKS_DIFFER / TOTP_STEP),
      ]);
    },
  };
}

function writtenAnswer(is: ExpressionBuilder<Tables, 'cases'>) {
  return is
    .selectFrom('messages')
    .select('messages.id')
    .whereRef('messages.conversation_id', '=', 'cases.conversation_id')
    .whereRef('messages.created_at', '=', 'cases.answered_at')
    .where('author', '=', 'officer');
}
