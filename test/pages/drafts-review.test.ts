import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Config } from '../../src/config.ts';
import type { Colleague } from './desk-under-test.ts';
import { chineseIn, readHtml } from './html-reader.ts';
import { DRAFTS, english, hiddenIn, htmlOf, type Librarians, openLibrarians, REPORT, SIGNAL, sourceText } from './librarians-under-test.ts';

const CARD = '6222021202041234567';
let under: Librarians;
let draft: string;
beforeEach(async () => {
  under = await openLibrarians();
  draft = await under.begin();
  await under.save(under.chen, draft, SIGNAL, `${sourceText(SIGNAL)}# changed`);
});
afterEach(async () => {
  expect(under.failures).toEqual([]);
  await under.close();
});

const textOf = (html: string): string => readHtml(html).elements[0]?.text ?? '';
const idOf = (address: string): string => decodeURIComponent(address.slice(DRAFTS.length + 1));
const draftOf = async (address = draft) => under.storage.readDraft(idOf(address));
const act = (who: Pick<Colleague, 'send'>, name: string, fields: Record<string, string> = {}) =>
  who.send(`${draft}/${name}`, { edits: '1', ...fields });
const partOf = (html: string, id: string): string => readHtml(html).elements.find(({ attributes }) => attributes.id === id)?.text ?? '';
async function proposed(report = {}): Promise<void> {
  expect((await act(under.chen, 'propose', { remark: 'Please read' })).status).toBe(303);
  await under.measure({ report });
}
async function publish(who: Pick<Colleague, 'get' | 'send'>): Promise<Response> {
  return who.send(`${draft}/publish`, hiddenIn(await htmlOf(who.get(draft)), `${draft}/publish`));
}

describe('measuring a draft', () => {
  it('is wanted once, shows how far it is, and what came of it', async () => {
    expect(partOf(await htmlOf(under.chen.get(draft)), 'measured')).toContain('还没有量过');
    expect((await act(under.chen, 'build')).status).toBe(303);
    expect(under.workshop.nudges).toBe(1);
    const waiting = await htmlOf(under.chen.get(draft));
    expect(waiting).toContain(`data-poll="${draft}/build"`);
    expect(partOf(waiting, 'measured')).toContain('排上队了');
    const build = await under.storage.takeBuild('w1', 60_000);
    await under.storage.noteBuildProgress(build?.id ?? '', 'w1', { done: 3, of: 8 }, 60_000);
    const fragment = await htmlOf(under.chen.get(`${draft}/build`, { 'hx-request': 'true' }));
    expect(fragment).not.toContain('<!doctype');
    expect(textOf(fragment)).toContain('第3步，共8步');
    expect((await under.chen.get(`${draft}/build`)).status).toBe(303);
    const report = { ...REPORT, gate: [...REPORT.gate, { what: 'size', found: '17.0 MB', wanted: '≤ 16.0 MB', result: 'FAIL' as const }] };
    await under.storage.endBuild(build?.id ?? '', 'w1', { state: 'failed', version: null, checksum: null, report: JSON.stringify(report) });
    const ended = await htmlOf(under.chen.get(draft));
    expect(ended).not.toContain('data-poll');
    expect(partOf(ended, 'measured')).toContain('没有过关');
    const rows = readHtml(ended)
      .elements.filter(({ tag }) => tag === 'tr')
      .map(({ text }) => text);
    // What fails comes first.
    expect(rows.slice(rows.indexOf('看什么结果量到要求') + 1).slice(0, 3)).toEqual([
      '大小✗ 没过17.0 MB≤ 16.0 MB',
      '文件写法✓ 过写法都对写法都对',
      'forwards.jsonl：正当的判成红✓ 过1.0 % (2/200)≤ 2.2 %',
    ]);
    await under.save(under.chen, draft, SIGNAL, 'something else');
    expect(partOf(await htmlOf(under.chen.get(draft)), 'measured')).toContain('这是改动以前量的');
  });

  it('shows what is judged otherwise, the known truth first, masked, and whom one has to call', async () => {
    const change = { from: { colour: 'green', type: null }, to: { colour: 'red', type: 'phishing' }, text: '卡号…4567' } as const;
    await act(under.chen, 'build');
    await under.measure({
      report: {
        radius: {
          texts: 40,
          cut: true,
          colours: [['green → red', 2]],
          types: [['- → phishing', 2]],
          changed: 2,
          changes: [
            { ...change, place: 'web', message: null, truth: null },
            { ...change, place: 'A000123', message: null, truth: 'scam' },
          ],
          callBacks: [{ conversationId: 'web:c1', messageId: 'm1' }],
        },
      },
    });
    const html = await htmlOf(under.chen.get(draft));
    const said = textOf(html);
    expect(said).toContain('用近30天的40条咨询比过，还有更多没有比');
    expect(said).toContain('绿 → 改成 红 2');
    expect(said).toContain('无 → 改成 钓鱼链接 2');
    expect(said).toContain('有1个人以前答的是绿');
    expect(said.indexOf('A000123')).toBeLessThan(said.indexOf('网页'));
    expect(said).toContain('发布后叫 1.0.1');
  });

  it('says what is broken, and which examples do not hold', async () => {
    await act(under.chen, 'build');
    await under.measure({ state: 'failed', report: { broken: 'signal ask-nfc: <b>empty</b>', gate: [] } });
    const html = await htmlOf(under.chen.get(draft));
    expect(textOf(html)).toContain('编不出来signal ask-nfc: <b>empty</b>');
    await act(under.chen, 'build');
    await under.measure({ state: 'failed', report: { faults: [{ where: SIGNAL, problem: 'must hit: 贴卡' }], faultCount: 3 } });
    expect(textOf(await htmlOf(under.chen.get(draft)))).toMatch(/该认出，却没认出贴卡还有2条没有列出/);
  });

  it('wants a change first, and the draft as it is', async () => {
    const empty = await under.begin('empty');
    expect(await htmlOf(under.chen.send(`${empty}/build`, { edits: '0' }), 409)).toContain('还没有改任何文件');
    expect(await htmlOf(act(under.chen, 'build', { edits: '0' }), 409)).toContain('同事刚改过');
    expect(await htmlOf(act(under.chen, 'build', { edits: '' }), 422)).toContain('表单不完整');
    expect(under.workshop.nudges).toBe(0);
  });
});

