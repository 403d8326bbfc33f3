import { describe, expect, it } from 'vitest';
import { at, caseId, english, number, officersWords, within } from './claimed-case.ts';
import type { Colleague } from './desk-under-test.ts';
import { li, page, under, wang } from './two-officers.ts';

describe('prepared replies', () => {
  it('that fit the case stand below the reply, others are found', async () => {
    const shown = await page(wang.get(at()));
    expect(within(shown, 'canned-list')).toContain(at('/canned/stop-payment'));
    const found = await page(wang.get(at('/canned?q=%E5%85%B1%E4%BA%AB%E5%B1%8F%E5%B9%95'), { 'hx-request': 'true' }));
    expect(found).toMatch(/^<ul id="canned-list"/);
    expect(found.indexOf('stop-sharing')).toBeGreaterThan(0);
    const whole = await page(english(wang).get(at('/canned?q=vwxq+qqzx')));
    expect(whole).toContain('There is none like this');
    expect(whole).toContain('value="vwxq qqzx"');
    expect((await wang.get('/console/cases/none/canned')).status).toBe(404);
  });

  it('are put into the reply filled, without JavaScript too', async () => {
    const field = /<textarea id="reply-text"[^>]*>([^<]*)<\/textarea>/;
    const chosen = field.exec(await page(wang.get(at('/canned/opening'))))?.[1];
    expect(chosen).toMatch(/^您好，我是值班员王警官/);
    expect(await officersWords()).toEqual([]);
    const inserted = await wang.send(at('/canned/closing'), { text: '我看过了。\r\n' });
    expect(field.exec(await page(inserted))?.[1]).toMatch(new RegExp(`^我看过了。\n今天先到这里，工单${number}`));
    expect((await wang.get(at('/canned/nothing'))).status).toBe(404);
    expect((await wang.get('/console/cases/none/canned/opening')).status).toBe(404);
  });

  it('come as the field alone for htmx, with the room that is left', async () => {
    const response = await under.post(at('/canned/opening'), 'text=%E5%97%A8', {
      cookie: wang.cookie,
      origin: 'http://localhost',
      host: 'localhost',
      'hx-request': 'true',
      'content-type': 'application/x-www-form-urlencoded',
    });
    const fragment = await page(response);
    expect(fragment).toMatch(/^<textarea id="reply-text"[^>]*autofocus[^>]*>嗨\n您好/);
    expect(fragment).toMatch(/<small id="reply-left"[^>]*hx-swap-oob="true"[^>]*>\d+ \/ 最多4096字/);
  });

  it('are filled for the owner alone', async () => {
    for (const refused of [await li.get(at('/canned/opening')), await li.send(at('/canned/opening'), { text: '嗨' })]) {
      expect(refused.status).toBe(409);
      expect(await page(refused)).not.toContain('我是值班员李警官');
    }
  });
});

describe('what is known of his money', () => {
  it('is in the reply that is put there, and sends him to 110', async () => {
    await under.database.query.updateTable('cases').set({ reason: 'human' }).execute();
    await under.database.query.updateTable('outcomes').set({ stage: 'seen' }).execute();
    const judged = async (form: string): Promise<string> => {
      await wang.send(at('/judge'), { colour: 'green', reason: '看不出要钱的话', form });
      return (await officersWords()).at(-1) ?? '';
    };
    expect(await judged('form-0001')).toContain('就停下，打96110');
    const fact = { fromBank: '建行', payee: '张三', amount: 2_000_050 };
    await under.storage.addMoneyFact(caseId, wang.id, JSON.stringify(fact));
    expect(await page(wang.get(at('/canned/check-facts')))).toContain('20,000.50元，转给了张三，对不对');
    expect(await page(wang.get(at('/canned/bank-call')))).toContain('建设银行客服95533');
    under.clock.now += 1000;
    expect(await judged('form-0002')).toContain('钱已转出的打110');
  });
});

