import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { judgeText } from '../../src/conversation/judge-text.ts';
import { createChangingDetector } from '../../src/detection/changing-detector.ts';
import { createDetector } from '../../src/detection/detector.ts';
import { isOlder } from '../../src/pages/console/library-release-words.ts';
import { loadLibraryForTests } from '../compiled-library.ts';
import { browser, type Colleague, type DeskUnderTest, openDesk } from './desk-under-test.ts';
import { chineseIn, readHtml } from './html-reader.ts';

const PATH = '/console/library';
const SCAM = '【ETC】您的ETC已停用，请点击 http://etc-renew.top 填写银行卡号和验证码，逾期将注销';
const library = await loadLibraryForTests();

let under: DeskUnderTest;
let chen: Colleague;
beforeEach(async () => {
  under = await openDesk({ detector: createChangingDetector(createDetector({ ...library, version: '1.9.0' })) });
  chen = await under.signIn('陈编辑', 'librarian');
  for (const version of ['1.9.0', '1.10.0', '1.8.0']) {
    under.clock.now += 1000;
    await under.storage.keepRelease({ version, checksum: `${version}-0123456789abcdef` }, [new Uint8Array([1])]);
  }
  for (const [seen, version] of ['1.10.0', '1.8.0', '1.9.0'].entries()) await under.storage.activateRelease(version, null, seen);
});
afterEach(async () => {
  expect(under.failures).toEqual([]);
  await under.close();
});

const page = async (who: Pick<Colleague, 'get'>, path = PATH): Promise<string> => {
  const response = await who.get(path);
  expect([path, response.status]).toEqual([path, 200]);
  return response.text();
};
/** Rows of a table by the text of their cells. */
function rowsOf(html: string): readonly string[] {
  return readHtml(html)
    .elements.filter(({ tag }) => tag === 'tr')
    .map(({ text }) => text);
}
const english = (who: Colleague) => browser(under, { cookie: `${who.cookie}; language=en` });
const put = (version: string, seen: string | number, who: Pick<Colleague, 'send'> = chen) =>
  who.send(`${PATH}/activate`, { version, seen: String(seen) });

describe('a librarian who signs in', () => {
  it('is led from the queue to the library, and others are not', async () => {
    const response = await chen.get('/console');
    expect([response.status, response.headers.get('location')]).toEqual([303, PATH]);
    for (const role of ['officer', 'supervisor', 'administrator'] as const)
      expect((await (await under.signIn(role, role)).get('/console')).status).toBe(200);
  });

  it('finds the library in the navigation, as do those who look after him, and officers do not', async () => {
    expect(await page(chen)).toContain(`<a class="desk-link" href="${PATH}" aria-current="page">套路库</a>`);
    const wang = await under.signIn('王', 'officer');
    expect(await page(wang, '/console')).not.toContain(PATH);
    const boss = await under.signIn('赵', 'supervisor');
    expect(await page(boss, '/console')).toContain(PATH);
  });
});

