import { expect, it } from 'vitest';
import { FORM_TYPE, uploaded, warningsFile } from '../../src/cli/bench/warnings-file.ts';
import { checkImport } from '../../src/dissuasion/check-import.ts';
import { receiveUpload } from '../../src/dissuasion/receive-upload.ts';
import { DISSUASION_PLAN } from '../../src/dissuasion/tiers.ts';
import { BOSS, peopleOfDissuasion } from '../storage/dissuasion-under-test.ts';
import { openTemporarySqlite } from '../storage/temporary-sqlite.ts';

/** What the operator is promised: the test is ended by its time. */
const A_MINUTE = 60_000;

it(
  'takes 100,000 warnings with 2 % bad rows within a minute',
  async () => {
    const under = await openTemporarySqlite();
    await peopleOfDissuasion(under);
    const upload = { id: 'import-1', officerId: 'o1', contentType: FORM_TYPE, body: uploaded('省平台', warningsFile(100_000)) };
    await receiveUpload(under.storage, upload);
    const types = [{ id: 'task-rebate', title: { zh: '刷单返利' }, policeClass: '刷单返利类' }];
    const deps = { storage: under.storage, detector: { library: { types } } } as unknown as Parameters<typeof checkImport>[0];
    while (await checkImport(deps));
    expect(await under.storage.readImport('import-1')).toMatchObject({ status: 'ready', rows: 100_000, good: 98_000, bad: 2000 });
    await under.storage.confirmImport('import-1', 'o1', DISSUASION_PLAN);
    expect(await under.storage.readImport('import-1')).toMatchObject({ status: 'live', known: 0 });
    expect((await under.storage.listWarnings(BOSS)).total).toBe(98_000);
    const first = await under.database.query
      .selectFrom('warning_tasks')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow();
    // Three at once in the upper tiers, one in the lower ones.
    expect(first.count).toBe(98_000 + 2 * 28_000);
    await under.close();
  },
  A_MINUTE,
);