describe('the reply form', () => {
  const window = async (officer: Pick<Colleague, 'get'>): Promise<string> =>
    /<small id="reply-window"[^>]*>([^<]*)</.exec(await page(officer.get(at())))?.[1] ?? '';

  it('says until when the platform lets us write, and when it does no more', async () => {
    expect(await window(wang)).toBe('');
    for (const channel of ['wechat', 'wecom']) {
      await under.database.query.updateTable('conversations').set({ channel }).execute();
      // Written at 10:00 on 20 November in Shanghai.
      expect(await window(wang)).toMatch(/^还能写到 11月22日 10:0\d。/);
    }
    expect(await window(english(wang))).toMatch(/^Can be sent until 22 Nov,? 10:0\d/);
    const written = (await under.storage.deskCase(caseId))?.lastFromCitizenAt ?? 0;
    under.clock.now = written + 48 * 3_600_000 - 1;
    await under.database.query
      .updateTable('sessions')
      .set({ seen_at: under.clock.now, expires_at: under.clock.now + 60_000 })
      .execute();
    expect(await window(wang)).toMatch(/^还能写到/);
    under.clock.now += 1;
    expect(await window(wang)).toMatch(/起平台不让发了：写的不会丢/);
  });

  it('has no long window where he only tapped a menu key or came, and none in WeCom', async () => {
    const { query } = under.database;
    const citizens = () => query.updateTable('messages').where('author', '=', 'citizen');
    await query.updateTable('conversations').set({ channel: 'wechat' }).execute();
    await citizens().set({ tapped: 1 }).execute();
    const tapped = (await under.storage.deskCase(caseId))?.lastActs.tapped ?? 0;
    under.clock.now = tapped + 59_999;
    expect(await window(wang)).toMatch(/^还能写到/);
    under.clock.now = tapped + 60_000;
    expect(await window(wang)).toMatch(/起平台不让发了：写的不会丢/);
    await query.updateTable('conversations').set({ channel: 'wecom' }).execute();
    expect(await window(wang)).toMatch(/^他还没写过字/);
    expect(await window(english(wang))).toMatch(/^They have not written yet/);
    await citizens().set({ tapped: null, kind: 'joined' }).execute();
    expect(await window(wang)).toMatch(/^他还没写过字/);
  });

  it('is not there for whoever asked in a group, and nothing goes out to it', async () => {
    const { query } = under.database;
    const { conversation_id: id } = await query
      .selectFrom('cases')
      .select('conversation_id')
      .where('id', '=', caseId)
      .executeTakeFirstOrThrow();
    const group = {
      ...(await query.selectFrom('conversations').selectAll().where('id', '=', id).executeTakeFirstOrThrow()),
      id: 'telegram:-1002/55',
    };
    await query.insertInto('conversations').values(group).execute();
    await query.updateTable('cases').set({ conversation_id: group.id }).where('id', '=', caseId).execute();
    const shown = await page(wang.get(at()));
    expect(shown).toContain('您的话不发进群');
    for (const form of ['id="reply-text"', 'id="verdict-form"', 'id="receipt-form"'])
      expect([form, shown.includes(form)]).toEqual([form, false]);
    expect(await page(english(wang).get(at()))).toContain('your words do not go there');
    for (const [path, fields] of [
      ['/say', { text: '我是值班民警' }],
      ['/judge', { colour: 'red', reason: '对方要先交解冻费' }],
      ['/receipt', {}],
    ] as const) {
      const refused = await wang.send(at(path), fields);
      expect([path, refused.status, (await page(refused)).includes('您的话不发进群')]).toEqual([path, 422, true]);
    }
    // Of a page that is older than the group: what he wrote is not lost.
    const late = await page(wang.send(at('/judge'), { colour: 'red', reason: '对方要先交解冻费' }));
    expect(late).toMatch(/readonly(="")?>\s*对方要先交解冻费/);
    expect(await officersWords()).toEqual([]);
  });

  it('speaks English to an officer who does', async () => {
    const shown = await page(english(wang).get(at()));
    expect(shown).toContain('Reply to the citizen');
    expect(shown).toContain('4096 characters at most');
    expect(await page(english(li).get(at()))).toContain('only 王警官 can reply');
  });
});