describe('releases', () => {
  it('shows what is at work, what is kept, who put what to work and what was refused', async () => {
    await put('1.10.0', 3);
    await under.storage.refuseActivation(4, 'library.unsigned');
    const html = await page(chen);
    const rows = rowsOf(html);
    expect(rows.find((row) => row.startsWith('1.9.0'))).toContain('正在用');
    expect(rows.find((row) => row.startsWith('1.10.0'))).toContain('确定让这一版上岗');
    expect(rows.find((row) => row.startsWith('1.8.0'))).toContain('确定退回到这一版');
    expect(rows.find((row) => row.startsWith('411'))).toMatch(/1\.10\.0陈编辑没装上：签名不对/);
    expect(rows.find((row) => row.startsWith('311'))).toMatch(/1\.9\.0程序上岗/);
    expect(html).toContain('1.10.0 没装上：签名不对，不知道是谁发的。这台服务器继续用 1.9.0。');
  });

  it('are put to work by a form that names what he had before his eyes, and it is audited', async () => {
    const { elements } = readHtml(await page(chen));
    const [version, seen] = ['version', 'seen'].map(
      (name) => elements.find(({ attributes }) => attributes.name === name)?.attributes.value,
    );
    expect([version, seen]).toEqual(['1.8.0', '3']);
    const response = await put('1.8.0', 3);
    expect([response.status, response.headers.get('location')]).toEqual([303, PATH]);
    expect(await under.storage.newestActivation()).toMatchObject({ seq: 4, version: '1.8.0', officer: '陈编辑', refused: null });
    const audited = await under.database.query
      .selectFrom('audit')
      .select(['officer_id', 'subject'])
      .where('action', '=', 'release.activated')
      .execute();
    expect(audited).toContainEqual({ officer_id: chen.id, subject: '1.8.0' });
    expect(await page(chen)).toContain('已定改用 1.8.0，五秒内换好；这台服务器现在还在用 1.9.0。');
    under.clock.now += 60_000;
    expect(await page(chen)).toContain('请告诉管理员');
  });

  it('are changed by one of two who pressed at once; the other one reads who was first', async () => {
    const admin = await under.signIn('孙主任', 'administrator');
    const answers = await Promise.all([put('1.8.0', 3), put('1.10.0', 3, admin)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 409]);
    const newest = await under.storage.newestActivation();
    expect(newest?.seq).toBe(4);
    const lost = await answers.find(({ status }) => status === 409)?.text();
    expect(lost).toContain(`没换：${newest?.officer}在`);
    expect(lost).toContain(`先让 ${newest?.version} 上岗了`);
    expect(lost).toContain('name="seen" value="4"');
  });

  it.each([
    ['0', 409],
    ['7', 409],
    ['', 422],
    ['x', 422],
    ['1e1', 422],
    ['-1', 422],
  ])('are not changed by a form that has seen %j', async (seen, status) => {
    const response = await put('1.8.0', seen);
    expect(response.status).toBe(status);
    expect(await response.text()).toContain('role="alert"');
    expect((await under.storage.newestActivation())?.seq).toBe(3);
  });

  it('are not put to work twice, nor when nobody keeps them', async () => {
    expect((await put('1.9.0', 3)).status).toBe(409);
    expect((await put('9.9.9', 3)).status).toBe(404);
    expect((await under.storage.newestActivation())?.seq).toBe(3);
  });

  it('that were only measured are not put to work by one alone, whatever he sends', async () => {
    await under.storage.keepRelease({ version: '1.11.0', checksum: '1.11.0-0123456789abcdef' }, [new Uint8Array([1])]);
    expect(rowsOf(await page(chen)).find((row) => row.startsWith('1.11.0'))).not.toContain('上岗');
    for (const who of [chen, await under.signIn('孙主任', 'administrator')]) {
      const response = await put('1.11.0', 3, who);
      expect([response.status, (await response.text()).includes('要由另一个人')]).toEqual([409, true]);
    }
    expect(await under.storage.activateRelease('1.11.0', chen.id, 3)).toBe(false);
    expect(await under.storage.newestActivation()).toMatchObject({ seq: 3, version: '1.9.0' });
  });

  it('are read by supervisors, who find no button and are refused', async () => {
    const boss = await under.signIn('赵', 'supervisor');
    expect(await page(boss)).not.toContain(`action="${PATH}/activate"`);
    expect((await put('1.8.0', 3, boss)).status).toBe(403);
    expect((await under.storage.newestActivation())?.seq).toBe(3);
  });

  it('are compared by number', () => {
    expect(isOlder('1.9.0', '1.10.0')).toBe(true);
    expect(isOlder('1.10.0', '1.9.0')).toBe(false);
    expect(isOlder('1.9.0', '1.9.0')).toBe(false);
  });

  it('are spoken of in English to whoever has chosen it', async () => {
    await put('1.10.0', 3);
    for (const code of ['library.artefact', 'library.probe', 'something.else']) {
      await under.storage.refuseActivation(4, code);
      const html = await page(english(chen));
      expect(chineseIn(html).filter((text) => !text.includes('陈编辑'))).toEqual([]);
      expect(html).toContain('Roll back to this one');
    }
  });
});

describe('searching', () => {
  it('finds signals, patterns and types that lead to their pages', async () => {
    const [pattern, signal, type] = [library.patterns[0], library.signals[0], library.types[0]];
    if (!pattern || !signal || !type) throw new Error('the library is empty');
    for (const [title, address] of [
      [pattern.title, `${PATH}/patterns/${pattern.id}`],
      [signal.title, `${PATH}/signals/${signal.id}`],
      [type.title.zh, `${PATH}/search?type=${type.id}`],
    ] as const) {
      expect(await page(chen, `${PATH}/search?${new URLSearchParams({ q: title })}`)).toContain(`href="${address}"`);
      await page(chen, address);
    }
  });

  it('lists all follow-ups with their answers, each where a search leads to', async () => {
    const { elements } = readHtml(await page(chen, `${PATH}/search?kind=follow-up`));
    for (const { id, title, reply } of library.followUps) {
      const row = elements.find(({ attributes }) => attributes.id === id)?.text ?? '';
      expect(row).toContain(title);
      expect(row).toContain(reply.zh);
    }
    const [{ id, title } = { id: '', title: '' }] = library.followUps;
    expect(await page(chen, `${PATH}/search?${new URLSearchParams({ q: title })}`)).toContain(`href="${PATH}/search?kind=follow-up#${id}"`);
  });

  it('says when there is nothing, and keeps what was typed', async () => {
    const html = await page(chen, `${PATH}/search?${new URLSearchParams({ q: '"><b>zqzqzq' })}`);
    expect(html).toContain('没有找到');
    expect(readHtml(html).elements.find(({ attributes }) => attributes.id === 'q')?.attributes.value).toBe('"><b>zqzqzq');
  });
});

