import { DAY } from '../durations.ts';
import type { PersonPlace } from '../storage/privacy/purge-consults.ts';
import type { Storage } from '../storage/storage.ts';

const EVERY = 600_000;

interface KeepDeps {
  readonly storage: Storage;
  readonly config: { readonly KEEP_MESSAGES_DAYS: number; readonly KEEP_CASES_DAYS: number; readonly KEEP_WORK_DAYS: number };
}

/** What ends because its time is over: docs/privacy.md. Each call does one piece. */
export function keepChores({ storage, config }: KeepDeps) {
  // Where this program is in its round; another one, or the next start, begins anew and finds nothing twice.
  let place: PersonPlace | null = null;
  return [
    {
      name: 'keep: consults whose time is over',
      everyMs: EVERY,
      async work() {
        const keeping = { messages: config.KEEP_MESSAGES_DAYS * DAY, cases: config.KEEP_CASES_DAYS * DAY };
        const { erased, next } = await storage.purgeConsult(keeping, place);
        await storage.notePurge('consult', erased);
        place = next;
        return next !== null;
      },
    },
    { name: 'keep: rows of whoever was erased', everyMs: EVERY, work: storage.detachConsult },
    { name: 'keep: work sheets and sessions', everyMs: EVERY, work: () => storage.purgeWork(config.KEEP_WORK_DAYS * DAY) },
    {
      name: 'keep: files without what was destroyed',
      everyMs: EVERY,
      async work() {
        await storage.scrubFiles();
        return false;
      },
    },
  ];
}
