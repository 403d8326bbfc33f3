import { describe, expect, it } from 'vitest';
import { li, page, under, wang } from './two-officers.ts';

describe('the queue', () => {
  it('says what will appear while nothing waits', async () => {
    expect(await page(wang.get('/console'))).toContain('现在没有工单');
  });

  it('shows urgency, number, what happened, channel and who has it, in plain words', async () => {
    const { caseId, number } = await under.call();
    const before = await page(wang.get('/console'));
    expect(before).toContain(number);
    expect(before).toMatch(/P[01]<\/span> (?:火急|紧急)/);
    for (const word of ['钱已转走', '正在被骗', '网页', '接手']) expect(before).toContain(word);
    // Nobody who only looks at the queue reads what the citizen wrote.
    expect(before).not.toContain('两万');
    await wang.send(`/console/cases/${caseId}/claim`);
    expect(await page(li.get('/console'))).toContain('王警官');
    expect(await page(wang.get('/console'))).toContain('<b class="owner">我</b>');
  });

  it('lets a P0 stand out that nobody has claimed for thirty seconds', async () => {
    const { caseId } = await under.call('骗子正在让我转账，我该怎么办，救命');
    expect(await page(wang.get('/console'))).toMatch(/P0<\/span> 火急/);
    under.clock.now += 29_000;
    expect(await page(wang.get('/console'))).not.toContain('overdue');
    under.clock.now += 1_000;
    const late = await page(wang.get('/console'));
    expect(late).toContain('overdue');
    expect(late).toContain('>00:30</time>');
    await wang.send(`/console/cases/${caseId}/claim`);
    expect(await page(wang.get('/console'))).not.toContain('overdue');
  });

  it('is filtered by plain links, and what nobody can have chosen is no filter', async () => {
    const { number } = await under.call();
    expect(await page(wang.get('/console?channel=web'))).toContain(number);
    const other = await page(wang.get('/console?channel=telegram'));
    expect(other).not.toContain(number);
    expect(other).toContain('这样筛选，一单也没有');
    expect(await page(wang.get('/console?urgency=P3'))).not.toContain(number);
    expect(await page(wang.get('/console?urgency=P9&channel=%3Cb%3E'))).toContain(number);
  });

  it('gives the changing part alone when asked for it', async () => {
    const { number } = await under.call();
    const fragment = await page(wang.get('/console?fragment=1'));
    expect(fragment).toContain(number);
    expect(fragment).not.toContain('<html');
  });
});