describe('two librarians', () => {
  it('propose and publish: all servers get it, and it leads to the release, the way back and the calls', async () => {
    await proposed();
    const own = await htmlOf(under.chen.get(draft));
    expect(partOf(own, 'measured')).toContain('要由另一位同事看过');
    expect(own).not.toContain(`${draft}/publish`);
    const html = await htmlOf(under.lin.get(draft));
    expect(textOf(html)).toContain('Please read');
    expect((await publish(under.lin)).status).toBe(303);
    expect(await draftOf()).toMatchObject({ state: 'published', publishedAs: '1.0.1' });
    expect(await under.storage.newestActivation()).toMatchObject({ version: '1.0.1', officer: 'Lin' });
    const done = await htmlOf(under.chen.get(draft));
    expect(partOf(done, 'published')).toContain('已发布 1.0.1。五秒内');
    for (const path of ['/console/library/releases/1.0.1', '/console/library', '/console/library/call-backs'])
      expect(done).toContain(`href="${path}"`);
    expect(textOf(await htmlOf(under.chen.get(DRAFTS)))).toContain('成为 1.0.1');
    await under.release('1.1.0');
    expect(partOf(await htmlOf(under.chen.get(draft)), 'published')).toContain('发布过 1.0.1；现在用的是 1.1.0');
  });

  it('are two people: whoever proposed it cannot publish it, whatever form he sends', async () => {
    await proposed();
    const form = hiddenIn(await htmlOf(under.lin.get(draft)), `${draft}/publish`);
    expect(await htmlOf(under.chen.send(`${draft}/publish`, form), 409)).toContain('要由另一位同事');
    expect((await draftOf())?.state).toBe('proposed');
    expect((await (await under.signIn('Boss', 'supervisor')).send(`${draft}/publish`, form)).status).toBe(403);
  });

  it('may be one where the city has but one, and that is written down', async () => {
    (under.deps.config as { -readonly [K in keyof Config]: Config[K] }).LIBRARY_ONE_PERSON = true;
    await proposed();
    expect(partOf(await htmlOf(under.chen.get(draft)), 'measured')).toContain('会单独记进审计');
    expect((await publish(under.chen)).status).toBe(303);
    const audited = await under.database.query
      .selectFrom('audit')
      .select(['action', 'officer_id'])
      .where('subject', '=', idOf(draft))
      .execute();
    expect(audited).toContainEqual({ action: 'draft.published-alone', officer_id: under.chen.id });
  });

  it('return it with a reason, and without one nothing happens', async () => {
    await proposed();
    expect(await htmlOf(act(under.lin, 'return', { remark: ' ' }), 422)).toContain('写一句为什么');
    const long = await htmlOf(act(under.lin, 'return', { remark: 'x'.repeat(501) }), 422);
    expect(partOf(long, 'return-remark')).toBe('x'.repeat(501));
    expect((await act(under.lin, 'return', { remark: 'Too wide' })).status).toBe(303);
    expect(await draftOf()).toMatchObject({ state: 'open', proposedBy: null });
    expect(textOf(await htmlOf(under.chen.get(draft)))).toContain('Lin 退回Too wide');
    // It was measured as it is, so that proposing it again wants nothing new.
    await act(under.chen, 'propose');
    expect(await under.storage.takeBuild('w1', 1000)).toBeNull();
  });

  it('withdraw it, once, and words of whoever came too late stay in sight', async () => {
    expect((await act(under.lin, 'withdraw', { remark: 'Not needed' })).status).toBe(303);
    expect((await draftOf())?.state).toBe('withdrawn');
    const html = await htmlOf(act(under.chen, 'propose', { remark: 'Please read' }), 409);
    expect(html).toContain('状态已经变了');
    expect(partOf(html, 'kept-words')).toBe('Please read');
  });

  it('publish nothing that was not measured, is not signed, or was overtaken', async () => {
    await act(under.chen, 'propose');
    expect(partOf(await htmlOf(under.lin.get(draft)), 'measured')).not.toContain('确定发布');
    expect(await htmlOf(act(under.lin, 'publish', { build: 'x', seen: '1' }), 409)).toContain('还没有量过');
    expect(await htmlOf(act(under.lin, 'publish', {}), 422)).toContain('表单不完整');
    await under.measure({ keep: false });
    expect(partOf(await htmlOf(under.lin.get(draft)), 'measured')).toContain('没有签名存下来');
    await act(under.chen, 'build');
    await under.measure();
    const form = hiddenIn(await htmlOf(under.lin.get(draft)), `${draft}/publish`);
    await under.release('1.1.0');
    expect(await htmlOf(under.lin.send(`${draft}/publish`, form), 409)).toContain('刚才有人改了草稿，或换了正在用的版本');
    expect(partOf(await htmlOf(under.lin.get(draft)), 'measured')).toContain('现在用的已经是 1.1.0');
    expect((await draftOf())?.state).toBe('proposed');
  });
});

