import type { Role } from '../../src/storage/desk-schema.ts';
import { AT_THE_DESK } from '../../src/storage/presence.ts';
import { account, type StorageUnderTest } from '../storage/storage-under-test.ts';

const AN_HOUR = 3_600_000;

/** An officer who is signed in. */
export async function anOfficer(
  { database, storage, clock }: StorageUnderTest,
  display = '王警官',
  role: Role = 'officer',
): Promise<string> {
  const id = `officer-${display}`;
  await database.query
    .insertInto('officers')
    .values(account(id, display, role, clock.now))
    .execute();
  await storage.startSession(`session-${id}`, id, clock.now + AN_HOUR);
  return id;
}

/** The same, with the desk open. */
export async function atTheDesk(under: StorageUnderTest, display?: string, role?: Role): Promise<string> {
  const id = await anOfficer(under, display, role);
  await under.storage.noteSeen(id, AT_THE_DESK);
  return id;
}
