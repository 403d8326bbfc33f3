import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { type ChangingDetector, createChangingDetector } from '../../src/detection/changing-detector.ts';
import { createDetector } from '../../src/detection/detector.ts';
import { enterRelease, type FollowDeps, followRelease, seenAtStart, startFollowing } from '../../src/librarian/follow-releases.ts';
import { checksumOf, encodeArtefact, encodePayload } from '../../src/library/artefact.ts';
import type { TrainedLibrary } from '../../src/library/library.ts';
import { newReleaseKey, signRelease } from '../../src/library/release-signature.ts';
import { createLog } from '../../src/log.ts';
import type { Storage } from '../../src/storage/storage.ts';
import { loadLibraryForTests } from '../compiled-library.ts';
import { openTemporarySqlite } from '../storage/temporary-sqlite.ts';

const log = createLog('silent', () => undefined);
let library: TrainedLibrary;
let keys: FollowDeps['keys'];
let privateKey: string;
let storage: Storage;
let under: Awaited<ReturnType<typeof openTemporarySqlite>>;
let detector: ChangingDetector;

beforeAll(async () => {
  library = await loadLibraryForTests();
  const pair = await newReleaseKey();
  keys = [{ id: 'test', publicKey: pair.publicKey }];
  privateKey = pair.privateKey;
});
beforeEach(async () => {
  under = await openTemporarySqlite();
  ({ storage } = under);
  detector = createChangingDetector(createDetector({ ...library, version: '1.0.0' }));
});

afterEach(() => under.close());

/** The compiled library under another name, signed. */
async function released(version: string, changes: Partial<TrainedLibrary> = {}) {
  const { models, version: _version, checksum: _checksum, ...content } = { ...library, ...changes };
  const payload = encodePayload(content, models);
  const checksum = await checksumOf(payload);
  const signature = await signRelease({ version, checksum }, 'test', privateKey);
  return { version, checksum, artefact: encodeArtefact({ version, signature }, checksum, payload) };
}
async function publish(version: string, artefact: Uint8Array, checksum = version): Promise<number> {
  await storage.keepRelease({ version, checksum }, [artefact]);
  const seen = (await storage.newestActivation())?.seq ?? 0;
  expect(await storage.activateRelease(version, null, seen)).toBe(true);
  return seen + 1;
}
const follow = (known: number) => followRelease({ storage, detector, log, keys }, known);

describe('a release that is put to work', () => {
  it('judges from then on, and what had begun keeps the one before', async () => {
    const before = detector.atThisMoment();
    const { version, artefact } = await released('1.1.0');
    const seq = await publish(version, artefact);
    expect(await follow(0)).toBe(seq);
    expect([detector.library.version, detector.judge('您好').verdict.libraryVersion]).toEqual(['1.1.0', '1.1.0']);
    expect(before.judge('您好').verdict.libraryVersion).toBe('1.0.0');
    expect(await follow(seq)).toBe(seq);
  });

  it('is an older one after a roll-back', async () => {
    for (const version of ['1.1.0', '1.2.0']) await publish(version, (await released(version)).artefact);
    const known = await follow(0);
    expect(detector.library.version).toBe('1.2.0');
    await storage.activateRelease('1.1.0', null, known);
    await follow(known);
    expect(detector.library.version).toBe('1.1.0');
  });

  it.each([
    ['cut off', async () => (await released('1.1.0')).artefact.slice(0, 5000), 'library.artefact'],
    [
      'signed by a stranger',
      async () => {
        const { publicKey: _public, privateKey: foreign } = await newReleaseKey();
        const { models, version: _version, checksum: _checksum, ...content } = library;
        const payload = encodePayload(content, models);
        const checksum = await checksumOf(payload);
        return encodeArtefact(
          { version: '1.1.0', signature: await signRelease({ version: '1.1.0', checksum }, 'test', foreign) },
          checksum,
          payload,
        );
      },
      'library.unsigned',
    ],
    [
      'well signed and unable to tell a scam',
      async () =>
        (
          await released('1.1.0', {
            signals: [],
            patterns: [],
            models: { ...library.models, forwarded: { ...library.models.forwarded, scale: 0 } },
          })
        ).artefact,
      'library.probe',
    ],
  ])('never becomes active when it is %s; the one before goes on', async (_, broken, code) => {
    const seq = await publish('1.1.0', await broken());
    expect(await follow(0)).toBe(seq);
    expect(detector.library.version).toBe('1.0.0');
    expect(await storage.newestActivation()).toMatchObject({ seq, refused: code });
  });
});

