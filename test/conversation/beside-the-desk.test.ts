import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { handleMessage } from '../../src/conversation/handle-message.ts';
import { takeMessage } from '../../src/conversation/take-message.ts';
import { openTestApp, type TestApp } from '../routes/test-app.ts';
import { anOfficer, atTheDesk } from './at-the-desk.ts';
import { stubDetector } from './stub-detector.ts';

const DAY = 24 * 60 * 60 * 1000;

/** The bot and the officers on one conversation, through storage and all. */
describe('beside the desk the bot', () => {
  let under: TestApp;
  let messages = 0;
  beforeEach(async () => {
    under = await openTestApp({ OFFICE_HOURS_FROM: '08:00', OFFICE_HOURS_TO: '18:00' }, { detector: stubDetector });
  });
  afterEach(() => under.close());

  const say = async (text: string, external = 'u1') => {
    under.clock.now += 1000;
    return handleMessage(under.deps, { channel: 'chat', external, externalId: `x${++messages}`, text }, true);
  };
  const reply = async (text: string, external?: string) => (await say(text, external)).messages[0]?.text ?? '';
  const caseOf = (external = 'u1') =>
    under.database.query.selectFrom('cases').selectAll().where('conversation_id', '=', `chat:${external}`).executeTakeFirstOrThrow();
  const statusOf = async (external = 'u1') => (await under.storage.loadConversation(`chat:${external}`)).status;

  describe('promises a human', () => {
    const AT_NIGHT = Date.parse('2026-11-20T22:00:00+08:00');

    it('when somebody has the desk open, by day and by night', async () => {
      const officer = await atTheDesk(under);
      expect(await reply('转人工')).toContain('已为您转人工，工单');
      under.clock.now = AT_NIGHT;
      await under.storage.noteSeen(officer, 'desk');
      expect(await reply('转人工', 'u2')).toContain('已为您转人工，工单');
    });

    it('not by day while nobody has: it is registered', async () => {
      expect(await reply('转人工')).toMatch(/^已登记转人工，工单\S+值班员一到就看到.*110.*96110.*2250000/);
      expect(await reply('[red emergency paid]', 'u2')).toMatch(/已登记，工单\S+，值班员一到就看到/);
    });

    it('not by night: it says when somebody comes', async () => {
      under.clock.now = AT_NIGHT;
      expect(await reply('转人工')).toMatch(/现在没有值班员在线.*值班员最快明早8点看到.*110.*96110.*2250000/);
    });

    it('not for a librarian, nor for a page that was closed a while ago', async () => {
      await atTheDesk(under, '李资料', 'librarian');
      expect(await reply('转人工')).toContain('已登记转人工');
      await atTheDesk(under);
      under.clock.now += 60_000;
      expect(await reply('转人工', 'u2')).toContain('已登记转人工');
    });

    it('and keeps a picture for who comes in the morning only while somebody is expected', async () => {
      const picture = (external: string) => ({
        channel: 'chat',
        external,
        externalId: `p${external}`,
        text: '',
        attachments: [{ kind: 'image' as const, reference: 'm' }],
      });
      const kept = await handleMessage(under.deps, picture('u1'), true);
      expect(kept).toMatchObject({ escalated: true, messages: [{ text: expect.stringMatching(/已登记，工单A\d+，值班员一到就看到/) }] });
      under.clock.now = AT_NIGHT;
      const alone = await handleMessage(under.deps, picture('u2'), true);
      expect(alone).toMatchObject({ escalated: false, messages: [{ text: expect.stringContaining('复制') }] });
    });
  });

  it('tells who waits before him: the more urgent and the older, until it is his turn', async () => {
    await atTheDesk(under);
    expect(await reply('转人工', 'u1')).toContain('马上轮到您');
    expect(await reply('转人工', 'u2')).toContain('前面还有1位');
    expect(await reply('[red emergency paid]', 'u3')).toContain('已叫值班员');
    expect(await reply('还要等多久', 'u2')).toContain('前面还有2位');
    expect(await reply('排到几了', 'u1')).toContain('前面还有1位');
    expect(await reply('转人工', 'u3')).toContain('马上轮到您');
    await under.storage.claimCase((await caseOf('u3')).id, await anOfficer(under, '李警官'));
    expect(await reply('还要等多久', 'u1')).toContain('马上轮到您');
    expect(await reply('还要等多久', 'u2')).toContain('前面还有1位');
  });

  it('never asks the database for a bare text', async () => {
    const refuses = new Proxy(under.storage, {
      get: () => () => {
        throw new Error('a bare text is judged without the database');
      },
    });
    const { judgeText } = await import('../../src/conversation/judge-text.ts');
    expect(judgeText({ ...under.deps, ...{ storage: refuses } }, '[red loan]').verdict).toBe('red');
  });

  describe('is told that no human is wanted', () => {
    it('and ends what waits; the next request is a new case', async () => {
      await say('转人工');
      expect(await say('取消人工')).toMatchObject({ status: 'resolved', escalated: false });
      expect(await caseOf()).toMatchObject({ status: 'closed', truth: null, closed_by: null });
      expect(await say('转人工')).toMatchObject({ status: 'pending', escalated: true });
      expect(await statusOf()).toBe('pending');
      expect(await under.database.query.selectFrom('cases').select('status').where('status', '<>', 'closed').execute()).toHaveLength(1);
    });

    it('and leaves what is urgent or harmful, with a word for the officer', async () => {
      await say('[red emergency paid]');
      expect(await say('取消人工')).toMatchObject({ status: 'pending', escalated: true });
      expect(await caseOf()).toMatchObject({ status: 'waiting', reason: 'emergency: paid: asked-to-cancel' });
    });

    it('and passes it on to the officer who has the case', async () => {
      await say('转人工');
      await under.storage.claimCase((await caseOf()).id, await anOfficer(under));
      expect(await say('取消人工')).toMatchObject({ messages: [], status: 'open' });
      expect(await caseOf()).toMatchObject({ status: 'claimed', reason: 'human' });
    });
  });

  it('warns of whoever offers the money back while his person is guarded, and no longer', async () => {
    const offer = '[yellow advice has:claims-recovery] 有个律师说能追回';
    expect(await reply(offer)).toMatch(/^🟡/);
    const until = under.clock.now + 30 * DAY;
    await under.database.query.updateTable('persons').set({ guarded_until: until }).execute();
    expect(await reply(offer)).toMatch(/^🔴 像诈骗：二次诈骗。/);
    under.clock.now = until;
    expect(await reply(offer, 'u2')).toMatch(/^🟡/);
    expect((await under.storage.loadConversation('chat:u1')).guarded).toBe(false);
  });

  it("speaks with the officer's verdict after the release", async () => {
    await say('[yellow loan advice] 有人叫我贷款');
    await say('转人工');
    const { id: caseId } = await caseOf();
    const officerId = await anOfficer(under);
    await under.storage.claimCase(caseId, officerId);
    const judgement = {
      caseId,
      officerId,
      colour: 'red',
      type: 'loan',
      reason: '和上周那伙一样',
      text: '人工研判：像诈骗',
      formId: 'f1',
    } as const;
    expect(await under.storage.judgeCase(judgement)).toBe('judged');
    await under.storage.releaseCase(caseId, officerId);
    const why = await say('[green knowledge why]');
    expect(why.messages[0]).toMatchObject({ verdict: { verdict: 'red', type: { id: 'loan' } } });
    expect(why.messages[0]?.text).toContain('人工研判：和上周那伙一样（王警官）');
  });

  describe('is silent while a human owns the conversation', () => {
    async function owned(): Promise<string> {
      await say('[red emergency paid]');
      const officer = await anOfficer(under);
      await under.storage.claimCase((await caseOf()).id, officer);
      return officer;
    }

    it('and speaks again in the message that finds him gone', async () => {
      const officer = await owned();
      expect(await say('在吗')).toMatchObject({ messages: [], status: 'open' });
      await under.database.query.deleteFrom('sessions').where('officer_id', '=', officer).execute();
      expect(await say('[red emergency paid] 在吗')).toMatchObject({ messages: [{ author: 'bot' }], status: 'pending' });
      expect(await caseOf()).toMatchObject({ status: 'waiting', owner_id: null });
    });

    it('also when he takes over while the bot is still thinking', async () => {
      await say('[red emergency paid]');
      const officer = await anOfficer(under);
      const { id } = await caseOf();
      const storage = {
        ...under.storage,
        saveOutcome: async (outcome: Parameters<typeof under.storage.saveOutcome>[0]) => {
          await under.storage.claimCase(id, officer);
          return under.storage.saveOutcome(outcome);
        },
      };
      under.clock.now += 1000;
      const message = { channel: 'chat', external: 'u1', externalId: 'late', text: '[yellow advice]' };
      await takeMessage({ ...under.deps, storage, nudgeDelivery: () => undefined }, message, false);
      expect((await under.storage.transcript('chat:u1')).map(({ author }) => author)).toEqual(['citizen', 'bot', 'citizen']);
    });

    it('also on the web, where the answer is on its way already; what was said before is said again', async () => {
      const first = { text: '[red emergency paid]', clientMessageId: 'm1' };
      const { conversation, messages } = await under.chat(first);
      const { id } = await under.database.query.selectFrom('cases').select('id').executeTakeFirstOrThrow();
      const officer = await anOfficer(under);
      const take = under.storage.takeForAnswer;
      const storage = {
        ...under.storage,
        takeForAnswer: async (...given: Parameters<typeof take>) => {
          await under.storage.claimCase(id, officer);
          return take(...given);
        },
      };
      const { webChat } = await import('../../src/conversation/web-chat.ts');
      const raced = await webChat({ ...under.deps, storage }, { token: conversation, text: '[yellow advice]', clientMessageId: 'm2' });
      expect(raced).toMatchObject({ messages: [], status: 'open', escalated: true });
      expect((await under.chat({ ...first, conversation })).messages).toEqual(messages);
    });

    it('what the web answered behind an officer’s words is said again too, whoever takes over later', async () => {
      const { conversation } = await under.chat({ text: '[red emergency paid]', clientMessageId: 'm1' });
      const officer = await anOfficer(under);
      const { id } = await under.database.query.selectFrom('cases').select('id').executeTakeFirstOrThrow();
      await under.storage.claimCase(id, officer);
      await under.storage.sayAsOfficer(id, officer, '先不要转账');
      await under.storage.releaseCase(id, officer);
      const second = { text: '[yellow advice]', clientMessageId: 'm2', conversation };
      const said = await under.chat(second);
      expect(said.messages).toHaveLength(1);
      await under.storage.claimCase(id, officer);
      expect((await under.chat(second)).messages).toEqual(said.messages);
    });
  });

  it('answers again, and the conversation is pending again, when he writes after his case was closed', async () => {
    const { conversation } = await under.chat({ text: '转人工' });
    await under.database.batch([
      under.database.query.updateTable('cases').set({ status: 'closed' }),
      under.database.query.updateTable('conversations').set({ status: 'resolved' }),
    ]);
    const page = await under.app.request('/', { headers: { accept: 'text/html' } });
    expect(page.status).toBe(200);
    expect(await under.chat({ conversation, text: '[yellow advice]' })).toMatchObject({
      status: 'pending',
      escalated: false,
      messages: [{ verdict: { verdict: 'yellow' } }],
    });
  });
});