describe('a draft that another release has overtaken', () => {
  const theirs = sourceText(SIGNAL).replace('开 NFC', '开感应');
  const rebase = async (fields: Record<string, string> = {}) =>
    under.chen.send(`${draft}/rebase`, { ...hiddenIn(await htmlOf(under.chen.get(draft)), `${draft}/rebase`), ...fields });

  it('follows by one press where nobody has touched its files, and cannot be proposed before', async () => {
    await under.release('1.1.0');
    const html = await htmlOf(under.chen.get(draft));
    expect(textOf(html)).toContain('别人没有动过');
    expect(html).not.toContain(`${draft}/propose`);
    expect(await htmlOf(act(under.chen, 'propose'), 409)).toContain('先跟上');
    expect((await rebase()).status).toBe(303);
    expect(await draftOf()).toMatchObject({ base: '1.1.0' });
    expect(await under.storage.draftFiles(idOf(draft))).toHaveLength(1);
  });

  it('shows all three texts of a conflict, and goes on with what is written', async () => {
    await under.release('1.1.0', { [SIGNAL]: theirs });
    const html = await htmlOf(under.chen.get(draft));
    expect(textOf(html)).toContain('+新增title: 要求贴卡、开感应');
    expect(textOf(html)).toContain('+新增# changed');
    expect(partOf(html, 'body-0')).toBe(`${sourceText(SIGNAL)}# changed\n`);
    const refused = await rebase({ 'how-0': 'text', 'body-0': '' });
    expect(await htmlOf(refused, 422)).toContain('每个文件都要选');
    expect(await htmlOf(rebase({ 'body-0': 'x' }), 422)).toContain('每个文件都要选');
    expect((await rebase({ 'how-0': 'text', 'body-0': 'of both' })).status).toBe(303);
    expect(await under.storage.draftFiles(idOf(draft))).toMatchObject([{ path: SIGNAL, body: 'of both\n' }]);
    expect((await draftOf())?.base).toBe('1.1.0');
    expect((await under.save(under.chen, draft, SIGNAL, theirs)).status).toBe(303);
    expect(await under.storage.draftFiles(idOf(draft))).toEqual([]);
  });

  it.each([
    ['theirs', []],
    ['remove', [{ path: SIGNAL, body: null }]],
  ])('solves a conflict by %s', async (how, files) => {
    await under.release('1.1.0', { [SIGNAL]: theirs });
    expect((await rebase({ 'how-0': how, 'body-0': 'x' })).status).toBe(303);
    expect(await under.storage.draftFiles(idOf(draft))).toMatchObject(files);
  });

  it('does not follow a release that nobody has looked at, and keeps what was written', async () => {
    await under.release('1.1.0', { [SIGNAL]: theirs });
    const form = hiddenIn(await htmlOf(under.chen.get(draft)), `${draft}/rebase`);
    await under.release('1.2.0', { [SIGNAL]: theirs });
    const html = await htmlOf(under.chen.send(`${draft}/rebase`, { ...form, 'how-0': 'text', 'body-0': 'of both' }), 409);
    expect(html).toContain('现在用的已经是 1.2.0');
    expect(partOf(html, 'body-0')).toBe('of both');
    expect((await draftOf())?.base).toBe('1.0.0');
  });
});