describe('what is kept under a name', () => {
  it.each(['1.0.9', '1.1.0-dev.abcdef'])('never becomes active when it calls itself %s', async (version) => {
    await publish('1.1.0', (await released(version)).artefact);
    await follow(0);
    expect(detector.library.version).toBe('1.0.0');
    expect(await storage.newestActivation()).toMatchObject({ refused: 'library.artefact' });
  });

  it('is not refused for ever because the database did not answer', async () => {
    const seq = await publish('1.1.0', (await released('1.1.0')).artefact);
    const failing = { ...storage, readRelease: () => Promise.reject(new Error('the database is locked')) };
    await expect(followRelease({ storage: failing, detector, log, keys }, 0)).rejects.toThrow('locked');
    expect(await storage.newestActivation()).toMatchObject({ refused: null });
    expect([await follow(0), detector.library.version]).toEqual([seq, '1.1.0']);
  });
});

describe('a server that cannot load what others can', () => {
  /** Whose keys were forgotten. */
  const another = () => {
    const own = createChangingDetector(createDetector({ ...library, version: '1.0.0' }));
    return { own, looks: (known: number) => followRelease({ storage, detector: own, log, keys: [] }, known) };
  };
  const refusals = async () => (await storage.listActivations(10)).map(({ version, refused }) => [version, refused]);

  it('takes it from nobody who has it at work, and does not try again', async () => {
    await publish('1.0.0', (await released('1.0.0')).artefact);
    const seq = await publish('1.1.0', (await released('1.1.0')).artefact);
    const [able, unable] = [await follow(1), another()];
    expect(able).toBe(seq);
    expect([await unable.looks(1), unable.own.library.version]).toEqual([seq, '1.0.0']);
    expect(await refusals()).toContainEqual(['1.1.0', 'library.unsigned']);
    expect([await follow(seq), detector.library.version]).toEqual([seq, '1.1.0']);
    await unable.looks(seq);
    expect([unable.own.library.version, await refusals()]).toEqual([
      '1.0.0',
      [
        ['1.1.0', null],
        ['1.0.0', null],
      ],
    ]);
  });

  it('has it refused for all when it is the first that tries; whoever starts later does not try it', async () => {
    await publish('1.0.5', (await released('1.0.5')).artefact);
    await follow(0);
    const seq = await publish('1.1.0', (await released('1.1.0')).artefact);
    await another().looks(1);
    expect([await follow(1), detector.library.version]).toEqual([seq, '1.0.5']);
    await follow(seq);
    detector.change(createDetector({ ...library, version: '1.0.0' }));
    expect([await follow(0), detector.library.version]).toEqual([seq, '1.0.5']);
    expect(await refusals()).toEqual([
      ['1.1.0', 'library.unsigned'],
      ['1.0.5', null],
    ]);
  });

  it('leaves a release alone that nobody can load', async () => {
    await publish('1.0.0', (await released('1.0.0')).artefact);
    const seq = await publish('1.1.0', (await released('1.1.0')).artefact.slice(0, 5000));
    for (const known of [1, seq]) await follow(known);
    expect([detector.library.version, await refusals()]).toEqual([
      '1.0.0',
      [
        ['1.1.0', 'library.artefact'],
        ['1.0.0', null],
      ],
    ]);
  });
});

