import type { StorageContext } from '../context.ts';
import { merchantAccounts } from './merchant-accounts.ts';
import { tradeAppeals } from './trade-appeals.ts';
import { tradeEnquiries } from './trade-enquiries.ts';
import { tradeObjections } from './trade-objections.ts';
import { tradeReading } from './trade-reading.ts';
import { tradeRecords } from './trade-records.ts';
import { tradeRetention } from './trade-retention.ts';

/** Merchants, checks of trade partners and defaults. */
export function merchants(context: StorageContext) {
  return {
    ...merchantAccounts(context),
    ...tradeRecords(context),
    ...tradeObjections(context),
    ...tradeEnquiries(context),
    ...tradeAppeals(context),
    ...tradeReading(context),
    ...tradeRetention(context),
  };
}
