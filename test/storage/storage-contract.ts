import { testAnswering } from './answering-contract.ts';
import { testAudit } from './audit-contract.ts';
import { testCaseEnds } from './case-ends-contract.ts';
import { testCaseLife } from './case-life-contract.ts';
import { testCaseRaces } from './case-races-contract.ts';
import { testClosings } from './closings-contract.ts';
import { testConversations } from './conversations-contract.ts';
import { testDesk } from './desk-contract.ts';
import { testErasedCases } from './erased-cases-contract.ts';
import { testEvents } from './events-contract.ts';
import { testLiveDesk } from './live-contract.ts';
import { testMessages } from './messages-contract.ts';
import { testMoneyAndTelephone } from './money-and-telephone-contract.ts';
import { testOfficers } from './officers-contract.ts';
import { testOutbox } from './outbox-contract.ts';
import { testOutcomes } from './outcomes-contract.ts';
import { testReleases } from './releases-contract.ts';
import { testRings } from './rings-contract.ts';
import { testShifts } from './shifts-contract.ts';
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
  testRings(name, open);
  testLiveDesk(name, open);
  testAudit(name, open);
  testAnswering(name, open);
  testMoneyAndTelephone(name, open);
  testCaseLife(name, open);
  testCaseEnds(name, open);
  testShifts(name, open);
  testCaseRaces(name, open);
  testErasedCases(name, open);
  testReleases(name, open);
  testClosings(name, open);
}
