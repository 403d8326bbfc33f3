import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DISSUASION_PLAN } from '../../src/dissuasion/tiers.ts';
import { codeAt } from '../desk/authenticator.ts';
import { warning } from '../storage/dissuasion-under-test.ts';
import { browser, type Colleague, type DeskUnderTest, openDesk } from './desk-under-test.ts';
import { readHtml } from './html-reader.ts';

const PASSWORD = '太湖边的三只白鹭飞走了';
const STEP = 30_000;
const LIST = '/console/officers';
const STOP_LEAD = {
  ...{ formId: 'form-of-his-0001', 't1-amount': '2万', 't1-at': '10分钟前', 't1-way': 'bank', 't1-account': '6222021001036221014' },
  ...{ 't1-payee': '李四甲', name: '王小明', phone: '13800001234', story: '冒充客服退款', do: 'send' },
};

let under: DeskUnderTest;
let boss: Colleague;
let wang: Colleague;
beforeEach(async () => {
  under = await openDesk();
  boss = await under.signIn('周主任', 'administrator');
  wang = await under.signIn('王警官');
});
afterEach(async () => {
  expect(under.failures).toEqual([]);
  await under.close();
});

const at = (officer: Colleague, action: string): string => `${LIST}/${encodeURIComponent(officer.id)}/${action}`;
const enabledAdministrators = async (): Promise<number> =>
  (await under.storage.listOfficers()).filter(({ role, disabled }) => role === 'administrator' && !disabled).length;

const isDisabled = async ({ id }: Colleague): Promise<boolean | undefined> =>
  (await under.storage.listOfficers()).find((listed) => listed.id === id)?.disabled;

/** The path of the one-time link on a page. */
async function linkOn(response: Response): Promise<string> {
  expect([response.status, response.headers.get('cache-control')]).toEqual([200, 'no-store']);
  const [, path = ''] = /<code class="secret" id="fresh-link">https?:\/\/[^/]+([^<]+)<\/code>/.exec(await response.text()) ?? [];
  expect(path).toMatch(/^\/console\/invitation\?token=[\w-]{43}$/);
  return path;
}

/** Fills in the page behind a link and signs in. */
async function join(path: string, name: string): Promise<Response> {
  const nobody = browser(under);
  const [, secret = ''] = /name="secret" value="([^"]+)"/.exec(await (await nobody.get(path)).text()) ?? [];
  const code = () => codeAt(secret, under.clock.now);
  const token = path.split('=')[1] ?? '';
  const made = await nobody.send('/console/invitation', {
    token,
    secret,
    name,
    display: '新同事',
    password: PASSWORD,
    repeat: PASSWORD,
    code: code(),
  });
  expect(made.status).toBe(303);
  under.clock.now += STEP;
  return nobody.send('/console/sign-in', { name, password: PASSWORD, code: code() });
}

