import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FORM_TYPE, uploaded, warningsFile } from '../../src/cli/bench/warnings-file.ts';
import { checkImport } from '../../src/dissuasion/check-import.ts';
import { sendNotice } from '../../src/dissuasion/send-notice.ts';
import { DISSUASION_PLAN } from '../../src/dissuasion/tiers.ts';
import { MIN, warning } from '../storage/dissuasion-under-test.ts';
import { browser, type Colleague, type DeskUnderTest, openDesk } from './desk-under-test.ts';
import { chineseIn } from './html-reader.ts';

let under: DeskUnderTest;
let wang: Colleague;
let steps = 0;
beforeEach(async () => {
  under = await openDesk();
  wang = await under.signIn('Wang');
  const grid = { town: '织里镇', kind: 'village' as const, people: 300, created_at: 0, closed_at: null };
  await under.database.query
    .insertInto('grids')
    .values([
      { ...grid, id: 'g1', name: '晓河村' },
      { ...grid, id: 'g2', name: '东湾村' },
    ])
    .execute();
});
afterEach(async () => {
  expect(under.failures).toEqual([]);
  await under.close();
});

async function enter(...args: Parameters<typeof warning>): Promise<string> {
  const [received] = await under.storage.receiveWarnings([warning(...args)], DISSUASION_PLAN);
  return `/console/warnings/${received?.id}`;
}
const textOf = async (answer: Promise<Response>, status = 200): Promise<string> => {
  const response = await answer;
  expect(response.status).toBe(status);
  return response.text();
};
const record = (who: Colleague, path: string, kind: string, result: string, note = '') =>
  who.send(`${path}/step`, { stepId: `form-${String(++steps).padStart(6, '0')}`, kind, result, note });

