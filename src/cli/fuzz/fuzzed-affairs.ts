import { choresOf } from '../../chores.ts';
import { DISSUASION_PLAN } from '../../dissuasion/tiers.ts';
import { DAY } from '../../durations.ts';
import type { Workshop } from '../../librarian/workshop.ts';
import type { AppDeps } from '../../routes/app-deps.ts';
import type { Database } from '../../storage/database.ts';

interface AffairsDeps {
  readonly deps: AppDeps;
  readonly database: Database;
  readonly newId: () => string;
}

/** Measuring takes seconds and a thread; here it finds nothing, at once. */
export const IDLE_WORKSHOP: Workshop = {
  examine: async () => ({ faults: [], examples: [], consults: [], looked: 0 }),
  findScripts: async () => 0,
  keepSources: async () => undefined,
  nudge: () => undefined,
  stop: async () => undefined,
};

const SOURCES: readonly (readonly [string, string])[] = [
  ['scam-patterns/signals/ask-nfc.yaml', 'id: ask-nfc\ntitle: 要求碰一碰手机\nrole: ask\nphrases: [碰一碰手机背面]\n'],
  [
    'scam-patterns/patterns/phishing/nfc.yaml',
    'id: nfc\nversion: 1\ntitle: 碰一碰盗刷\ntype: phishing\nseverity: high\nstatus: test\nwhen: { any: [ask-nfc] }\nexamples: { positive: [], negative: [] }\n',
  ],
];
const TIERS = ['urgent', 'high', 'medium'] as const;
/** What would come to pass by itself in a day, as far as pages show it. */
const CHORES = ['index', 'bulletins', 'weekly-tasks', 'warning-notices'];
const MOST_PIECES = 50;

/**
 * Something of everything goes on in the town: grids, warnings, defaults, a release with its files, a script that nobody
 * knows. So the routes about them have something to be about; all the rest comes of what is tried.
 */
export function fuzzedAffairs({ deps, database, newId }: AffairsDeps) {
  const { storage, now } = deps;
  let rounds = 0;

  async function release(): Promise<void> {
    const version = `${rounds}.0.0`;
    await storage.keepRelease({ version, checksum: `${version}-sum` }, [new Uint8Array([1])]);
    await storage.keepSources(version, SOURCES);
    await storage.activateRelease(version, null, (await storage.newestActivation())?.seq ?? 0);
  }

  return {
    /**
     * Once more all of it, as some of what is tried ends it.
     * @param people who are at work in it @returns links that a citizen has by other ways than our pages
     */
    async goOn(people: { readonly advisor: string; readonly supervisor: string }): Promise<string> {
      rounds += 1;
      const gridId = newId();
      const grid = { id: gridId, name: `第${rounds}网格`, town: '织里镇', kind: 'village' as const, people: 300, created_at: now() };
      await database.query
        .insertInto('grids')
        .values({ ...grid, closed_at: null })
        .execute();
      await storage.assignAdvisor(gridId, people.advisor, now(), people.supervisor);
      const person = { phone: '13800001234', name: '钱三多', address: '利济路9号', story: '通话四十分钟', account: null, amount: 100_000 };
      const warnings = TIERS.map((tier) => ({
        ...{ source: 'centre', externalId: newId(), tier, type: 'authority' as const, town: '织里镇', gridId, person },
      }));
      const received = await storage.receiveWarnings(warnings, DISSUASION_PLAN);
      await release();
      const script = { kind: 'burst' as const, texts: 3, senders: 2, firstAt: now(), lastAt: now() };
      const marks = { messageIds: [], phrases: ['碰一碰'], signals: [], score: 0.5, type: null };
      await storage.keepScript({ ...script, ...marks }, null);
      for (const { name, work } of choresOf(deps))
        if (CHORES.includes(name)) for (let piece = 0; piece < MOST_PIECES && (await work()); piece++);
      const notices = await Promise.all(received.map(async ({ id }) => (id ? `/w/${(await storage.noticeTo(id)).token}` : '')));
      const day = new Date(now() + DAY / 3).toISOString().slice(0, 10);
      return [...notices, `/learn/day/${day}`].map((address) => `<a href="${address}">`).join('');
    },
  };
}
