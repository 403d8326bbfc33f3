import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { reachedWords } from '../../src/conversation/reached-words.ts';
import { sweep } from '../../src/conversation/sweeper.ts';
import { createTraditional } from '../../src/conversation/traditional.ts';
import { webConversationId } from '../../src/conversation/web-chat.ts';
import { createDetector, type Detector } from '../../src/detection/detector.ts';
import { AppError } from '../../src/errors.ts';
import { replayTurns } from '../../src/librarian/replay-turns.ts';
import { tellStopAnswer } from '../../src/stop-loss/tell-answer.ts';
import { loadLibraryForTests } from '../compiled-library.ts';
import { browser, type DeskUnderTest, openDesk } from './desk-under-test.ts';
import { chineseIn } from './html-reader.ts';

const real = createDetector(await loadLibraryForTests());
/** What the analysis breaks down on. */
const BROKEN = '【坏】';
const breaking: Detector = {
  ...real,
  judge(text, ...others) {
    if (text.includes(BROKEN)) throw new Error('the analysis failed');
    return real.judge(text, ...others);
  },
  atThisMoment: () => breaking,
};
const asItIs = (text: string): string => text;

let under: DeskUnderTest;
beforeEach(async () => {
  under = await openDesk({ detector: breaking });
});
afterEach(() => under.close());

/** Of somebody whose page is English; his conversation goes on in the next message. */
function foreigner() {
  let cookie = '';
  let sent = 0;
  const own = (language = 'en') => browser(under, { cookie: [`speaks=${language}`, cookie].filter(Boolean).join('; ') });
  return {
    async say(text: string, language = 'en'): Promise<void> {
      under.clock.now += 1000;
      const answer = await own(language).send('/message', {
        text,
        id: `form-${++sent}`,
      });
      expect(answer.status).toBeLessThan(400);
      cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? cookie;
    },
    page: async () => (await own().get('/')).text(),
    id: () => webConversationId(under.deps, decodeURIComponent(cookie.split('=')[1] ?? '')),
  };
}
const newest = async (): Promise<string> => {
  const { id, conversation_id } = await under.database.query
    .selectFrom('messages')
    .select(['id', 'conversation_id'])
    .where('author', '<>', 'citizen')
    .orderBy('created_at', 'desc')
    .executeTakeFirstOrThrow();
  return (await under.storage.transcript(conversation_id)).find((line) => line.id === id)?.text ?? '';
};

/** Every turn of the newest conversation, made again. */
async function replayed(): Promise<readonly unknown[]> {
  const { message_id } = await under.database.query
    .selectFrom('outcomes')
    .select('message_id')
    .orderBy('created_at', 'desc')
    .orderBy('turn', 'desc')
    .executeTakeFirstOrThrow();
  const found = await under.storage.findTurns({ message: message_id });
  const kept = found.kind === 'found' ? await under.storage.openTurns(found) : null;
  if (!kept) throw new Error('nothing was kept');
  const { turns, memory } = await replayTurns(kept, { toTraditional: createTraditional(), detectorOf: async () => breaking });
  return [...turns.map(({ result }) => result), memory];
}

