import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { advisorChores } from '../../src/dissuasion/advisor-chores.ts';
import { DISSUASION_PLAN } from '../../src/dissuasion/tiers.ts';
import type { Tier } from '../../src/storage/dissuasion/tier-plan.ts';
import { warning } from '../storage/dissuasion-under-test.ts';
import { browser, type Colleague, type DeskUnderTest, openDesk } from './desk-under-test.ts';
import { chineseIn } from './html-reader.ts';

const DAY = 24 * 3_600_000;
const ACCOUNT = '6217000012345678903';

let under: DeskUnderTest;
let advisor: Colleague;
let other: Colleague;
let wang: Colleague;
let step = 0;
beforeEach(async () => {
  under = await openDesk();
  advisor = await under.signIn('沈顾问', 'advisor');
  other = await under.signIn('费顾问', 'advisor');
  wang = await under.signIn('王警官');
  const grid = { town: '织里镇', kind: 'village' as const, people: 300, created_at: 0, closed_at: null };
  await under.database.query
    .insertInto('grids')
    .values([
      { ...grid, id: 'g1', name: '晓河村' },
      { ...grid, id: 'g2', name: '东湾村' },
    ])
    .execute();
  await under.storage.assignAdvisor('g1', advisor.id, under.clock.now, wang.id);
  await under.storage.assignAdvisor('g2', other.id, under.clock.now, wang.id);
});
afterEach(async () => {
  expect(under.failures).toEqual([]);
  await under.close();
});

const stepId = (): string => `step-${String(++step).padStart(6, '0')}`;
async function warn(tier: Tier = 'high', gridId = 'g1'): Promise<string> {
  const [received] = await under.storage.receiveWarnings([warning(`w${++step}`, tier, { gridId })], DISSUASION_PLAN);
  return received?.id ?? '';
}
const at = (id: string, path = ''): string => `/console/visits/${id}${path}`;
const html = async (who: Pick<Colleague, 'get'>, path: string): Promise<string> => (await who.get(path)).text();
const steps = (id: string) =>
  under.database.query
    .selectFrom('warning_steps')
    .select(['kind', 'result', 'officer_id', 'companion_id', 'at'])
    .where('warning_id', '=', id)
    .where('kind', 'in', ['visit', 'call'])
    .execute();
const result = (fields: Record<string, string> = {}) => ({ stepId: stepId(), result: 'persuaded', signed: '沈顾问', ...fields });

describe('an advisor', () => {
  it('sees the visits of his grids, names masked; the page has name and address, never what the bank knows', async () => {
    const mine = await warn();
    await warn('high', 'g2');
    const list = await html(advisor, '/console/visits');
    expect(list).toContain('钱**');
    expect(list).not.toContain('钱三多');
    expect(list.match(/class="visit-head"/g)).toHaveLength(1);
    const page = await html(advisor, at(mine));
    for (const shown of ['钱三多', '利济路9号', '13800001234', '我是沈顾问，晓河村的安全顾问，您可以打110核实我。'])
      expect(page).toContain(shown);
    for (const hidden of [ACCOUNT, '8903', '10000', '境外号码']) expect(page).not.toContain(hidden);
  });

  it('reads his own words of a visit, and not what a colleague has noted of an account', async () => {
    const id = await warn();
    await wang.send(at(id, '/finish'), result({ result: 'absent', signed: '王警官', note: `他的卡 ${ACCOUNT}` }));
    await advisor.send(at(id, '/finish'), result({ result: 'absent', note: '门口没有人', at: String(under.clock.now - 1) }));
    const page = await html(wang, at(id));
    expect(page).toContain(ACCOUNT);
    await under.storage.setCompanion(id, wang.id, wang.id);
    const his = await html(advisor, at(id));
    expect(his).not.toContain(ACCOUNT);
    expect(his).toContain('王警官');
  });

  it('is told that another grid’s visit is not there, whatever he asks for or sends', async () => {
    const theirs = await warn('high', 'g2');
    expect((await advisor.get(at(theirs))).status).toBe(404);
    expect((await advisor.get(at('none'))).status).toBe(404);
    for (const path of ['/begin', '/finish', '/family'])
      expect((await advisor.send(at(theirs, path), { ...result(), name: '甲', phone: '13900139000' })).status).toBe(404);
    expect((await advisor.send(at(theirs, '/companion'), { companion: wang.id })).status).toBe(403);
    expect(await steps(theirs)).toEqual([]);
    expect(await under.storage.doorstepRecord(theirs)).toEqual([]);
    expect((await wang.get(at(theirs))).status).toBe(200);
  });

  it('sees no more of a grid that he has left', async () => {
    const id = await warn();
    expect((await advisor.get(at(id))).status).toBe(200);
    await under.storage.endAssignment('g1', advisor.id, wang.id);
    expect((await advisor.get(at(id))).status).toBe(404);
    expect(await html(advisor, '/console/visits')).not.toContain('visit-head');
  });

  it('opens nothing else of the desk', async () => {
    const { caseId } = await under.call();
    const open = [
      '/console/visits',
      // Of his own grids alone (work-index.test.ts).
      '/console/own-index',
      '/console/stop-leads',
      '/console/warnings',
      '/console/sign-in',
      '/console/invitation',
      '/console/sessions',
    ];
    const routes = under.app.routes.filter(({ path, method }) => method === 'GET' && path.startsWith('/console/'));
    const asked = [...new Set(routes.map(({ path }) => path))].filter((path) => !open.some((one) => path.startsWith(one)));
    expect(asked.length).toBeGreaterThan(20);
    for (const path of asked)
      expect([path, (await advisor.get(path.replace(':id', caseId).replace(/:\w+/g, 'none'))).status]).toEqual([path, 403]);
  });
});