describe('a warning at the desk', () => {
  it('is masked until it is claimed, and goes from the call to the call-backs', async () => {
    const path = await enter('YJ001', 'urgent');
    const lane = await textOf(wang.get('/console/warnings'));
    expect(lane).toContain('YJ001');
    for (const secret of ['钱三多', '13800001234', '6217000012345678903', '利济路9号']) {
      expect(lane).not.toContain(secret);
      expect(await textOf(wang.get(path))).not.toContain(secret);
    }
    expect(await textOf(wang.get(path))).toContain('接手后看全部');
    expect((await record(wang, path, 'call', 'unreached')).status).toBe(409);
    expect((await wang.send(`${path}/claim`)).status).toBe(303);
    const li = await under.signIn('Li');
    // He cannot claim it: he is told who has it instead.
    const his = await textOf(li.get(path));
    expect([his.includes('接手后看全部'), his.includes('Wang在办，只有Wang看全部。')]).toEqual([false, true]);
    expect(await textOf(li.send(`${path}/claim`), 409)).toContain('Wang先接手了');
    const open = await textOf(wang.get(path));
    for (const known of ['钱三多', '13800001234', '6217000012345678903']) expect(open).toContain(known);
    expect(await textOf(li.get(path))).not.toContain('13800001234');
    const read = await under.database.query.selectFrom('audit').select('officer_id').where('action', '=', 'warning.read').execute();
    expect(read).toEqual([{ officer_id: wang.id }]);

    await record(wang, path, 'call', 'unreached', '一直没人接');
    expect(await textOf(wang.get(path))).toContain('一直没人接');
    expect(await textOf(wang.send(`${path}/close`, { stepId: 'close-0001' }), 409)).toContain('还不能办结');
    await record(wang, path, 'visit', 'persuaded');
    expect((await wang.send(`${path}/close`, { stepId: 'close-0002' })).status).toBe(303);
    const over = await textOf(wang.get('/console/warnings?lane=call-backs'));
    expect(over).toContain('24小时回访');
    expect(over).toContain('72小时回访');
    under.clock.now += 24 * 60 * MIN;
    // Whoever is at the desk calls back.
    const zhao = await under.signIn('Zhao');
    expect((await record(zhao, path, 'first-call-back', 'persuaded')).status).toBe(303);
    expect((await record(zhao, path, 'second-call-back', 'persuaded')).status).toBe(422);
  });

  it('says at its head who closed it and when, and no longer that somebody has it', async () => {
    const path = await enter('YJ001', 'low');
    await wang.send(`${path}/claim`);
    const standing = async (who: Pick<Colleague, 'get'>): Promise<string> =>
      (/class="warning-standing">([\s\S]*?)<\/p>/.exec(await textOf(who.get(path)))?.[1] ?? '').replace(/<[^>]+>/g, ' ');
    expect(await standing(wang)).toContain('Wang在办');
    await record(wang, path, 'visit', 'persuaded');
    under.clock.now += 50 * MIN;
    const chief = await under.signIn('Chief', 'supervisor');
    expect((await chief.send(`${path}/close`, { stepId: 'close-0001' })).status).toBe(303);
    const [step] = await under.database.query.selectFrom('warning_steps').select('at').where('kind', '=', 'closing').execute();
    expect(step?.at).toBe(under.clock.now);
    const closed = await standing(wang);
    expect(closed).toMatch(/已办结\s+Chief\s+\S*\d:\d\d/);
    expect(closed).not.toContain('在办');
    expect(await standing(browser(under, { cookie: `${chief.cookie}; language=en` }))).toMatch(/Closed\s+by Chief,\s+\d/);
  });

  it('says in the list of call-backs who closed it, and lets nobody claim it or give it back', async () => {
    const path = await enter('YJ001', 'low');
    await wang.send(`${path}/claim`);
    await record(wang, path, 'visit', 'persuaded');
    const chief = await under.signIn('Chief', 'supervisor');
    const page = await textOf(wang.get(path));
    expect(page).toContain('退回列表');
    await chief.send(`${path}/close`, { stepId: 'close-0001' });
    const lane = async (who: Pick<Colleague, 'get'>): Promise<string> => textOf(who.get('/console/warnings?lane=call-backs'));
    const owners = async (who: Pick<Colleague, 'get'>): Promise<string[]> =>
      [...(await lane(who)).matchAll(/class="w-owner">(.*?)<\/td>/g)].map(([, cell = '']) => cell.replace(/<[^>]+>/g, ''));
    expect(await owners(wang)).toEqual(['Chief办结']);
    expect(await owners(chief)).toEqual(['我办结']);
    expect(await owners(browser(under, { cookie: `${wang.cookie}; language=en` }))).toEqual(['closed by Chief']);
    expect(await lane(wang)).not.toContain('谁在办');
    for (const who of [wang, chief]) expect(await textOf(who.get(path))).not.toContain('退回列表');
    // From a page that was open before.
    expect((await wang.send(`${path}/release`)).status).toBe(409);
    const late = await textOf((await under.signIn('Li')).send(`${path}/claim`), 409);
    expect(late).toContain('没接成：这一条已经办结了');
    expect(late).not.toContain('先接手');
  });

  it('says of every deadline that passes which tier follows, and of a call-back that nothing does', async () => {
    const overdue = async () => {
      while (await under.storage.escalateOverdue());
    };
    const said = async (path: string): Promise<string> =>
      (/class="warning-steps">([\s\S]*)<\/ol>/.exec(await textOf((await under.signIn(`Li${++steps}`)).get(path)))?.[1] ?? '').replace(
        /<[^>]+>/g,
        ' ',
      );
    const late = await enter('YJ001', 'high');
    under.clock.now += 11 * MIN;
    await overdue();
    expect(await said(late)).toMatch(/过了时限\s+→ 紧急/);

    const met = await enter('YJ002', 'low');
    await wang.send(`${met}/claim`);
    await record(wang, met, 'visit', 'persuaded');
    await wang.send(`${met}/close`, { stepId: 'close-0001' });
    under.clock.now += 27 * 60 * MIN;
    await overdue();
    expect(await said(met)).toContain('过了时限');
    expect(await said(met)).not.toMatch(/→|级别升/);
  });

  it('keeps what was typed when a step is refused', async () => {
    const path = await enter('YJ001', 'high');
    await wang.send(`${path}/claim`);
    const page = await textOf(wang.send(`${path}/step`, { stepId: 'form-x001', kind: 'call', result: 'king', note: '他说没被骗' }), 422);
    expect(page).toContain('请选一个结果');
    expect(page).toContain('他说没被骗');
  });

  it('is entered once however often the form is sent, also from a case', async () => {
    const { caseId } = await under.call();
    expect(await textOf(wang.get(`/console/warnings/new?case=${caseId}`))).toContain(`value="${caseId}"`);
    const fields = { formId: 'form-0001', case: caseId, tier: 'high', phone: '13800001234', grid: '晓河村', story: '正在通话' };
    const [first, second] = [await wang.send('/console/warnings/new', fields), await wang.send('/console/warnings/new', fields)];
    expect([first.status, first.headers.get('location')]).toEqual([303, second.headers.get('location')]);
    const rows = await under.database.query.selectFrom('warnings').select(['source', 'case_id', 'grid_id', 'tier']).execute();
    expect(rows).toEqual([{ source: 'desk', case_id: caseId, grid_id: 'g1', tier: 'high' }]);
    const wrong = await textOf(wang.send('/console/warnings/new', { ...fields, formId: 'form-0002', phone: '12', grid: '哪里' }), 422);
    expect(wrong).toContain('电话不对：手机要11位，座机写区号');
    expect(wrong).toContain('没有这个网格');
    expect(wrong).toContain('正在通话');
    expect((await wang.send('/console/warnings/new', { ...fields, formId: 'form-0003', phone: '1380000123' })).status).toBe(422);
    // A tier is chosen here, not written as in a file.
    const untiered = await textOf(wang.send('/console/warnings/new', { ...fields, formId: 'form-0004', tier: '' }), 422);
    expect(untiered).toContain('请选一个级别');
    expect(untiered).not.toContain('等级要写');
    // Gone back and changed: nothing of it is lost, and its number can be said on the telephone.
    const changed = await wang.send('/console/warnings/new', { ...fields, phone: '13800005678' });
    expect(changed.headers.get('location')).not.toBe(first.headers.get('location'));
    const numbers = await under.database.query.selectFrom('warnings').select('external_id').orderBy('external_id').execute();
    expect(numbers.map(({ external_id }) => external_id)).toEqual([expect.stringMatching(/^D\d{4}-\d{6}$/), 'form-0001']);
  });

  it('is listed by tier, town, grid and owner', async () => {
    const [first] = [await enter('in-g1', 'high', { gridId: 'g1' }), await enter('in-g2', 'low', { gridId: 'g2', town: '八里店镇' })];
    await wang.send(`${first}/claim`);
    const names = async (query: string): Promise<string> => {
      const lane = await textOf(wang.get(`/console/warnings?${query}`));
      return ['in-g1', 'in-g2'].map((name) => Number(lane.includes(`>${name}<`))).join('');
    };
    expect(await names('')).toBe('11');
    expect(await names('tier=high')).toBe('10');
    expect(await names(`town=${encodeURIComponent('八里店镇')}`)).toBe('01');
    expect(await names('grid=g1')).toBe('10');
    expect(await names('mine=1')).toBe('10');
    expect(await names('overdue=1')).toBe('00');
  });

  it('tells an advisor who it was about until nobody has to meet or ring him any more', async () => {
    const advisor = await under.signIn('Shen', 'advisor');
    await under.storage.assignAdvisor('g1', advisor.id, under.clock.now, wang.id);
    const path = await enter('mine', 'high', { gridId: 'g1' });
    await wang.send(`${path}/claim`);
    await record(wang, path, 'visit', 'persuaded');
    expect(await textOf(advisor.get(path))).toContain('13800001234');
    await wang.send(`${path}/close`, { stepId: 'close-0001' });
    expect(await textOf(advisor.get(path))).toContain('13800001234');
    under.clock.now += 4 * 24 * 60 * MIN;
    const still = { seen_at: under.clock.now, expires_at: under.clock.now + 60 * MIN };
    await under.database.query.updateTable('sessions').set(still).execute();
    for (const kind of ['first-call-back', 'second-call-back']) await record(wang, path, kind, 'persuaded');
    const page = await textOf(advisor.get(path));
    for (const secret of ['13800001234', '钱三多']) expect(page).not.toContain(secret);
  });

  it('is seen by an advisor in his grids alone, who neither claims nor enters', async () => {
    const advisor = await under.signIn('Shen', 'advisor');
    await under.database.query
      .insertInto('grid_advisors')
      .values({ grid_id: 'g1', officer_id: advisor.id, since: 0, until: null })
      .execute();
    const [his, others] = [await enter('in-g1', 'high', { gridId: 'g1' }), await enter('in-g2', 'high', { gridId: 'g2' })];
    const lane = await textOf(advisor.get('/console/warnings'));
    expect([lane.includes('in-g1'), lane.includes('in-g2')]).toEqual([true, false]);
    const page = await textOf(advisor.get(his));
    expect(page).toContain('13800001234');
    for (const bank of ['6217000012345678903', '10,000', '境外号码通话']) expect(page).not.toContain(bank);
    expect((await advisor.get(others)).status).toBe(404);
    for (const path of [`${his}/claim`, `${his}/step`, `${his}/close`, '/console/warnings/new', '/console/warnings/imports'])
      expect([path, (await advisor.send(path)).status]).toEqual([path, 403]);
    const partner = await under.signIn('Bank', 'partner');
    for (const path of ['/console/warnings', his]) expect((await partner.get(path)).status).toBe(403);
  });
});

