import { jsx } from 'hono/jsx';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CaseActions, loadCaseActions } from '../../src/pages/console/case-actions.tsx';
import type { CaseView } from '../../src/pages/console/case-view.ts';
import { type DeskLanguage, Speaking } from '../../src/pages/console/language.tsx';
import { ANSWER_WITHIN } from '../../src/storage/case-returns.ts';
import type { Role } from '../../src/storage/desk-schema.ts';
import { AT_THE_DESK } from '../../src/storage/presence.ts';
import { browser, type Colleague, type DeskUnderTest, openDesk } from './desk-under-test.ts';

describe('the life of a case', () => {
  let under: DeskUnderTest;
  let wang: Colleague;
  let li: Colleague;
  let zhang: Colleague;
  let caseId: string;
  let conversation: string;
  beforeEach(async () => {
    under = await openDesk();
    wang = await under.signIn('王警官');
    li = await under.signIn('李警官');
    zhang = await under.signIn('张主管', 'supervisor');
    for (const { id } of [wang, li, zhang]) await under.storage.noteSeen(id, AT_THE_DESK);
    ({ caseId, conversation } = await under.call());
  });
  afterEach(async () => {
    expect(under.failures).toEqual([]);
    await under.close();
  });

  const page = async (response: Response | Promise<Response>): Promise<string> => (await response).text();
  const act = (who: Colleague, action: string, fields: Record<string, string> = {}) =>
    who.send(`/console/cases/${caseId}/${action}`, fields);

  it('keeps what was typed as a note on somebody who has been erased', async () => {
    await act(wang, 'claim');
    await act(wang, 'close', { truth: 'unclear' });
    await under.database.query.updateTable('persons').set({ key_wrapped: null }).execute();
    const refused = await act(wang, 'note', { text: '家属来过电话' });
    expect([refused.status, (await page(refused)).includes('家属来过电话')]).toEqual([409, true]);
  });
  const stored = async () => {
    const row = await under.database.query.selectFrom('cases').selectAll().where('id', '=', caseId).executeTakeFirstOrThrow();
    return row;
  };
  const hand = (who: Colleague, to: string, fields: Record<string, string> = {}) => act(who, 'transfer', { owner: wang.id, to, ...fields });

  /** What stands above the case of him who looks at it. */
  async function actions(who: Colleague, role: Role = 'officer', language: DeskLanguage = 'zh-CN'): Promise<string> {
    const deskCase = await under.storage.deskCase(caseId);
    if (!deskCase) throw new Error('there is no case');
    const mine = deskCase.status === 'claimed' && deskCase.owner?.id === who.id;
    const officer = { id: who.id, name: who.id, display: who.id, role };
    const titleOf = (type: string) => `类型${type}`;
    const view = { now: under.clock.now, officerId: who.id, titleOf, officer, mine, open: mine, types: [] } as unknown as CaseView;
    const loaded = await loadCaseActions({ ...under.deps, assets: null as never }, deskCase);
    return String(jsx(Speaking, { value: language }, jsx(CaseActions as never, { deskCase, view, remark: {}, loaded }) as never));
  }

  it('goes to a colleague who is there, with a word that stays inside', async () => {
    await act(wang, 'claim');
    const offered = await actions(wang);
    expect(offered).toContain('李警官');
    expect(offered).not.toContain('>王警官');
    expect(offered).toContain('主管 · 1人在');
    expect(offered).toContain('管理员 · 现在没人在');
    const done = await hand(wang, `officer:${li.id}`, { remark: '他儿子会来电话' });
    expect([done.status, done.headers.get('location')]).toEqual([303, '/console']);
    expect(await stored()).toMatchObject({ status: 'claimed', owner_id: li.id });
    expect(await page(li.get(`/console/cases/${caseId}`))).toContain('他儿子会来电话');
    // The bot stays silent, and who had it before cannot speak.
    expect((await under.chat({ text: '好的', conversation })).messages).toEqual([]);
    expect((await act(wang, 'say', { text: '还是我' })).status).toBe(409);
  });

  it('goes to a role: it waits for that, the bot speaks, and others are told why they may not', async () => {
    await act(wang, 'claim');
    expect((await hand(wang, 'role:supervisor')).status).toBe(303);
    expect((await under.chat({ text: '还在吗', conversation })).messages).toHaveLength(1);
    expect(await actions(li)).toContain('等主管接手');
    expect(await actions(li)).not.toContain('接手这一单');
    expect(await actions(zhang, 'supervisor')).toContain('接手这一单');
    const refused = await act(li, 'claim');
    expect(refused.status).toBe(409);
    expect(await page(refused)).toContain('没接成：这一单在等主管接手。');
    expect((await act(zhang, 'claim')).status).toBe(303);
  });

  it('stays where it is when nobody was chosen, or whoever was is away; what was typed is kept', async () => {
    await act(wang, 'claim');
    for (const to of ['', 'role:librarian', 'role:', 'officer:', 'x']) {
      const response = await hand(wang, to, { remark: '写好的话' });
      expect([to, response.status]).toEqual([to, 422]);
      const shown = await page(response);
      expect(shown).toContain('没转：请先选转给谁。');
      expect(shown).toContain('写好的话');
    }
    const long = await hand(wang, `officer:${li.id}`, { remark: '长'.repeat(2001) });
    expect([long.status, (await page(long)).includes('最多2000字，现在2001字')]).toEqual([422, true]);
    await under.storage.noteGone(li.id);
    const away = await hand(wang, `officer:${li.id}`, { remark: '写好的话' });
    expect(away.status).toBe(409);
    const shown = await page(away);
    expect(shown).toContain('他现在不在值班台');
    expect(shown).toContain('写好的话');
    expect(await stored()).toMatchObject({ owner_id: wang.id });
  });

  it('may be handed over or taken back by a supervisor, by no other colleague, and of whoever he saw having it', async () => {
    await act(wang, 'claim');
    expect(await actions(li)).not.toContain('transfer-to');
    expect((await hand(li, `officer:${li.id}`)).status).toBe(409);
    expect((await act(li, 'release', { owner: wang.id })).status).toBe(409);
    expect(await actions(zhang, 'supervisor')).toContain('我自己，我来接');
    const taken = await hand(zhang, `officer:${zhang.id}`);
    expect([taken.status, taken.headers.get('location')]).toEqual([303, `/console/cases/${caseId}`]);
    const late = await hand(wang, `officer:${li.id}`);
    expect(late.status).toBe(409);
    expect(await page(late)).toContain('没转成：这一单刚有变化，现在张主管在办。');
    await hand(zhang, `officer:${li.id}`, { owner: zhang.id });
    expect((await act(zhang, 'release', { owner: wang.id })).status).toBe(409);
    expect((await act(zhang, 'release', { owner: li.id })).status).toBe(303);
    expect(await stored()).toMatchObject({ status: 'waiting', owner_id: null });
  });

  it('is not taken from somebody who is on the telephone with the citizen', async () => {
    await act(wang, 'claim');
    expect(await actions(wang)).toContain('aria-pressed="false"');
    expect((await act(wang, 'telephone', { calling: '1' })).status).toBe(303);
    expect(await actions(wang)).toContain('aria-pressed="true"');
    expect(await actions(li)).toContain('正在通话');
    expect((await act(li, 'telephone', { calling: '0' })).status).toBe(409);
    expect((await stored()).busy_until).not.toBeNull();
    await act(wang, 'telephone', { calling: '0' });
    expect((await stored()).busy_until).toBeNull();
  });

  it('shows those who could take it that it came back', async () => {
    await under.database.query.updateTable('cases').set({ urgency: 'P0' }).where('id', '=', caseId).execute();
    await act(wang, 'claim');
    under.clock.now += ANSWER_WITHIN;
    expect(await under.storage.returnLapsed()).toEqual([caseId]);
    expect(await actions(li)).toContain('没人及时回，退回了队列');
    expect((await under.chat({ text: '没人吗', conversation })).messages).toHaveLength(1);
  });

  it.each([
    ['signs out', async () => wang.send('/console/sign-out')],
    ['is signed out', async (boss: Colleague) => boss.send(`/console/officers/${wang.id}/sign-out`)],
    ['is disabled', async (boss: Colleague) => boss.send(`/console/officers/${wang.id}/disable`)],
    ['is reset', async (boss: Colleague) => boss.send(`/console/officers/${wang.id}/reset`)],
  ])('goes back to the queue when its owner %s', async (_, leave) => {
    const boss = await under.signIn('管理员', 'administrator');
    await act(wang, 'claim');
    const nudged = under.nudges.count;
    expect((await leave(boss)).status).toBeLessThan(400);
    expect(await stored()).toMatchObject({ status: 'waiting', owner_id: null, returned_at: under.clock.now });
    expect(under.nudges.count).toBe(nudged + 1);
    expect((await under.storage.presentAt(AT_THE_DESK)).map(({ id }) => id)).not.toContain(wang.id);
    expect((await under.chat({ text: '还在吗', conversation })).messages).toHaveLength(1);
  });

  it('is closed with one tap, or with all that is known; what cannot be read is kept and named', async () => {
    const type = under.deps.detector.library.types[0]?.id ?? '';
    await act(wang, 'claim');
    under.clock.now += 5000;
    const wrong = await act(wang, 'close', { truth: 'scam', type, lost: '很多', saved: '1万', reported: '1' });
    expect(wrong.status).toBe(422);
    const shown = await page(wrong);
    expect(shown).toContain('损失：看不懂这个金额');
    for (const kept of ['value="很多"', 'value="1万"', `value="${type}" selected`]) expect(shown).toContain(kept);
    expect(shown).toMatch(/name="reported" value="1" checked/);
    expect(await stored()).toMatchObject({ status: 'claimed', touched_at: under.clock.now });
    const right = await act(wang, 'close', { truth: 'scam', type, lost: '2万', saved: '20,000.50', reported: '1' });
    expect([right.status, right.headers.get('location')]).toEqual([303, expect.stringMatching(/^\/console\?closed=A\d{6}$/)]);
    expect(await stored()).toMatchObject({ true_type: type, lost: 2_000_000, saved: 2_000_050, reported: 1, closed_by: wang.id });
    const closed = await actions(li);
    for (const word of ['已结案：真诈骗', '损失 20,000.00元', '拦下 20,000.50元', '已报110']) expect(closed).toContain(word);
    // Whoever writes again is the bot's.
    expect((await under.chat({ text: '谢谢', conversation })).messages).toHaveLength(1);
  });

  it('is not closed by Enter in a field: the first button does nothing', async () => {
    await act(wang, 'claim');
    expect(await actions(wang)).toMatch(/class="closing"[^>]*><button type="submit" disabled(?:="")? hidden(?:="")?/);
    expect((await act(wang, 'close', { lost: '2万' })).status).toBe(422);
  });

  it('is opened again by whoever undoes it, unless another case runs', async () => {
    await act(wang, 'claim');
    await act(wang, 'close', { truth: 'scam', lost: '2万' });
    under.clock.now += 1000;
    expect(await actions(li)).toContain('重新打开');
    const undone = await act(li, 'reopen');
    expect([undone.status, undone.headers.get('location')]).toEqual([303, `/console/cases/${caseId}`]);
    expect(await stored()).toMatchObject({ status: 'claimed', owner_id: li.id, truth: null });
    // What was typed then is there to be closed with again.
    expect(await actions(li)).toContain('value="20000"');
    const twice = await act(wang, 'reopen');
    expect(twice.status).toBe(409);
    expect(await page(twice)).toContain('没打开：这一单已经打开了，李警官在办。');
    await act(li, 'close', { truth: 'scam' });
    under.clock.now += 1000;
    await under.chat({ text: '我又给骗子转了三万块钱，快叫人', conversation });
    const late = await act(wang, 'reopen');
    expect([late.status, (await page(late)).includes('他另有一单没结案')]).toEqual([409, true]);
  });

  it('speaks English at a desk that does', async () => {
    await act(wang, 'claim');
    const shown = await actions(wang, 'officer', 'en');
    for (const words of ['Back to the queue', 'On the phone with them', 'Hand over', 'False alarm', 'Lost (yuan)'])
      expect(shown).toContain(words);
    expect(shown.replaceAll(/[李王]警官|张主管/g, '')).not.toMatch(/[\u4e00-\u9fff]/);
    const response = await under.post(`/console/cases/${caseId}/transfer`, new URLSearchParams({ to: '' }).toString(), {
      origin: 'http://localhost',
      host: 'localhost',
      'content-type': 'application/x-www-form-urlencoded',
      cookie: `${wang.cookie}; language=en`,
    });
    expect(await response.text()).toContain('Not handed over: choose to whom first.');
  });

  it('is nobody\u2019s who is not signed in, and no librarian\u2019s', async () => {
    const librarian = await under.signIn('库管员', 'librarian');
    await act(wang, 'claim');
    for (const action of ['transfer', 'telephone', 'reopen', 'release', 'close']) {
      const fields = { to: `officer:${li.id}`, calling: '1', truth: 'scam', owner: wang.id };
      expect([action, (await browser(under).send(`/console/cases/${caseId}/${action}`, fields)).status]).toEqual([action, 401]);
      expect([action, (await act(librarian, action, fields)).status]).toEqual([action, 403]);
    }
    expect(await stored()).toMatchObject({ status: 'claimed', owner_id: wang.id, busy_until: null });
  });
});

describe('where a case belongs', () => {
  it('is noted by the owner, shown to all, and filters the queue', async () => {
    const desk = await openDesk();
    const [wang, li] = [await desk.signIn('王警官'), await desk.signIn('李警官')];
    const { caseId, number } = await desk.call();
    await wang.send(`/console/cases/${caseId}/claim`);
    const place = `/console/cases/${caseId}/community`;
    expect((await li.send(place, { community: '织里镇' })).status).toBe(409);
    const wrong = await wang.send(place, { community: '人民路12号' });
    expect([wrong.status, await wrong.text()]).toEqual([422, expect.stringContaining('不要门牌号')]);
    expect((await wang.send(place, { community: '织里镇' })).status).toBe(303);
    desk.clock.now += 2000;
    expect(await (await li.get(`/console/cases/${caseId}`)).text()).toContain('织里镇');
    expect(await (await li.get('/console?community=织里镇')).text()).toContain(number);
    expect(await (await li.get('/console?community=月河社区')).text()).not.toContain(number);
    await wang.send(place, { community: '' });
    expect((await desk.storage.deskCase(caseId))?.community).toBeNull();
    await desk.close();
  });
});
