import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { handleMessage } from '../../src/conversation/handle-message.ts';
import { startSweeper, sweep } from '../../src/conversation/sweeper.ts';
import type { Given } from '../../src/detection/detector.ts';
import { openTestApp, type TestApp } from '../routes/test-app.ts';
import { countOf } from '../storage/storage-under-test.ts';
import { atTheDesk } from './at-the-desk.ts';
import { stubDetector } from './stub-detector.ts';

const MESSAGE = { channel: 'sms', external: '15000001234', externalId: 'x1', text: '[red loan] 先交钱' };

describe('the one path of a message', () => {
  let under: TestApp;
  beforeEach(async () => {
    under = await openTestApp({}, { detector: stubDetector });
  });
  afterEach(() => under.close());

  const cases = () => under.database.query.selectFrom('cases').select(['number', 'urgency', 'reason']).execute();

  it('is the same for every channel: stored, judged, answered, queued', async () => {
    const answer = await handleMessage(under.deps, MESSAGE, false);
    expect(answer).toMatchObject({ status: 'pending', escalated: false, messages: [{ author: 'bot', verdict: { verdict: 'red' } }] });
    const [outbox] = await under.database.query.selectFrom('outbox').select(['channel', 'state']).execute();
    expect(outbox).toEqual({ channel: 'sms', state: 'queued' });
    expect(await under.storage.eventsAfter('sms:15000001234', 0)).toHaveLength(1);
  });

  it('leaves the answer of a passive channel to its HTTP answer for a while, and then to a sender', async () => {
    await handleMessage(under.deps, MESSAGE, true);
    expect(await under.storage.claimDue(['sms'])).toBeNull();
    under.clock.now += 20_000;
    expect(await under.storage.claimDue(['sms'])).toMatchObject({ said: { to: '15000001234' }, attempt: 1 });
  });

  it('greets who has just come', async () => {
    const answer = await handleMessage(under.deps, { ...MESSAGE, text: '', joined: { scene: 'grid-7' } }, true);
    expect(answer).toMatchObject({ escalated: false, messages: [{ text: expect.stringContaining('湖州反诈一哥') }] });
  });

  it('hands a picture to the officer on duty, and tells how to copy the words where none is', async () => {
    const picture = { ...MESSAGE, text: '', attachments: [{ kind: 'image' as const, reference: 'media-1' }] };
    const alone = await handleMessage(under.deps, picture, true);
    expect(alone).toMatchObject({ escalated: false, messages: [{ text: expect.stringContaining('复制') }] });
    const reachable = { ...under.deps, surroundings: () => ({ ...under.deps.surroundings(), helpPage: 'https://f.example.cn/help' }) };
    const shown = await handleMessage(reachable, { ...picture, externalId: 'x0' }, true);
    expect(shown.messages[0]?.text).toContain('看图：https://f.example.cn/help');
    await atTheDesk(under);
    const kept = await handleMessage(under.deps, { ...picture, externalId: 'x2' }, true);
    expect(kept).toMatchObject({ escalated: true, messages: [{ text: expect.stringContaining('已交值班员') }] });
    expect(await cases()).toMatchObject([{ urgency: 'P2', reason: 'attachment' }]);
    expect(await under.storage.claimAttachment(['sms'])).toMatchObject({ reference: 'media-1', channel: 'sms' });
  });

  it('hears who had sent what is passed on, also when the sweeper answers', async () => {
    const senders: (string | undefined)[] = [];
    const judge = (text: string, given: Given = {}) => {
      senders.push(given.sender);
      return stubDetector.judge(text);
    };
    const detector = { ...stubDetector, judge, atThisMoment: () => detector };
    const deps = { ...under.deps, detector };
    await handleMessage(deps, { ...MESSAGE, sender: '+85200000001' }, true);
    const storage = { ...under.storage, saveOutcome: async () => 'overtaken' as const };
    await expect(
      handleMessage({ ...deps, storage }, { ...MESSAGE, external: 'u2', externalId: 'x2', sender: '95533' }, true),
    ).rejects.toThrow();
    expect(new Set(senders.splice(0))).toEqual(new Set(['+85200000001', '95533']));
    await sweep(deps, under.clock.now + 1);
    expect(new Set(senders)).toEqual(new Set(['95533']));
  });

  it('says at the beginning, and only then, that a platform stores abroad', async () => {
    const abroad = { ...MESSAGE, channel: 'telegram' };
    const first = await handleMessage(under.deps, abroad, false);
    const second = await handleMessage(under.deps, { ...abroad, externalId: 'x2' }, false);
    const [line, note] = first.messages[0]?.text.split('\n') ?? [];
    expect([line?.slice(0, 2), note]).toEqual(['🔴', expect.stringContaining('境外')]);
    expect(second.messages[0]?.text).not.toContain('境外');
    const atHome = await handleMessage(under.deps, { ...MESSAGE, externalId: 'x3' }, false);
    expect(atHome.messages[0]?.text).not.toContain('境外');
  });

  it('writes down that a verdict was wrong: the one that is meant, or the newest, and only of his own', async () => {
    const wrong = (externalId: string, messageId: string | null, external = 'u1') =>
      handleMessage(under.deps, { channel: 'sms', external, externalId, text: '', rating: { says: 'wrong', messageId } }, true);
    const first = await handleMessage(under.deps, { ...MESSAGE, external: 'u1' }, true);
    const second = await handleMessage(under.deps, { ...MESSAGE, external: 'u1', externalId: 'x2' }, true);
    await wrong('r1', first.messages[0]?.id ?? '', 'somebody-else');
    expect(await under.storage.feedbackOf('sms:u1')).toEqual(new Set());
    const thanks = await wrong('r2', first.messages[0]?.id ?? '');
    await wrong('r3', null);
    expect(thanks.messages[0]?.text).toContain('记下了');
    expect(await under.storage.feedbackOf('sms:u1')).toEqual(new Set([first.messages[0]?.id, second.messages[0]?.id]));
    const right = { channel: 'sms', external: 'u1', externalId: 'r4', text: '', rating: { says: 'right', messageId: null } as const };
    expect((await handleMessage(under.deps, right, true)).messages[0]?.text).toContain('谢谢');
  });

  it('answers a cry for help that comes together with the wish to be forgotten', async () => {
    const wish = handleMessage(under.deps, { ...MESSAGE, text: '[erase] 删除我的信息' }, true);
    const cry = handleMessage(under.deps, { ...MESSAGE, externalId: 'x2', text: '[red emergency paid] 我刚刚把钱转给骗子了' }, true);
    expect((await Promise.all([wish, cry]))[1]).toMatchObject({ escalated: true });
    await sweep(under.deps, under.clock.now + 1);
    expect(await cases()).toMatchObject([{ urgency: 'P0' }]);
    expect(await under.storage.hasConversation('sms:15000001234')).toBe(true);
  });

  it('forgets who asked for it, also when it was interrupted before it could, and answers him all the same', async () => {
    const storage = { ...under.storage, eraseLeavers: async () => Promise.reject(new Error('the plug was pulled')) };
    const answer = await handleMessage({ ...under.deps, storage }, { ...MESSAGE, text: '[erase] 删除我的信息' }, false);
    expect(answer.messages[0]?.text).toContain('已删除');
    expect(under.failures.splice(0)).toMatchObject([expect.stringContaining('plug')]);
    await sweep(under.deps, under.clock.now + 1);
    expect(await under.storage.hasConversation('sms:15000001234')).toBe(true);
    const farewell = await under.storage.claimDue(['sms']);
    expect(farewell?.said?.text).toContain('已删除');
    if (farewell) await under.storage.settle(farewell, { state: 'accepted', dueAt: 0, reason: null, platformId: null });
    await sweep(under.deps, under.clock.now + 1);
    expect(await under.storage.hasConversation('sms:15000001234')).toBe(false);
  });

  it('does not greet like a stranger who waits for an officer or spoke of ending his life, nor send him to copy words first', async () => {
    await handleMessage(under.deps, { ...MESSAGE, text: '[red emergency despair paid] 不想活了' }, true);
    const picture = { ...MESSAGE, externalId: 'x2', text: '', attachments: [{ kind: 'voice' as const, reference: 'media-1' }] };
    const heard = await handleMessage(under.deps, picture, true);
    const back = await handleMessage(under.deps, { ...MESSAGE, externalId: 'x3', text: '', joined: { scene: null } }, true);
    for (const answer of [heard, back]) {
      expect(answer).toMatchObject({ escalated: true });
      expect(answer.messages[0]?.text.slice(0, 20)).toContain('先保您平安');
    }
  });

  it('promises an officer only pictures that can be had', async () => {
    await atTheDesk(under);
    const deps = { ...under.deps, mediaChannels: new Set<string>() };
    const answer = await handleMessage(deps, { ...MESSAGE, text: '', attachments: [{ kind: 'image', reference: 'm' }] }, true);
    expect(answer.messages[0]?.text).not.toContain('已交值班员');
    expect(answer.messages[0]?.text).toContain('复制');
  });

  it('judges what stands under a picture', async () => {
    const picture = { ...MESSAGE, attachments: [{ kind: 'image' as const, reference: 'media-1' }] };
    expect(await handleMessage(under.deps, picture, true)).toMatchObject({ messages: [{ verdict: { verdict: 'red' } }] });
  });

  it('keeps what the officer must know, sealed, when a human is called', async () => {
    await handleMessage(under.deps, { ...MESSAGE, text: '[red emergency paid other] 我妈转了钱' }, true);
    expect(await cases()).toEqual([{ number: expect.stringMatching(/^A\d{6}$/), urgency: 'P0', reason: 'emergency: paid' }]);
    const [row] = await under.database.query.selectFrom('cases').select('facts_sealed').execute();
    const person = await under.database.query.selectFrom('persons').select('key_wrapped').executeTakeFirstOrThrow();
    expect(row?.facts_sealed).not.toContain('paid');
    expect(person.key_wrapped).not.toBeNull();
  });

  it('writes down for statistics what was judged, and nothing of the text', async () => {
    await handleMessage(under.deps, MESSAGE, true);
    const [row] = await under.database.query.selectFrom('outcomes').selectAll().execute();
    expect(row).toMatchObject({ colour: 'red', type: 'loan', intent: 'forward', stage: 'seen', escalated: 0, turn: 1 });
    expect(JSON.stringify(row)).not.toContain('先交钱');
  });

  it('answers yellow and calls a human when the analysis throws', async () => {
    const answer = await handleMessage(under.deps, { ...MESSAGE, text: '[throws]' }, true);
    expect(answer).toMatchObject({ escalated: true, messages: [{ text: expect.stringMatching(/^🟡/), verdict: { verdict: 'yellow' } }] });
    expect(await cases()).toMatchObject([{ urgency: 'P2', reason: 'analysis failed' }]);
    expect(under.failures).toHaveLength(1);
    const again = await handleMessage(under.deps, { ...MESSAGE, text: '[throws]' }, true);
    expect(again).toEqual(answer);
  });

  it('goes on where the analysis failed before', async () => {
    await handleMessage(under.deps, { ...MESSAGE, text: '[throws]' }, true);
    const next = await handleMessage(under.deps, { ...MESSAGE, externalId: 'x2' }, true);
    expect(next).toMatchObject({ escalated: true, messages: [{ verdict: { verdict: 'red' } }] });
    expect(await cases()).toHaveLength(1);
  });

  it('raises a running case that a human owns, without a word of the bot', async () => {
    await handleMessage(under.deps, { ...MESSAGE, text: '[green human] 转人工' }, true);
    await under.database.query.updateTable('conversations').set({ status: 'open' }).execute();
    const answer = await handleMessage(under.deps, { ...MESSAGE, externalId: 'x2', text: '[red emergency paid] 转了' }, true);
    expect(answer).toEqual({ messages: [], status: 'open', escalated: true });
    expect(await cases()).toMatchObject([{ urgency: 'P0' }]);
    expect(await countOf(under, 'outbox')).toBe(1);
  });

  it('gives up politely when others are always faster, and loses nothing', async () => {
    const storage = { ...under.storage, saveOutcome: async () => 'overtaken' as const };
    const busy = handleMessage({ ...under.deps, storage }, MESSAGE, true);
    await expect(busy).rejects.toMatchObject({ code: 'conversation.busy', status: 503 });
    expect(await sweep(under.deps, under.clock.now + 1)).toBe(1);
    expect(await handleMessage(under.deps, MESSAGE, true)).toMatchObject({ messages: [{ verdict: { verdict: 'red' } }] });
  });

  it('does not take back a human whom an officer has asked for himself', async () => {
    const officer = await atTheDesk(under);
    await handleMessage(under.deps, { ...MESSAGE, text: '[green human]' }, true);
    const { id } = await under.database.query.selectFrom('cases').select('id').executeTakeFirstOrThrow();
    await under.storage.claimCase(id, officer);
    under.clock.now += 1000;
    await under.storage.transferCase({ caseId: id, officerId: officer, ownerId: officer, to: { role: 'supervisor' }, remark: '' });
    const answer = await handleMessage(under.deps, { ...MESSAGE, externalId: 'x2', text: '取消人工' }, true);
    expect(answer).toMatchObject({ status: 'pending', escalated: true });
    expect(await under.storage.deskCase(id)).toMatchObject({ status: 'waiting', reason: expect.stringContaining('asked-to-cancel') });
  });

  it('is finished by the sweeper also while something else of the house cannot be done', async () => {
    await under.storage.ensureConversation('web:c', 'web');
    await under.storage.saveIncoming({ channel: 'web', conversationId: 'web:c', externalId: 'left', text: '[yellow loan]' });
    const broken = () => Promise.reject(new Error('the disk is slow'));
    const storage = { ...under.storage, chainAudit: broken, returnLapsed: broken, eraseLeavers: broken };
    expect(await sweep({ ...under.deps, storage }, under.clock.now + 1)).toBe(1);
    under.failures.splice(0);
  });

  describe('after a crash', () => {
    async function leave(count: number): Promise<void> {
      await under.storage.ensureConversation('web:c', 'web');
      for (let index = 0; index < count; index++) {
        await under.storage.saveIncoming({
          channel: 'web',
          conversationId: 'web:c',
          externalId: `left-${index}`,
          text: `[yellow loan] ${index}`,
        });
        under.clock.now += 1;
      }
    }

    it('is finished by the sweeper, each message once, though several sweep at once', async () => {
      await leave(12);
      await Promise.all([1, 2, 3].map(() => sweep(under.deps, under.clock.now + 1)));
      expect(await countOf(under, 'outcomes')).toBe(12);
      expect(await countOf(under, 'outbox')).toBe(12);
      expect(await sweep(under.deps, under.clock.now + 1)).toBe(0);
    });

    it('is finished although one message cannot be', async () => {
      await leave(3);
      await under.database.query.updateTable('messages').set({ body_sealed: 'damaged' }).where('external_id', '=', 'left-0').execute();
      expect(await sweep(under.deps, under.clock.now + 1)).toBe(2);
      expect(under.failures).toHaveLength(1);
    });

    it('leaves to others what has only just come', async () => {
      await leave(2);
      expect(await sweep(under.deps, under.clock.now - 1)).toBe(1);
    });

    it('is finished at the start, by whoever starts', async () => {
      await leave(2);
      const done = new Promise<unknown>((resolve) => {
        const log = { ...under.deps.log, info: (facts: unknown) => resolve(facts) };
        const stop = startSweeper({ ...under.deps, log }, () => under.clock.now, 1_000_000);
        stop();
      });
      expect(await done).toEqual({ concluded: 2 });
    });
  });
});