describe('a warning with nobody to warn', () => {
  it('is ended by a supervisor who says why, and by nobody else', async () => {
    const path = await enter('YJ001', 'urgent');
    await wang.send(`${path}/claim`);
    expect(await textOf(wang.get(path))).not.toContain('终止这一条');
    expect((await wang.send(`${path}/void`, { stepId: 'void-0001', reason: 'dead', note: '家属说的' })).status).toBe(403);
    const chief = await under.signIn('Chief', 'supervisor');
    const form = await textOf(chief.get(path));
    expect(form).toContain('终止这一条');
    // There is no other one that it could be the same as.
    expect(form).not.toContain('和另一条在办的是同一件');
    const refused = await textOf(chief.send(`${path}/void`, { stepId: 'void-0001', note: '家属说的' }), 422);
    expect([refused.includes('请选原因'), refused.includes('家属说的')]).toEqual([true, true]);
    const unsaid = await textOf(chief.send(`${path}/void`, { stepId: 'void-0001', reason: 'dead', note: '' }), 422);
    expect(unsaid).toMatch(/value="dead" checked/);
    expect((await chief.send(`${path}/void`, { stepId: 'void-0001', reason: 'dead', note: '家属说的' })).status).toBe(303);
    const over = await textOf(chief.get(path));
    for (const said of ['已终止，没有人可劝', '本人已去世', '家属说的']) expect(over).toContain(said);
    expect(over).not.toContain('终止这一条');
    expect((await chief.send(`${path}/void`, { stepId: 'void-0002', reason: 'dead', note: '家属说的' })).status).toBe(409);
  });

  it('may be the same as another open one about the same telephone', async () => {
    const [path] = [await enter('YJ001', 'low'), await enter('YJ002', 'low')];
    const chief = await under.signIn('Chief', 'supervisor');
    const reader = browser(under, { cookie: `${chief.cookie}; language=en` });
    expect(chineseIn(await textOf(reader.get(path)))).toEqual([]);
    expect(await textOf(reader.get(path))).toContain('The same as another open warning');
    expect((await chief.send(`${path}/void`, { stepId: 'void-0001', reason: 'duplicate', note: 'twice' })).status).toBe(303);
    expect(chineseIn(await textOf(reader.get(path)))).toEqual([]);
  });
});

