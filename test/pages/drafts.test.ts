import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '../../src/errors.ts';
import { openDesk } from './desk-under-test.ts';
import { readHtml } from './html-reader.ts';
import { DRAFTS, hiddenIn, htmlOf, type Librarians, openLibrarians, PATTERN, SIGNAL, sourceText } from './librarians-under-test.ts';

let under: Librarians;
beforeEach(async () => {
  under = await openLibrarians();
});
afterEach(async () => {
  expect(under.failures).toEqual([]);
  await under.close();
});

const textOf = (html: string): string => readHtml(html).elements[0]?.text ?? '';
const idOf = (draft: string): string => decodeURIComponent(draft.slice(DRAFTS.length + 1));
const typedIn = (html: string, id: string): string | undefined =>
  readHtml(html).elements.find(({ attributes }) => attributes.id === id)?.text;

describe('the list of drafts', () => {
  it('says how one begins, and a title is all it takes', async () => {
    expect(await htmlOf(under.chen.get(DRAFTS))).toContain('还没有草稿');
    const draft = await under.begin('违停罚款短信');
    const html = await htmlOf(under.lin.get(DRAFTS));
    expect(html).toContain(`href="${draft}"`);
    expect(textOf(html)).toContain('违停罚款短信1.0.0Chen');
    expect(textOf(await htmlOf(under.chen.get(draft)))).toContain('还没有改动');
  });

  it.each([
    ['', '先写一句'],
    ['  \n ', '先写一句'],
    ['长'.repeat(81), '最多80字'],
  ])('keeps the title %j that it does not take', async (title, said) => {
    const html = await htmlOf(under.chen.send(DRAFTS, { title }), 422);
    expect(html).toContain(said);
    expect(readHtml(html).elements.find(({ attributes }) => attributes.id === 'title')?.attributes.value).toBe(title.trim());
    expect(await under.storage.listDrafts(['open'], 9)).toEqual([]);
  });

  it('begins none where nothing is at work, or its files are not kept', async () => {
    const bare = await openDesk();
    const wu = await bare.signIn('Wu', 'librarian');
    expect(await htmlOf(wu.send(DRAFTS, { title: 'x' }), 409)).toContain('还没有上岗的版本');
    await bare.storage.keepRelease({ version: '1.0.0', checksum: 'c' }, [new Uint8Array([1])]);
    await bare.storage.activateRelease('1.0.0', null, 0);
    const html = await htmlOf(wu.send(DRAFTS, { title: 'my title' }), 409);
    expect(html).toContain('没有 1.0.0 的源文件');
    expect(html).toContain('value="my title"');
    await bare.close();
  });

  it('marks what waits for whoever looks, and what another release has overtaken', async () => {
    const draft = await under.begin();
    await under.save(under.chen, draft, SIGNAL, 'id: ask-nfc');
    await under.chen.send(`${draft}/propose`, { edits: '1', remark: '' });
    expect(await htmlOf(under.lin.get(DRAFTS))).toContain('等您复核');
    expect(await htmlOf(under.chen.get(DRAFTS))).not.toContain('等您复核');
    expect(await htmlOf((await under.signIn('Boss', 'supervisor')).get(DRAFTS))).not.toContain('等您复核');
    await under.release('1.1.0');
    expect(await htmlOf(under.lin.get(DRAFTS))).toContain('版本已换');
  });

  it('is read by supervisors, who find nothing to press', async () => {
    const draft = await under.begin();
    const boss = await under.signIn('Boss', 'supervisor');
    for (const path of [DRAFTS, draft]) expect(await htmlOf(boss.get(path))).not.toMatch(/action="\/console\/library/);
    expect((await boss.get(`${draft}/files?path=${SIGNAL}`)).status).toBe(403);
  });
});

describe('a file of a draft', () => {
  const changed = (path = SIGNAL): string => sourceText(path).replace('贴卡、开 NFC', '把卡贴上手机');

  it('begins with the text of the base, is saved, shown as a diff, and undone', async () => {
    const draft = await under.begin();
    const html = await htmlOf(under.chen.get(`${draft}/files?path=${SIGNAL}`));
    expect(typedIn(html, 'body')).toBe(sourceText(SIGNAL));
    expect((await under.save(under.chen, draft, SIGNAL, changed())).headers.get('location')).toBe(`${draft}#changes`);
    expect(await under.storage.draftFiles(idOf(draft))).toMatchObject([{ path: SIGNAL, body: changed(), officer: 'Chen' }]);
    const { elements } = readHtml(await htmlOf(under.chen.get(draft)));
    const rows = elements.filter(({ attributes }) => /^diff-(?:added|removed)$/.test(attributes.class ?? '')).map(({ text }) => text);
    expect(rows).toEqual(['2−删去title: 要求贴卡、开 NFC', '2+新增title: 要求把卡贴上手机']);
    await under.save(under.lin, draft, SIGNAL, '', 'undo');
    expect(await under.storage.draftFiles(idOf(draft))).toEqual([]);
    // Saved as the base has it is no change.
    await under.save(under.chen, draft, SIGNAL, changed());
    await under.save(under.chen, draft, SIGNAL, sourceText(SIGNAL));
    expect(await under.storage.draftFiles(idOf(draft))).toEqual([]);
  });

  it('is taken away, and comes back when something is saved', async () => {
    const draft = await under.begin();
    await under.save(under.chen, draft, SIGNAL, '', 'remove');
    expect(await under.storage.draftFiles(idOf(draft))).toMatchObject([{ path: SIGNAL, body: null }]);
    expect(textOf(await htmlOf(under.chen.get(draft)))).toContain('去掉了');
    await under.save(under.chen, draft, SIGNAL, changed());
    expect(await under.storage.draftFiles(idOf(draft))).toMatchObject([{ body: changed() }]);
  });

  it('is found by what it says, or newly written from a template', async () => {
    const draft = await under.begin();
    expect(await htmlOf(under.chen.get(`${draft}/choose?q=NFC`))).toContain(`files?path=${encodeURIComponent(SIGNAL)}`);
    expect(await htmlOf(under.chen.get(`${draft}/choose?q=zqzqzq`))).toContain('没有找到');
    const fresh = await under.chen.send(`${draft}/new`, { kind: 'pattern', type: 'phishing', id: 'phishing-parking-fine' });
    const address = fresh.headers.get('location') ?? '';
    expect(address).toContain(encodeURIComponent('scam-patterns/patterns/phishing/phishing-parking-fine.yaml'));
    expect(typedIn(await htmlOf(under.chen.get(address)), 'body')).toContain('id: phishing-parking-fine');
    for (const [fields, said] of [
      [{ kind: 'pattern', type: '', id: 'a-b' }, '请选一个类型'],
      [{ kind: 'signal', id: 'A B' }, '编号写1到'],
      [{ kind: 'signal', id: 'ask-nfc' }, '已经有了'],
      [{ kind: 'pattern', type: 'loan', id: 'code-asked-by-name' }, '已经有了'],
      [{ kind: 'type', id: 'x' }, '请从下面的表单里写'],
    ] as const)
      expect(await htmlOf(under.chen.send(`${draft}/new`, fields), 422)).toContain(said);
  });

  it('is none of those that a draft must not change', async () => {
    const draft = await under.begin();
    for (const path of ['scam-patterns/gate/forwards.jsonl', 'scam-patterns/releases.json', '../package.yaml', '']) {
      expect([path, (await under.chen.get(`${draft}/files?${new URLSearchParams({ path })}`)).status]).toEqual([path, 404]);
      const send = under.chen.send(`${draft}/files`, { path, body: 'x', edits: '0', seen: '' });
      expect([path, (await send).status]).toEqual([path, 404]);
    }
  });

  it('keeps what was typed when it cannot be saved', async () => {
    const draft = await under.begin();
    for (const [fields, said] of [
      [{ body: '' }, '内容是空的'],
      [{ body: 'x'.repeat(300_001) }, '最多300000字'],
      [{ body: 'my words', edits: 'x' }, '表单不完整'],
    ] as const) {
      const html = await htmlOf(under.chen.send(`${draft}/files`, { path: SIGNAL, edits: '0', seen: '', ...fields }), 422);
      expect(html).toContain(said);
      expect(typedIn(html, 'body')).toBe(fields.body);
    }
  });

  it('of two who change it at once is the first one’s; the other keeps his words, sees both, and may save after all', async () => {
    const draft = await under.begin();
    const form = hiddenIn(await htmlOf(under.lin.get(`${draft}/files?path=${SIGNAL}`)), `${draft}/files`);
    await under.save(under.chen, draft, SIGNAL, 'of Chen');
    under.clock.now += 1;
    const html = await htmlOf(under.lin.send(`${draft}/files`, { ...form, body: 'of Lin', act: 'save' }), 409);
    expect(typedIn(html, 'body')).toBe('of Lin');
    expect(textOf(html)).toContain('−删去of Chen');
    expect(textOf(html)).toContain('+新增of Lin');
    expect(await under.storage.draftFiles(idOf(draft))).toMatchObject([{ body: 'of Chen\n' }]);
    const again = hiddenIn(html, `${draft}/files`);
    expect((await under.lin.send(`${draft}/files`, { ...again, body: 'of both', act: 'save' })).status).toBe(303);
    expect(await under.storage.draftFiles(idOf(draft))).toMatchObject([{ body: 'of both\n', officer: 'Lin' }]);
  });

  it('is not in the way of a colleague who changes another one', async () => {
    const draft = await under.begin();
    const form = hiddenIn(await htmlOf(under.lin.get(`${draft}/files?path=${SIGNAL}`)), `${draft}/files`);
    await under.save(under.chen, draft, PATTERN, 'of Chen');
    expect((await under.lin.send(`${draft}/files`, { ...form, body: 'of Lin', act: 'save' })).status).toBe(303);
    expect((await under.storage.draftFiles(idOf(draft))).map(({ body }) => body)).toEqual(['of Chen\n', 'of Lin\n']);
  });

  it('stays as it is while the draft waits for its review', async () => {
    const draft = await under.begin();
    await under.save(under.chen, draft, SIGNAL, changed());
    const form = hiddenIn(await htmlOf(under.lin.get(`${draft}/files?path=${SIGNAL}`)), `${draft}/files`);
    await under.chen.send(`${draft}/propose`, { edits: '1' });
    const html = await htmlOf(under.lin.send(`${draft}/files`, { ...form, body: 'of Lin', act: 'save' }), 409);
    expect(typedIn(html, 'body')).toBe('of Lin');
    expect(html).toContain('readonly');
    expect(await under.storage.draftFiles(idOf(draft))).toMatchObject([{ body: changed() }]);
  });

  it('takes no code from a text', async () => {
    const draft = await under.begin('</title><script>alert(1)</script>');
    await under.save(under.chen, draft, SIGNAL, '</textarea><script>alert(2)</script>');
    for (const path of [draft, `${draft}/files?path=${SIGNAL}`, DRAFTS])
      expect(await htmlOf(under.chen.get(path))).not.toContain('<script>alert');
  });
});

describe('trying what is written', () => {
  const examine = (draft: string, body: string, headers: Record<string, string> = { 'hx-request': 'true' }) =>
    under.post(`${draft}/examine`, new URLSearchParams({ path: SIGNAL, body }).toString(), {
      origin: 'http://localhost',
      host: 'localhost',
      'content-type': 'application/x-www-form-urlencoded',
      cookie: under.chen.cookie,
      ...headers,
    });

  it('shows faults with their lines, examples that are wrong first, and the consults that change', async () => {
    const draft = await under.begin();
    under.workshop.found = {
      faults: [`${SIGNAL}: ✖ Invalid input: expected string, received null`, '  → at title'],
      examples: [],
      consults: [],
      looked: 0,
    };
    const faulty = textOf(`<div>${await htmlOf(examine(draft, 'id: ask-nfc\ntitle:\n'))}</div>`);
    expect(faulty).toContain('第2行 title 这里还没有写');
    expect(faulty).not.toContain('最近的咨询');
    expect(under.workshop.asked).toEqual([{ draftId: idOf(draft), path: SIGNAL, body: 'id: ask-nfc\ntitle:\n' }]);

    const consult = { text: '卡号…3921', truth: null, told: null, before: true, now: true } as const;
    under.workshop.found = {
      faults: [],
      examples: [
        { text: '好的例子', wanted: true, holds: true, reason: null },
        { text: '坏的例子', wanted: false, holds: true, reason: '官方提醒' },
      ],
      consults: [
        { ...consult, place: 'web' },
        { ...consult, place: 'A000123', truth: 'scam', told: 'green', before: false },
        { ...consult, place: 'web', now: false },
      ],
      looked: 40,
    };
    const html = await htmlOf(examine(draft, 'id: x'));
    expect(html).not.toContain('<!doctype');
    const rows = readHtml(html)
      .elements.filter(({ tag }) => tag === 'tr')
      .map(({ text }) => text);
    expect(rows.filter((row) => row.includes('例子') && !row.includes('实际'))).toEqual([
      '✗ 不对不该认出认出了坏的例子 官方提醒',
      '✓ 对该认出认出了好的例子',
    ]);
    expect(rows.slice(-3)).toEqual([
      '+ 新认出绿 没看出特征真诈骗卡号…3921A000123',
      '− 不再认出没有答没有查实卡号…3921网页',
      '一直认得没有答没有查实卡号…3921网页',
    ]);
    expect(textOf(`<div>${html}</div>`)).toContain('看了最近40条咨询，其中3条');
  });

  it('works without script: the editor with what was typed and what was found', async () => {
    const draft = await under.begin();
    const html = await htmlOf(under.chen.send(`${draft}/examine`, { path: SIGNAL, body: 'my words' }));
    expect(typedIn(html, 'body')).toBe('my words');
    expect(typedIn(html, 'findings')).toContain('写法没有错');
    expect(await under.storage.draftFiles(idOf(draft))).toEqual([]);
  });

  it('says when it was not tried', async () => {
    const draft = await under.begin();
    expect(await htmlOf(examine(draft, ''))).toContain('写一点内容');
    under.workshop.found = new AppError('workshop.busy', 'busy', 409);
    expect(await htmlOf(examine(draft, 'x'))).toContain('有更新的内容正在试');
    under.workshop.found = new AppError('workshop.broken', 'broken', 500);
    expect(await htmlOf(examine(draft, 'x'))).toContain('再按一次');
    const alone = await openDesk();
    const wu = await alone.signIn('Wu', 'librarian');
    const id = await alone.storage.createDraft({ title: 'x', base: '1.0.0', officerId: wu.id });
    expect(await htmlOf(wu.send(`${DRAFTS}/${id}/examine`, { path: SIGNAL, body: 'x' }))).toContain('不能边写边试');
    await alone.close();
  });
});

describe('new training texts', () => {
  it('are written row by row into a file of the draft’s own', async () => {
    const draft = await under.begin();
    const form = hiddenIn(await htmlOf(under.chen.get(`${draft}/corpus`)), `${draft}/corpus`);
    const rows = { 'text-0': '把卡贴上手机', 'kind-0': 'scam', 'type-0': 'phishing', 'text-3': '公交卡充好了', 'kind-3': 'legit' };
    expect((await under.chen.send(`${draft}/corpus`, { ...form, ...rows })).status).toBe(303);
    const [file] = await under.storage.draftFiles(idOf(draft));
    expect(file?.path).toMatch(/^scam-patterns\/corpus\/console-[a-z0-9]{1,8}\.jsonl$/);
    expect(file?.body).toBe('{"text":"把卡贴上手机","kind":"scam","type":"phishing"}\n{"text":"公交卡充好了","kind":"legit"}\n');
    const html = await htmlOf(under.chen.get(`${draft}/corpus`));
    expect(['text-0', 'text-1', 'text-2'].map((id) => typedIn(html, id))).toEqual(['把卡贴上手机', '公交卡充好了', '']);
    await under.chen.send(`${draft}/corpus`, hiddenIn(html, `${draft}/corpus`));
    expect(await under.storage.draftFiles(idOf(draft))).toEqual([]);
  });

  it('keep what was typed, with the problem at its row', async () => {
    const draft = await under.begin();
    const rows = { edits: '0', 'text-0': '一条好的', 'kind-0': 'legit', 'text-1': '没有类型', 'kind-1': 'scam' };
    const html = await htmlOf(under.chen.send(`${draft}/corpus`, rows), 422);
    expect(['text-0', 'text-1'].map((id) => typedIn(html, id))).toEqual(['一条好的', '没有类型']);
    expect(typedIn(html, 'row-1-problem')).toContain('诈骗要选类型');
    expect(html).not.toContain('row-0-problem');
    expect(await htmlOf(under.chen.send(`${draft}/corpus`, { edits: '0' }), 422)).toContain('一条都没有写');
    const stale = { ...rows, 'kind-1': 'legit', edits: '7' };
    expect(typedIn(await htmlOf(under.chen.send(`${draft}/corpus`, stale), 409), 'text-0')).toBe('一条好的');
  });
});

describe('whoever looks at a pattern or signal', () => {
  const signal = '/console/library/signals/ask-nfc';

  it('begins a draft with it, or adds it to one of his', async () => {
    const fresh = await under.chen.send('/console/library/edit', { path: SIGNAL, draft: 'new' });
    const location = fresh.headers.get('location') ?? '';
    expect(location).toMatch(/^\/console\/library\/drafts\/[^/]+\/files\?path=/);
    expect(await under.storage.listDrafts(['open'], 9)).toMatchObject([{ title: '修改：要求贴卡、开 NFC', base: '1.0.0' }]);
    const [draft] = await under.storage.listDrafts(['open'], 9);
    expect(await htmlOf(under.chen.get(signal))).toContain(`<option value="${draft?.id}"`);
    expect(await htmlOf(under.lin.get(signal))).not.toContain(`<option value="${draft?.id}"`);
    const added = await under.chen.send('/console/library/edit', { path: PATTERN, draft: draft?.id ?? '' });
    expect(added.headers.get('location')).toContain(`${DRAFTS}/${draft?.id}/files`);
    expect((await under.chen.send('/console/library/edit', { path: PATTERN, draft: 'none' })).status).toBe(409);
    expect((await under.chen.send('/console/library/edit', { path: 'x', draft: 'new' })).status).toBe(404);
    const boss = await under.signIn('Boss', 'supervisor');
    expect(await htmlOf(boss.get(signal))).not.toContain('/console/library/edit');
  });

  it('sees in which releases it was changed, and what', async () => {
    await under.release('1.1.0', { [SIGNAL]: sourceText(SIGNAL).replace('开 NFC', '开感应') });
    await under.release('1.2.0', { [SIGNAL]: sourceText(SIGNAL).replace('开 NFC', '开感应') });
    const html = await htmlOf(under.chen.get(signal));
    expect(html).toContain('/console/library/releases/1.1.0');
    expect(html).not.toContain('/console/library/releases/1.2.0');
    const address = /href="(\/console\/library\/history\?[^"]+)"/.exec(html)?.[1]?.replaceAll('&amp;', '&') ?? '';
    const difference = textOf(await htmlOf(under.chen.get(address)));
    expect(difference).toContain('−删去title: 要求贴卡、开 NFC');
    expect(difference).toContain('+新增title: 要求贴卡、开感应');
    expect((await under.chen.get('/console/library/history?path=none&from=1&to=2')).status).toBe(404);
  });
});
