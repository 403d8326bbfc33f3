import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Config, readConfig } from '../../src/config.ts';
import type { BuildReport } from '../../src/librarian/workshop.ts';
import { createWorkshop, type WorkshopDeps } from '../../src/librarian/workshop-client.ts';
import type { AnswerMessage, Order, WorkshopThread } from '../../src/librarian/workshop-orders.ts';
import { newReleaseKey } from '../../src/library/release-signature.ts';
import type { SourceFiles } from '../../src/library/sources.ts';
import { createLog } from '../../src/log.ts';
import { workshopThread } from '../../src/node/start-workshop.ts';
import { twoOfficers } from '../storage/storage-under-test.ts';
import { MASTER_KEY, openTemporarySqlite } from '../storage/temporary-sqlite.ts';
import { releaseTree, smallTree } from './small-tree.ts';

const PROGRAM = new URL('../../src/workshop-thread.ts', import.meta.url);

interface Heard {
  readonly order: Order;
  readonly message: AnswerMessage;
  readonly thread: WorkshopThread;
}

/** A database with release 1.0.0 of the small library at work, and workshops with real threads on it. */
export async function openWorkshop() {
  const under = await openTemporarySqlite();
  const { storage, clock, folder } = under;
  // The threads have their own clock.
  clock.now = Date.now();
  await twoOfficers(under);
  const { publicKey, privateKey } = await newReleaseKey();
  const keys = [{ id: 'test', publicKey }];
  const { version, checksum, artefact } = await releaseTree(smallTree(), '1.0.0', privateKey);
  await storage.keepRelease({ version, checksum }, [artefact]);
  await storage.activateRelease(version, null, 0);
  const root = join(folder, 'project');
  const listeners = new Set<(heard: Heard) => void>();
  const stops: (() => Promise<void>)[] = [];

  function workshop(name: string, settings: Partial<Config> = {}, parts: Partial<WorkshopDeps> = {}) {
    const { config } = readConfig({ DATABASE_URL: `sqlite:${join(folder, 'test.db')}`, LOG_LEVEL: 'silent' }, () => '');
    const own: Config = { ...config, LIBRARY_SIGNING_KEY: privateKey, LIBRARY_PUBLIC_KEYS: keys, ...settings };
    const real = workshopThread(PROGRAM, { config: own, masters: { masterKey: MASTER_KEY }, root });
    const made = createWorkshop({
      storage,
      log: createLog('silent', () => undefined),
      newId: () => name,
      startThread(answered, gone) {
        const orders = new Map<number, Order>();
        const thread: WorkshopThread = {
          ...real((message) => {
            answered(message);
            const order = orders.get(message.id);
            if (order) for (const listener of listeners) listener({ order, message, thread });
          }, gone),
        };
        const { send } = thread;
        thread.send = (message) => {
          orders.set(message.id, message.order);
          send(message);
        };
        return thread;
      },
      ...parts,
    });
    stops.push(made.stop);
    return made;
  }
  /** The next answer to an order of this kind. */
  const hear = (kind: Order['kind'], answer: AnswerMessage['kind']): Promise<Heard> =>
    new Promise((resolve) => {
      const listener = (heard: Heard): void => {
        if (heard.order.kind !== kind || heard.message.kind !== answer) return;
        listeners.delete(listener);
        resolve(heard);
      };
      listeners.add(listener);
    });

  return {
    ...under,
    keys,
    workshop,
    hear,
    /** The program's own folder holds these files. */
    writeFolder(tree: SourceFiles): void {
      for (const [path, body] of tree) {
        mkdirSync(dirname(join(root, path)), { recursive: true });
        writeFileSync(join(root, path), body);
      }
    },
    async draft(files: readonly (readonly [path: string, body: string | null])[]): Promise<string> {
      const id = await storage.createDraft({ title: '新套路', base: '1.0.0', officerId: 'o1' });
      for (const [path, body] of files) {
        const edits = (await storage.readDraft(id))?.edits ?? 0;
        await storage.saveDraftFile(id, { path, body, baseChecksum: null }, { officerId: 'o1', edits });
      }
      return id;
    },
    async want(id: string): Promise<void> {
      await storage.wantBuild(id, { officerId: 'o1', edits: (await storage.readDraft(id))?.edits ?? 0 });
    },
    async report(id: string) {
      const build = await storage.newestBuild(id);
      return { ...build, report: JSON.parse(build?.report ?? 'null') as BuildReport };
    },
    async close() {
      await Promise.all(stops.map((stop) => stop()));
      await under.close();
    },
  };
}
