import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FoundScript } from '../../src/storage/new-scripts.ts';
import { incoming } from '../storage/storage-under-test.ts';
import { htmlOf, type Librarians, openLibrarians } from './librarians-under-test.ts';

const NEW = '/console/library/new';
const TEXT = '凭本通知到兰亭阁三楼领取品鉴名额，联系电话13800001234';

let under: Librarians;
beforeEach(async () => {
  under = await openLibrarians();
});
afterEach(async () => {
  expect(under.failures).toEqual([]);
  await under.close();
});

async function aScript(parts: Partial<FoundScript> = {}): Promise<string> {
  const saved = await incoming(under, { text: TEXT });
  const script: FoundScript = {
    kind: 'burst',
    texts: 4,
    senders: 3,
    firstAt: under.clock.now - 1000,
    lastAt: under.clock.now,
    messageIds: [saved.messageId],
    phrases: ['兰亭阁三楼', '品鉴名额'],
    signals: ['ask-transfer'],
    score: 0.42,
    type: 'elder',
    ...parts,
  };
  await under.storage.keepScript(script, null);
  const [kept] = await under.storage.listScripts(0, 1);
  return `${NEW}/${kept?.id}`;
}

describe('new scripts', () => {
  it('say what they are when there is none', async () => {
    expect(await htmlOf(under.chen.get(NEW))).toContain('现在没有');
  });

  it('are counted in the menu, and beside their own tab, as long as nobody has decided', async () => {
    const count = /title="1个新话术待看"/g;
    expect((await htmlOf(under.chen.get(NEW))).match(count)).toBeNull();
    const script = await aScript();
    expect((await htmlOf(under.chen.get(NEW))).match(count)).toHaveLength(2);
    await under.chen.send(`${script}/dismiss`, {});
    expect((await htmlOf(under.chen.get(NEW))).match(count)).toBeNull();
  });

  it('say when they were looked for last', async () => {
    expect(await htmlOf(under.chen.get(NEW))).toContain('第一遍还没开始');
    await under.storage.endScriptLook(1, 2);
    expect(await htmlOf(under.chen.get(NEW))).toContain('新找到2个');
  });

  it('show what their texts share, masked, and write down who read them', async () => {
    const script = await aScript();
    expect(await htmlOf(under.chen.get(NEW))).toContain('兰亭阁三楼、品鉴名额');
    const html = await htmlOf(under.chen.get(script));
    expect(html).toContain('<mark class="library-quote">兰亭阁三楼</mark>');
    expect(html).not.toContain('13800001234');
    expect(html).toContain('4条，3人');
    const audited = await under.database.query
      .selectFrom('audit')
      .select(['action', 'officer_id'])
      .where('action', '=', 'script.read')
      .execute();
    expect(audited).toEqual([{ action: 'script.read', officer_id: under.chen.id }]);
  });

  it('become a draft that begins with the words they share, and with nothing that a citizen wrote besides', async () => {
    const script = await aScript();
    const response = await under.chen.send(`${script}/draft`, { name: 'elder-tea-club' });
    expect(response.status).toBe(303);
    const draftId = decodeURIComponent((response.headers.get('location') ?? '').split('/').at(-1) ?? '');
    const files = await under.storage.draftFiles(draftId);
    expect(files.map(({ path }) => path).sort()).toEqual([
      'scam-patterns/patterns/elder/elder-tea-club.yaml',
      'scam-patterns/signals/script-elder-tea-club.yaml',
    ]);
    expect(files.map(({ body }) => body).join('')).not.toContain('13800001234');
    expect(await under.storage.listScripts(0, 1)).toMatchObject([{ state: 'drafted', draftId }]);
    expect(await htmlOf(under.lin.get(script))).toContain('看草稿');
    expect(await htmlOf(under.lin.send(`${script}/draft`, { name: 'another-one' }), 409)).toContain('刚才已经有人处理了');
  });

  it.each([
    ['', '编号只能用小写字母'],
    ['Elder Tea', '编号只能用小写字母'],
    ['-x', '编号只能用小写字母'],
    ['x'.repeat(61), '编号只能用小写字母'],
  ])('keep the name %j that they do not take', async (name, said) => {
    const script = await aScript();
    const html = await htmlOf(under.chen.send(`${script}/draft`, { name }), 422);
    expect(html).toContain(said);
    expect(html).toContain(`value="${name}"`);
    expect(await under.storage.listDrafts(['open'], 9)).toEqual([]);
  });

  it('are taken for none, and put back', async () => {
    const script = await aScript();
    expect((await under.chen.send(`${script}/dismiss`)).status).toBe(303);
    expect(await htmlOf(under.lin.send(`${script}/dismiss`), 409)).toContain('刚才已经有人处理了');
    expect(await htmlOf(under.chen.get(script))).toContain('重新列为待看');
    expect((await under.lin.send(`${script}/revive`)).status).toBe(303);
    expect(await htmlOf(under.chen.get(NEW))).toContain('待看');
  });

  it('show the variants of somebody who probes', async () => {
    await under.storage.noteProbing('row-1', { messageId: null, text: '点链接填卡号', variants: 5 });
    const html = await htmlOf(under.chen.get(`${NEW}/row-1`));
    expect(html).toContain('有人在试探');
    expect(html).toContain('点链接填卡号');
  });

  it('are not there for whoever asks for one that is not', async () => {
    expect((await under.chen.get(`${NEW}/none`)).status).toBe(404);
  });
});