describe('an administrator', () => {
  it('sees who works here, and a link to the list in the header', async () => {
    const page = await (await boss.get(LIST)).text();
    for (const word of ['周主任', '王警官', 'officer-王警官', '接线员', '在用', '您自己']) expect(page).toContain(word);
    expect(page).not.toMatch(/<script(?![^>]*src=)|style="/);
    expect(await (await boss.get('/console')).text()).toContain(`href="${LIST}"`);
    // “保存” alone reads as a button that saves.
    expect(page).toContain('>保存期限</a>');
    expect(await (await wang.get('/console')).text()).not.toContain(`href="${LIST}"`);
  });

  it('invites a colleague by a link that is shown once, and he signs in', async () => {
    const path = await linkOn(await boss.send(`${LIST}/invite`, { role: 'officer' }));
    const token = path.split('=')[1] ?? '';
    expect(await (await boss.get(LIST)).text()).not.toContain(token);
    expect((await under.bytes()).includes(token)).toBe(false);
    const entered = await join(path, 'zhang');
    expect([entered.status, entered.headers.get('location')]).toEqual([303, '/console']);
    const cookie = (entered.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
    expect((await browser(under, { cookie }).get('/console')).status).toBe(200);
    expect((await boss.send(`${LIST}/invite`, { role: 'king' })).status).toBe(422);
  });

  it('copies the link by a button, and reads what each role may do before he invites', async () => {
    const html = await (await boss.send(`${LIST}/invite`, { role: 'officer' })).text();
    const { elements } = readHtml(html);
    const button = elements.find(({ attributes }) => attributes['data-copy'] === 'fresh-link');
    expect([button?.tag, button?.text, button?.attributes['data-done']]).toEqual(['button', '复制链接', '已复制']);
    expect(elements.filter(({ tag, attributes }) => tag === 'script' && /\/desk\.js/.test(attributes.src ?? '')).length).toBe(1);
    const offered = elements.filter(({ tag }) => tag === 'option').map(({ text }) => text);
    const list = elements.find(({ attributes }) => attributes.class === 'role-duties');
    const said = elements.filter(({ tag, parent }) => tag === 'dt' && parent?.parent?.parent === list).map(({ text }) => text);
    expect([offered, offered.length]).toEqual([said, 5]);
    for (const { text } of elements.filter(({ tag }) => tag === 'dd')) expect(text.length).toBeGreaterThan(8);
    // Nothing to copy, no script.
    expect(await (await boss.get(LIST)).text()).not.toContain('/desk.js');
  });

  it('reads which invitations are open and withdraws one: its link then says so, and the log says who did it', async () => {
    const path = await linkOn(await boss.send(`${LIST}/invite`, { role: 'supervisor', meantFor: ' 张丽 ' }));
    const other = await linkOn(await boss.send(`${LIST}/invite`, { role: 'officer' }));
    const html = await (await boss.get(LIST)).text();
    const { elements } = readHtml(html);
    const section = elements.find(({ attributes }) => attributes.class === 'open-invitations');
    const rows = elements.filter(({ tag, parent }) => tag === 'tr' && parent?.tag === 'tbody' && parent.parent?.parent === section);
    expect(rows.map(({ text }) => /^(.+周主任)\d+月\d+日/.exec(text)?.[1]).sort()).toEqual(
      ['张丽主管周主任', '没写名字接线员周主任'].sort(),
    );
    for (const link of [path, other]) expect(html).not.toContain(link.split('=')[1]);

    const row = rows.find(({ text }) => text.includes('张丽'));
    const within = (one: { parent: unknown } | null): boolean =>
      one !== null && (one === row || within(one.parent as { parent: unknown } | null));
    const action = elements.find((one) => one.tag === 'form' && within(one))?.attributes.action ?? '';
    const done = await boss.send(action);
    expect([done.status, done.headers.get('location')]).toEqual([303, LIST]);
    expect(await (await boss.get(LIST)).text()).not.toContain('张丽');
    const opened = await browser(under).get(path);
    expect([opened.status, /<h1>([^<]+)/.exec(await opened.text())?.[1]]).toEqual([404, '这个邀请已经收回']);
    // The other one works; once used there is nothing to withdraw.
    const [, rest = ''] = /action="(\/console\/officers\/invitations\/[^"]+)"/.exec(await (await boss.get(LIST)).text()) ?? [];
    expect((await join(other, 'zhang')).status).toBe(303);
    expect((await boss.send(rest)).status).toBe(409);
    expect(await (await boss.get(LIST)).text()).toContain('没有。发出的邀请在这里');
    const log = await (await boss.get('/console/audit')).text();
    expect(log).toMatch(/收回邀请[\s\S]{0,200}新账号：主管/);
  });

  it.each(['名'.repeat(21), '张\u202e丽'])('invites nobody under a name that cannot be one: %j', async (meantFor) => {
    expect((await boss.send(`${LIST}/invite`, { role: 'officer', meantFor })).status).toBe(422);
    expect(await under.storage.listOpenInvitations()).toEqual([]);
  });

  it('disables an officer: he is out at once, his case is back in the queue; and enables him again', async () => {
    const { caseId } = await under.call();
    await wang.send(`/console/cases/${caseId}/claim`);
    const li = await under.signIn('李警官');
    const other = (await under.call('骗子正在让我转账，救命')).caseId;
    await li.send(`/console/cases/${other}/claim`);
    const done = await boss.send(at(wang, 'disable'));
    expect([done.status, done.headers.get('location')]).toEqual([303, LIST]);
    expect((await wang.get('/console')).headers.get('location')).toBe('/console/sign-in');
    expect(await under.storage.deskCase(caseId)).toMatchObject({ status: 'waiting', owner: null });
    expect(await under.storage.deskCase(other)).toMatchObject({ status: 'claimed', owner: { id: li.id } });
    expect(await (await boss.get(LIST)).text()).toContain('已停用');
    expect((await boss.send(at(wang, 'enable'))).status).toBe(303);
    expect(await isDisabled(wang)).toBe(false);
  });

  it('signs an officer out everywhere, without disabling him', async () => {
    expect((await boss.send(at(wang, 'sign-out'))).status).toBe(303);
    expect((await wang.get('/console')).status).toBe(303);
    expect(await isDisabled(wang)).toBe(false);
    expect((await boss.get(LIST)).status).toBe(200);
  });

  it('resets an authenticator: the old account is closed for good, the link opens a new one of its role', async () => {
    const { caseId } = await under.call();
    await wang.send(`/console/cases/${caseId}/claim`);
    const path = await linkOn(await boss.send(at(wang, 'reset')));
    expect((await wang.get('/console')).status).toBe(303);
    expect((await under.storage.deskCase(caseId))?.status).toBe('waiting');
    for (const action of ['enable', 'disable', 'reset', 'sign-out'])
      expect([action, (await boss.send(at(wang, action))).status]).toEqual([action, 404]);
    expect((await join(path, 'wang')).headers.get('location')).toBe('/console');
    expect((await under.storage.findOfficerByName('wang'))?.role).toBe('officer');
    expect(await (await boss.get(LIST)).text()).toContain('已换新账号');
  });

  it.each(['disable', 'reset'])('hands on the warnings and stop leads of whoever leaves: %s', async (action) => {
    const [{ id: warned } = { id: null }] = await under.storage.receiveWarnings([warning('JD-1')], DISSUASION_PLAN);
    await wang.send(`/console/warnings/${warned}/claim`);
    await under.post('/stop-loss', new URLSearchParams(STOP_LEAD).toString(), {
      ...{ origin: 'http://localhost', host: 'localhost', 'content-type': 'application/x-www-form-urlencoded' },
    });
    const lead = await under.database.query.selectFrom('stop_leads').select(['id', 'number']).executeTakeFirstOrThrow();
    await wang.send(`/console/stop-leads/${lead.id}/take`, { formId: 'take-00001', seen: '0' });
    const owners = async () => [
      (await under.database.query.selectFrom('warnings').select('owner_id').executeTakeFirstOrThrow()).owner_id,
      (await under.database.query.selectFrom('stop_leads').select('officer_id').executeTakeFirstOrThrow()).officer_id,
    ];
    expect(await owners()).toEqual([wang.id, wang.id]);
    await boss.send(at(wang, action));
    expect(await owners()).toEqual([null, null]);
    const done = await under.database.query
      .selectFrom('audit')
      .select(['action', 'officer_id'])
      .where('action', 'like', '%.released')
      .execute();
    expect(done.map(({ action: name, officer_id }) => [name, officer_id]).sort()).toEqual([
      ['stop-lead.released', boss.id],
      ['warning.released', boss.id],
    ]);
  });

  it('disables and resets nobody who does not exist, nor himself', async () => {
    for (const action of ['disable', 'reset']) {
      expect((await boss.send(`${LIST}/none/${action}`)).status).toBe(404);
      expect((await boss.send(at(boss, action))).status).toBe(403);
    }
    expect(await enabledAdministrators()).toBe(1);
  });

  it('is always left: of two who disable each other at once one stays', async () => {
    const second = await under.signIn('吴主任', 'administrator');
    await Promise.all([boss.send(at(second, 'disable')), second.send(at(boss, 'disable'))]);
    expect(await enabledAdministrators()).toBe(1);
    const [last] = (await under.storage.listOfficers()).filter(({ role, disabled }) => role === 'administrator' && !disabled);
    expect(await under.storage.disableOfficer(last?.id ?? '')).toBe(false);
    const stays = last?.id === boss.id ? boss : second;
    expect((await stays.get(LIST)).status).toBe(200);
  });
});

