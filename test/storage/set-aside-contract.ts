import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '../../src/errors.ts';
import { FORGOTTEN_AFTER, notAside, PieceSetAside } from '../../src/storage/set-aside.ts';
import type { OpenStorage, StorageUnderTest } from './storage-under-test.ts';

const SECOND = 1000;
const HOUR = 3_600_000;

export function testSetAside(name: string, open: OpenStorage): void {
  describe(`pieces of work that fail in ${name}`, () => {
    let under: StorageUnderTest;
    beforeEach(async () => {
      under = await open();
      await under.storage.ensureConversation('web:a', 'web');
      await under.storage.ensureConversation('web:b', 'web');
    });
    afterEach(() => under.close());

    const fail = (subject: string, error: unknown = new AppError('stop-lead.purged', '李四的钱')) =>
      under.storage.onePiece('stop-raise', subject, () => Promise.reject(error));
    const due = async () => {
      const rows = await under.database.query
        .selectFrom('conversations')
        .select('id')
        .where(notAside('stop-raise', 'conversations.id', under.clock.now))
        .orderBy('id')
        .execute();
      return rows.map(({ id }) => id);
    };

    it('stand aside while the others go on, longer each time, up to an hour', async () => {
      await expect(fail('web:a')).rejects.toBeInstanceOf(PieceSetAside);
      expect(await due()).toEqual(['web:b']);
      const pauses: number[] = [];
      for (let tries = 1; tries <= 11; tries++) {
        const [piece] = await under.storage.listAside();
        expect(piece?.tries).toBe(tries);
        pauses.push(((piece?.until ?? 0) - under.clock.now) / SECOND);
        under.clock.now = piece?.until ?? 0;
        expect(await due()).toEqual(['web:a', 'web:b']);
        await expect(fail('web:a')).rejects.toBeInstanceOf(PieceSetAside);
        expect(await due()).toEqual(['web:b']);
      }
      expect(pauses).toEqual([15, 30, 60, 120, 240, 480, 960, 1920, 3600, 3600, 3600]);
    });

    it('are told by queue with a code, never with words, and are forgotten once they succeed', async () => {
      const began = under.clock.now;
      await expect(fail('web:a')).rejects.toMatchObject({ queue: 'stop-raise', subject: 'web:a', cause: { code: 'stop-lead.purged' } });
      await expect(fail('web:b', new TypeError('王五'))).rejects.toBeInstanceOf(PieceSetAside);
      under.clock.now += 15 * SECOND;
      await expect(fail('web:a')).rejects.toBeInstanceOf(PieceSetAside);
      expect(await under.storage.piecesAside()).toEqual([{ queue: 'stop-raise', count: 2, since: began }]);
      expect((await under.storage.listAside()).map(({ subject, reason, tries }) => [subject, reason, tries])).toEqual([
        ['web:a', 'stop-lead.purged', 2],
        ['web:b', 'TypeError', 1],
      ]);
      const bytes = await under.bytes();
      for (const word of ['李四', '王五']) expect(bytes.includes(word)).toBe(false);
      expect(await under.storage.onePiece('stop-raise', 'web:a', async () => 42)).toBe(42);
      expect((await under.storage.listAside()).map(({ subject }) => subject)).toEqual(['web:b']);
    });

    it('are nobody’s any more when nobody has tried them again', async () => {
      await expect(fail('web:a')).rejects.toBeInstanceOf(PieceSetAside);
      under.clock.now += FORGOTTEN_AFTER + 16 * SECOND;
      expect(await under.storage.piecesAside()).toEqual([]);
      while (await under.storage.purgeWork(HOUR));
      expect(await under.database.query.selectFrom('set_aside').selectAll().execute()).toEqual([]);
    });
  });
}