describe('a file of warnings at the desk', () => {
  const upload = async (who: Colleague, file: string): Promise<Response> => {
    const pieces: Uint8Array[] = [];
    for await (const piece of uploaded('省平台', file)) pieces.push(piece);
    const headers = { cookie: who.cookie, origin: 'http://localhost', host: 'localhost', 'content-type': FORM_TYPE };
    return under.post('/console/warnings/imports', new Uint8Array(Buffer.concat(pieces)), headers);
  };

  it('is checked, corrected by what is wrong with it, and confirmed', async () => {
    const file = await upload(wang, warningsFile(100));
    expect(file.status).toBe(303);
    const path = file.headers.get('location') ?? '';
    expect(await textOf(wang.get(path))).toContain('<progress');
    while (await checkImport(under.deps));
    const ready = await textOf(wang.get(path));
    expect(ready).toContain('98条一起上线');
    const errors = await textOf(wang.get(`${path}/errors.csv`));
    expect(errors.split('\r\n').slice(0, 2)).toEqual([
      '预警编号,等级,手机号,姓名,乡镇,网格,地址,类型,情况,账户,金额,行号,哪里不对',
      expect.stringMatching(/^YJ00000050,低危,12,.*,51,电话不对：手机要11位，座机写区号$/),
    ]);
    const read = await under.database.query
      .selectFrom('audit')
      .select(['officer_id', 'subject'])
      .where('action', '=', 'warning.read')
      .execute();
    expect(read).toEqual([{ officer_id: wang.id, subject: path.split('/').at(-1) }]);
    expect((await wang.send(`${path}/confirm`)).status).toBe(303);
    expect(await textOf(wang.get(path))).toContain('98条已经上线');
    expect((await wang.send(`${path}/confirm`)).status).toBe(303);
    expect((await wang.send(`${path}/discard`)).status).toBe(409);
    const again = await upload(wang, errors.replaceAll(',12,', ',13900001234,'));
    while (await checkImport(under.deps));
    expect(await textOf(wang.get(again.headers.get('location') ?? ''))).toContain('2条一起上线');
    expect(await textOf(wang.get('/console/warnings/imports'))).toContain('省平台');
  });

  it('is refused beside the form when it is none', async () => {
    expect(await textOf(upload(wang, '编号\n1'), 422)).toContain('缺：等级、手机号');
    expect(await textOf(wang.get('/console/warnings/imports/template.csv'))).toContain('预警编号,等级,手机号');
  });
});

