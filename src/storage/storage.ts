import { attachments } from './attachments.ts';
import { caseWork } from './case-work.ts';
import { channelMemory } from './channel-memory.ts';
import { createContext, type Sources } from './context.ts';
import { conversations } from './conversations.ts';
import type { Database } from './database.ts';
import { deskCases } from './desk-cases.ts';
import { events } from './events.ts';
import { messages } from './messages.ts';
import { officers } from './officers.ts';
import { outbox } from './outbox.ts';
import { outcomes } from './outcomes.ts';
import type { Sealer } from './seal.ts';

/** All that the program remembers. One implementation over Kysely; the dialects differ below `Database`. */
export type Storage = ReturnType<typeof createStorage>;

export function createStorage(database: Database, sealer: Sealer, sources: Sources) {
  const context = createContext(database, sealer, sources);
  return {
    ...conversations(context),
    ...messages(context),
    ...outcomes(context),
    ...events(context),
    ...outbox(context),
    ...deskCases(context),
    ...caseWork(context),
    ...attachments(context),
    ...officers(context),
    ...channelMemory(context),
    fingerprint: sealer.fingerprint,
  };
}
