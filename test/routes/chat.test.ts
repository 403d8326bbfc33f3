import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { chatAnswer } from '../../src/routes/contract.ts';
import { countOf } from '../storage/storage-under-test.ts';
import { BEARER, openTestApp, type TestApp } from './test-app.ts';

const PATH = '/api/v1/chat';
const SCAM = '群里说垫付做任务返佣，连做三单，要我先充值八百元才能提现';

describe('POST /api/v1/chat', () => {
  let under: TestApp;
  beforeEach(async () => {
    under = await openTestApp();
  });
  afterEach(() => under.close());

  const codeOf = async (response: Response): Promise<[number, string]> => {
    const { error } = (await response.json()) as { error: { code: string } };
    return [response.status, error.code];
  };

  it('opens a conversation, answers in the documented shape and stores question and answer', async () => {
    const answer = await under.chat({ text: SCAM });
    expect(chatAnswer.strict().parse(answer)).toEqual(answer);
    expect(answer).toMatchObject({ status: 'pending', escalated: false, messages: [{ author: 'bot', verdict: { verdict: 'red' } }] });
    expect(await countOf(under, 'messages')).toBe(2);
    expect(await countOf(under, 'outcomes')).toBe(1);
  });

  it('gives every new conversation a token of its own', async () => {
    const tokens = await Promise.all([1, 2, 3].map(async () => (await under.chat({ text: '你好' })).conversation));
    expect(new Set(tokens).size).toBe(3);
  });

  it('does not keep the token, so that a thief of the database cannot go on with it', async () => {
    const { conversation } = await under.chat({ text: '你好' });
    expect((await under.bytes()).includes(conversation)).toBe(false);
  });

  it('goes on in a conversation that it knows, and answers that message only', async () => {
    const first = await under.chat({ text: SCAM });
    const second = await under.chat({ conversation: first.conversation, text: '为什么' });
    expect(second.conversation).toBe(first.conversation);
    expect(second.messages).toHaveLength(1);
    expect(second.messages[0]?.id).not.toBe(first.messages[0]?.id);
    expect(second.messages[0]?.verdict?.verdict).toBe('red');
  });

  it.each(['', 'nobody-gave-me-this', '../../etc/passwd', '%00', '令牌'])('knows no conversation %j', async (conversation) => {
    expect(await codeOf(await under.post(PATH, { conversation, text: '在吗' }))).toEqual([404, 'conversation.unknown']);
    expect(await countOf(under, 'messages')).toBe(0);
  });

  it('gives the same message the same answer again, byte for byte, and judges it once', async () => {
    const { conversation } = await under.chat({ text: '你好' });
    const body = { conversation, text: SCAM, clientMessageId: 'm1' };
    const first = await (await under.post(PATH, body)).text();
    under.clock.now += 60_000;
    await under.chat({ conversation, text: '我没转钱' });
    expect(await (await under.post(PATH, body)).text()).toBe(first);
    expect(await countOf(under, 'outcomes')).toBe(3);
  });

  it('refuses another text under a used id, and keeps the first', async () => {
    const { conversation } = await under.chat({ text: '你好' });
    await under.chat({ conversation, text: '甲', clientMessageId: 'm1' });
    expect(await codeOf(await under.post(PATH, { conversation, text: '乙', clientMessageId: 'm1' }))).toEqual([409, 'message.changed']);
    expect(await countOf(under, 'outcomes')).toBe(2);
  });

  it('lets two conversations use the same id', async () => {
    const [a, b] = [await under.chat({ text: '你好' }), await under.chat({ text: '你好' })];
    await under.chat({ conversation: a.conversation, text: '甲', clientMessageId: '1' });
    const answer = await under.chat({ conversation: b.conversation, text: '乙', clientMessageId: '1' });
    expect(answer.conversation).toBe(b.conversation);
  });

  it('answers a duplicate in flight with the first one’s answer', async () => {
    const { conversation } = await under.chat({ text: '你好' });
    const body = { conversation, text: SCAM, clientMessageId: 'm1' };
    const answers = await Promise.all(Array.from({ length: 12 }, async () => (await under.post(PATH, body)).text()));
    expect(new Set(answers).size).toBe(1);
    expect(await countOf(under, 'outcomes')).toBe(2);
    expect(await countOf(under, 'outbox')).toBe(2);
  });

  it('concludes ten messages that come at once in one conversation, each exactly once', async () => {
    const { conversation } = await under.chat({ text: '你好' });
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, index) => under.chat({ conversation, text: `第${index}条：${SCAM}`, clientMessageId: `m${index}` })),
    );
    expect(new Set(answers.map(({ messages }) => messages[0]?.id)).size).toBe(10);
    expect(await countOf(under, 'outcomes')).toBe(11);
  });

  it('rounds scores without a key and gives them exactly with one', async () => {
    const exact = (await (await under.post(PATH, { text: SCAM }, BEARER)).json()) as { messages: { verdict: { score: number } }[] };
    const rounded = await under.chat({ text: SCAM });
    expect(rounded.messages[0]?.verdict?.score).toBe(Math.round((exact.messages[0]?.verdict.score ?? -1) * 10) / 10);
  });

  it('takes a message of any length and never calls green what it has not read in full', async () => {
    const answer = await under.chat({ text: `妈，晚饭吃什么？${'今天天气不错，我们去公园走走。'.repeat(3000)}` });
    expect(answer.messages[0]?.verdict?.verdict).not.toBe('green');
  });

  it('says nothing while a human owns the conversation, and stores what comes', async () => {
    const { conversation } = await under.chat({ text: '转人工' });
    await under.database.query.updateTable('conversations').set({ status: 'open' }).execute();
    const answer = await under.chat({ conversation, text: '我把钱转给他了', clientMessageId: 'm2' });
    expect(answer).toEqual({ conversation, messages: [], status: 'open', escalated: true });
    expect(await under.chat({ conversation, text: '我把钱转给他了', clientMessageId: 'm2' })).toEqual(answer);
    const authors = await under.database.query.selectFrom('messages').select('author').execute();
    expect(authors.filter(({ author }) => author === 'citizen')).toHaveLength(2);
    expect(authors.filter(({ author }) => author === 'bot')).toHaveLength(1);
  });

  it('forgets on request, and the token is worth nothing afterwards', async () => {
    const { conversation } = await under.chat({ text: '有人叫我下载一个软件' });
    const gone = await under.chat({ conversation, text: '删除我的信息' });
    expect(gone.messages[0]?.text).toContain('已删除');
    expect(await codeOf(await under.post(PATH, { conversation, text: '在吗' }))).toEqual([404, 'conversation.unknown']);
  });

  it('does not forget while a case runs, and says so', async () => {
    const { conversation } = await under.chat({ text: '转人工' });
    const kept = await under.chat({ conversation, text: '删除我的信息' });
    expect(kept.messages[0]?.text).toMatch(/工单A\d+还没办完/);
    expect((await under.chat({ conversation, text: '在吗' })).conversation).toBe(conversation);
  });
});