describe('whose page is English', () => {
  it('reads English where the analysis failed, and so does a replay', async () => {
    const he = foreigner();
    await he.say(BROKEN);
    expect(await newest()).toMatch(/^🟡 I cannot judge this\. Pay nothing, give no code\. Urgent: call 110\. If in doubt, call 96110/);
    expect(chineseIn((await he.page()).replaceAll(BROKEN, ''))).toEqual([]);
    expect(under.failures).toHaveLength(1);
    expect(await replayed()).toEqual(['same', 'same']);
  });

  it('is answered in English when a crash cut his Chinese text off', async () => {
    const external = 'cut-off-0001';
    const cut = { channel: 'web', conversationId: `web:${external}`, externalId: `${external}/1`, speaks: 'en' } as const;
    await under.storage.ensureConversation(cut.conversationId, 'web');
    await under.storage.saveIncoming({ ...cut, text: '把钱转到安全账户，不然抓你' });
    under.clock.now += 60_000;
    expect(await sweep(under.deps, under.clock.now)).toBe(1);
    expect(await newest()).toMatch(/^🔴 Likely a scam\./);
    expect(await replayed()).toEqual(['same', 'same']);
  });

  it('reads in English that what he sent stands on the list', async () => {
    await under.storage.listIdentifiers([{ kind: 'phone', value: '13877776666', type: null }], { kind: 'closing', ref: 'case-1' });
    const he = foreigner();
    await he.say('13877776666');
    expect(await newest()).toContain('It appeared in scams that officers have confirmed.\n');
    expect(chineseIn(await he.page())).toEqual([]);
    expect(await replayed()).toEqual(['same', 'same']);
    await foreigner().say('13877776666', 'zh-CN');
    expect(await newest()).toContain('值班民警查实的骗局里出现过它。\n');
    expect(await replayed()).toEqual(['same', 'same']);
  });

  it('hears in English what the desk and the chores tell him, until his page is Chinese', async () => {
    const he = foreigner();
    await he.say('转人工');
    const { id: caseId, conversation_id } = await under.database.query
      .selectFrom('cases')
      .select(['id', 'conversation_id'])
      .executeTakeFirstOrThrow();
    const conversation = () => under.storage.loadConversation(conversation_id);
    expect(reachedWords(await conversation(), asItIs)).toMatch(/^An officer has been reached/);
    const wang = await under.signIn('王敏');
    const at = (act: string) => `/console/cases/${caseId}/${act}`;
    await wang.send(at('claim'));
    under.clock.now += 1;
    expect((await wang.send(at('judge'), { colour: 'red', type: 'loan', reason: 'they want a fee', form: 'judge-0001' })).status).toBe(303);
    expect(await newest()).toMatch(/^🔴 Likely a scam\. [^\u4e00-\u9fff]*Why: they want a fee\.\nOfficer 王敏 · case A/);
    under.clock.now += 1;
    expect((await wang.send(at('receipt'), { form: 'receipt-0001' })).status).toBe(303);
    expect(await newest()).toMatch(/^Your receipt: R/);
    under.clock.now += 1;
    await he.say('在吗', 'zh-CN');
    expect(reachedWords(await conversation(), asItIs)).toMatch(/^已联系上值班员/);
    expect(await replayed()).toEqual(['same', 'same', 'same']);
  });

  it('hears in English that the police have answered', async () => {
    const he = foreigner();
    await he.say('谢谢');
    const conversationId = await he.id();
    const told: string[] = [];
    const answer = { leadId: 'lead-1', number: 'Z1', token: 'token-1', places: [{ conversationId, own: false }] };
    await tellStopAnswer({
      storage: {
        ...under.storage,
        untoldAnswer: async () => answer as never,
        tellAnswer: async (_, said) => void told.push(said?.text ?? ''),
      },
      config: { PUBLIC_URL: '', HOTLINE_NUMBER: '2250000' },
      surroundings: () => ({ toTraditional: asItIs }),
      nudgeDelivery: () => undefined,
    });
    expect(told).toHaveLength(1);
    expect(told[0]).toMatch(/^The police have answered your stop-payment lead Z1/);
  });

  it('hears in English that nothing can be stored', async () => {
    Object.assign(under.storage, {
      saveIncoming: async () => {
        throw new AppError('storage.busy', 'away', 503);
      },
    });
    const answer = await browser(under, { cookie: 'speaks=en' }).send('/message', { text: '加微信转账', id: 'form-1' });
    const html = await answer.text();
    expect(html).toContain('This message cannot be stored right now');
    expect(chineseIn(html.replaceAll('加微信转账', ''))).toEqual([]);
  });
});
