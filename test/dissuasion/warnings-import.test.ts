import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FORM_TYPE, uploaded, warningsFile } from '../../src/cli/bench/warnings-file.ts';
import { CsvRows, csvLine, csvRows } from '../../src/csv-rows.ts';
import { checkImport } from '../../src/dissuasion/check-import.ts';
import { readColumns, writtenIn } from '../../src/dissuasion/csv-columns.ts';
import { readGridFile } from '../../src/dissuasion/grid-file.ts';
import { multipartParts } from '../../src/dissuasion/multipart-parts.ts';
import { receiveUpload } from '../../src/dissuasion/receive-upload.ts';
import { DISSUASION_PLAN } from '../../src/dissuasion/tiers.ts';
import { BOSS, peopleOfDissuasion } from '../storage/dissuasion-under-test.ts';
import type { StorageUnderTest } from '../storage/storage-under-test.ts';
import { openTemporarySqlite } from '../storage/temporary-sqlite.ts';

let under: StorageUnderTest;
beforeEach(async () => {
  under = await openTemporarySqlite();
  await peopleOfDissuasion(under);
});
afterEach(() => under.close());

const types = [{ id: 'task-rebate', title: { zh: '刷单返利', en: 'task rebate' }, policeClass: '刷单返利类' }];
const deps = () => ({ storage: under.storage, detector: { library: { types } } }) as unknown as Parameters<typeof checkImport>[0];
const receive = (file: string | Uint8Array, id = 'import-1', size = 60_000) =>
  receiveUpload(under.storage, { id, officerId: 'o1', contentType: FORM_TYPE, body: uploaded('省平台', file, size) });
async function checkAll(): Promise<void> {
  while (await checkImport(deps()));
}

describe('a file of warnings', () => {
  it('goes live in one step after it was confirmed, and nothing of it before', async () => {
    await receive(warningsFile(1200));
    expect(await under.storage.readImport('import-1')).toMatchObject({ status: 'checking', rows: 1200, checked: 0 });
    await Promise.all([checkAll(), checkAll()]);
    expect(await under.storage.readImport('import-1')).toMatchObject({ status: 'ready', good: 1176, bad: 24 });
    expect((await under.storage.listWarnings(BOSS)).total).toBe(0);
    const both = await Promise.all(['o1', 'o2'].map((officer) => under.storage.confirmImport('import-1', officer, DISSUASION_PLAN)));
    expect(both).toContain(true);
    expect((await under.storage.listWarnings(BOSS)).total).toBe(1176);
    expect(await under.storage.readImport('import-1')).toMatchObject({ status: 'live', good: 1176, known: 0 });
    const { warnings } = await under.storage.listWarnings(BOSS, { tier: 'urgent' });
    expect(warnings[0]?.tasks.map(({ kind }) => kind).sort()).toEqual(['call', 'protective-stop', 'visit']);
    expect((await under.storage.readWarning(warnings[0]?.id ?? '', BOSS))?.person?.address).toMatch(/^利济路, \d+号$/);
    while (await under.storage.tidyWarnings());
    expect(await under.database.query.selectFrom('warning_import_rows').select('line').execute()).toHaveLength(24);
    expect(await under.storage.importProblems('import-1', 0, 2)).toMatchObject([
      { line: 51, problems: ['phone'] },
      { line: 101, problems: ['phone'] },
    ]);
  });

  it('that is no table is given up in its first line, not read to its end', async () => {
    let taken = 0;
    async function* endless() {
      for await (const piece of uploaded('省平台', '很'.repeat(2_000_000), 60_000)) {
        taken += piece.length;
        yield piece;
      }
    }
    const upload = { id: 'import-1', officerId: 'o1', contentType: FORM_TYPE, body: endless() };
    await expect(receiveUpload(under.storage, upload)).rejects.toMatchObject({ code: 'import.row' });
    expect(taken).toBeLessThan(300_000);
  });

  it('goes on after a crash where it was, and leaves what was there before as it is', async () => {
    await receive(warningsFile(1200));
    await checkImport(deps());
    expect(await under.storage.readImport('import-1')).toMatchObject({ status: 'checking', checked: 500 });
    // Another program takes over.
    await checkAll();
    await under.storage.confirmImport('import-1', 'o1', DISSUASION_PLAN);
    await receive(warningsFile(1300), 'import-2');
    await checkAll();
    expect(await under.storage.knownInImport('import-2')).toBe(1176);
    await under.storage.confirmImport('import-2', 'o1', DISSUASION_PLAN);
    expect(await under.storage.readImport('import-2')).toMatchObject({ status: 'live', known: 1176 });
    expect((await under.storage.listWarnings(BOSS)).total).toBe(1274);
  });

  it('is thrown away whole when it was cut off, is wrong, or is not wanted', async () => {
    await under.storage.beginImport('cut-off', 'o1', '省平台', ['预警编号']);
    await under.storage.addImportPart('cut-off', 0, 2, [['1']]);
    under.clock.now += 16 * 60_000;
    while (await under.storage.tidyWarnings());
    expect(await under.storage.readImport('cut-off')).toMatchObject({ status: 'discarded' });
    expect(await under.database.query.selectFrom('warning_import_parts').select('part').execute()).toEqual([]);
    await receive(warningsFile(10));
    await checkAll();
    expect(await under.storage.discardImport('import-1', 'o1')).toBe(true);
    expect(await under.storage.confirmImport('import-1', 'o1', DISSUASION_PLAN)).toBe(false);
    expect(await under.storage.discardImport('import-1', 'o1')).toBe(false);
    while (await under.storage.tidyWarnings());
    expect(await under.database.query.selectFrom('warning_import_rows').select('line').execute()).toEqual([]);
  });

  it.each([
    ['import.columns', '编号,等级\n1,高危\n'],
    ['import.empty', ''],
    ['import.empty', '预警编号,等级,手机号\n\n\n'],
    ['import.row', `预警编号,等级,手机号\n1,高危,"${'x'.repeat(30_000)}`],
    ['import.encoding', new Uint8Array([...Buffer.from('预警编号,等级,手机号\n1,高危,'), ...Array(70_000).fill(65), 0xff, 0xfe, 10])],
  ])('is refused: %s', async (code, file) => {
    await expect(receive(file)).rejects.toMatchObject({ code });
    const left = await under.storage.readImport('import-1');
    expect(left === null || left.status === 'discarded').toBe(true);
  });

  it('is read in the encoding of older spreadsheets, with tabs, and with empty lines in it', async () => {
    // 预警编号, 等级, 手机号 / 高危 in GB18030.
    const header = 'D4A4BEAFB1E0BAC509B5C8BCB609CAD6BBFABAC5';
    const row = (id: string) => `${Buffer.from(id).toString('hex')}09B8DFCEA3093133383030303031323334`;
    await receive(Buffer.from(`${header}0d0a${row('a')}0d0a0d0a${row('b')}0d0a`, 'hex'));
    await checkAll();
    expect(await under.storage.readImport('import-1')).toMatchObject({ status: 'ready', good: 2, bad: 0 });
  });

  it('refuses a card of which a spreadsheet has left the first digits', async () => {
    await receive('预警编号,等级,手机号,账户\na,低危,13800001234,6.217E+18\nb,低危,13800001234,6217000012345678903\n');
    await checkAll();
    expect(await under.storage.readImport('import-1')).toMatchObject({ good: 1, bad: 1 });
    expect((await under.storage.importProblems('import-1', 0, 1))[0]).toMatchObject({ line: 2, problems: ['account'] });
  });

  it('tells a number that stands twice, also in another part', async () => {
    const lines = ['预警编号,等级,手机号'];
    for (let at = 0; at < 700; at++) lines.push(`n${at % 600},低危,13800001234`);
    await receive(lines.join('\n'));
    await checkAll();
    expect(await under.storage.readImport('import-1')).toMatchObject({ good: 600, bad: 100 });
    expect((await under.storage.importProblems('import-1', 0, 1))[0]).toMatchObject({ line: 602, problems: ['repeated'] });
  });
});