describe('everybody else', () => {
  const ACTIONS = ['disable', 'enable', 'sign-out', 'reset'] as const;

  it.each(['officer', 'librarian'] as const)('as %s neither sees nor changes the list', async (role) => {
    const colleague = await under.signIn('同事', role);
    expect((await colleague.get(LIST)).status).toBe(403);
    expect((await colleague.send(`${LIST}/invite`, { role: 'administrator' })).status).toBe(403);
    for (const action of ACTIONS) expect([action, (await colleague.send(at(wang, action))).status]).toEqual([action, 403]);
    expect((await wang.get('/console')).status).toBe(200);
  });

  it('as supervisor sees it and changes nothing', async () => {
    const supervisor = await under.signIn('钱主管', 'supervisor');
    const path = await linkOn(await boss.send(`${LIST}/invite`, { role: 'officer', meantFor: '张丽' }));
    const [open] = await under.storage.listOpenInvitations();
    expect(await (await supervisor.get(LIST)).text()).toContain('张丽');
    expect((await supervisor.send(`${LIST}/invitations/${open?.id}/withdraw`)).status).toBe(403);
    expect((await browser(under).get(path)).status).toBe(200);
    const page = await (await supervisor.get(LIST)).text();
    expect(page).toContain('王警官');
    expect(page).not.toMatch(/停用<|邀请<|action="\/console\/officers/);
    expect((await supervisor.send(`${LIST}/invite`, { role: 'officer' })).status).toBe(403);
    for (const action of ACTIONS) expect([action, (await supervisor.send(at(wang, action))).status]).toEqual([action, 403]);
    expect((await wang.get('/console')).status).toBe(200);
  });
});
