import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { createDetector } from '../../src/detection/detector.ts';
import { findNewScripts } from '../../src/librarian/find-new-scripts.ts';
import { draftOfScript } from '../../src/librarian/script-draft.ts';
import { patternSchema, signalSchema } from '../../src/library/schema.ts';
import { loadLibraryForTests } from '../compiled-library.ts';
import { account, incoming, outcome, type StorageUnderTest } from '../storage/storage-under-test.ts';
import { openTemporarySqlite } from '../storage/temporary-sqlite.ts';

const HOUR = 3_600_000;
const detector = createDetector(await loadLibraryForTests());
/** A script that no pattern names: what is asked and promised in it nobody has written down. */
const SCRIPT = [
  '紫檀鉴赏会通知，凭本通知到兰亭阁三楼领取品鉴名额，名额有限',
  '紫檀鉴赏会通知：凭本通知到兰亭阁三楼领取品鉴名额，过期作废',
  '【通知】紫檀鉴赏会，凭本通知到兰亭阁三楼领取品鉴名额哦',
  '紫檀鉴赏会通知，请凭本通知到兰亭阁三楼领取品鉴名额，先到先得',
];

describe('new scripts', () => {
  let under: StorageUnderTest;
  beforeEach(async () => {
    under = await openTemporarySqlite();
  });
  afterEach(() => under.close());

  async function told(texts: readonly string[], sender: (index: number) => string): Promise<void> {
    for (const [index, text] of texts.entries()) {
      const conversationId = `web:${sender(index)}`;
      under.clock.now += HOUR;
      const saved = await incoming(under, { conversationId, externalId: `m${under.clock.now}`, text });
      const { turn } = await under.storage.loadConversation(conversationId);
      const { verdict } = detector.judge(text);
      await under.storage.saveOutcome(outcome(saved.messageId, { conversationId, turn, colour: verdict.colour }));
    }
  }
  const find = () => findNewScripts(under.storage, detector, under.clock.now);

  it('are bursts of texts alike by different citizens, with the words that mark them', async () => {
    await told(['妈，我今晚加班，饭不用等我了', '小区明天上午停水，请大家提前储水'], (index) => `other${index}`);
    await told(SCRIPT, (index) => `citizen${index}`);
    expect(await find()).toBe(1);
    const [found] = await under.storage.listScripts(0, 10);
    expect(found).toMatchObject({ kind: 'burst', state: 'new', texts: 4, senders: 4 });
    expect(found?.phrases.some((phrase) => phrase.includes('兰亭'))).toBe(true);
    expect((await under.bytes()).includes('兰亭')).toBe(false);
  });

  it('are found once, and grow', async () => {
    await told(SCRIPT.slice(0, 3), (index) => `citizen${index}`);
    expect(await find()).toBe(1);
    expect(await find()).toBe(0);
    await told(SCRIPT.slice(3), () => 'late');
    expect(await find()).toBe(0);
    const [found] = await under.storage.listScripts(0, 10);
    expect(found).toMatchObject({ texts: 4, senders: 4, state: 'new' });
  });

  it('of many texts that were dismissed stay so, whoever probes meanwhile', async () => {
    await under.database.query
      .insertInto('officers')
      .values(account('o-lin', '林', 'librarian'))
      .execute();
    const many = Array.from({ length: 104 }, (_, index) => `${SCRIPT[index % SCRIPT.length]}第${index}位`);
    await told(many.slice(0, 101), (index) => `citizen${index}`);
    expect(await find()).toBe(1);
    const [{ id } = { id: '' }] = await under.storage.listScripts(0, 1);
    expect(await under.storage.decideScript(id, 'o-lin', null)).toBe(true);
    // By now all but its newest text lie too far back to be looked at.
    under.clock.now += 14 * 24 * HOUR - 3.5 * HOUR;
    await told(many.slice(101), (index) => `late${index}`);
    for (let at = 0; at < 5; at += 1) await under.storage.noteProbing(`row${at}`, { messageId: null, text: '试试', variants: 5 });
    expect(await find()).toBe(0);
    expect((await under.storage.listScripts(0, 10, ['burst'])).map((one) => [one.id, one.state])).toEqual([[id, 'dismissed']]);
  });

  it('are marked by what several were sent, not by what one of them writes again and again', async () => {
    await told(SCRIPT.slice(1), (index) => `citizen${index}`);
    await told(
      Array.from({ length: 8 }, (_, index) => `${SCRIPT[0]}，欧阳独秀${'一二三四五六七八'[index]}问`),
      () => 'one',
    );
    await find();
    const [found] = await under.storage.listScripts(0, 10);
    expect(found).toMatchObject({ texts: 11, senders: 4 });
    expect([found?.phrases.length === 0, found?.phrases.filter((phrase) => /[欧阳独秀]/.test(phrase))]).toEqual([false, []]);
  });

  it('are no burst when one citizen tries again and again', async () => {
    await told(SCRIPT, () => 'one');
    expect(await find()).toBe(0);
  });

  it('are no burst when they lie far apart', async () => {
    for (const [index, text] of SCRIPT.entries()) {
      under.clock.now += 100 * HOUR;
      await told([text], () => `citizen${index}`);
    }
    expect(await find()).toBe(0);
  });

  it('are none of what the library names already', async () => {
    const known = Array.from(
      { length: 4 },
      (_, index) => `【ETC】您的ETC已停用，请点击 http://etc-renew${index}.top 填写银行卡号和验证码，逾期注销`,
    );
    await told(known, (index) => `citizen${index}`);
    expect(await find()).toBe(0);
  });
});

describe('a draft of a new script', () => {
  const roleOf = (id: string) =>
    id === 'ask-transfer' ? 'ask' : id === 'claims-bank' ? 'identity' : id === 'asks-real' ? 'state' : undefined;
  const marks = { phrases: ['兰亭阁三楼', '品鉴名额'], signals: ['ask-transfer', 'asks-real', 'claims-bank', 'gone'], type: 'elder' };

  it('has a signal that is well formed, and a pattern of which only the examples are missing', () => {
    const [signal, pattern] = draftOfScript('script-1120', marks, roleOf);
    expect(signal?.path).toBe('scam-patterns/signals/script-script-1120.yaml');
    expect(signalSchema.parse(parse(signal?.body ?? ''))).toMatchObject({ phrases: marks.phrases });
    expect(pattern?.path).toBe('scam-patterns/patterns/elder/script-1120.yaml');
    const checked = patternSchema.safeParse(parse(pattern?.body ?? ''));
    expect(checked.error?.issues.map(({ path }) => path.join('.'))).toEqual(['examples.positive', 'examples.negative']);
    expect(parse(pattern?.body ?? '').when.all).toEqual(['script-script-1120', 'claims-bank', 'ask-transfer']);
  });

  it('has no signal of its own where the texts share no words', () => {
    const files = draftOfScript('a', { ...marks, phrases: [], type: null }, roleOf);
    expect(files.map(({ path }) => path)).toEqual(['scam-patterns/patterns/other-scam/a.yaml']);
  });
});