describe('a pattern', () => {
  it('shows its condition, examples and the hits of the last 30 days', async () => {
    const answer = await under.chat({ text: SCAM });
    const [hit] = await under.database.query.selectFrom('pattern_hits').select('pattern').execute();
    const pattern = library.patterns.find(({ id }) => id === hit?.pattern);
    if (!pattern) throw new Error('the text meets no pattern');
    await under.chat({ text: `${SCAM}！`, conversation: answer.conversation });
    const address = `${PATH}/patterns/${pattern.id}`;
    const html = await page(chen, address);
    const said = readHtml(html).elements[0]?.text ?? '';
    expect(html).toContain('近30天命中2条消息、1人');
    for (const text of [pattern.title, ...pattern.examples.positive, ...pattern.references]) expect(said).toContain(text);
    for (const { text, reason } of pattern.examples.negative) expect(said).toContain(`${text} ${reason}`);
    const ids = JSON.stringify(pattern.when).match(/(?<=")[a-z]+(?:-[a-z]+)+(?=")/g) ?? [];
    expect(ids.length).toBeGreaterThan(0);
    for (const id of ids) expect(html).toContain(`href="${PATH}/signals/${id}"`);
    expect(await page(chen, `${PATH}/signals/${ids[0]}`)).toContain(`href="${address}"`);
    under.clock.now += 31 * 24 * 60 * 60 * 1000;
    const later = await under.signIn('林编辑', 'librarian');
    expect(await page(later, address)).toContain('近30天没有命中');
  });

  it('is shown whole, whichever it is, also in English', async () => {
    const reader = english(await under.signIn('Chen', 'librarian'));
    for (const { id } of library.patterns) expect([id, chineseIn(await page(reader, `${PATH}/patterns/${id}`))]).toEqual([id, []]);
    for (const { id } of library.signals) expect([id, chineseIn(await page(reader, `${PATH}/signals/${id}`))]).toEqual([id, []]);
  });

  it('that nobody wrote is not found', async () => {
    for (const path of ['patterns/none', 'signals/none', 'patterns/__proto__', 'signals/%3Cb%3E'])
      expect([path, (await chen.get(`${PATH}/${path}`)).status]).toEqual([path, 404]);
  });
});

describe('trying a text', () => {
  const attempt = async (text: string, who: Pick<Colleague, 'send'> = chen) => (await who.send(`${PATH}/try`, { text })).text();

  it('shows what the citizen would read and every stage, and stores nothing', async () => {
    const counted = async () =>
      Promise.all(
        (['messages', 'conversations', 'outcomes', 'pattern_hits', 'audit'] as const).map(async (table) => {
          const rows = await under.database.query.selectFrom(table).selectAll().execute();
          return rows.length;
        }),
      );
    const before = await counted();
    const html = await attempt(SCAM);
    expect(await counted()).toEqual(before);
    const { elements } = readHtml(html);
    expect(elements.find(({ attributes }) => attributes.class === 'library-reply')?.text).toBe(judgeText(under.deps, SCAM).reply);
    expect(elements.find(({ tag }) => tag === 'textarea')?.text).toBe(SCAM);
    for (const heading of ['去掉伪装后的文字', '谁说的', '找到的东西', '信号', '套路', '概率', '结论'])
      expect(elements.some(({ tag, text }) => tag === 'h2' && text === heading)).toBe(true);
    expect(html).toContain('etc-renew.top');
    expect(html).toContain('红 像诈骗');
  });

  it('speaks English around whatever language the text has', async () => {
    const reader = english(await under.signIn('Chen', 'librarian'));
    const long = Array.from({ length: 40 }, (_, at) => `第${at}天他叫我转账，我转了${at}万元，他说是公安。`).join('');
    for (const text of [
      SCAM,
      '我剛給騙子轉了兩萬塊錢，怎麼辦',
      'Your parcel is held, pay http://usps.top/x',
      '您好',
      '.',
      long,
      `中国邮政 http://ems-cn.top ${SCAM}`,
    ])
      expect([text.slice(0, 20), chineseIn(await attempt(text, reader))]).toEqual([text.slice(0, 20), []]);
  });

  it('takes no code from the text', async () => {
    const html = await attempt('</textarea><script>alert(1)</script> 加微信<b>转账</b>');
    expect(html).not.toContain('<script>alert');
    expect(html).not.toContain('<b>转账');
  });
});
