import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { migrate } from '../../src/storage/migrate.ts';
import { openNodeSqlite } from '../../src/storage/node-sqlite.ts';
import { createSealer } from '../../src/storage/seal.ts';
import { createStorage } from '../../src/storage/storage.ts';
import { writeAudit } from '../storage/storage-under-test.ts';
import { run } from './run-program.ts';

describe('npm run doctor -- --audit', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'doctor-audit-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const doctor = (...args: string[]) => {
    const { status, stdout } = run('doctor', ['--audit', ...args], undefined, { DATA_DIR: join(folder, 'data') });
    return [status, stdout];
  };

  it('says in one line whether the log is whole, and ends with 1 when it is not', async () => {
    expect(doctor()).toEqual([0, 'Nothing has been audited yet: there is no database.\n']);
    mkdirSync(join(folder, 'data'));
    const database = openNodeSqlite(join(folder, 'data', 'fanzha.db'));
    let now = 1_000_000;
    await migrate(database, () => now);
    const storage = createStorage(database, await createSealer('0'.repeat(64)), { now: () => now, id: () => 'id' });
    for (const subject of ['a', 'b', 'c']) await writeAudit({ database, clock: { now } }, 'o1', subject);
    now += 60_000;
    await storage.chainAudit();
    await writeAudit({ database, clock: { now } }, 'o1', 'd');
    const { head } = await storage.auditState();
    const noted = `${head?.position}:${head?.hash}`;
    const whole = [0, `audit log whole; 4 rows, 1 not in the chain yet; head ${noted}\n`];
    expect([doctor(), doctor(noted)]).toEqual([whole, whole]);
    expect(doctor(`3:${'0'.repeat(64)}`)).toEqual([1, `audit log BROKEN at 3: changed; 4 rows, 1 not in the chain yet; head ${noted}\n`]);
    expect(doctor('3:short')[0]).toBe(2);
    await database.query.deleteFrom('audit').where('seq', '=', 2).execute();
    expect(doctor()).toEqual([1, `audit log BROKEN at 2: deleted; 4 rows, 1 not in the chain yet; head ${noted}\n`]);
    await database.close();
  });
});
