import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { forSms } from '../../src/channels/sms/segments.ts';
import { handleMessage } from '../../src/conversation/handle-message.ts';
import { TERMS_VERSION, withTerms } from '../../src/conversation/terms.ts';
import { WORDING } from '../../src/conversation/wording.ts';
import { createDetector } from '../../src/detection/detector.ts';
import { loadLibraryForTests, ROOT } from '../compiled-library.ts';
import { openTestApp, type TestApp } from '../routes/test-app.ts';
import { startTalk } from './talk.ts';

const TERMS = WORDING.terms.zh;
const SCAM = '我是公安局的，你涉嫌洗钱，把钱转到安全账户，验证码告诉我，不许告诉家人';

describe('the notice to whoever writes by SMS', () => {
  let under: TestApp;
  let sent: number;
  beforeEach(async () => {
    under = await openTestApp();
    sent = 0;
  });
  afterEach(() => under.close());

  const write = async (text: string, channel = 'aliyun', external = 'k1'): Promise<string> => {
    under.clock.now += 60_000;
    sent += 1;
    return (await handleMessage(under.deps, { channel, external, externalId: `x${sent}`, text }, false)).messages[0]?.text ?? '';
  };
  const shown = () => under.database.query.selectFrom('terms_shown').select(['version', 'channel', 'conversation_id']).execute();

  it('stands in his first answer, once, and is known to have been said', async () => {
    const first = await write('你好');
    expect(first.split('\n').at(-1)).toBe(TERMS);
    expect(await write('你好')).not.toContain(TERMS);
    expect(await shown()).toEqual([{ version: TERMS_VERSION, channel: 'aliyun', conversation_id: 'aliyun:k1' }]);
  });

  it.each(['twilio', 'tencent', 'smsforwarder', 'android-sms-gateway', 'httpsms', 'generic'])('is said by %s too', async (channel) => {
    expect(await write('【菜鸟】您的包裹已到小区门口驿站，取件码3-2-1001', channel)).toContain(`${TERMS}\n机器提示`);
  });

  it.each(['telegram', 'wechat', 'wecom', 'wechaty', 'web'])('is not said by %s, which tells it in another place', async (channel) => {
    expect(await write('你好', channel)).not.toContain(TERMS);
  });

  it('does not stand between somebody in need and his help: it follows', async () => {
    expect(await write('我刚刚把两万块钱转给骗子了，怎么办')).not.toContain(TERMS);
    expect(await shown()).toEqual([]);
    await under.database.query.updateTable('cases').set({ status: 'closed', closed_at: under.clock.now }).execute();
    expect(await write('谢谢')).toContain(TERMS);
  });

  it('waits for an answer that leaves room for it', async () => {
    const long = Array.from({ length: 6 }, (_, at) => `${at}${SCAM}`).join('。');
    const texts = [await write(SCAM), await write(long), await write('谢谢')];
    expect(texts.filter((text) => text.includes(TERMS))).toHaveLength(1);
    for (const text of texts) if (text.includes(TERMS)) expect(forSms(text)).toContain(TERMS);
  });

  it('is said to one of two messages that come at once', async () => {
    const texts = await Promise.all([write('你好'), write('在吗'), write('您好')]);
    expect(texts.filter((text) => text.includes(TERMS))).toHaveLength(1);
  });

  it('is said again to who was erased and comes back, and not together with his goodbye', async () => {
    expect(await write('删除我的信息')).not.toContain(TERMS);
    expect(await write('你好')).toContain(TERMS);
    expect(await write('删除我的信息')).not.toContain(TERMS);
    await under.database.query.updateTable('outbox').set({ state: 'delivered' }).execute();
    await under.storage.eraseLeavers();
    expect(await write('你好')).toContain(TERMS);
  });

  it('leads on: who asks is told how to erase, and where all of it stands', async () => {
    const surroundings = () => ({ ...under.deps.surroundings(), helpPage: 'https://f.example.cn/help' });
    const message = { channel: 'aliyun', external: 'k2', externalId: 'q1', text: '隐私' };
    const [answer] = (await handleMessage({ ...under.deps, surroundings }, message, false)).messages;
    expect(answer?.text).toContain('删除我的信息');
    expect(answer?.text).toContain('全文：https://f.example.cn/privacy');
  });

  it('is the same when the platform brings the message again', async () => {
    const message = { channel: 'aliyun', external: 'k3', externalId: 'r1', text: '你好' };
    const first = await handleMessage(under.deps, message, false);
    expect(first.messages[0]?.text).toContain(TERMS);
    expect(await handleMessage(under.deps, message, false)).toEqual(first);
  });
});

describe('the line of the notice', () => {
  const label = '机器提示 · 套路库3.2.0';
  const lines = fc.array(
    fc.constantFrom('🔴 像诈骗：冒充公检法。', 'Call 96110. ', '😀', '[a]~', '“€”', '长'.repeat(30), 'x'.repeat(60), label),
    {
      minLength: 1,
      maxLength: 9,
    },
  );

  it('goes out whole by SMS wherever it is added, and nothing of the reply is lost for it', () => {
    fc.assert(
      fc.property(lines, fc.boolean(), fc.constantFrom(...Object.values(WORDING.terms)), (parts, labelled, line) => {
        const reply = [...parts, ...(labelled ? [label] : [])].join('\n');
        const told = withTerms(reply, line, label);
        fc.pre(told !== null);
        expect(forSms(told ?? '').endsWith(line)).toBe(true);
        expect(told?.replace(`\n${line}`, '')).toBe(reply);
      }),
      { numRuns: 1000 },
    );
  });

  it('finds room in most first answers', async () => {
    const detector = createDetector(await loadLibraryForTests());
    const corpus = readdirSync(join(ROOT, 'scam-patterns', 'corpus')).filter(
      (name) => name.endsWith('.jsonl') && !/^(?:asides|label-)/.test(name),
    );
    const texts = corpus.flatMap((name) =>
      readFileSync(join(ROOT, 'scam-patterns', 'corpus', name), 'utf8')
        .split('\n')
        .filter((line, at) => line !== '' && at % 37 === 0)
        .map((line) => (JSON.parse(line) as { text: string }).text),
    );
    const calm = texts.map((text) => startTalk(detector).say(text)).filter(({ escalation }) => escalation === null);
    const version = `机器提示 · 套路库${detector.library.version}`;
    const told = calm.filter(({ reply }) => withTerms(reply, TERMS, version) !== null);
    expect(calm.length).toBeGreaterThan(1000);
    // 71 % of 1,311. Most of the others are red and need the room.
    expect(told.length / calm.length).toBeGreaterThan(0.7);
  });

  it('is short: one part of an SMS at most', () => {
    expect(TERMS.length).toBeLessThanOrEqual(40);
  });
});