describe('a case', () => {
  it('shows the conversation as the citizen has it, with colours and what became of each message', async () => {
    const { caseId, conversation } = await under.call();
    await under.chat({ text: '<script>alert(1)</script>', conversation });
    const shown = await page(wang.get(`/console/cases/${caseId}`));
    expect(shown).toContain('我刚给骗子转了两万块钱，怎么办');
    expect(shown).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(shown).not.toContain('<script>alert');
    expect(shown).toContain('红 像诈骗');
    expect(shown).toContain('已放进他的网页');
    expect(shown).toContain('先接手，才能回他');
  });

  it('has one winner, and the other one is told who', async () => {
    const { caseId } = await under.call();
    const [first, second] = [await wang.send(`/console/cases/${caseId}/claim`), await li.send(`/console/cases/${caseId}/claim`)];
    expect([first.status, first.headers.get('location')]).toEqual([303, `/console/cases/${caseId}`]);
    expect(second.status).toBe(409);
    const lost = await page(second);
    expect(lost).toContain('没接成：王警官先接手了。');
    expect(lost).not.toContain('name="truth"');
    expect(await page(wang.get(`/console/cases/${caseId}`))).toContain('回给群众');
    expect(under.nudges.count).toBe(1);
  });

  it('goes back to the queue when its owner releases it, and only then', async () => {
    const { caseId } = await under.call();
    await wang.send(`/console/cases/${caseId}/claim`);
    expect((await li.send(`/console/cases/${caseId}/release`)).status).toBe(409);
    const released = await wang.send(`/console/cases/${caseId}/release`);
    expect([released.status, released.headers.get('location')]).toEqual([303, '/console']);
    expect((await under.storage.deskCase(caseId))?.status).toBe('waiting');
    expect((await li.send(`/console/cases/${caseId}/claim`)).status).toBe(303);
  });

  it('brings the words of its owner to the citizen, once', async () => {
    const { caseId, conversation } = await under.call();
    await wang.send(`/console/cases/${caseId}/claim`);
    const { conversationId = '' } = (await under.storage.deskCase(caseId)) ?? {};
    const cursor = await under.storage.deskCursor();
    const nudged = under.nudges.count;
    const sent = await wang.send(`/console/cases/${caseId}/say`, { text: '  我是王警官。\r\n先打110。 ' });
    expect([sent.status, sent.headers.get('location')]).toEqual([303, `/console/cases/${caseId}#reply`]);
    const heard = await under.storage.eventsAfter(conversationId, cursor);
    expect(heard.map(({ message }) => [message?.author, message?.text])).toEqual([['officer', '我是王警官。\n先打110。']]);
    const messageId = heard[0]?.message?.id ?? '';
    const rows = await under.database.query.selectFrom('outbox').select('state').where('message_id', '=', messageId).execute();
    expect(rows).toEqual([{ state: 'queued' }]);
    expect(under.nudges.count).toBe(nudged + 1);
    // And the bot is silent as long as he has the case.
    expect((await under.chat({ text: '好的，我这就打', conversation })).messages).toEqual([]);
  });

  it('refuses the words of somebody else, and keeps them in sight', async () => {
    const { caseId } = await under.call();
    await wang.send(`/console/cases/${caseId}/claim`);
    const refused = await li.send(`/console/cases/${caseId}/say`, { text: '我也来说<两句>' });
    expect(refused.status).toBe(409);
    const shown = await page(refused);
    expect(shown).toContain('我也来说&lt;两句&gt;');
    expect(shown).toContain('王警官在办');
    expect((await under.storage.deskCase(caseId))?.lines.filter(({ author }) => author === 'officer')).toEqual([]);
  });

  it('says beside the field what is wrong with a reply, and keeps it', async () => {
    const { caseId } = await under.call();
    await wang.send(`/console/cases/${caseId}/claim`);
    const empty = await wang.send(`/console/cases/${caseId}/say`, { text: ' \r\n ' });
    expect(empty.status).toBe(422);
    const refused = await page(empty);
    expect(refused).toContain('先写要回他的话');
    // It opens at the newest words, but not where something above is to be read first.
    expect(refused).not.toContain('data-at-end');
    expect(await page(wang.get(`/console/cases/${caseId}`))).toContain('data-at-end');
    expect(await page(li.get(`/console/cases/${caseId}`))).not.toMatch(/data-at-end|href="#reply-text"/);
    const long = await wang.send(`/console/cases/${caseId}/say`, { text: '长'.repeat(4097) });
    expect(long.status).toBe(422);
    const shown = await page(long);
    expect(shown).toContain('最多4096字，现在4097字');
    expect(shown).toContain('长'.repeat(4097));
    expect((await wang.send(`/console/cases/${caseId}/say`, { text: '长'.repeat(4096) })).status).toBe(303);
  });

  it('keeps a note from the citizen: it is neither sent nor said', async () => {
    const { caseId } = await under.call();
    const { conversationId = '' } = (await under.storage.deskCase(caseId)) ?? {};
    const count = async () => (await under.database.query.selectFrom('outbox').select('id').execute()).length;
    const before = await count();
    const cursor = await under.storage.deskCursor();
    // Not the owner: colleagues may note what they know.
    const noted = await li.send(`/console/cases/${caseId}/note`, { text: '像上周那一伙' });
    expect([noted.status, noted.headers.get('location')]).toEqual([303, `/console/cases/${caseId}#note`]);
    expect(await count()).toBe(before);
    expect(JSON.stringify(await under.storage.transcript(conversationId))).not.toContain('上周');
    expect((await under.storage.eventsAfter(conversationId, cursor)).flatMap(({ message }) => message ?? [])).toEqual([]);
    const shown = await page(wang.get(`/console/cases/${caseId}`));
    expect(shown).toContain('像上周那一伙');
    expect(shown).toContain('内部备注，不会发给群众');
    expect((await under.bytes()).includes('上周')).toBe(false);
    const empty = await li.send(`/console/cases/${caseId}/note`, { text: '' });
    expect([empty.status, (await page(empty)).includes('先写备注')]).toEqual([422, true]);
    const long = await li.send(`/console/cases/${caseId}/note`, { text: '记'.repeat(2001) });
    expect([long.status, (await page(long)).includes('记'.repeat(2001))]).toEqual([422, true]);
  });

  it('is closed by one tap of truth, by its owner alone, and not without one', async () => {
    const { caseId, number } = await under.call();
    await wang.send(`/console/cases/${caseId}/claim`);
    expect((await wang.send(`/console/cases/${caseId}/close`)).status).toBe(422);
    expect((await li.send(`/console/cases/${caseId}/close`, { truth: 'scam' })).status).toBe(409);
    const closed = await wang.send(`/console/cases/${caseId}/close`, { truth: 'scam' });
    expect([closed.status, closed.headers.get('location')]).toEqual([303, `/console?closed=${number}`]);
    const told = await page(wang.get(`/console?closed=${number}`));
    expect(told).toContain(`工单 ${number} 已结案。`);
    expect(told).toContain(`/console/find?number=${number}`);
    expect(await page(wang.get('/console?closed=%3Cb%3E'))).not.toContain('已结案');
    expect(await page(wang.get('/console'))).not.toContain(number);
    expect(await page(wang.get(`/console/cases/${caseId}`))).toContain('已结案：真诈骗');
    for (const officer of [wang, li]) {
      expect(await page(officer.send(`/console/cases/${caseId}/claim`))).toContain('这一单已经结案');
      expect((await officer.send(`/console/cases/${caseId}/say`, { text: '再说一句' })).status).toBe(409);
    }
    expect((await under.storage.deskCase(caseId))?.truth).toBe('scam');
  });

  it('that does not exist is said to be none, whatever one does with it', async () => {
    expect((await wang.get('/console/cases/none')).status).toBe(404);
    for (const [action, fields] of [
      ['claim', {}],
      ['release', {}],
      ['say', { text: '在吗' }],
      ['note', { text: '在吗' }],
      ['close', { truth: 'scam' }],
    ] as const)
      expect([action, (await wang.send(`/console/cases/none/${action}`, fields)).status]).toEqual([action, 404]);
  });

  it('of somebody who was erased still opens', async () => {
    const { caseId } = await under.call();
    await wang.send(`/console/cases/${caseId}/claim`);
    await wang.send(`/console/cases/${caseId}/close`, { truth: 'unclear' });
    await under.database.query.updateTable('persons').set({ key_wrapped: null }).execute();
    const shown = await page(wang.get(`/console/cases/${caseId}`));
    expect(shown).toContain('记录已按他的要求删除');
    expect(shown).not.toContain('两万');
  });
});
