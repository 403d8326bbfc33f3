import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { raiseDrill } from '../../src/desk/drill.ts';
import { ringOne } from '../../src/desk/notifier.ts';
import { channelIn } from '../../src/pages/console/desk-words.ts';
import { traceOf } from '../../src/tracing.ts';
import { openTestApp, type TestApp } from '../routes/test-app.ts';
import { twoOfficers, writeAudit } from '../storage/storage-under-test.ts';

const DAY = 86_400_000;

describe('a drill', () => {
  let under: TestApp;
  beforeEach(async () => {
    under = await openTestApp();
    await twoOfficers(under);
  });
  afterEach(() => under.close());

  /** Everything that is counted, taught or trained from. */
  async function allFigures(): Promise<unknown> {
    const { storage, clock } = under;
    const to = clock.now + DAY;
    const { databaseBytes: _, ...standing } = await storage.standingFigures();
    return {
      standing,
      times: await storage.caseTimes(0),
      closings: await storage.closingCounts(0),
      now: await storage.waitingNow(),
      answered: await storage.answeredCases(0),
      verdicts: await storage.verdictCounts(0, to),
      patterns: await storage.topPatterns(0, 10),
      closed: await storage.closedCases(0),
      returns: await storage.returnsSince(0),
      callBacks: await storage.unreachedCallBacks(0),
      tallies: await storage.patternTallies(30),
      use: [...(await storage.patternUse(0))],
      missed: await storage.missedScams(10),
      consults: await storage.consultsSince(0, null, 100),
      cases: await storage.casesByCommunity(0, to),
      scams: await storage.scamsByTypeAndPlace(0, to),
      board: await storage.boardCases(0, to),
      first: await storage.firstScamClosed(),
      tellable: await storage.tellableCases(0, 10),
    };
  }

  /** Whatever may happen to a case: answered, left alone, promised a call that is overdue, missed by the bot, closed with a loss. */
  async function workOn(id: string): Promise<void> {
    const { storage, database, clock } = under;
    await storage.claimCase(id, 'o1');
    await storage.sayAsOfficer(id, 'o1', '收到');
    await storage.promiseCallBack(id, 'o1', clock.now + 1000, '再打');
    clock.now += 5000;
    await writeAudit(under, 'o1', id, 'case.returned');
    await storage.releaseCase(id, 'o1');
    await storage.claimCase(id, 'o2');
    await storage.setCommunity(id, 'o2', '幸福社区');
    const { conversation_id } = await database.query
      .selectFrom('cases')
      .select('conversation_id')
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    await database.query.updateTable('outcomes').set({ colour: 'green' }).where('conversation_id', '=', conversation_id).execute();
    await storage.closeCase(id, 'o2', 'scam', { trueType: 'authority', lost: 5_000_000, saved: 100 });
  }

  it('is a waiting P0 that officers see as a drill, and is rung for', async () => {
    const number = await raiseDrill(under.deps);
    const [one] = await under.storage.queue();
    expect(one).toMatchObject({ number, urgency: 'P0', status: 'waiting', channel: 'drill' });
    const shown = await under.storage.deskCase(one?.id ?? '');
    expect(shown?.lines.map(({ text }) => text).join('\n')).toContain('【演练】');
    expect([channelIn['zh-CN']('drill'), channelIn.en('drill')]).toEqual(['演练（不是真的）', 'DRILL (not real)']);
    const rung: string[] = [];
    const traced: (string | undefined)[] = [];
    const call = (async (_: unknown, init?: RequestInit) => {
      rung.push(String(init?.body));
      traced.push((init?.headers as Record<string, string> | undefined)?.traceparent);
      return new Response('{}');
    }) as typeof fetch;
    const deps = { ...under.deps, fetch: call, tooLong: () => new Promise<never>(() => undefined), toTraditional: (text: string) => text };
    const ringing = { webhook: { url: 'https://ring.example', secret: 's' }, phones: [], sms: null, after: 0, every: 1, publicUrl: '' };
    expect(await ringOne(deps, ringing)).toBe(true);
    expect(rung.join()).toContain(number);
    expect(traced).toEqual([(await traceOf(one?.id ?? '', 1)).traceparent]);
    expect(under.failures).toEqual([]);
  });

  it('changes no figure, whatever is done with it, and nothing is sent or called back for it', async () => {
    await under.chat({ text: '有人说我涉嫌洗钱，要我把钱转到安全账户' });
    const before = await allFigures();
    await raiseDrill(under.deps);
    const [one] = await under.storage.queue();
    const id = one?.id ?? '';
    expect(await allFigures()).toEqual(before);
    await workOn(id);
    expect(await allFigures()).toEqual(before);
    const calls = await under.database.query.selectFrom('call_backs').select('kind').execute();
    expect(calls).toEqual([{ kind: 'promised' }]);
    expect(await under.database.query.selectFrom('outbox').select('id').where('channel', '=', 'drill').execute()).toEqual([]);
    expect(await under.storage.listOfClosing(one?.number ?? '', [], 'o2')).toBe(false);
  });

  it('would be counted by every one of these figures if it were a citizen', async () => {
    const before = (await allFigures()) as Record<string, unknown>;
    await under.chat({ text: '我刚给骗子转了5万块钱，怎么办' });
    const [one] = await under.storage.queue();
    const changed = new Set<string>();
    const compare = async (): Promise<void> => {
      const after = (await allFigures()) as Record<string, unknown>;
      for (const [name, value] of Object.entries(after)) if (JSON.stringify(value) !== JSON.stringify(before[name])) changed.add(name);
    };
    await compare();
    await workOn(one?.id ?? '');
    await compare();
    // This text names no pattern; that a drill's are not kept, the contract of the storage shows.
    expect([...changed, 'patterns', 'tallies', 'use'].sort()).toEqual(Object.keys(before).sort());
  });

  it('says so when the bot would not have called a human', async () => {
    const detector = {
      ...under.deps.detector,
      atThisMoment: () => detector,
      judge: (text: string) => under.deps.detector.judge(`您好${text.length}`),
    };
    await expect(raiseDrill({ ...under.deps, detector })).rejects.toMatchObject({ code: 'drill.no-case' });
  });
});