describe('a quotation mark that is never closed', () => {
  it('is told by its row, and nobody behind it is taken for a part of a story', async () => {
    const file = ['预警编号,等级,手机号,情况', 'n1,紧急,13800001234,在通话', 'n2,紧急,13800001235,"他说', 'n3,紧急,13800001236,'];
    await expect(receive(file.join('\n'))).rejects.toThrow('第3行');
    expect(await under.storage.readImport('import-1')).toMatchObject({ status: 'discarded' });
  });

  it('is told of a list of grids as well', () => {
    const { grids, bad } = readGridFile('乡镇,网格,类型,人数\n织里镇,东湾村,村,320\n织里镇,"西湾村,村,320\n织里镇,南湾村,村,320');
    expect([grids, bad.map(({ line, problem }) => [line, problem])]).toEqual([[], [[3, 'unending']]]);
  });
});

describe('what a file is read with', () => {
  it('reads rows alike however they are cut, and what it writes itself', () => {
    const cell = fc.stringMatching(/^[a-z预",\n ;]{0,6}$/).map((text) => text.trim());
    fc.assert(
      fc.property(
        fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { maxLength: 6 }),
        fc.integer({ min: 1, max: 9 }),
        (rows, size) => {
          const text = rows.map(csvLine).join('');
          const reader = new CsvRows();
          const read: string[][] = [];
          for (let at = 0; at < text.length; at += size) read.push(...reader.push(text.slice(at, at + size)));
          expect([...read, ...reader.end()]).toEqual(rows);
        },
      ),
    );
  });

  it('writes no formulas', () => {
    expect(csvLine(['=1+1', '+8613800001234', '@x', -0.5])).toBe("'=1+1,+8613800001234,'@x,-0.5\r\n");
  });

  it('takes back what it kept from being a formula', () => {
    const columns = readColumns(['预警编号', '等级', '手机号', '情况']);
    const { rows } = csvRows(csvLine(['n1', '紧急', '13800001234', '-正在通话']));
    expect(writtenIn(columns, rows[0] ?? [])).toMatchObject({ story: '-正在通话' });
  });

  it('finds the parts of a form wherever the pieces are cut', async () => {
    for (const size of [1, 2, 3, 7, 50, 4000]) {
      let [file, source] = ['', ''];
      for await (const piece of multipartParts(uploaded('省平台', 'a,b\r\n--x\r\n1,2', size), FORM_TYPE, 10_000)) {
        if (piece.kind === 'field') source = piece.value;
        if (piece.kind === 'bytes') file += Buffer.from(piece.bytes).toString('latin1');
      }
      expect([size, source, file]).toEqual([size, '省平台', 'a,b\r\n--x\r\n1,2']);
    }
  });

  it.each([
    ['text/plain', 100_000, 'request.not-form'],
    ['multipart/form-data', 100_000, 'request.not-form'],
    ['multipart/form-data; boundary=other', 100_000, 'request.not-form'],
    [FORM_TYPE, 100, 'import.too-large'],
  ])('refuses %s of %d bytes', async (type, most, code) => {
    const reading = async () => {
      for await (const _ of multipartParts(uploaded('x', 'y'.repeat(500)), type, most));
    };
    await expect(reading()).rejects.toMatchObject({ code });
  });
});
