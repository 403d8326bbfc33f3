import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeAudit } from '../storage/storage-under-test.ts';
import { type Colleague, type DeskUnderTest, openDesk } from './desk-under-test.ts';

let under: DeskUnderTest;
let wang: Colleague;
let boss: Colleague;
beforeEach(async () => {
  under = await openDesk();
  wang = await under.signIn('王警官');
  boss = await under.signIn('赵主管', 'supervisor');
});
afterEach(async () => {
  expect(under.failures).toEqual([]);
  await under.close();
});

const page = async (response: Response | Promise<Response>): Promise<string> => (await response).text();
const actions = async (): Promise<string[]> =>
  (await under.database.query.selectFrom('audit').select('action').orderBy('seq').execute()).map(({ action }) => action);
const TOLD = '我叫张三丰，刚给骗子转了20000元，卡号6222 0200 1234 5678 901，我电话13800138000，怎么办';

describe('a case that is not one’s own', () => {
  it('is masked, says why, and still shows how urgent it is', async () => {
    const { caseId } = await under.call(TOLD);
    await wang.send(`/console/cases/${caseId}/note`, { text: '他家电话2250001' });
    const shown = await page(wang.get(`/console/cases/${caseId}`));
    expect(shown).toContain('我叫张**，刚给骗子转了20000元，卡号…8901，我电话…8000，怎么办');
    for (const secret of ['张三丰', '13800138000', '5678 901', '2250001']) expect(shown).not.toContain(secret);
    expect(shown).toContain('接手后看全部');
    expect(shown).not.toContain('/unmask');
    await wang.send(`/console/cases/${caseId}/claim`);
    const owned = await page(wang.get(`/console/cases/${caseId}`));
    expect(owned).toContain('13800138000');
    expect(owned).toContain('他家电话2250001');
    expect(owned).not.toContain('接手后看全部');
    expect(await page(boss.get(`/console/cases/${caseId}`))).toContain('王警官在办，只有王警官看全部');
  });

  it('is shown in full to a supervisor who says why, for fifteen minutes', async () => {
    const { caseId } = await under.call(TOLD);
    expect(await page(boss.get(`/console/cases/${caseId}`))).toContain(`/console/cases/${caseId}/unmask`);
    const short = await boss.send(`/console/cases/${caseId}/unmask`, { reason: ' 看<看 ' });
    expect(short.status).toBe(422);
    expect(await page(short)).toMatch(/看&lt;看<\/textarea>[\s\S]*原因至少写4个字/);
    expect((await boss.send(`/console/cases/${caseId}/unmask`, { reason: '长'.repeat(201) })).status).toBe(422);
    expect(await page(boss.get(`/console/cases/${caseId}`))).not.toContain('13800138000');
    const done = await boss.send(`/console/cases/${caseId}/unmask`, { reason: '家属来电核对' });
    expect([done.status, done.headers.get('location')]).toEqual([303, `/console/cases/${caseId}`]);
    const shown = await page(boss.get(`/console/cases/${caseId}`));
    expect(shown).toContain('13800138000');
    expect(shown).toMatch(/到 <time[^>]*>\d\d:\d\d<\/time> 为止/);
    expect(await actions()).toContain('case.unmasked');
    under.clock.now += 900_000;
    expect(await page(boss.get(`/console/cases/${caseId}`))).not.toContain('13800138000');
    expect((await boss.send('/console/cases/none/unmask', { reason: '没有这一单' })).status).toBe(404);
  });

  it('is written down as read by whoever opens it', async () => {
    const { caseId } = await under.call();
    await wang.get(`/console/cases/${caseId}`);
    await wang.get(`/console/cases/${caseId}?fragment=1`);
    await boss.get(`/console/cases/${caseId}`);
    expect((await actions()).filter((action) => action === 'case.read')).toHaveLength(2);
  });

  it('speaks English too', async () => {
    const { caseId } = await under.call(TOLD);
    const shown = await page(wang.get(`/console/cases/${caseId}`, { cookie: `${wang.cookie}; language=en` }));
    expect(shown).toContain('Claim it to see everything.');
    const asked = await page(boss.get(`/console/cases/${caseId}/unmask`, { cookie: `${boss.cookie}; language=en` }));
    expect(asked).toContain('written down for good');
    expect(await page(boss.get('/console/audit', { cookie: `${boss.cookie}; language=en` }))).toContain('Verify the whole chain');
  });
});

