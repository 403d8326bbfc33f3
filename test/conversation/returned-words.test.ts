import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { handleMessage } from '../../src/conversation/handle-message.ts';
import { tellReturns } from '../../src/conversation/returned-words.ts';
import { sweep } from '../../src/conversation/sweeper.ts';
import { DRILL } from '../../src/storage/drills.ts';
import { TELEPHONE } from '../../src/storage/telephone-channel.ts';
import { openTestApp, type TestApp } from '../routes/test-app.ts';
import { anOfficer } from './at-the-desk.ts';
import { stubDetector } from './stub-detector.ts';

describe('a citizen whose case has come back to the queue', () => {
  let under: TestApp;
  let officer: string;
  beforeEach(async () => {
    under = await openTestApp({}, { detector: stubDetector });
    officer = await anOfficer(under, '李警官');
  });
  afterEach(() => under.close());

  /** His case is taken, and given back unanswered. */
  async function comesBack(external: string, text: string): Promise<string> {
    await handleMessage(under.deps, { channel: 'chat', external, externalId: `of-${external}`, text }, false);
    const { id, number } = await under.database.query
      .selectFrom('cases')
      .select(['id', 'number'])
      .where('conversation_id', '=', `chat:${external}`)
      .executeTakeFirstOrThrow();
    await under.database.query.updateTable('cases').set({ urgency: 'P0' }).execute();
    under.clock.now += 1000;
    expect(await under.storage.claimCase(id, officer)).toMatchObject({ won: true });
    under.clock.now += 1000;
    await under.storage.returnCasesOf(officer);
    under.clock.now += 1000;
    return number;
  }
  const heard = async (external: string): Promise<string[]> =>
    (await under.storage.transcript(`chat:${external}`)).filter(({ author }) => author === 'bot').map(({ text }) => text);

  it('is told so by the sweeper, once, with its number and what helps meanwhile', async () => {
    const number = await comesBack('u1', '[red loan emergency paid] 我转了两万');
    const before = await heard('u1');
    for (const _ of [1, 2]) await sweep(under.deps, under.clock.now);
    const [words, ...more] = (await heard('u1')).slice(before.length);
    expect(more).toEqual([]);
    expect(words).toContain(number);
    expect(words).toContain('110');
    expect(words).toMatch(/[\u4e00-\u9fff]/);
  });

  it('is told in his language', async () => {
    const number = await comesBack('u1', '[red loan emergency paid en] I have paid twenty thousand');
    await tellReturns(under.storage, (text) => text);
    const words = (await heard('u1')).at(-1);
    expect(words).toContain(number);
    expect(words).not.toMatch(/[\u4e00-\u9fff]/);
  });

  it.each(['watched', 'held'])('is told nothing where it would tell on him: %s', async (mark) => {
    await comesBack('u1', `[red loan emergency paid ${mark}] 我转了两万`);
    const before = await heard('u1');
    await tellReturns(under.storage, (text) => text);
    expect(await heard('u1')).toEqual(before);
  });

  it.each([TELEPHONE, DRILL])('is told nothing where nobody reads: %s', async (channel) => {
    await comesBack('u1', '[red loan emergency paid] 我转了两万');
    expect(await under.storage.returnsUntold()).toHaveLength(1);
    await under.database.query.updateTable('conversations').set({ channel }).execute();
    expect(await under.storage.returnsUntold()).toEqual([]);
  });

  it('is told also where the message to another one fails, which is not hidden', async () => {
    for (const external of ['u1', 'u2', 'u3']) await comesBack(external, '[red loan emergency paid] 我转了两万');
    const broken = {
      ...under.storage,
      tellReturned: (one: Parameters<typeof under.storage.tellReturned>[0], words: string) =>
        one.conversationId === 'chat:u2' ? Promise.reject(new Error('away')) : under.storage.tellReturned(one, words),
    };
    const before = await Promise.all(['u1', 'u2', 'u3'].map(heard));
    await expect(tellReturns(broken, (text) => text)).rejects.toThrow('away');
    const after = await Promise.all(['u1', 'u2', 'u3'].map(heard));
    expect(after.map((lines, at) => lines.length - (before[at]?.length ?? 0))).toEqual([1, 0, 1]);
  });
});
