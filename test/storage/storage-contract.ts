import { testConversations } from './conversations-contract.ts';
import { testDesk } from './desk-contract.ts';
import { testEvents } from './events-contract.ts';
import { testMessages } from './messages-contract.ts';
import { testOfficers } from './officers-contract.ts';
import { testOutbox } from './outbox-contract.ts';
import { testOutcomes } from './outcomes-contract.ts';
import type { OpenStorage } from './storage-under-test.ts';

/** What every dialect must do alike; each new one is opened here once more. */
export function testStorage(name: string, open: OpenStorage): void {
  testMessages(name, open);
  testOutbox(name, open);
  testOutcomes(name, open);
  testConversations(name, open);
  testEvents(name, open);
  testOfficers(name, open);
  testDesk(name, open);
}