describe('a release', () => {
  const entry = {
    version: '1.1.0',
    checksum: '1.1.0-sum',
    date: '2026-11-20',
    counts: { signals: 221, patterns: 208, texts: 40_000 },
    changes: ['tune: ask-nfc: 开感应'],
    signature: { key: 'huzhou-2026', value: '' },
    metrics: { 'forwards.jsonl': { 'scam not green': [99, 100] } },
  };

  it('shows what it changes, what it reached, who signed it, and its files beside another one', async () => {
    await under.storage.keepRelease({ version: '1.1.0', checksum: '1.1.0-sum', entry: JSON.stringify(entry) }, [new Uint8Array([1])]);
    await under.release('1.1.0', { [SIGNAL]: sourceText(SIGNAL).replace('开 NFC', '开感应') });
    const said = textOf(await htmlOf(under.chen.get('/console/library/releases/1.1.0')));
    for (const part of [
      'tune: ask-nfc: 开感应',
      'huzhou-2026',
      '208条套路、221个信号',
      '99.0 %',
      '99 / 100',
      '和 1.0.0 比',
      '有1个文件不一样',
    ])
      expect(said).toContain(part);
    expect(said).toContain('+新增title: 要求贴卡、开感应');
    const back = textOf(await htmlOf(under.chen.get('/console/library/releases/1.0.0?with=1.1.0')));
    expect(back).toContain('和 1.1.0 比');
    expect(back).toContain('−删去title: 要求贴卡、开感应');
    expect(back).toContain('没有记下改了什么');
    expect((await under.chen.get('/console/library/releases/9.9.9')).status).toBe(404);
    expect(await htmlOf(under.chen.get('/console/library'))).toContain('href="/console/library/releases/1.1.0"');
  });
});