describe('a visit', () => {
  it('is begun, recorded with its words, and signed with one’s own name', async () => {
    const id = await warn();
    expect((await advisor.send(at(id, '/begin'), { stepId: stepId() })).headers.get('location')).toBe(at(id));
    expect(await html(advisor, at(id))).toContain('已开始');
    const family = { stepId: stepId(), name: '钱小多', relation: '儿子', phone: '137 0013 7000' };
    expect((await advisor.send(at(id, '/family'), family)).status).toBe(303);
    const refused = await advisor.send(at(id, '/finish'), result({ signed: '王警官', note: '他说给孙子买房' }));
    expect(refused.status).toBe(422);
    const page = await refused.text();
    expect(page).toContain('请写您自己的名字');
    expect(page).toContain('他说给孙子买房');
    expect(await steps(id)).toEqual([]);
    const sent = await advisor.send(at(id, '/finish'), result({ note: '和儿子通了电话', 'check-waited': '1', signed: ' 沈 顾问' }));
    expect(sent.headers.get('location')).toBe('/console/visits?sent=1');
    expect(await steps(id)).toMatchObject([{ kind: 'visit', result: 'persuaded', officer_id: advisor.id }]);
    const after = await html(advisor, at(id));
    for (const shown of ['见到了，劝住了', '和儿子通了电话', '钱小多 儿子', 'tel:13700137000', '先说自己是谁'])
      expect(after).toContain(shown);
    const audited = await under.database.query.selectFrom('audit').select('action').where('subject', '=', id).execute();
    expect(audited.map(({ action }) => action)).toEqual(expect.arrayContaining(['visit.read', 'visit.begun', 'visit.recorded']));
  });

  it('that is sent twice, or late after somebody else met him, is done once', async () => {
    const id = await warn();
    const form = { ...result({ result: 'unpersuaded' }), at: String(under.clock.now) };
    under.clock.now += 60_000;
    for (let sent = 0; sent < 3; sent++) expect((await advisor.send(at(id, '/finish'), form)).status).toBe(303);
    expect(await steps(id)).toMatchObject([{ result: 'unpersuaded', at: Number(form.at) }]);
    expect(await under.storage.doorstepRecord(id)).toHaveLength(1);
    // Raised to 紧急 by it: news of before are taken all the same, once more and once.
    expect((await under.storage.openVisits({ id: wang.id, role: 'officer' }))[0]?.tier).toBe('urgent');
    expect((await advisor.send(at(id, '/finish'), form)).status).toBe(303);
    const second = await warn();
    await under.storage.recordStep({ stepId: stepId(), warningId: second, kind: 'visit', result: 'persuaded', officerId: wang.id });
    const late = { stepId: stepId(), at: String(under.clock.now - 30_000) };
    expect((await advisor.send(at(second, '/begin'), late)).status).toBe(303);
    expect((await advisor.send(at(second, '/finish'), { ...result(), at: late.at })).status).toBe(303);
    expect((await steps(second)).map(({ officer_id }) => officer_id)).toEqual([wang.id, advisor.id]);
  });

  it('counts every visit, and says when not all of them are listed', async () => {
    const many = Array.from({ length: 203 }, (_, at) => warning(`many-${at}`, 'high', { gridId: 'g1' }));
    await under.storage.receiveWarnings(many, DISSUASION_PLAN);
    for (const [who, how] of [
      [advisor, '请告诉值班台'],
      [wang, '按乡镇、网格筛选'],
    ] as const) {
      const page = await html(who, '/console/visits');
      expect(page).toContain('要去的人家 <span class="number">203</span>');
      expect(page).toContain('还有3户没列出');
      expect(page).toContain(how);
    }
  });

  it('takes no time from a telephone whose clock is wrong', async () => {
    const id = await warn();
    for (const time of [under.clock.now + DAY, under.clock.now - 2 * DAY, 'soon'])
      await advisor.send(at(id, '/begin'), { stepId: stepId(), at: String(time) });
    expect((await under.storage.doorstepRecord(id)).map((entry) => entry.at)).toEqual(Array(3).fill(under.clock.now));
  });

  it('is dated neither before it was owed nor before its page was opened, nor far back in 紧急 unless it waited for a network', async () => {
    const HOUR = 3_600_000;
    const id = await warn('urgent');
    await under.storage.setCompanion(id, wang.id, wang.id);
    const began = under.clock.now;
    under.clock.now += 60_000;
    await html(advisor, at(id));
    const opened = under.clock.now;
    under.clock.now += 5 * HOUR;
    const awake = { expires_at: under.clock.now + HOUR, seen_at: under.clock.now };
    await under.database.query.updateTable('sessions').set(awake).execute();
    const dated = async (time: number, more: Record<string, string> = {}): Promise<number> => {
      const form = stepId();
      await advisor.send(at(id, '/begin'), { stepId: form, at: String(time), ...more });
      const row = await under.database.query.selectFrom('visit_forms').select('at').where('id', '=', form).executeTakeFirstOrThrow();
      return row.at;
    };
    const now = under.clock.now;
    expect(await dated(now - HOUR)).toBe(now - HOUR);
    expect(await dated(now - 3 * HOUR)).toBe(now);
    expect(await dated(now - 3 * HOUR, { waited: '1' })).toBe(now - 3 * HOUR);
    expect(await dated(opened, { waited: '1' })).toBe(opened);
    for (const time of [opened - 1, began, began - 1]) expect(await dated(time, { waited: '1' })).toBe(now);
    expect(await html(wang, at(id))).toContain('手机上的时间，送到');
  });

  it('of a refused door was no meeting', async () => {
    const id = await warn();
    await advisor.send(at(id, '/finish'), result({ result: 'refused' }));
    expect(await steps(id)).toMatchObject([{ result: 'unreached' }]);
    expect((await under.storage.doorstepRecord(id))[0]?.result).toBe('refused');
    const row = await under.database.query.selectFrom('warnings').select('met_at').where('id', '=', id).executeTakeFirstOrThrow();
    expect(row.met_at).toBeNull();
  });

  it('where money has gone leads to the stop lead at once, without a signature', async () => {
    const id = await warn();
    const answer = await advisor.send(at(id, '/finish'), { stepId: stepId(), result: 'paid' });
    expect([answer.status, answer.headers.get('location')]).toEqual([303, `/console/stop-leads/new?warning=${id}`]);
    expect(await steps(id)).toMatchObject([{ kind: 'visit', result: 'paid' }]);
  });

  it('needs a number of its own, and a result', async () => {
    const id = await warn();
    for (const fields of [{}, { stepId: 'x' }, { stepId: '../../etc' }])
      expect((await advisor.send(at(id, '/begin'), fields)).status).toBe(422);
    expect((await advisor.send(at(id, '/finish'), result({ result: 'won' }))).status).toBe(422);
    const used = result();
    await advisor.send(at(id, '/finish'), used);
    expect((await advisor.send(at(id, '/finish'), { ...used, result: 'absent' })).status).toBe(409);
    expect(await steps(id)).toHaveLength(1);
  });
});

