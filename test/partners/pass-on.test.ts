import { afterEach, beforeEach, expect, it } from 'vitest';
import { passLead } from '../../src/partners/pass-on.ts';
import { account, type StorageUnderTest } from '../storage/storage-under-test.ts';
import { openTemporarySqlite } from '../storage/temporary-sqlite.ts';

let under: StorageUnderTest;
beforeEach(async () => {
  under = await openTemporarySqlite();
  await under.database.query
    .insertInto('officers')
    .values(account('admin', '管理员', 'administrator'))
    .execute();
  await under.storage.addPartner('bank', { name: '银行', kind: 'banks', legalBasis: '第三十四条', webhook: null }, 'admin');
});
afterEach(() => under.close());

it('makes one warning of a lead, also when whoever did it died before noting it', async () => {
  const bank = await under.storage.readPartner('bank');
  if (!bank) throw new Error('the partner is gone');
  const lead = {
    kind: 'suspicious-withdrawal',
    tier: 'urgent',
    phone: '+86 13800001234',
    name: '',
    type: null,
    facts: '要取现',
    identifiers: [],
  } as const;
  await under.storage.savePartnerLead(bank, { externalId: 'e1', officerId: null, raw: 'r' }, lead);
  await expect(
    passLead({
      ...under.storage,
      passedPartnerLead: () => {
        throw new Error('died');
      },
    }),
  ).rejects.toMatchObject({ subject: expect.any(String), cause: { message: 'died' } });
  expect(await passLead(under.storage)).toBe(false);
  under.clock.now += 60_000;
  expect(await passLead(under.storage)).toBe(true);
  expect(await passLead(under.storage)).toBe(false);
  const warnings = await under.database.query.selectFrom('warnings').select(['id', 'tier', 'source']).execute();
  expect(warnings).toMatchObject([{ tier: 'urgent', source: 'partner.bank' }]);
  expect(await under.storage.leadsOf('bank')).toMatchObject([{ state: 'passed' }]);
});