describe('people whom a release wants called back', () => {
  const LIST = '/console/library/call-backs';
  let message: string;
  beforeEach(async () => {
    const answer = await under.chat({ text: `有人让我把钱打到${CARD}` });
    const row = await under.database.query
      .selectFrom('messages')
      .select(['id', 'conversation_id'])
      .where('author', '=', 'citizen')
      .executeTakeFirstOrThrow();
    message = row.id;
    expect(answer.conversation).not.toBe('');
    await proposed({ radius: { ...REPORT.radius, callBacks: [{ conversationId: row.conversation_id, messageId: message }] } });
    expect((await publish(under.lin)).status).toBe(303);
  });

  it('are listed by publishing; who reads what they asked is written down, and reads it masked', async () => {
    const wang = await under.signIn('Wang');
    for (const who of [under.chen, wang]) {
      const html = await htmlOf(who.get(LIST));
      expect(textOf(html)).toContain('1.0.1 判红');
      // The name of a style sheet may hold any four digits.
      expect(html.replaceAll(/\/assets\/[^"]*/g, '')).not.toContain(CARD.slice(-4));
    }
    expect(await htmlOf(wang.get(LIST))).not.toContain('href="/console/library/search"');
    const opened = await htmlOf(wang.send(`${LIST}/${message}/read`));
    expect(opened).toContain(CARD.slice(-4));
    expect(opened).not.toContain(CARD);
    const audited = await under.database.query
      .selectFrom('audit')
      .select(['officer_id', 'subject'])
      .where('action', '=', 'release.call-back-read' as never)
      .execute();
    expect(audited).toEqual([{ officer_id: wang.id, subject: message }]);
    expect((await wang.send(`${LIST}/none/read`)).status).toBe(404);
  });

  it('leave the list when they were reached, by one of two who press at once', async () => {
    const settle = (who: Pick<Colleague, 'send'>, result: string, attempts = '0') =>
      who.send(`${LIST}/${message}`, { version: '1.0.1', attempts, result });
    expect(await htmlOf(settle(under.chen, 'maybe'), 422)).toContain('里按一个');
    expect((await settle(under.chen, 'unreached')).status).toBe(303);
    expect(textOf(await htmlOf(under.chen.get(LIST)))).toContain('1次没联系上');
    expect(await htmlOf(settle(under.lin, 'reached'), 409)).toContain('同事刚办过');
    expect((await settle(under.lin, 'reached', '1')).status).toBe(303);
    const said = textOf(await htmlOf(under.chen.get(LIST)));
    expect(said).toContain('没有要回电的人');
    expect(said).toContain('联系上了Lin');
  });
});

describe('in English', () => {
  it('no page of all this says anything in Chinese', async () => {
    const [chen, lin] = [english(under, under.chen), english(under, under.lin)];
    const report = {
      gate: [...REPORT.gate, { what: 'size', found: '17.0 MB', wanted: '≤ 16.0 MB', result: 'skipped' as const }],
      faults: [{ where: SIGNAL, problem: 'must hit: 贴卡' }],
      faultCount: 2,
      radius: {
        texts: 1,
        cut: true,
        colours: [['green → red', 1]] as const,
        types: [['- → phishing', 1]] as const,
        changed: 1,
        changes: [
          {
            place: 'web',
            message: null,
            truth: 'scam' as const,
            from: { colour: 'green' as const, type: null },
            to: { colour: 'red' as const, type: 'phishing' },
            text: '贴卡',
          },
        ],
        callBacks: [],
      },
    };
    const read = async (who: Pick<Colleague, 'get'>, path: string) =>
      expect([path, chineseIn(await htmlOf(who.get(path)))]).toEqual([path, []]);
    const refuse = async (answer: Promise<Response>, status: number) => expect(chineseIn(await htmlOf(answer, status))).toEqual([]);
    const pages = [draft, `${draft}/choose?q=NFC`, `${draft}/choose?q=xyzxyz`, `${draft}/corpus`, `${draft}/files?path=${SIGNAL}`];
    pages.push(
      `${draft}/files?path=scam-patterns/signals/ask-new.yaml`,
      DRAFTS,
      '/console/library/signals/ask-nfc',
      '/console/library/call-backs',
    );
    for (const page of pages) await read(chen, page);
    await refuse(chen.send(DRAFTS, { title: '' }), 422);
    await refuse(chen.send(`${draft}/new`, { kind: 'pattern' }), 422);
    await refuse(chen.send(`${draft}/corpus`, { edits: '1', 'text-0': 'x' }), 422);
    await refuse(chen.send(`${draft}/files`, { path: SIGNAL, body: '', edits: '1', seen: '' }), 422);
    await refuse(chen.send(`${draft}/files`, { path: SIGNAL, body: '另一个', edits: '0', seen: '' }), 409);
    under.workshop.found = {
      faults: [`${SIGNAL}: ✖ Unrecognized key: "x"`, 'told by nobody'],
      examples: [{ text: '贴卡', wanted: true, holds: false, reason: '理由' }],
      consults: [],
      looked: 3,
    };
    await refuse(chen.send(`${draft}/examine`, { path: SIGNAL, body: 'x' }), 200);
    await act(chen, 'propose', { remark: 'Please' });
    await read(lin, draft);
    await under.measure({ report });
    for (const who of [chen, lin]) await read(who, draft);
    await refuse(act(lin, 'return', { remark: '' }), 422);
    await under.release('1.1.0', { [SIGNAL]: '别的\n' });
    await read(lin, draft);
    await act(lin, 'return', { remark: 'Follow' });
    await read(chen, draft);
    for (const page of [
      '/console/library/releases/1.1.0',
      '/console/library/signals/ask-nfc',
      `/console/library/history?path=${SIGNAL}&from=1.0.0&to=1.1.0`,
    ])
      await read(chen, page);
    await act(lin, 'withdraw', {});
    await read(chen, DRAFTS);
    await refuse(act(chen, 'propose', { remark: 'Words' }), 409);
  });
});