describe('whoever has chosen English at the warnings', () => {
  it('reads no Chinese', async () => {
    const reader = browser(under, { cookie: `${wang.cookie}; language=en` });
    const path = await enter('YJ001', 'urgent', { gridId: 'g1' });
    await enter('YJ002', 'low');
    const english = async (answer: Promise<Response>, status = 200): Promise<void> =>
      expect(chineseIn(await textOf(answer, status))).toEqual([]);
    await english(reader.get(path));
    await reader.send(`${path}/claim`);
    under.clock.now += 6 * MIN;
    await under.storage.escalateOverdue();
    await record({ ...wang, ...reader }, path, 'call', 'unreached', 'nobody answers');
    for (const address of ['/console/warnings', '/console/warnings?overdue=1', path]) await english(reader.get(address));
    await english(reader.send(`${path}/close`, {}), 409);
    await english(reader.send(`${path}/step`, { kind: 'call' }), 422);
    await english(reader.send(`${path}/step`, { kind: 'first-call-back', result: 'persuaded', stepId: 'form-early' }), 422);
    await english(reader.send('/console/warnings/new', { tier: 'low', phone: '1' }), 422);
    await record(wang, path, 'visit', 'persuaded');
    await english(reader.get(path));
    await reader.send(`${path}/close`, {});
    await english(reader.get(path));
    await under.storage.beginImport('import-1', wang.id, '省平台', ['预警编号']);
    for (const address of ['/console/warnings?lane=call-backs', '/console/warnings/imports', '/console/warnings/imports/import-1'])
      await english(reader.get(address));
  });
});