describe('a program that starts', () => {
  const own = async (version: string) => {
    // Two releases are never the same in everything but their names.
    const types = library.types.map((type) => ({ ...type, policeClass: version }));
    const { artefact, ...release } = await released(version, { types });
    return { ...release, artefact: () => [artefact], workingCopy: false };
  };
  async function starts(release: Awaited<ReturnType<typeof own>>): Promise<number> {
    const start = await seenAtStart(storage, release);
    const known = await follow(start.seq);
    if (start.isNew) await enterRelease(storage, release, start, log);
    return known;
  }

  it('puts a release to work that the database has never seen, and follows one that was put to work since', async () => {
    await starts(await own('1.0.0'));
    expect(await storage.newestActivation()).toMatchObject({ version: '1.0.0', seq: 1 });
    await publish('1.1.0', (await released('1.1.0')).artefact);
    expect([await starts(await own('1.0.0')), detector.library.version]).toEqual([2, '1.1.0']);
    detector.change(createDetector({ ...library, version: '1.2.0' }));
    await starts(await own('1.2.0'));
    expect(detector.library.version).toBe('1.2.0');
    expect(await storage.newestActivation()).toMatchObject({ version: '1.2.0', seq: 3 });
  });

  it('keeps its own release and follows a later one that is at work', async () => {
    await publish('1.10.0', (await released('1.10.0')).artefact);
    expect([await starts(await own('1.9.0')), detector.library.version]).toEqual([1, '1.10.0']);
    expect((await storage.keptReleases()).map((kept) => kept.version).sort()).toEqual(['1.10.0', '1.9.0']);
    expect(await storage.listActivations(10)).toMatchObject([{ version: '1.10.0', seq: 1 }]);
  });

  it('puts its own to work over an earlier one to which an officer went back, and over a later one that nobody could load', async () => {
    await publish('1.9.0', (await released('1.9.0')).artefact);
    const seq = await publish('1.10.0', (await released('1.10.0')).artefact.slice(0, 5000));
    await storage.refuseActivation(seq, 'library.artefact');
    await starts(await own('1.9.1'));
    expect(await storage.newestActivation()).toMatchObject({ version: '1.9.1', seq: 3 });
  });

  it('gives way to an officer who puts another to work while it keeps its own', async () => {
    await publish('1.0.0', (await released('1.0.0')).artefact);
    const release = await own('1.2.0');
    detector.change(createDetector({ ...library, version: '1.2.0' }));
    const start = await seenAtStart(storage, release);
    const known = await follow(start.seq);
    const pause = async () => void (await storage.activateRelease('1.0.0', null, 1));
    await enterRelease(storage, { ...release, pause }, start, log);
    await follow(known);
    expect(detector.library.version).toBe('1.0.0');
    expect((await storage.listActivations(10)).map(({ version }) => version)).toEqual(['1.0.0', '1.0.0']);
  });

  it('goes on with what the others go on with, when what was put to work last is broken', async () => {
    await starts(await own('1.0.0'));
    await publish('1.1.0', (await released('1.1.0')).artefact);
    await publish('1.2.0', (await released('1.2.0')).artefact.slice(0, 5000));
    expect([await starts(await own('1.0.0')), detector.library.version]).toEqual([3, '1.1.0']);
    expect(await storage.newestActivation()).toMatchObject({ version: '1.2.0', refused: 'library.artefact' });
  });

  it('keeps no working copy, and stays with it until something is put to work', async () => {
    await publish('1.1.0', (await released('1.1.0')).artefact);
    expect(await starts({ ...(await own('1.2.0-dev.1')), workingCopy: true })).toBe(1);
    expect(detector.library.version).toBe('1.0.0');
    expect((await storage.keptReleases()).map(({ version }) => version)).toEqual(['1.1.0']);
  });

  it('does not enter another release of a name that is kept', async () => {
    await starts(await own('1.0.0'));
    const other = { ...(await own('1.0.0')), checksum: 'other' };
    await expect(enterRelease(storage, other, { seen: 1 }, log)).rejects.toMatchObject({ code: 'library.released' });
  });
});

describe('whoever follows', () => {
  const EVERY_MS = 2000;
  beforeEach(() => void vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] }));
  afterEach(() => void vi.useRealTimers());

  it('waits for a look that takes long, lets none pile up behind it, and begins none after the end', async () => {
    const gate = Promise.withResolvers<void>();
    let looks = 0;
    const newestActivation = async () => {
      looks += 1;
      await gate.promise;
      return storage.newestActivation();
    };
    const stop = startFollowing({ storage: { ...storage, newestActivation }, detector, log, keys }, 0, EVERY_MS);
    vi.advanceTimersByTime(10 * EVERY_MS);
    const stopped = stop();
    gate.resolve();
    await stopped;
    vi.advanceTimersByTime(10 * EVERY_MS);
    expect(looks).toBe(1);
  });

  it('has the newest one from its next look on', async () => {
    const stop = startFollowing({ storage, detector, log, keys }, 0, EVERY_MS);
    await publish('1.1.0', (await released('1.1.0')).artefact);
    vi.advanceTimersByTime(EVERY_MS);
    await stop();
    expect(detector.library.version).toBe('1.1.0');
  });
});
