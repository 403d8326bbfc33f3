import { beforeEach, describe, expect, it } from 'vitest';
import { TELEPHONE } from '../../src/storage/telephone-channel.ts';
import { readHtml } from './html-reader.ts';
import { li, page, under, wang } from './two-officers.ts';

let caseId: string;
let conversation: string;
beforeEach(async () => {
  ({ caseId, conversation } = await under.call());
  await wang.send(`/console/cases/${caseId}/claim`);
});

/** What the page says of the newest line on it, one for each form that ends the case. */
const seenOn = (html: string) =>
  readHtml(html)
    .elements.filter(({ tag, attributes }) => tag === 'input' && attributes.name === 'seen')
    .map(({ attributes }) => ({ form: attributes.form, value: attributes.value ?? '' }));
const casePage = (who = wang) => page(who.get(`/console/cases/${caseId}`));
const writesAgain = async (): Promise<void> => {
  under.clock.now += 1000;
  await under.chat({ conversation, text: '他又打来了，叫我再转一笔' });
};
const statusOf = async () => (await under.storage.deskCase(caseId))?.status;

describe('whoever ends a case', () => {
  it('says up to which line he has read, and nobody else is asked', async () => {
    const lines = (await under.storage.deskCase(caseId))?.lines ?? [];
    expect(seenOn(await casePage())).toEqual([{ form: 'close-form', value: String(lines.at(-1)?.at) }]);
    expect(await casePage()).toContain('<form id="close-form"');
    expect(seenOn(await casePage(li))).toEqual([]);
  });

  it('is shown first what has come since, with what he had filled in, and ends it with the next press', async () => {
    const [before] = seenOn(await casePage());
    await writesAgain();
    const close = (seen = '') => wang.send(`/console/cases/${caseId}/close`, { truth: 'scam', lost: '2万', seen });
    const refused = await close(before?.value);
    const shown = await page(refused);
    expect([refused.status, await statusOf()]).toEqual([409, 'claimed']);
    for (const words of ['他刚又发来话', '他又打来了，叫我再转一笔', 'value="2万"']) expect(shown).toContain(words);
    const [now] = seenOn(shown);
    expect(Number(now?.value)).toBeGreaterThan(Number(before?.value));
    expect((await close(now?.value)).status).toBe(303);
    expect(await statusOf()).toBe('closed');
  });

  it('is not held up by what an officer has typed of a call', async () => {
    const [before] = seenOn(await casePage());
    await writesAgain();
    await under.database.query.updateTable('messages').set({ channel: TELEPHONE }).where('author', '=', 'citizen').execute();
    const closed = await wang.send(`/console/cases/${caseId}/close`, { truth: 'scam', seen: before?.value ?? '' });
    expect([closed.status, await statusOf()]).toEqual([303, 'closed']);
  });

  it('by merging it, too', async () => {
    const { number } = await under.call('我又想起来一件事，昨天也转了两万');
    await under.database.query.updateTable('conversations').set({ address_hash: 'the-same' }).execute();
    const ofMerging = async () => seenOn(await casePage()).find(({ form }) => form === undefined)?.value;
    const merge = (seen = '') => wang.send(`/console/cases/${caseId}/merge`, { into: number, seen });
    const before = await ofMerging();
    expect(before).toBeDefined();
    await writesAgain();
    expect([(await merge(before)).status, await statusOf()]).toEqual([409, 'claimed']);
    expect((await merge(await ofMerging())).status).toBe(303);
  });
});
