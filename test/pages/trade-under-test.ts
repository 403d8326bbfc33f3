import { createHash } from 'node:crypto';
import type { Role } from '../../src/storage/desk-schema.ts';
import { openTestApp, type TestApp } from '../routes/test-app.ts';
import { account, type OpenStorage } from '../storage/storage-under-test.ts';
import { browser, type Colleague } from './desk-under-test.ts';

export const BASIS = '关于试行往来单位核查的通知（示例）';
const AN_HOUR = 3_600_000;

export interface TradeUnderTest extends TestApp {
  signIn(display: string, role?: Role): Promise<Colleague>;
}

/** The desk with the check of trade partners switched on. */
export async function openTrade(open?: OpenStorage): Promise<TradeUnderTest> {
  const under = await openTestApp({ TRADE_CHECK_LEGAL_BASIS: BASIS }, {}, open);
  return {
    ...under,
    async signIn(display, role = 'officer') {
      const [id, token] = [`officer-${display}`, `token-officer-${display}`];
      await under.database.query
        .insertInto('officers')
        .values(account(id, display, role, under.clock.now))
        .execute();
      await under.storage.startSession(createHash('sha256').update(token).digest('hex'), id, under.clock.now + AN_HOUR);
      const cookie = `desk=${encodeURIComponent(token)}`;
      return { id, cookie, ...browser(under, { cookie }) };
    },
  };
}