describe('the page of a warned person', () => {
  /** @returns the message to him, and the path in it */
  async function noticed(
    tier: 'low' | 'medium' = 'medium',
  ): Promise<{ readonly warning: string; readonly text: string; readonly path: string }> {
    const warned = await enter('YJ001', tier);
    const config = { ...under.deps.config, PUBLIC_URL: 'https://yige.example', WARNINGS_SMS_CHANNEL: 'twilio' };
    while (await sendNotice({ ...under.deps, config }));
    const due = await under.storage.claimDue(['twilio']);
    expect(due?.said?.to).toBe('+8613800001234');
    const text = due?.said?.text ?? '';
    return { warning: warned, text, path: /https:\/\/yige\.example(\/w\/[\w-]+)/.exec(text)?.[1] ?? '' };
  }
  const standing = async () => under.database.query.selectFrom('warnings').select(['tier', 'status', 'cheated']).executeTakeFirstOrThrow();

  it('carries the one don’t, the marks and the numbers, and nothing of him', async () => {
    const { text, path } = await noticed();
    expect(text.slice(0, 60)).toMatch(/别转账.*110.*96110/);
    const page = await textOf(browser(under).get(path));
    for (const said of ['先停下', '他叫您保密别听', 'tel:110', 'tel:96110', '看到了']) expect(page).toContain(said);
    for (const secret of ['钱三多', '1380000', '621700', '织里', 'YJ001'])
      expect([secret, (page + text).includes(secret)]).toEqual([secret, false]);
    expect(page).not.toMatch(/安全的|放心|可以转/);
    expect((await browser(under).get('/w/unknown-token-0000')).status).toBe(404);
    // Opening it is no answer: previews open it too.
    expect(
      (
        await under.storage.readWarning((await under.database.query.selectFrom('warnings').select('id').executeTakeFirstOrThrow()).id, {
          id: wang.id,
          role: 'officer',
        })
      )?.notice,
    ).toEqual({ sends: 1, answered: false });
  });

  it('only silences repeats when it is acknowledged', async () => {
    const { path } = await noticed();
    under.clock.now += 2 * 60 * MIN;
    expect(await under.storage.dueNotice()).not.toBeNull();
    for (let often = 0; often < 2; often++) expect(await textOf(browser(under).send(path, { answer: 'seen' }))).toContain('一分钱也别转');
    expect(await under.storage.dueNotice()).toBeNull();
    expect(await standing()).toEqual({ tier: 'medium', status: 'open', cheated: 0 });
    expect(await under.database.query.selectFrom('warning_steps').select('id').where('kind', '=', 'answer').execute()).toHaveLength(1);
  });

  it('asks no more for what he has answered, opened again, and lets him say that the money is gone', async () => {
    const { warning, path } = await noticed();
    const offered = async () =>
      [...(await textOf(browser(under).get(path))).matchAll(/name="answer" value="(\w+)"/g)].map(([, answer]) => answer);
    expect(await offered()).toEqual(['paid', 'seen', 'denied']);
    await browser(under).send(path, { answer: 'seen' });
    expect(await offered()).toEqual(['paid']);
    const id = warning.slice(warning.lastIndexOf('/') + 1);
    expect((await under.storage.readWarning(id, { id: wang.id, role: 'officer' }))?.notice).toEqual({ sends: 1, answered: true });
  });

  it('has him rung soon when he says that nobody cheats him, and 紧急 when the money is gone', async () => {
    const { path } = await noticed('low');
    expect(await textOf(browser(under).send(path, { answer: 'denied' }))).toContain('先别转账');
    expect(await standing()).toEqual({ tier: 'low', status: 'open', cheated: 0 });
    const [call] = (await under.storage.listWarnings({ id: wang.id, role: 'officer' })).warnings[0]?.tasks ?? [];
    expect([call?.kind, (call?.dueAt ?? 0) - under.clock.now]).toEqual(['call', DISSUASION_PLAN.denialCallWithin * MIN]);
    const paid = await textOf(browser(under).send(path, { answer: 'paid' }));
    expect(paid).toContain('我被骗了，要止付');
    expect([paid.includes('马上打110，要求止付'), paid.includes('问是不是真的')]).toEqual([true, false]);
    expect(await standing()).toEqual({ tier: 'urgent', status: 'open', cheated: 1 });
    expect((await browser(under).send(path, { answer: 'king' })).status).toBe(404);
    expect((await browser(under).send('/w/unknown-token-0000', { answer: 'seen' })).status).toBe(404);
  });

  it('reaches the officers again when more money is gone after it was closed, and promises no call that nobody makes', async () => {
    const { warning: path, path: page } = await noticed('low');
    const paid = () => under.database.query.selectFrom('warning_steps').select('id').where('result', '=', 'paid').execute();
    for (let often = 0; often < 2; often++) expect(await textOf(browser(under).send(page, { answer: 'paid' }))).toContain('已报给值班员');
    expect(await paid()).toHaveLength(1);
    await wang.send(`${path}/claim`);
    await record(wang, path, 'visit', 'persuaded');
    await wang.send(`${path}/close`, { stepId: 'close-0001' });
    expect(await standing()).toMatchObject({ status: 'closed' });
    const seen = await textOf(browser(under).send(page, { answer: 'seen' }));
    expect([seen.includes('我们还会打电话'), seen.includes('要是还有人叫您转钱')]).toEqual([false, true]);
    expect(await textOf(browser(under).send(page, { answer: 'paid' }))).toContain('已报给值班员');
    expect(await paid()).toHaveLength(2);
    expect(await standing()).toEqual({ tier: 'urgent', status: 'open', cheated: 1 });
    const [open] = (await under.storage.listWarnings({ id: wang.id, role: 'officer' })).warnings;
    expect(open?.tasks.map(({ kind }) => kind)).toContain('call');
  });

  it('says again that nobody cheats him after he was persuaded: he is rung again', async () => {
    const { warning: path, path: page } = await noticed('low');
    await browser(under).send(page, { answer: 'denied' });
    await wang.send(`${path}/claim`);
    await record(wang, path, 'visit', 'persuaded');
    expect(await textOf(browser(under).send(page, { answer: 'denied' }))).toContain('我们还会打电话');
    const [open] = (await under.storage.listWarnings({ id: wang.id, role: 'officer' })).warnings;
    expect(open?.tasks.map(({ kind }) => kind)).toEqual(['call']);
  });

  it.each([
    { answer: 'seen', said: 'pay nothing at all' },
    { answer: 'denied', said: 'Pay nothing until then' },
    { answer: 'paid', said: 'Wǒ bèi piàn le' },
  ])('is in English for whoever reads no Chinese, and so is what it says to $answer', async ({ answer, said }) => {
    const { path } = await noticed();
    const reader = browser(under, { cookie: 'speaks=en' });
    const page = await textOf(reader.get(path));
    for (const words of ['<html lang="en"', 'Stop now', 'tel:110', 'tel:96110', 'I am not being cheated']) expect(page).toContain(words);
    const answered = await textOf(reader.send(path, { answer }));
    expect(answered).toContain(said);
    for (const html of [page, answered]) {
      expect(chineseIn(html)).toEqual([]);
      expect(html).not.toMatch(/\bsafe\b/);
    }
  });

  it('is said three times at most, and who cannot be written to is rung', async () => {
    await noticed();
    const config = { ...under.deps.config, WARNINGS_SMS_CHANNEL: 'twilio' };
    for (let hour = 0; hour < 12; hour++) {
      under.clock.now += 60 * MIN;
      while (await sendNotice({ ...under.deps, config }));
    }
    expect(await under.database.query.selectFrom('messages').select('id').execute()).toHaveLength(3);
    await enter('YJ002', 'low', { person: { ...warning('x').person, phone: '05722250000' } });
    while (await sendNotice({ ...under.deps, config }));
    const listed = (await under.storage.listWarnings({ id: wang.id, role: 'officer' }, { tier: 'low' })).warnings;
    expect(listed[0]?.tasks.map(({ kind }) => kind)).toEqual(['call']);
  });
});