describe('紧急', () => {
  it('is never begun or recorded alone, and shows who comes along', async () => {
    const id = await warn('urgent');
    const alone = await html(advisor, at(id));
    expect(alone).toContain('还没有民警同去');
    expect(alone).not.toContain('签字交上去');
    expect(alone).not.toContain('/begin"');
    expect(await html(advisor, '/console/visits')).toContain('还没人同去，先别出发');
    expect((await advisor.send(at(id, '/begin'), { stepId: stepId() })).status).toBe(409);
    expect((await advisor.send(at(id, '/finish'), result())).status).toBe(422);
    expect([await steps(id), await under.storage.doorstepRecord(id)]).toEqual([[], []]);

    expect((await wang.send(at(id, '/companion'), { companion: advisor.id })).status).toBe(422);
    expect((await wang.send(at(id, '/companion'), { companion: wang.id })).status).toBe(303);
    expect(await html(advisor, at(id))).toContain('同去的民警：<b>王警官</b>');
    expect((await advisor.send(at(id, '/begin'), { stepId: stepId() })).status).toBe(303);
    expect((await advisor.send(at(id, '/finish'), result())).status).toBe(303);
    expect(await steps(id)).toMatchObject([{ companion_id: wang.id }]);
  });

  it('takes the news that money has gone from whoever brings it', async () => {
    const id = await warn('urgent');
    expect((await advisor.send(at(id, '/finish'), { stepId: stepId(), result: 'paid' })).status).toBe(303);
    expect(await steps(id)).toMatchObject([{ kind: 'call', result: 'paid' }]);
  });
});

