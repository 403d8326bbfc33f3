import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isGroup, isNoGroup } from '../../src/storage/group-conversations.ts';
import type { OpenStorage, StorageUnderTest } from './storage-under-test.ts';

const IN_GROUPS = ['telegram:-1002000000007/55', 'telegram:-1002000000007', 'wechaty:0001@chatroom/wxid_friend'];
const ALONE = ['telegram:55', 'wechaty:wxid_friend', 'web:-5/5', 'sms:a/b', 'wecom:wkA/wmB'];

export function testGroupConversations(name: string, open: OpenStorage): void {
  describe(`what is said in front of others in ${name}`, () => {
    let under: StorageUnderTest;
    beforeEach(async () => {
      under = await open();
    });
    afterEach(() => under.close());

    it('is told apart by its name, as in the program', async () => {
      for (const id of [...IN_GROUPS, ...ALONE]) await under.storage.ensureConversation(id, id.slice(0, id.indexOf(':')));
      const rows = await under.database.query.selectFrom('conversations').select('id').where(isNoGroup('id')).execute();
      expect(rows.map(({ id }) => id).sort()).toEqual([...ALONE].sort());
      expect([IN_GROUPS.filter(isGroup), ALONE.filter(isGroup)]).toEqual([IN_GROUPS, []]);
    });
  });
}
