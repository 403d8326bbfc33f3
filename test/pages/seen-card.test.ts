import { describe, expect, it } from 'vitest';
import { type ReadElement, readHtml } from './html-reader.ts';
import { page, under, wang } from './two-officers.ts';

const CARD = '6222021205001234567';
const SCAM = `我刚给骗子转了两万块钱，卡号${CARD}，怎么办`;
const SIGN = /🔴|🟡|🟢/u;

const isWithin = (one: ReadElement | null, wanted: ReadElement): boolean =>
  one !== null && (one === wanted || isWithin(one.parent, wanted));
function botCards(html: string) {
  const { elements, texts } = readHtml(html);
  const cards = elements.filter(({ attributes }) => /^seen seen-/.test(attributes.class ?? ''));
  return cards.map((card) => ({
    card,
    lines: elements.filter(({ tag, parent }) => tag === 'p' && parent === card).map(({ text }) => text),
    drawn: elements.filter((one) => one.tag === 'svg' && isWithin(one, card)).length,
    bareSigns: texts.filter(({ text, within }) => SIGN.test(text) && within.attributes.class !== 'unseen').length,
  }));
}

describe('what the machine has answered', () => {
  it('stands before the case is claimed in the same frame as afterwards: line by line, its sign drawn, and masked', async () => {
    const { caseId } = await under.call(SCAM);
    const [{ text: sent } = { text: '' }] = ((await under.storage.deskCase(caseId))?.lines ?? []).filter(({ author }) => author === 'bot');
    expect(sent).toMatch(SIGN);
    const before = await page(wang.get(`/console/cases/${caseId}`));
    expect(before).not.toContain(CARD);
    const [masked, ...others] = botCards(before);
    expect(others).toEqual([]);
    expect(masked?.lines).toEqual(sent.split('\n').filter((line) => line.trim() !== ''));
    expect(masked?.lines.length).toBeGreaterThan(2);
    expect([masked?.drawn, masked?.bareSigns]).toEqual([1, 0]);
    await wang.send(`/console/cases/${caseId}/claim`);
    const [seen] = botCards(await page(wang.get(`/console/cases/${caseId}`)));
    expect(seen?.card.attributes).toEqual(masked?.card.attributes);
  });

  it('has its sign drawn also where the platform showed him the text as it is, and where a librarian tries a text', async () => {
    const { caseId } = await under.call(SCAM);
    await under.database.query.updateTable('conversations').set({ channel: 'sms' }).execute();
    await wang.send(`/console/cases/${caseId}/claim`);
    const librarian = await under.signIn('钱编辑', 'librarian');
    for (const html of [
      await page(wang.get(`/console/cases/${caseId}`)),
      await page(librarian.send('/console/library/try', { text: SCAM })),
    ]) {
      const { texts, elements } = readHtml(html);
      const signs = texts.filter(({ text }) => SIGN.test(text));
      expect(signs.length).toBeGreaterThan(0);
      expect(signs.map(({ within }) => within.attributes.class)).toEqual(signs.map(() => 'unseen'));
      expect(elements.filter(({ attributes }) => attributes.class === 'drawn-sign').length).toBe(signs.length);
    }
  });
});
