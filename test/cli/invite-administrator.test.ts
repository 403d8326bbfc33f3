import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { acceptInvitation, inviteOfficer, setUpLink } from '../../src/desk/accounts.ts';
import { newAuthenticator } from '../../src/desk/one-time-codes.ts';
import { migrate } from '../../src/storage/migrate.ts';
import { openNodeSqlite } from '../../src/storage/node-sqlite.ts';
import { createSealer } from '../../src/storage/seal.ts';
import { createStorage } from '../../src/storage/storage.ts';
import { codeAt } from '../desk/authenticator.ts';
import { MASTER_KEY } from '../storage/temporary-sqlite.ts';
import { run } from './run-program.ts';

const LINK = /^https:\/\/fanzha\.example\.cn\/console\/invitation\?token=([\w-]{43})$/m;
const PASSWORD = '太湖边的三只白鹭飞走了';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'invite-test-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const doctor = () => run('doctor', ['--invite-administrator'], undefined, { DATA_DIR: folder, PUBLIC_URL: 'https://fanzha.example.cn' });

/** The server's own database. */
async function desk() {
  const database = openNodeSqlite(join(folder, 'fanzha.db'));
  await migrate(database, Date.now);
  let ids = 0;
  const storage = createStorage(database, await createSealer(MASTER_KEY), { now: Date.now, id: () => `id-${Date.now()}-${++ids}` });
  const deps = { storage, now: Date.now };
  const enter = (token: string, name: string) => {
    const { secret } = newAuthenticator('desk', name);
    return acceptInvitation(deps, { token, name, display: name, password: PASSWORD, secret, code: codeAt(secret, Date.now()) });
  };
  return { database, storage, deps, enter, [Symbol.asyncDispose]: () => database.close() };
}

describe('npm run doctor -- --invite-administrator', () => {
  it('gives the only administrator, whose telephone is gone, a new account, once; and the audit log knows', async () => {
    await using opened = await desk();
    await opened.enter((await setUpLink(opened.deps)) ?? '', 'boss');
    const { status, stdout, stderr } = doctor();
    expect([status, stderr]).toEqual([0, '']);
    const token = LINK.exec(stdout)?.[1] ?? '';
    const rows = await opened.database.query.selectFrom('audit').select(['officer_id', 'action', 'subject']).execute();
    expect(rows).toMatchObject([{ officer_id: null, action: 'officer.invited' }]);
    const invited = await opened.database.query.selectFrom('invitations').select('token_hash').where('used_at', 'is', null).execute();
    expect(invited.map(({ token_hash }) => token_hash)).toEqual([rows[0]?.subject]);
    expect((await opened.enter(token, 'boss2')).role).toBe('administrator');
    await expect(opened.enter(token, 'boss3')).rejects.toMatchObject({ code: 'invitation.unknown' });
  });

  it('sets an empty desk up', async () => {
    await using opened = await desk();
    const token = LINK.exec(doctor().stdout)?.[1] ?? '';
    expect((await opened.enter(token, 'boss')).role).toBe('administrator');
  });

  it('says in one line what keeps it from doing so', async () => {
    expect(doctor()).toMatchObject({ status: 1, stderr: expect.stringMatching(/^there is no database at .*\n$/) });
    await using opened = await desk();
    const boss = await opened.enter((await setUpLink(opened.deps)) ?? '', 'boss');
    await opened.enter(await inviteOfficer(opened.deps, boss.id, 'officer'), 'wang');
    await opened.storage.setDisabled(boss.id, true);
    expect(doctor()).toMatchObject({ status: 1, stderr: expect.stringMatching(/^no administrator is enabled.*\n$/) });
    expect(await opened.database.query.selectFrom('audit').select('action').where('officer_id', 'is', null).execute()).toEqual([
      { action: 'officer.disabled' },
    ]);
    const rows = await opened.database.query.selectFrom('invitations').select('role').where('role', '=', 'administrator').execute();
    expect(rows).toHaveLength(1);
  });
});
