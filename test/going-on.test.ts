import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { choresOf } from '../src/chores.ts';
import { DISSUASION_PLAN } from '../src/dissuasion/tiers.ts';
import type { Queue } from '../src/storage/set-aside-table.ts';
import { openTestApp, type TestApp } from './routes/test-app.ts';

const MINUTE = 60_000;
let under: TestApp;
beforeEach(async () => {
  under = await openTestApp({ WARNINGS_SMS_CHANNEL: 'sms' });
});
afterEach(() => under.close());

/** As a worker does it: one piece after the other, until there is none. */
async function run(name: string): Promise<void> {
  const chore = choresOf(under.deps).find((one) => one.name === name);
  if (!chore) throw new Error(`no chore ${name}`);
  for (let piece = 0; await chore.work(); piece++) if (piece > 50) throw new Error(`${name} never ends`);
}
async function aside(): Promise<readonly [Queue, string][]> {
  return (await under.storage.listAside()).map(({ queue, subject }) => [queue, subject]);
}
async function warn(externalId: string, tier: 'medium' | 'urgent' = 'medium'): Promise<string> {
  const person = { phone: `1380000${externalId}`, name: null, address: null, story: null, account: null, amount: null };
  const [received] = await under.storage.receiveWarnings(
    [{ source: 'province', externalId, tier, type: null, town: null, gridId: null, person }] as never,
    DISSUASION_PLAN,
  );
  under.clock.now += 1000;
  return received?.id ?? '';
}
const spoil = (id: string) =>
  under.database.query.updateTable('warnings').set({ subject_sealed: 'a1.broken' }).where('id', '=', id).execute();

describe('one piece of work that always fails', () => {
  it('holds up no other warned person’s message, and goes out itself once it can', async () => {
    const ids = [await warn('0001'), await warn('0002'), await warn('0003')];
    const whole = await under.database.query.selectFrom('warnings').select(['id', 'subject_sealed']).execute();
    await spoil(ids[0] ?? '');
    await run('warning-notices');
    const sent = () =>
      under.database.query
        .selectFrom('warning_steps')
        .select('warning_id')
        .where('kind', '=', 'message')
        .where('result', '=', 'sent')
        .execute();
    expect((await sent()).map(({ warning_id }) => warning_id).sort()).toEqual([ids[1], ids[2]].sort());
    expect(await aside()).toEqual([['warning-notice', ids[0]]]);
    expect(under.failures).toHaveLength(1);
    expect(under.failures[0]).toMatch(/set aside/);
    await under.database.query
      .updateTable('warnings')
      .set({ subject_sealed: whole.find(({ id }) => id === ids[0])?.subject_sealed ?? null })
      .where('id', '=', ids[0] ?? '')
      .execute();
    await run('warning-notices');
    expect(await sent()).toHaveLength(2);
    under.clock.now += MINUTE;
    await run('warning-notices');
    expect(await sent()).toHaveLength(3);
    expect(await aside()).toEqual([]);
  });

  it('holds up no lead to the police and no overdue task', async () => {
    await under.database.query
      .insertInto('officers')
      .values({
        id: 'o1',
        name: 'o1',
        display: 'o1',
        role: 'administrator',
        password: '',
        totp_sealed: '',
        last_step: 0,
        failures: 0,
        locked_until: 0,
        disabled: 0,
        created_at: 0,
      } as never)
      .execute();
    await under.database.query
      .insertInto('partners')
      .values({
        id: 'police',
        name: '公安',
        kind: 'police',
        legal_basis: '法',
        webhook: null,
        created_by: 'o1',
        created_at: 1,
        closed_at: null,
        version: 1,
      })
      .execute();
    const [bad, good] = [await warn('0001', 'urgent'), await warn('0002', 'urgent')];
    await spoil(bad);
    await run('warning-leads');
    const posts = await under.database.query.selectFrom('partner_exchanges').select('subject').execute();
    expect(posts).toEqual([{ subject: good }]);
    expect(await aside()).toEqual([['warning-lead', bad]]);
  });

  it('holds up no stop lead on its way to the desk', async () => {
    const lead = async (form: string) => {
      const received = await under.storage.receiveStopLead({
        formId: form,
        origin: 'page',
        body: '{}',
        transfers: [{ body: '{}', way: 'bank', account: '', amount: 100, at: null }],
        conversationId: null,
        caseId: null,
        warningRef: null,
        officerId: null,
      });
      under.clock.now += 1000;
      return received.id;
    };
    const [first, second] = [await lead('form-000001'), await lead('form-000002')];
    under.clock.now += MINUTE;
    // What it says to the desk was said before with other words: it is refused each time.
    const { token } = (await under.storage.unraisedStopLeads(0))[0] ?? { token: '' };
    await under.chat({ text: '您好', clientMessageId: `stop-${first}` });
    const { saveIncoming } = under.deps.storage;
    const broken = {
      ...under.deps.storage,
      saveIncoming: async (message: Parameters<typeof saveIncoming>[0]) => {
        if (message.externalId.includes(first)) throw new Error(`broken ${token.length}`);
        return saveIncoming(message);
      },
    };
    const chore = choresOf({ ...under.deps, storage: broken }).find(({ name }) => name === 'stop leads: tell the desk');
    while (await chore?.work());
    expect(await under.storage.unraisedStopLeads(0)).toEqual([]);
    expect(await aside()).toEqual([['stop-raise', first]]);
    const raised = await under.database.query.selectFrom('stop_leads').select('id').where('raised_at', 'is not', null).execute();
    expect(raised).toEqual([{ id: second }]);
  });
});