describe('the weekly tasks', () => {
  it('are made on Monday by a chore, once, shown on the telephone and ticked off once', async () => {
    const [weekly] = advisorChores(under.deps);
    while (await weekly?.work());
    expect(await weekly?.work()).toBe(false);
    const page = await html(advisor, '/console/visits');
    expect(page).toContain('看望三户独居老人');
    const path = /action="(\/console\/visits\/tasks\/[^"]+)"/.exec(page)?.[1] ?? '';
    const form = { stepId: stepId() };
    expect((await other.send(path, form)).status).toBe(404);
    for (let sent = 0; sent < 2; sent++) expect((await advisor.send(path, form)).status).toBe(303);
    expect((await html(advisor, '/console/visits')).match(/\/done"/g)).toHaveLength(2);
    const boss = await under.signIn('周主管', 'supervisor');
    expect(await html(boss, '/console/advisors/tasks')).toContain('没有逾期的任务');
    under.clock.now += 7 * DAY;
    // A session does not last a week.
    const later = await under.signIn('周主管二', 'supervisor');
    expect(await html(later, '/console/advisors/tasks')).toMatch(/<span class="number">5<\/span>/);
  });
});

it('speaks English to whoever has chosen it, but for the words at the door and what people are called', async () => {
  const weekly = advisorChores(under.deps)[0];
  await weekly?.work();
  const [urgent, high] = [await warn('urgent'), await warn()];
  const [shen, li] = [await under.signIn('Shen', 'advisor'), await under.signIn('Li')];
  await under.storage.assignAdvisor('g1', shen.id, under.clock.now, li.id);
  await shen.send(at(high, '/begin'), { stepId: stepId() });
  await under.storage.setCompanion(urgent, li.id, li.id);
  await under.storage.setDisabled(wang.id, true);
  for (const who of [shen, li]) {
    const reader = browser(under, { cookie: `${who.cookie}; language=en` });
    for (const path of ['/console/visits', '/console/visits?sent=1', at(urgent), at(high)])
      expect(chineseIn(await html(reader, path))).toEqual([]);
    const wrong = await reader.send(at(high, '/finish'), { stepId: stepId() });
    expect([wrong.status, chineseIn(await wrong.text())]).toEqual([422, []]);
    for (const [path, fields] of [
      ['/begin', {}],
      ['/family', {}],
      ['/companion', { companion: 'x' }],
    ] as const)
      expect(chineseIn(await (await reader.send(at(high, path), fields)).text())).toEqual([]);
  }
});
