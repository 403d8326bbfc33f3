import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { handleMessage } from '../../src/conversation/handle-message.ts';
import { sweep } from '../../src/conversation/sweeper.ts';
import { openTestApp, type TestApp } from '../routes/test-app.ts';
import { countOf } from '../storage/storage-under-test.ts';
import { anOfficer } from './at-the-desk.ts';
import { stubDetector } from './stub-detector.ts';

const WANTS_A_WORD = '请再发一个字来';
const NOT_IN_GROUP = '值班员不在群里回话';
const VICTIM = '-100200/55';
const OTHER = '-100200/66';

describe('a human called from where none can answer', () => {
  let under: TestApp;
  let sent: number;
  beforeEach(async () => {
    under = await openTestApp({}, { detector: stubDetector });
    sent = 0;
  });
  afterEach(() => under.close());

  const said = async (channel: string, external: string, text: string, more: object = {}): Promise<string> => {
    sent += 1;
    const answer = await handleMessage(under.deps, { channel, external, externalId: `m${sent}`, text, ...more }, false);
    return answer.messages.map((message) => message.text).join('\n');
  };
  const caseOf = (conversation: string) =>
    under.database.query.selectFrom('cases').select(['id', 'status']).where('conversation_id', '=', conversation).executeTakeFirstOrThrow();
  const statusOf = async (conversation: string) => (await under.storage.loadConversation(conversation)).status;

  it('by a menu key alone: he is asked for a word, in front of the label, and only then', async () => {
    const tapped = await said('wechat', 'o1', '[green human]', { tapped: true });
    expect(tapped).toMatch(new RegExp(`\n${WANTS_A_WORD}[^\n]*\n机器提示`));
    expect(tapped).toContain('拨2250000');
    expect(await said('wechat', 'o2', '[green human]')).not.toContain(WANTS_A_WORD);
    expect(await said('wechat', 'o3', '[red loan] 先交钱', { tapped: true })).not.toContain(WANTS_A_WORD);
    expect(await said('wechat', 'o4', '[green human en] call a person for me', { tapped: true })).toContain(
      'Please type and send one word',
    );
  });

  it('is told the same when the sweeper answers', async () => {
    await under.storage.ensureConversation('wechat:o1', 'wechat');
    await under.storage.saveIncoming({
      channel: 'wechat',
      conversationId: 'wechat:o1',
      externalId: 'left-behind',
      text: '[green human]',
      tapped: true,
    });
    under.clock.now += 60_000;
    await sweep(under.deps, under.clock.now);
    const due = await under.storage.claimDue(['wechat']);
    expect(due?.said?.text).toContain(WANTS_A_WORD);
  });

  it('in a group: he is asked to write privately, and nobody else there can take it back or erase it', async () => {
    expect(await said('telegram', VICTIM, '[green human]')).toContain(NOT_IN_GROUP);
    expect(await said('telegram', '55', '[green human]')).not.toContain(NOT_IN_GROUP);
    for (const external of [VICTIM, '55']) {
      const again = await said('telegram', external, '[yellow] 这个呢');
      expect([external, again.includes('就在这里回您'), again.includes(NOT_IN_GROUP)]).toEqual([
        external,
        external === '55',
        external !== '55',
      ]);
    }
    await said('telegram', OTHER, '取消人工');
    await said('telegram', OTHER, '删除我的信息');
    expect(await caseOf(`telegram:${VICTIM}`)).toMatchObject({ status: 'waiting' });
    expect(await under.storage.transcript(`telegram:${VICTIM}`)).not.toEqual([]);
  });

  it('in a group the bot goes on when an officer has the case, and the case is not given back for want of his words', async () => {
    await said('telegram', VICTIM, '[red loan emergency paid] 我转了两万');
    const { id } = await caseOf(`telegram:${VICTIM}`);
    await under.database.query.updateTable('cases').set({ urgency: 'P0' }).execute();
    const officer = await anOfficer(under, '李警官');
    expect(await under.storage.claimCase(id, officer)).toMatchObject({ won: true });
    expect(await statusOf(`telegram:${VICTIM}`)).toBe('pending');
    expect(await said('telegram', VICTIM, '[yellow] 现在怎么办')).not.toBe('');
    under.clock.now += 5 * 60_000;
    await under.storage.noteSeen(officer, 'desk');
    expect(await under.storage.returnLapsed()).toEqual([]);
    await under.storage.sayAsOfficer(id, officer, '我是值班民警');
    expect(await countOf(under, 'outbox')).toBe(2);
    await said('telegram', '55', '[green human]');
    const own = await caseOf('telegram:55');
    await under.storage.claimCase(own.id, officer);
    expect(await statusOf('telegram:55')).toBe('open');
  });

  it('of whom somebody reads along hears nothing but the neutral word', async () => {
    const answer = await said('telegram', VICTIM, '[red loan emergency watched] 他在看我手机');
    expect(await caseOf(`telegram:${VICTIM}`)).toMatchObject({ status: 'waiting' });
    expect(answer).not.toContain(NOT_IN_GROUP);
  });
});