describe('an export', () => {
  it('comes only after its owner has said why, as data and as a page', async () => {
    const { caseId, number } = await under.call(TOLD);
    expect((await wang.get(`/console/cases/${caseId}/export`)).status).toBe(409);
    expect((await wang.send(`/console/cases/${caseId}/export`, { reason: '给派出所' })).status).toBe(409);
    await wang.send(`/console/cases/${caseId}/claim`);
    await wang.send(`/console/cases/${caseId}/note`, { text: '像上周那一伙<b>' });
    for (const file of ['export.json', 'print']) {
      const early = await wang.get(`/console/cases/${caseId}/${file}`);
      expect([early.status, early.headers.get('location')]).toEqual([303, `/console/cases/${caseId}/export`]);
    }
    expect((await wang.send(`/console/cases/${caseId}/export`, { reason: '' })).status).toBe(422);
    const data = await wang.send(`/console/cases/${caseId}/export`, { reason: '移交派出所', as: 'json' });
    expect([data.status, data.headers.get('location')]).toEqual([303, `/console/cases/${caseId}/export.json`]);
    const file = await wang.get(`/console/cases/${caseId}/export.json`);
    expect(file.headers.get('content-disposition')).toBe(`attachment; filename="case-${number}.json"`);
    const content = JSON.parse(await file.text());
    expect(content).toMatchObject({
      exported: { at: new Date(under.clock.now).toISOString(), by: { display: '王警官' } },
      case: { number, owner: '王警官', createdAt: expect.stringMatching(/^20\d\d-/) },
      internalNotes: [{ text: '像上周那一伙<b>' }],
    });
    expect(content.lines[0].text).toBe(TOLD);
    expect(content.audit.map(({ action }: { action: string }) => action)).toContain('case.exported');
    const printed = await page(wang.get(`/console/cases/${caseId}/print`));
    for (const word of [number, '王警官 导出于', '13800138000', '没有发给群众', '像上周那一伙&lt;b&gt;', '导出工单'])
      expect(printed).toContain(word);
    expect((await boss.get(`/console/cases/${caseId}/print`)).status).toBe(303);
    await wang.send(`/console/cases/${caseId}/release`);
    expect((await wang.get(`/console/cases/${caseId}/export.json`)).status).toBe(409);
  });

  it('of a closed case says who had it and who closed it, and that nobody is at it', async () => {
    const { caseId } = await under.call(TOLD);
    await wang.send(`/console/cases/${caseId}/claim`);
    await under.storage.closeCase(caseId, wang.id, 'scam');
    await boss.send(`/console/cases/${caseId}/export`, { reason: '移交刑侦大队', as: 'print' });
    const printed = await page(boss.get(`/console/cases/${caseId}/print`));
    for (const field of ['经办人', '结案人']) expect(printed).toContain(`<dt>${field}</dt><dd>王警官</dd>`);
    expect(printed).not.toContain('在办');
  });

  it('of whoever was erased has nothing of him', async () => {
    const { caseId } = await under.call(TOLD);
    await under.database.query.updateTable('persons').set({ key_wrapped: null }).execute();
    expect((await boss.send(`/console/cases/${caseId}/export`, { reason: '督导检查', as: 'print' })).status).toBe(303);
    const printed = await page(boss.get(`/console/cases/${caseId}/print`));
    expect(printed).toContain('已按要求删除');
    expect(printed).not.toContain('13800138000');
    expect((await boss.send(`/console/cases/${caseId}/unmask`, { reason: '还想看看' })).status).toBe(422);
  });
});

