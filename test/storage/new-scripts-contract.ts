import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FoundScript } from '../../src/storage/new-scripts.ts';
import { account, forget, incoming, type OpenStorage, type StorageUnderTest } from './storage-under-test.ts';

export function testNewScripts(name: string, open: OpenStorage): void {
  describe(`new scripts in ${name}`, () => {
    let under: StorageUnderTest;
    let officer: string;
    beforeEach(async () => {
      under = await open();
      officer = 'o-lin';
      await under.database.query
        .insertInto('officers')
        .values(account(officer, '林', 'librarian'))
        .execute();
    });
    afterEach(() => under.close());

    const script = (parts: Partial<FoundScript> = {}): FoundScript => ({
      kind: 'burst',
      texts: 3,
      senders: 3,
      firstAt: 1000,
      lastAt: 2000,
      messageIds: ['m1', 'm2', 'm3'],
      phrases: ['兰亭阁三楼'],
      signals: ['ask-transfer'],
      score: 0.4,
      type: 'elder',
      ...parts,
    });
    const only = async () => {
      const [found, ...more] = await under.storage.listScripts(0, 10);
      expect(more).toEqual([]);
      if (!found) throw new Error('there is no script');
      return found;
    };

    it('are kept with what they have in common, sealed, and grow', async () => {
      await under.storage.keepScript(script(), null);
      const { id } = await only();
      expect(await only()).toMatchObject({ ...script(), state: 'new', draftId: null, officer: null });
      expect((await under.bytes()).includes('兰亭阁')).toBe(false);
      await under.storage.keepScript(script({ texts: 4, lastAt: 3000, kind: 'missed' }), id);
      expect(await only()).toMatchObject({ id, texts: 4, lastAt: 3000, kind: 'missed' });
      expect(await under.storage.listScripts(3001, 10)).toEqual([]);
      expect(await under.storage.readScript(id)).toMatchObject({ id, texts: 4 });
      expect(await under.storage.readScript('none')).toBeNull();
    });

    it('are decided by one librarian once, and come back when it was a mistake', async () => {
      await under.storage.keepScript(script(), null);
      const { id } = await only();
      const both = await Promise.all([under.storage.decideScript(id, officer, null), under.storage.decideScript(id, officer, null)]);
      expect(both.sort()).toEqual([false, true]);
      expect(await only()).toMatchObject({ state: 'dismissed', officer: expect.any(String) });
      expect(await under.storage.reviveScript(id, officer)).toBe(true);
      expect(await under.storage.reviveScript(id, officer)).toBe(false);
      expect(await only()).toMatchObject({ state: 'new' });
      const audited = await under.database.query
        .selectFrom('audit')
        .orderBy('seq')
        .select(['action', 'officer_id'])
        .where('subject', '=', id)
        .execute();
      expect(audited.map(({ action }) => action)).toEqual(['script.dismissed', 'script.revived']);
      expect(audited.every(({ officer_id }) => officer_id === officer)).toBe(true);
    });

    it('show their texts to a librarian, which is written down, and none of whom was erased', async () => {
      const saved = await incoming(under, { text: '凭本通知到兰亭阁三楼' });
      await under.storage.keepScript(script({ messageIds: [saved.messageId, 'gone'] }), null);
      const { id, messageIds } = await only();
      expect(await under.storage.scriptTexts(id, messageIds, officer)).toMatchObject([{ text: '凭本通知到兰亭阁三楼', channel: 'web' }]);
      await forget(under);
      expect((await under.storage.scriptTexts(id, messageIds, officer)).every(({ text }) => text === null)).toBe(true);
      const audited = await under.database.query.selectFrom('audit').select('action').where('subject', '=', id).execute();
      expect(audited).toEqual([{ action: 'script.read' }, { action: 'script.read' }]);
    });

    it('are one script for two who find it at once', async () => {
      const both = await Promise.all([under.storage.keepScript(script(), null), under.storage.keepScript(script(), null)]);
      expect(both.sort()).toEqual([false, true]);
      expect((await only()).messageIds).toEqual(script().messageIds);
    });

    it('are known by their newest messages, a hundred of them', async () => {
      const messageIds = Array.from({ length: 130 }, (_, at) => `m${at}`);
      await under.storage.keepScript(script({ messageIds }), null);
      expect((await only()).messageIds).toEqual(messageIds.slice(30));
    });

    it('are listed by their kinds', async () => {
      await under.storage.keepScript(script(), null);
      await under.storage.noteProbing('row', { messageId: 'm9', text: '试试', variants: 5 });
      const listed = async (kinds?: readonly FoundScript['kind'][]) =>
        (await under.storage.listScripts(0, 10, kinds)).map(({ kind }) => kind);
      expect([(await listed()).sort(), await listed(['missed', 'burst']), await listed(['probing'])]).toEqual([
        ['burst', 'probing'],
        ['burst'],
        ['probing'],
      ]);
    });

    it('lose no variant of somebody who sends several at the same moment', async () => {
      const variants = ['一', '二', '三', '四'];
      await Promise.all(variants.map((text, at) => under.storage.noteProbing('row', { messageId: null, text, variants: at })));
      expect([...((await only()).variants ?? [])].sort()).toEqual([...variants].sort());
    });

    it('are looked for by one server in each slot, and a look that was cut off is begun anew', async () => {
      const { storage, clock } = under;
      expect(await storage.lastScriptLook()).toBeNull();
      const both = await Promise.all([storage.takeScriptLook(7, 1000), storage.takeScriptLook(7, 1000)]);
      expect(both.toSorted()).toEqual([false, true]);
      expect(await storage.lastScriptLook()).toBeNull();
      clock.now += 1001;
      expect(await storage.takeScriptLook(7, 1000)).toBe(true);
      await storage.endScriptLook(7, 3);
      expect(await storage.lastScriptLook()).toEqual({ endedAt: clock.now, found: 3 });
      clock.now += 5000;
      expect(await storage.takeScriptLook(7, 1000)).toBe(false);
      expect(await storage.takeScriptLook(8, 1000)).toBe(true);
    });

    it('need no look of a server where a librarian has looked in that slot', async () => {
      await under.storage.endScriptLook(9, 1);
      expect(await under.storage.takeScriptLook(9, 1000)).toBe(false);
      under.clock.now += 10;
      await under.storage.endScriptLook(9, 0);
      expect(await under.storage.lastScriptLook()).toEqual({ endedAt: under.clock.now, found: 0 });
      await under.storage.endScriptLook(200, 0);
      const slots = await under.database.query.selectFrom('script_looks').select('slot').execute();
      expect(slots.map(({ slot }) => slot)).toEqual([200]);
    });

    it('wait for a librarian until one has decided, and are counted', async () => {
      await under.storage.keepScript(script(), null);
      await under.storage.keepScript(script({ messageIds: ['n1'], lastAt: 9000 }), null);
      expect([await under.storage.countScripts(0), await under.storage.countScripts(2001)]).toEqual([2, 1]);
      await under.storage.decideScript('n1', officer, null);
      expect([await under.storage.countScripts(0), await under.storage.countScripts(2001)]).toEqual([1, 0]);
    });
  });
}