describe('GET /console/audit', () => {
  it('shows what was done, to supervisors without reasons, to administrators with them', async () => {
    const admin = await under.signIn('钱管理', 'administrator');
    const { caseId, number } = await under.call();
    await boss.send(`/console/cases/${caseId}/unmask`, { reason: '家属<来电>核对' });
    await admin.send('/console/officers/invite', { role: 'supervisor' });
    await admin.send(`/console/officers/${wang.id}/sign-out`);
    await admin.send(`/console/officers/${wang.id}/disable`);
    await admin.send(`/console/officers/${wang.id}/enable`);
    await admin.send(`/console/officers/${wang.id}/reset`);
    const forBoss = await page(boss.get('/console/audit'));
    for (const word of ['看了全部内容', '赵主管', number, '新账号：主管', '强制退出', '停用账号', '恢复账号', '重设验证器', '管理员可看'])
      expect(forBoss).toContain(word);
    expect(forBoss).not.toContain('来电');
    expect(await page(admin.get('/console/audit'))).toContain('家属&lt;来电&gt;核对');
    const filtered = await page(
      boss.get(`/console/audit?action=case.unmasked&officer=${encodeURIComponent(boss.id)}&case=${number.toLowerCase()}`),
    );
    expect(filtered.match(/<td class="audit-why"[^>]*>/g)).toHaveLength(1);
    expect(await page(boss.get('/console/audit?case=A999999&before=x&officer=%3Cb%3E'))).toContain('没有这样的记录');
    await under.database.query.updateTable('persons').set({ key_wrapped: null }).execute();
    expect(await page(admin.get('/console/audit?action=case.unmasked'))).toContain('已删除');
  });

  it('pages back without losing a row', async () => {
    for (let index = 0; index < 150; index += 1) await writeAudit(under, boss.id, `s${index}`);
    const first = await page(boss.get('/console/audit?action=officer.enabled'));
    const older = /href="(\/console\/audit\?[^"]*before=\d+)"/.exec(first)?.[1]?.replaceAll('&amp;', '&') ?? '';
    const second = await page(boss.get(older));
    const seen = [first, second].flatMap((text) => [...text.matchAll(/<td[^>]*>s(\d+)<\/td>/g)].map(([, index]) => Number(index)));
    expect(seen).toEqual(Array.from({ length: 150 }, (_, index) => 149 - index));
    expect(second).not.toContain('before=');
  });

  it('says whether the chain holds', async () => {
    for (let index = 0; index < 3; index += 1) await writeAudit(under, boss.id, `s${index}`);
    await under.storage.chainAudit();
    expect(await page(boss.get('/console/audit'))).toMatch(/共3条。[\s\S]*链尾 3:[0-9a-f]{12}…/);
    expect(await page(boss.get('/console/audit?verified=0'))).toContain('没有改动、删除或插入');
    await under.database.query.updateTable('audit').set({ subject: 'x' }).where('seq', '=', 2).execute();
    expect(await page(boss.get('/console/audit?verified=0'))).toContain('链在第2条断了：内容被改过');
  });

  it('looks along a long chain stretch by stretch, by itself or by a link', async () => {
    for (let index = 0; index < 1010; index += 1) await writeAudit(under, boss.id, `s${index}`);
    await under.storage.chainAudit();
    const first = await page(boss.get('/console/audit?verified=0'));
    expect(first).toMatch(/正在核对：1,01\d条中的1,000条没有问题/);
    expect(first).not.toContain('没有改动、删除或插入');
    const [, onward] = /hx-get="(\/console\/audit\?verified=1000)"/.exec(first) ?? [];
    expect(first).toContain(`href="${onward}"`);
    const rest = await page(boss.get(String(onward), { 'hx-request': 'true' }));
    expect(rest).toMatch(/^<div id="chain"[\s\S]*没有改动、删除或插入[\s\S]*<\/div>$/);
    expect(rest).not.toContain('hx-get');
    for (const odd of ['-1', 'x', '9'.repeat(15), '1e3', '']) {
      expect(await page(boss.get(`/console/audit?verified=${odd}`))).toContain('正在核对');
    }
  });
});
